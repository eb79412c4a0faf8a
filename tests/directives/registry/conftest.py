import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from directives.registry.actions import (
    DutyAnswer,
    MastheadAnswer,
    ReferenceAnswer,
    Review,
    enter,
    save_review,
)
from directives.registry.models import Directive
from portal.access import Scope

TEXT = """ỦY BAN NHÂN DÂN
TỈNH BẮC GIANG
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}

Bắc Giang, ngày {day} tháng {month} năm {year}

CHỈ THỊ

Về nâng cao chất lượng phục vụ Nhân dân tại bộ phận một cửa

Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ và Kết luận số 39-KL/TU \
ngày 05/4/2021 của Ban Thường vụ Tỉnh ủy, Chủ tịch UBND tỉnh yêu cầu:

1. UBND các xã, phường, thị trấn niêm yết công khai thủ tục hành chính, hoàn thành trước ngày \
30/6/2027.

2. Hằng năm, UBND các xã, phường, thị trấn xây dựng ít nhất 01 mô hình "dân vận khéo", báo cáo \
kết quả về Sở Nội vụ trước ngày 30/11.

Nơi nhận:
- UBND các xã, phường, thị trấn;
- Sở Nội vụ;
- Lưu: VT.

KT. CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn Mẫu
"""


DAY = dt.date(2022, 6, 20)


def text_of(number: str = "05/CT-UBND", on: dt.date = DAY) -> str:
    """A directive of the former Bắc Giang: two citations, two duties."""
    return TEXT.format(number=number, day=on.day, month=on.month, year=on.year)


@pytest.fixture
def staff(scopes: Callable[[str], Scope]) -> Scope:
    """Province staff of Bắc Ninh."""
    return scopes("sonoivu")


@pytest.fixture
def draft(staff: Scope) -> Directive:
    return enter(text=text_of(), entry_key="first", by=staff)


@pytest.fixture
def text() -> Callable[..., str]:
    """The text of a directive of the former Bắc Giang, under a number and a date."""
    return text_of


@pytest.fixture
def finish(today: dt.date) -> Callable[..., Directive]:
    """Save the review of a draft as it was read, but for what is given; accept everything."""

    def save(
        made: Directive, by: Scope, *, recipients: list[str] | None = None, **masthead: object
    ) -> Directive:
        lines = [row.wording for row in made.recipients.all()]
        review = Review(
            masthead=MastheadAnswer(dict(masthead), lines if recipients is None else recipients),
            references=[
                ReferenceAnswer(row, {}, "accept", row.target_id) for row in made.references.all()
            ],
            duties=[DutyAnswer(row, {}, "accept") for row in made.duties.all()],
        )
        return save_review(directive=made, review=review, by=by, on=today, finish=True)

    return save


@pytest.fixture
def saved(finish: Callable[..., Directive], staff: Scope) -> Callable[..., Directive]:
    """Enter the text under a number and a date, and save it, as province staff of Bắc Ninh."""

    def save(
        number: str = "05/CT-UBND", on: dt.date = DAY, *, by: Scope | None = None, **masthead: Any
    ) -> Directive:
        made = enter(text=text_of(number, on), entry_key=f"{number} {on}", by=by or staff)
        return finish(made, by or staff, **masthead)

    return save

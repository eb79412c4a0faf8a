"""Who denounced is in no free text either, however it was typed; nor in what a correction leaves."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from citizens.receptions.actions import correct, hand_over, reclassify, rewrite_matter
from citizens.receptions.entries import PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Handling, Matter, MatterOwner, Reception
from citizens.receptions.rules import (
    BLANKED,
    Known,
    hints_of_identity,
    may_speak_of,
    speaks_of,
)
from portal.access import Scope
from portal.audit.actions import record
from portal.audit.models import Entry, Values
from portal.units.models import Organisation

Log = Callable[..., Reception]
ON = date(2026, 11, 22)
NEW = "/tiep-cong-dan/moi/"
KHUE = Known("Vũ Ngọc Khuê", "12 ngõ Hẻm Sâu, tổ 9, phường Lục Nam, tỉnh Bắc Ninh")


@pytest.fixture
def told(typed: dict[str, Any]) -> dict[str, Any]:
    who = {"nguoi1-name": "Mai Thị Giấu", "nguoi1-place": "12 ngõ Hẻm Sâu", "nguoi1-number": ""}
    return typed | who | {"kind": "denunciation", "summary": "Thu sai khoản đóng góp"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("box", "text"),
    [
        ("note", "đơn của mai thị giấu"), ("summary", "nguoi dua tin la MAI THI GIAU, thu sai"),
        ("official_name", "mai thị giấu"), ("agency", "CA; mai thi giau"),
        ("solved_by", "chị giấu"), ("document_number", "12/TB M.T.Giấu"),
        ("note", "mai thị giấu"), ("note", "nhà ở ngõ hẻm sâu"),
    ],
)  # fmt: skip
def test_a_text_that_speaks_of_who_was_typed_is_refused_beside_its_field(
    client_of: Callable[[str], Client], told: dict[str, Any], box: str, text: str
) -> None:
    answer = client_of("canbo.lucnam").post(NEW, told | {box: text, "checked": "on"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [box]
    assert "giữ kín" in answer.context["form"].errors[box][0]
    assert answer.context["form"][box].value() == text
    assert not Reception.objects.exists()


@pytest.mark.django_db
def test_of_another_kind_nothing_is_refused(
    client_of: Callable[[str], Client], told: dict[str, Any]
) -> None:
    posted = told | {"kind": "petition", "note": "đơn của mai thị giấu"}
    assert client_of("canbo.lucnam").post(NEW, posted).status_code == 302


@pytest.mark.django_db
def test_a_visit_that_joins_a_denunciation_is_read_the_same_way(
    client_of: Callable[[str], Client], log: Log, told: dict[str, Any]
) -> None:
    matter = log(kind=MatterKind.DENUNCIATION, people=()).handlings.get().matter
    posted = told | {"matter": matter.pk, "note": "bà mai thị giấu"}
    answer = client_of("canbo.lucnam").post(NEW, posted)
    assert list(answer.context["form"].errors) == ["note"]
    assert "Mai Thị Giấu" not in answer.content.decode()


def box_of(page: Any) -> str:
    """The box that the page brings along, with who was typed sealed in it."""
    text: str = page.content.decode()
    return text.partition('name="came" value="')[2].partition('"')[0]


@pytest.mark.django_db
def test_who_was_typed_is_refused_again_when_the_page_is_sent_again(
    client_of: Callable[[str], Client], told: dict[str, Any]
) -> None:
    client, posted = client_of("canbo.lucnam"), told | {"note": "mai thị giấu đến"}
    seal = box_of(client.post(NEW, posted))
    again = {name: text for name, text in posted.items() if not name.startswith("nguoi")}
    for text in ("mai thị giấu đến", "theo lời giấu", "bà giấu nói"):
        answer = client.post(NEW, again | {"came": seal, "checked": "on", "note": text})
        assert list(answer.context["form"].errors) == ["note"]
        assert answer.context["form"].remembered
    assert not Reception.objects.exists()
    assert client.post(NEW, again | {"came": seal, "note": "hẹn lại"}).status_code == 302


@pytest.mark.django_db
def test_the_box_of_who_was_typed_opens_on_its_own_page_only_and_shows_nobody(
    client_of: Callable[[str], Client], told: dict[str, Any]
) -> None:
    client = client_of("canbo.lucnam")
    page = client.post(NEW, told | {"note": "mai thị giấu đến"})
    seal = box_of(page)
    assert "Mai Thị Giấu" not in page.content.decode()
    for wrong in (told | {"key": str(uuid4()), "came": seal}, told | {"came": "a.b"}):
        answer = client.post(NEW, wrong)
        assert "Hãy mở lại trang" in answer.context["form"].errors["__all__"][0]
    assert not Reception.objects.exists()


@pytest.mark.django_db
def test_a_visit_of_another_kind_does_not_join_a_matter(
    client_of: Callable[[str], Client], log: Log, typed: dict[str, Any]
) -> None:
    matter = log(kind=MatterKind.COMPLAINT).handlings.get().matter
    answer = client_of("canbo.lucnam").post(NEW, typed | {"matter": matter.pk})
    assert "Vụ việc đã chọn là khiếu nại" in answer.context["form"].errors["kind"][0]
    assert answer.context["form"]["summary"].value() == typed["summary"]
    assert Reception.objects.count() == 1


@pytest.mark.django_db
def test_a_correction_of_a_denunciation_refuses_who_is_typed_with_it(
    client_of: Callable[[str], Client], log: Log, typed: dict[str, Any]
) -> None:
    visit = log(kind=MatterKind.DENUNCIATION, people=())
    came = {"nguoi1-name": "Mai Thị Giấu", "note": "mai thi giau đến", "seen": "0"}
    posted = typed | came
    answer = client_of("canbo.lucnam").post(f"/tiep-cong-dan/{visit.pk}/sua/", posted)
    assert list(answer.context["form"].errors) == ["note"]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("người viết Pham Thi Mat", "Pham Thi Mat"), ("bà phạm thị mật gửi", "phạm thị mật"),
        ("theo yêu cầu của phạm thị mật", "phạm thị mật"), ("phạm thị mật ở đó", "phạm thị mật"),
        ("người viết pham van mat", "pham van mat"), ("do le hoa bao", "le hoa bao"),
        ("gửi từ mat.pham@gmail.com", "mat.pham@gmail.com"), ("nhà ở số 12", "số 12"),
        ("ngách 3 chợ", "ngách 3"), ("tổ dân phố số 5", "tổ dân phố số 5"),
        ("đường Lê Lợi thu sai", "đường Lê Lợi"), ("Thôn Đông", "Thôn Đông"), ("ở thôn bí mật", "thôn bí mật"),
    ],
)  # fmt: skip
def test_names_and_homes_in_small_letters_are_asked_about(text: str, asked: str) -> None:
    assert asked in [hint.text for hint in hints_of_identity(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Trưởng thôn thu sai khoản đóng góp", "do vi phạm quy định", "Xin sửa đường liên thôn",
        "Quyết định số 15/QĐ-UBND", "tổ trưởng tổ dân phố lạm quyền", "của hộ gia đình",
        "Cán bộ địa chính nhận tiền của người dân", "UBND phường Lục Nam", "do chủ tịch chỉ đạo",
    ],
)  # fmt: skip
def test_plain_words_of_a_denunciation_are_not_asked_about(text: str) -> None:
    assert hints_of_identity(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "bà Khuê", "chị Ngọc Khuê", "V.N.Khuê", "V. Khuê", "ba khue", "ngõ Hẻm Sâu", "to 9",
        "ở hẻm sâu", "Vu\u0303 Ngo\u0323c Khue\u0302", "VNK gửi",
    ],
)  # fmt: skip
def test_parts_of_a_name_and_of_an_address_speak_of_a_person(text: str) -> None:
    assert speaks_of(text, KHUE)


@pytest.mark.parametrize("text", ["UBND phường Lục Nam", "tỉnh Bắc Ninh", "ông Khoa", "tổ 19"])
def test_others_and_the_names_of_units_do_not(text: str) -> None:
    assert not speaks_of(text, KHUE)


@pytest.mark.parametrize("name", ["ông tư", "Tư", "Nguyễn Văn Tư"])
@pytest.mark.parametrize(
    "text",
    ["ông tư thu sai", "tư kể lại", "theo lời tư", "đây là việc của Tư, không rõ", "Tư báo tin"],
)
def test_a_given_name_alone_speaks_of_a_person(name: str, text: str) -> None:
    assert speaks_of(text, Known(name))


def test_a_tone_put_elsewhere_is_the_same_name() -> None:
    assert speaks_of("hoà kể lại", Known("Phạm Thị Hòa"))


@pytest.mark.parametrize("text", ["đất tư nhân", "cán bộ Tư pháp xã thu tiền", "Tư pháp xã"])
def test_a_plain_word_that_is_a_given_name_too_is_asked_about(text: str) -> None:
    assert not speaks_of(text, Known("Nguyễn Văn Tư"))
    assert may_speak_of(text, Known("Nguyễn Văn Tư"))
    assert not may_speak_of("bốn thửa đất", Known("Nguyễn Văn Tư"))


@pytest.mark.parametrize("text", ["ông tư thu sai", "do bà khuê đưa", "chị mận ở gần đó"])
def test_a_given_name_after_a_title_in_small_letters_is_asked_about(text: str) -> None:
    assert [hint.what for hint in hints_of_identity(text)] == ["họ tên"]


@pytest.mark.parametrize(
    "text",
    ["bà con trong thôn", "ông ấy nhận tiền", "cô giáo thu thêm", "anh em họ hàng", "cụ thể là"],
)
def test_how_people_are_spoken_to_is_not_asked_about(text: str) -> None:
    assert hints_of_identity(text) == []


@pytest.mark.django_db
def test_a_text_that_still_hints_at_who_came_is_blanked_when_a_matter_turns_out_one(
    log: Log, lucnam: Scope
) -> None:
    visit = log(
        people=(PersonEntry(KHUE.name, KHUE.address),), note="bà Khuê hẹn lại", official_name="vu ngoc khue",
        case={"agency": "Công an, theo V.N.Khuê", "solved_by": "chị Ngọc Khuê", "document_number": "12/TB"},
    )  # fmt: skip
    matter = Matter.objects.get()
    reclassify(matter=matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Vũ Ngọc Khuê tố cáo thu sai", by=lucnam)  # fmt: skip
    visit.refresh_from_db()
    handling = Handling.objects.get()
    assert (visit.note, visit.official_name) == (BLANKED, BLANKED)
    assert (handling.agency, handling.solved_by) == (BLANKED, BLANKED)
    assert handling.document_number == "12/TB"
    assert Matter.objects.get().summary == "[đã xóa] tố cáo thu sai"


@pytest.mark.django_db
def test_why_a_matter_was_handed_over_is_blanked_when_it_turns_out_one(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log(people=(PersonEntry(KHUE.name, KHUE.address),), case={"solved_by": "chị Ngọc Khuê"})
    matter = Matter.objects.get()
    other = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=matter, to=other, on=ON, reason="người ở ngõ Hẻm Sâu", by=lucnam, today=ON)
    reclassify(matter=matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Vũ Ngọc Khuê tố cáo thu sai", by=lucnam)  # fmt: skip
    handling = Handling.objects.get()
    assert (handling.agency, handling.solved_by) == (str(other), BLANKED)
    assert BLANKED in MatterOwner.objects.values_list("reason", flat=True)


def values_of(row: Any) -> list[dict[str, list[str]]]:
    about = Entry.objects.about(row)
    return list(Values.objects.filter(entry__in=about).values_list("changes", flat=True))


@pytest.mark.django_db
def test_the_history_of_a_denunciation_never_tells_what_a_text_said(
    log: Log, lucnam: Scope
) -> None:
    visit = log(kind=MatterKind.DENUNCIATION, people=(), note="phạm thị mật")
    entry = VisitEntry(date(2026, 11, 17), "Thủy", note="")
    correct(reception=visit, visit=entry, people=[], by=lucnam, on=ON)
    [kept] = values_of(visit)
    assert kept["ghi chú"] == ["(không ghi nhật ký)", "đã sửa, không ghi nội dung vì là tố cáo"]
    assert kept["ngày tiếp"] == ["16/11/2026", "17/11/2026"]


@pytest.mark.django_db
def test_a_correction_erases_what_the_history_told_before(log: Log, lucnam: Scope) -> None:
    log(kind=MatterKind.DENUNCIATION, people=())
    matter = Matter.objects.get()
    record(act="matter.rewrite", target=matter, by=lucnam, says="Sửa vụ việc.",
           changes={"nội dung": ("phạm thị mật", "bà mật")})  # fmt: skip
    rewrite_matter(matter=matter, field=Field.OTHER, summary="Thu sai khoản", by=lucnam)
    assert "mật" not in str(values_of(matter)).replace("không ghi nhật ký", "")
    assert Entry.objects.about(matter).filter(act="audit.erase").exists()


@pytest.mark.django_db
def test_the_history_of_another_kind_still_tells_both_texts(log: Log, lucnam: Scope) -> None:
    log()
    matter = Matter.objects.get()
    rewrite_matter(matter=matter, field=Field.OTHER, summary="Xin sửa cầu", by=lucnam)
    assert values_of(matter) == [{"nội dung": ["Xin sửa đường liên thôn", "Xin sửa cầu"]}]

"""A page with every component, for the tests of this folder and for looking at them."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from portal.access import Role, Scope
from portal.accounts.models import Posting
from portal.calendar.rules import WEEKENDS_ONLY, no_later_than, within_working_days
from portal.charts import (
    Bar,
    HeatCell,
    HeatRow,
    Interval,
    Point,
    Stack,
    bars,
    heat_level,
    heat_map,
    intervals,
    stacked,
    trend,
)
from portal.context import Shell
from portal.forms import (
    DateField,
    UploadField,
    VietnameseCharField,
    VietnameseTextField,
    WholeNumberField,
)
from portal.lists import Page
from portal.units.models import Organisation

TODAY = dt.date(2026, 11, 22)
COMMUNES = ("Phường Bắc Giang", "Xã Yên Dũng", "Phường Kinh Bắc", "Xã Lục Ngạn", "Xã Tiên Du")


class GalleryForm(forms.Form):
    number = VietnameseCharField(label="Số, ký hiệu", help_text="Ví dụ: 33-CT/TU")
    issued_on = DateField(label="Ngày ban hành")
    kind = forms.ChoiceField(
        label="Loại văn bản", choices=[("CT", "Chỉ thị"), ("KH", "Kế hoạch"), ("QĐ", "Quyết định")]
    )
    system = forms.ChoiceField(
        label="Hệ thống",
        choices=[("state", "Nhà nước"), ("party", "Đảng")],
        widget=forms.RadioSelect,
    )
    people = WholeNumberField(label="Số người đến", required=False)
    subject = VietnameseTextField(label="Trích yếu nội dung")
    paper = UploadField(label="Tệp kèm theo", accept=".pdf,.docx", required=False)
    urgent = forms.BooleanField(label="Văn bản khẩn", required=False)


class Filters(forms.Form):
    q = forms.CharField(label="Từ khoá", required=False, widget=forms.SearchInput)
    state = forms.ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), ("late", "Quá hạn")]
    )
    since = DateField(label="Từ ngày", required=False)


def someone(role: Role = Role.COMMUNE_OFFICIAL) -> tuple[Scope, Posting]:
    """Return a scope and a posting that no database knows."""
    scope = Scope(
        user_id=1,
        name="Nguyễn Thị Hồng Nhung",
        posting_id=1,
        role=role,
        organisation_id=1,
        organisation_kind="people_committee",
        unit_id=1,
        unit_level="commune",
    )
    return scope, Posting(role=role, organisation=Organisation(name="UBND phường Bắc Giang"))


def charts() -> dict[str, object]:
    counts = ((40, 6, 12, 3), (31, 2, 20, 8), (52, 0, 8, 1), (12, 9, 22, 18), (38, 4, 16, 0))
    keys = ("on_time", "late_done", "open", "overdue")
    return {
        "bars": bars(
            "Lượt tiếp công dân theo đơn vị",
            [Bar(name, 1676 - 310 * i, href="#") for i, name in enumerate(COMMUNES)],
            unit="lượt",
        ),
        "stacked": stacked(
            "Nhiệm vụ theo trạng thái",
            [
                Stack(name, dict(zip(keys, row, strict=True)), href="#")
                for name, row in zip(COMMUNES, counts, strict=True)
            ],
        ),
        "trend": trend(
            "Tỷ lệ hoàn thành đúng hạn",
            [Point(f"T{m}", None if m == 7 else 61 + m * 3 - m % 3 * 4) for m in range(1, 12)],
            unit="%",
            target=90,
        ),
        "intervals": intervals(
            "Chỉ số hài lòng",
            [
                Interval("Phường Bắc Giang", Decimal("87.4"), Decimal("83.1"), Decimal("90.8")),
                Interval("Xã Yên Dũng", Decimal("79.0"), Decimal("70.2"), Decimal("86.1")),
                Interval("Xã Lục Ngạn", None, note="Chưa đủ 30 phiếu"),
            ],
            unit="%",
        ),
        "heat": heat_map(
            "Tiến độ theo đơn vị và nhiệm vụ",
            [(f"NV{i}", f"Nhiệm vụ {i}", "") for i in range(1, 9)],
            [
                HeatRow(
                    name,
                    tuple(
                        HeatCell(
                            f"{(i * 37 + j * 23) % 101}%", heat_level((i * 37 + j * 23) % 101 / 100)
                        )
                        for j in range(8)
                    ),
                    href="#",
                )
                for i, name in enumerate(COMMUNES)
            ],
        ),
    }


def rows() -> list[dict[str, object]]:
    days = (-3, 0, 5, 40, 2)
    return [
        {
            "number": f"{33 + i}-CT/TU",
            "name": name,
            "deadline": within_working_days(TODAY, 5, WEEKENDS_ONLY)
            if left == 5
            else no_later_than(TODAY + dt.timedelta(days=left), WEEKENDS_ONLY),
            "done_on": TODAY if i == 4 else None,
            "people": 1676 * i,
        }
        for i, (name, left) in enumerate(zip(COMMUNES, days, strict=True))
    ]


class GalleryShell(Shell):
    """The frame of somebody with three unread notices, asked of no database."""

    unread = 3


def _template(name: str) -> Any:
    text = (Path(__file__).parent / "templates" / name).read_text(encoding="utf-8")
    return engines["django"].from_string(text)


def gallery(request: HttpRequest) -> HttpResponse:
    request.scope, request.posting = someone()  # type: ignore[attr-defined]
    form = GalleryForm(request.POST) if request.method == "POST" else GalleryForm()
    if request.method == "GET":
        messages.success(request, "Đã lưu văn bản 33-CT/TU và 14 viện dẫn.")
    context = {
        "shell": GalleryShell(request),
        "form": form,
        "filters": Filters(request.GET or None),
        "page": Page(rows(), previous_href="?truoc=x", next_href="?sau=x"),
        "today": TODAY,
        "tabs": [
            {"href": "#", "label": "Nội dung", "current": True},
            {"href": "#", "label": "Nhiệm vụ", "count": 14},
            {"href": "#", "label": "Lịch sử", "count": 0},
        ],
        "events": [
            {"on": TODAY, "text": "Đã duyệt hoàn thành", "by": "Sở Nội vụ", "state": "done"},
            {
                "on": TODAY,
                "text": "Gửi kết quả",
                "by": "Nguyễn Thị Hồng Nhung",
                "note": "Kèm 2 tệp",
            },
            {"on": TODAY, "text": "Giao nhiệm vụ", "by": "Sở Nội vụ", "state": "info"},
        ],
        "charts": charts(),
    }
    page = _template("gallery.html").render(context, request)
    return HttpResponse(page, status=422 if form.is_bound else 200)


def confirm(request: HttpRequest) -> HttpResponse:
    request.scope, request.posting = someone()  # type: ignore[attr-defined]
    return HttpResponse(_template("confirm.html").render({"shell": GalleryShell(request)}, request))


def elsewhere(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [
    path("", gallery),
    path("xoa/", confirm),
    *(
        path(place, elsewhere)
        for place in (
            "van-ban/",
            "nhiem-vu/",
            "tiep-cong-dan/",
            "khao-sat/",
            "bao-cao/",
            "don-vi/",
            "tim-kiem/",
        )
    ),
]
handler404 = "portal.errors.not_found"

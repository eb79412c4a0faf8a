"""What may be typed of a report's paper, and what its history says of each save."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from portal.access import Scope
from portal.audit.models import Entry
from portal.reports import actions
from portal.reports.models import Report, ReportState
from portal.reports.rules import Refusal
from tests.reports.conftest import CHAIRMAN, ON, WORDS, write
from tests.reports.pages import page_of

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]


def posted(report: Report, **changes: str) -> dict[str, str]:
    words = {f"muc_{section.key}": WORDS for section in report.outline.written}
    return {"version": str(report.version), "number": "", "issued_on": "", **words, **changes}


def save(report: Report, by: Scope, **changes: Any) -> None:
    kept = {
        "narrative": report.narrative, "typed": report.typed, "number": report.number,
        "issued_on": report.issued_on,
    }  # fmt: skip
    actions.save_draft(report=report, version=report.version, by=by, on=ON, **kept | changes)


def test_a_number_and_a_date_that_cannot_be_are_refused_beside_their_fields(
    draft: Report, client_of: ClientOf
) -> None:
    path = reverse("reports:write", args=[draft.pk])
    bad = posted(draft, number="<b>😀</b>", issued_on="01/01/2030")
    answer = client_of("canbo.lucnam").post(path, bad)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"number", "issued_on"}
    draft.refresh_from_db()
    assert (draft.number, draft.issued_on) == ("", None)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"number": "mới"}, "number"), ({"issued_on": date(2026, 11, 24)}, "issued_on")],
)
def test_nobody_saves_past_the_form(
    draft: Report, official: Scope, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        save(draft, official, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "values", [{"number": "<b>😀</b>"}, {"number": "0"}, {"issued_on": date(2025, 11, 15)}]
)
def test_the_database_refuses_a_paper_that_cannot_be(draft: Report, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=draft.pk).update(**values)


def test_the_database_refuses_a_sent_paper_of_a_later_day(sent: Report) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=sent.pk).update(issued_on=date(2030, 1, 1))


def test_a_date_ahead_of_the_day_of_signing_stops_the_signature(
    written: Report, official: Scope, leader: Scope
) -> None:
    save(written, official, issued_on=ON)
    with pytest.raises(Refusal, match="sau hôm nay"):
        actions.sign(
            report=written, version=written.version, signed_as=CHAIRMAN, by=leader,
            on=date(2026, 11, 20),
        )  # fmt: skip


def test_the_history_says_the_old_and_the_new_value(written: Report, client_of: ClientOf) -> None:
    client, path = client_of("canbo.lucnam"), reverse("reports:write", args=[written.pk])
    client.post(path, posted(written, number="126a", issued_on="20/11/2026", so_tcd_1="42"))
    page = page_of(client, reverse("reports:history", args=[written.pk]))
    assert "Số văn bản: 125 → 126a" in page
    assert "Ngày văn bản: (trống) → 20/11/2026" in page
    assert "Tổng số lượt tiếp, số của đơn vị: (trống) → 42" in page


def test_the_history_names_the_sections_and_keeps_no_word_of_them(
    written: Report, official: Scope
) -> None:
    save(written, official, narrative={"plan": "Nhà bà Hoa.", "proposals": ""})
    values = Entry.objects.about(written).latest("pk").values.changes
    assert values == {
        "IV. PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2027": ["đã viết", "đã sửa"],
        "V. KIẾN NGHỊ, ĐỀ XUẤT": ["đã viết", ""],
    }


def test_a_save_takes_a_report_back_from_the_leader_and_says_so(
    written: Report, official: Scope
) -> None:
    actions.ask_to_sign(report=written, version=written.version, by=official)
    save(written, official)
    assert written.state == ReportState.DRAFT
    values = Entry.objects.about(written).latest("pk").values.changes
    assert values == {"trạng thái": ["Chờ ký", "Đang soạn"]}


def test_a_save_that_changes_nothing_is_no_history(draft: Report, official: Scope) -> None:
    write(draft, official)
    version = draft.version
    write(draft, official)
    assert draft.version == version
    assert Entry.objects.about(draft).count() == 1

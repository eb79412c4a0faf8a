"""The due day of an open report follows a holiday announced later where its form lets it roll."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from portal.access import Scope
from portal.calendar.actions import Announced, add_day_off
from portal.calendar.rules import DayKind
from portal.notices.models import Notice
from portal.reports.models import FormVersion, Report, ReportState

pytestmark = pytest.mark.django_db
FRIDAY = date(2026, 11, 27)


def announce() -> Announced:
    return add_day_off(
        day=FRIDAY, kind=DayKind.HOLIDAY, name="Nghỉ đột xuất", decision="Công điện 99/CĐ-TTg",
        province_id=None, certain=True, by=None,
    )  # fmt: skip


@pytest.fixture
def rolling(draft: Report) -> Report:
    """The draft under a form whose due day, a Sunday, goes back to the working day before."""
    form, content = draft.form, dict[str, Any](draft.form.content)
    content["calendar"] = content["calendar"] | {
        "rolling": "back", "rolling_basis": "Quy chế báo cáo của tỉnh",
    }  # fmt: skip
    rolls = FormVersion.objects.create(
        code=form.code, version=form.version + 1, kind=form.kind, checksum="rolls",
        valid_from=form.valid_from, content=content,
    )  # fmt: skip
    Report.objects.filter(pk=draft.pk).update(form=rolls, due_on=FRIDAY)
    return Report.objects.get(pk=draft.pk)


def test_an_open_report_is_moved_and_its_writers_are_told(
    rolling: Report, scopes: Callable[[str], Scope], client_of: Callable[[str], Client]
) -> None:
    assert announce().moved == 1
    rolling.refresh_from_db()
    assert rolling.due_on == date(2026, 11, 26)
    assert Notice.objects.filter(key__startswith="redated:").count() == 2
    page = client_of("canbo.lucnam").get(rolling.get_absolute_url()).content.decode()
    assert "trước khi dời: <del>27/11/2026</del>" in page


def test_a_form_that_says_nothing_of_rolling_keeps_its_day(
    draft: Report, scopes: Callable[[str], Scope]
) -> None:
    assert announce().moved == 0
    draft.refresh_from_db()
    assert draft.due_on == date(2026, 11, 29)


def test_a_sent_report_is_not_touched(rolling: Report, scopes: Callable[[str], Scope]) -> None:
    Report.objects.filter(pk=rolling.pk).update(
        state=ReportState.SUBMITTED,
        frozen={"a": 1},
        digest="d" * 64,
        submitted_on=date(2026, 11, 20),
    )
    assert announce().moved == 0

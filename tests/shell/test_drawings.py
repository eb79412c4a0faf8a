"""Lines of lists drawn in Python: whatever a row holds is escaped."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django import forms

from citizens.returns.figures import Filled, Line, drawn
from citizens.returns.rules import Column, Form
from directives.assignments.models import Assignment
from directives.registry.models import Duty
from portal.access import Role
from portal.accounts.drawing import newcomer_lines, people_lines
from portal.accounts.models import PaperCode, Posting, User
from portal.figures import Figure, Period
from portal.reports.drawing import TypedLine, report_lines, typed_lines
from portal.reports.models import Report
from portal.units.models import AdministrativeUnit, Organisation
from portal.urging.drawing import late_lines

EVIL, ON = "<b>\"Xã\" & 'phường'</b>", date(2026, 11, 27)


def place() -> Organisation:
    unit = AdministrativeUnit(pk=1, kind="ward", name=EVIL)
    return Organisation(pk=1, name=EVIL, unit=unit)


def people() -> list[str]:
    person = User(pk=1, full_name=EVIL, username=EVIL)
    PaperCode(user=person, expires_at=datetime(2026, 12, 1, tzinfo=UTC))
    posting = Posting(user=person, organisation=place(), role=Role.FRONT)
    held = {1: [posting]}
    return [people_lines([person], held), newcomer_lines([person], held)]


def reports() -> list[str]:
    report = Report(pk=1, organisation=place(), state="draft")
    report.deadline = None  # type: ignore[assignment]  # nothing was worked out
    return [report_lines([report], ON)]


def figures() -> list[str]:
    class Typed(forms.Form):
        so = forms.CharField(label=EVIL)

    field = Typed({"so": EVIL})["so"]
    figure = Figure("so", EVIL, 1, EVIL, f"/?q={EVIL}", EVIL)
    return [typed_lines([TypedLine(figure, field, differs=True)])]


def late() -> list[str]:
    work = Assignment(pk=1, organisation=place(), duty=Duty(text=EVIL), period=EVIL, percent=5)
    work.deadline = None
    return [late_lines([work], ON)]


def returns() -> list[str]:
    form = Form("01/TCD", EVIL, EVIL, ON, (Column(1, EVIL), Column(2, EVIL)), ())
    line = Line(form, EVIL, (1, 0), hrefs=(f"/?q={EVIL}", ""))
    return [
        drawn([line], says_state=True),
        Filled(form, Period(ON, ON), (line,), ()).waiting_listed,
    ]


@pytest.mark.parametrize("draw", [people, reports, figures, late, returns])
def test_what_a_line_shows_is_escaped(draw: Callable[[], list[str]]) -> None:
    for lines in draw():
        assert "<b>" not in lines
        assert "&lt;b&gt;&quot;Xã&quot; &amp; &#x27;phường&#x27;&lt;/b&gt;" in lines

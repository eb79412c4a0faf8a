"""Recurrent duties make their periods as they come: on their first day, once, also after an outage."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from directives.assignments import actions
from directives.assignments.models import Assignment, StandingOrder
from directives.assignments.rules import period_start, periods_begun
from directives.registry.kinds import DueKind
from directives.registry.models import Duty
from directives.registry.rules.dues import DueRule
from portal.access import Scope
from portal.jobs import actions as jobs
from portal.jobs.kinds import KINDS
from portal.units.models import Organisation

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
ON = date(2026, 11, 23)
Row = tuple[str, date, date | None]


def _repeat(duty: Duty, to: list[Organisation], by: Scope, kind: DueKind, due_on: date) -> Duty:
    """Give the duty for the period that is under way, and let it come again."""
    Duty.objects.filter(pk=duty.pk).update(
        due_kind=kind, due_month=None, due_day=None, due_weekday=None
    )
    duty.refresh_from_db()
    actions.assign(
        duty=duty, organisations=to, due_on=due_on, period="Kỳ đầu", by=by, on=ON, repeats=True
    )
    return duty


def _rows(duty: Duty) -> list[Row]:
    rows = Assignment.objects.of_duty(duty.pk).exclude(period="Kỳ đầu").order_by("id")
    return [(one.period, one.assigned_on, one.due_on) for one in rows]


@pytest.mark.parametrize(
    ("kind", "due_on", "begins"),
    [
        (DueKind.YEARLY, date(2026, 11, 29), date(2026, 1, 1)),
        (DueKind.HALF_YEARLY, date(2026, 12, 31), date(2026, 7, 1)),
        (DueKind.QUARTERLY, date(2026, 5, 20), date(2026, 4, 1)),
        (DueKind.MONTHLY, date(2026, 2, 28), date(2026, 2, 1)),
        (DueKind.WEEKLY, date(2026, 11, 27), date(2026, 11, 23)),
    ],
)
def test_a_period_begins_on_its_first_day(kind: DueKind, due_on: date, begins: date) -> None:
    assert period_start(kind, due_on) == begins


@pytest.mark.parametrize("kind", [DueKind.ONCE, DueKind.NONE, DueKind.DAILY])
def test_what_does_not_recur_by_periods_has_none(kind: DueKind) -> None:
    rule = DueRule(kind, last_day=date(2027, 1, 1))
    assert not list(periods_begun(rule, after=ON, on=date(2028, 1, 1)))


@pytest.mark.parametrize(
    ("kind", "due_on", "come"),
    [
        (DueKind.YEARLY, date(2026, 12, 31), ["Năm 2027"]),
        (DueKind.QUARTERLY, date(2026, 12, 31), ["Quý I/2027"]),
        (DueKind.MONTHLY, date(2026, 11, 30), ["Tháng 12/2026", "Tháng 1/2027"]),
        (DueKind.WEEKLY, date(2026, 11, 27), [f"Tuần {n}/2026" for n in range(49, 54)]),
    ],
)
def test_each_period_comes_on_its_first_day(
    duty: Duty, luc_nam: Organisation, scopes: ScopeOf, kind: DueKind, due_on: date, come: list[str]
) -> None:
    _repeat(duty, [luc_nam], scopes("sonoivu"), kind, due_on)
    actions.give_periods(duty=duty, on=date(2027, 1, 3))
    assert [period for period, *_ in _rows(duty)] == come


def test_after_an_outage_there_is_what_there_would_have_been(
    duty: Duty, luc_nam: Organisation, bac_giang: Organisation, scopes: ScopeOf
) -> None:
    """Day by day, and in one run after five weeks: the same rows with the same days."""
    until = ON + timedelta(days=35)
    _repeat(duty, [luc_nam], scopes("sonoivu"), DueKind.WEEKLY, date(2026, 11, 27))
    for day in range(36):
        actions.give_periods(duty=duty, on=ON + timedelta(days=day))
    daily = _rows(duty)
    Assignment.objects.of_duty(duty.pk).exclude(period="Kỳ đầu").delete()
    StandingOrder.objects.update(given_through=ON)
    actions.give_periods(duty=duty, on=until)
    assert len(daily) == 5
    assert _rows(duty) == daily


def test_run_twice_it_gives_once(duty: Duty, luc_nam: Organisation, scopes: ScopeOf) -> None:
    _repeat(duty, [luc_nam], scopes("sonoivu"), DueKind.MONTHLY, date(2026, 11, 30))
    assert actions.give_periods(duty=duty, on=date(2026, 12, 2)) == 1
    assert actions.give_periods(duty=duty, on=date(2026, 12, 2)) == 0
    StandingOrder.objects.update(given_through=date(2026, 11, 1))  # as if that had not been kept
    assert actions.give_periods(duty=duty, on=date(2026, 12, 2)) == 0


def test_who_has_ended_gets_no_further_period(
    duty: Duty, luc_nam: Organisation, bac_giang: Organisation, scopes: ScopeOf
) -> None:
    _repeat(duty, [luc_nam, bac_giang], scopes("sonoivu"), DueKind.MONTHLY, date(2026, 11, 30))
    Organisation.objects.filter(pk=bac_giang.pk).update(valid_to=date(2026, 11, 30))
    actions.give_periods(duty=duty, on=date(2026, 12, 1))
    come = Assignment.objects.of_duty(duty.pk).filter(period="Tháng 12/2026")
    assert [one.organisation for one in come] == [luc_nam]


def test_withdrawn_work_does_not_come_again(
    duty: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    _repeat(duty, [luc_nam], scopes("sonoivu"), DueKind.MONTHLY, date(2026, 11, 30))
    work = Assignment.objects.get(duty=duty)
    actions.withdraw(
        assignment=work, version=work.version, note="Nhầm", by=scopes("sonoivu"), on=ON
    )
    assert actions.give_periods(duty=duty, on=date(2027, 3, 1)) == 0


def test_an_office_stops_what_it_repeats(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, scopes: ScopeOf
) -> None:
    _repeat(duty, [luc_nam], scopes("sonoivu"), DueKind.MONTHLY, date(2026, 11, 30))
    client, page = client_of("sonoivu"), reverse("assignments:assign", args=[duty.pk])
    assert "Đang tự giao các kỳ sau" in client.get(page).content.decode()
    client.post(reverse("assignments:stop_repeating", args=[duty.pk]))
    assert "Đang tự giao các kỳ sau" not in client.get(page).content.decode()
    assert actions.give_periods(duty=duty, on=date(2027, 3, 1)) == 0


def test_the_scheduler_gives_what_has_begun(
    duty: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    _repeat(duty, [luc_nam], scopes("sonoivu"), DueKind.MONTHLY, date(2026, 11, 30))
    job = jobs.enqueue(
        "assignments_periods",
        {"slot": "2026-12-01T00:10:00+07:00"},
        title="Kỳ mới",
        key="kỳ",
        by=None,
    )
    taken = jobs.take(job.pk, worker="thử")
    assert taken is not None
    jobs.carry_out(taken)
    assert KINDS["assignments_periods"].cron
    assert [period for period, *_ in _rows(duty)] == ["Tháng 12/2026"]


def test_the_page_lets_a_recurring_duty_repeat(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    client, address = client_of("sonoivu"), reverse("assignments:assign", args=[duty.pk])
    assert client.get(address).context["form"]["repeats"].value() is True
    client.post(
        address,
        {
            "organisations": [luc_nam.pk],
            "due_on": "29/11/2027",
            "period": "Năm 2027",
            "repeats": "on",
        },
    )
    assert StandingOrder.objects.get(duty=duty).given_through == date(2027, 1, 1)

"""What is kept of the provinces is what their rows say, whatever was done to them, on any day."""

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from directives.assignments import actions, questions
from directives.assignments.models import Assignment, ProvinceCount, ProvinceMark
from directives.assignments.rules import Step
from directives.registry.models import Duty
from portal.access import Scope
from portal.calendar.clock import today
from portal.units.models import Organisation
from tests.directives.assignments.conftest import give, grant

pytestmark = pytest.mark.django_db
ScopeOf = Callable[[str], Scope]


def kept(**wanted: Any) -> list[tuple[int, ...]]:
    duties = tuple(Duty.objects.values_list("pk", flat=True))
    return sorted(map(tuple, questions.of_each_province(duties, today(), wanted)))


def counted(**wanted: Any) -> list[tuple[int, ...]]:
    work = Assignment.objects.standing().of_the_centre().narrowed(wanted)
    by_month = "by_month" in wanted
    return sorted(map(tuple, work.by_province_and_duty(today(), by_month=by_month)))


def test_marked_and_counted_again_the_numbers_are_those_of_the_rows(
    everywhere: list[Assignment], own_of_province: Assignment
) -> None:
    assert kept() == counted() != []
    assert ProvinceMark.objects.exists()
    assert actions.count_marked() > 3
    assert not ProvinceMark.objects.exists()
    assert kept() == counted()
    assert ProvinceCount.objects.values("duty").distinct().count() == 3


def test_months_and_days_are_those_of_the_rows_marked_or_counted(
    everywhere: list[Assignment], own_of_province: Assignment
) -> None:
    days = {"first": date(2026, 1, 1), "last": date(2026, 8, 15)}
    wanted: list[dict[str, Any]] = [{"by_month": True}, days, {**days, "by_month": True}]
    anew = [kept(**one) for one in wanted]
    actions.count_marked()
    assert [kept(**one) for one in wanted] == anew == [counted(**one) for one in wanted]
    assert all(anew)


def test_every_act_on_work_of_the_centre_shows_at_once(
    central: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    commune, province, on = scopes("canbo.lucnam"), scopes("sonoivu"), today()
    actions.assign(
        duty=central, organisations=[luc_nam], due_on=on + timedelta(days=9), period="Năm 2026",
        by=province, on=on,
    )  # fmt: skip
    work = Assignment.objects.select_related("duty__directive").get(duty=central)

    def holds() -> None:
        assert kept() == counted()
        actions.count_marked()
        assert kept() == counted()

    holds()
    actions.acknowledge(assignment=work, version=work.version, by=commune)
    holds()
    asked = actions.ask_more_time(
        assignment=work, version=work.version, until=on + timedelta(days=30), reason="Mưa lũ",
        by=commune, on=on,
    )  # fmt: skip
    grant(asked, by=province, on=on)
    holds()
    work.refresh_from_db()
    actions.submit(
        assignment=work, version=work.version, by=commune, note="Đã xong.", evidence=(), key="",
        on=on + timedelta(days=12),
    )  # fmt: skip
    holds()
    actions.accept(assignment=work, version=work.version, by=province, note="")
    holds()
    (row,) = kept()
    assert row[2:] == (1, 0, 0, 0, 0, 0, 0)  # in time only because of the extension


def test_work_that_is_withdrawn_leaves_no_count(
    central: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    on, province = today(), scopes("sonoivu")
    actions.assign(
        duty=central, organisations=[luc_nam], due_on=on, period="Năm 2026", by=province, on=on
    )
    actions.count_marked()
    work = Assignment.objects.get(duty=central)
    actions.withdraw(assignment=work, version=work.version, note="Giao nhầm.", by=province, on=on)
    assert kept() == []
    actions.count_marked()
    assert kept() == [] == list(ProvinceCount.objects.all())


def test_open_work_is_overdue_the_day_after_without_any_job(
    central: Duty, luc_nam: Organisation
) -> None:
    due_on = today()
    give(central, luc_nam, due_on, Step.ACKNOWLEDGED)
    actions.count_marked()
    (now,) = questions.of_each_province((central.pk,), due_on)
    (then,) = questions.of_each_province((central.pk,), due_on + timedelta(days=1))
    assert (now[4], now[5]) == (1, 0)
    assert (then[4], then[5]) == (0, 1)


def test_all_is_counted_again_by_command(everywhere: list[Assignment]) -> None:
    actions.count_marked()
    ProvinceCount.objects.update(on_time=99)
    assert kept() != counted()
    call_command("count_work", stdout=StringIO())
    assert kept() == counted()


def test_work_of_a_province_marks_nothing(own_of_province: Assignment) -> None:
    marked = ProvinceMark.objects.filter(duty=own_of_province.duty)
    assert not marked.exists()

"""What is kept beside the work is what a plain count finds, whatever was done to it."""

from collections.abc import Callable
from datetime import date
from functools import partial
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Coalesce

from directives.assignments import actions, questions
from directives.assignments.models import Assignment, WorkCount
from directives.assignments.querysets.counts import KEPT, Kept
from directives.assignments.querysets.rollups import shares_kept
from directives.assignments.rules import Step
from directives.registry.models import Duty
from portal.access import Scope
from portal.calendar.rules import Rolling
from portal.units.models import Area, Organisation
from tests.directives.assignments.conftest import DUE, GIVEN_ON, ON, again, grant

ScopeOf = Callable[[str], Scope]
Kind = tuple[int, int]


def plain() -> dict[Kind, tuple[int, ...]]:
    """Count row by row, in Python, what is kept of each organisation and directive."""
    found: dict[Kind, tuple[int, ...]] = {}
    for row in Assignment.objects.exclude(step=Step.WITHDRAWN).select_related("duty"):
        done = row.step == Step.ACCEPTED
        in_time, at_first = (
            done and (day is None or (row.submitted_on or day) <= day)
            for day in (row.due_on, row.original_due_on)
        )
        waits = row.step in (Step.SUBMITTED, Step.HANDED_BACK)
        one = (1, in_time, done and not in_time, at_first, row.step == Step.GIVEN, waits)
        key = row.organisation_id, row.duty.directive_id
        found[key] = tuple(map(sum, zip(one, found.get(key, (0,) * 6), strict=True)))
    return found


def kept() -> dict[Kind, tuple[int, ...]]:
    rows = WorkCount.objects.filter(given__gt=0).values_list(
        "organisation_id", "directive_id", *KEPT
    )
    return {(organisation, directive): tuple(numbers) for organisation, directive, *numbers in rows}


@pytest.fixture
def commune(scopes: ScopeOf) -> Scope:
    return scopes("canbo.lucnam")


@pytest.fixture
def province(scopes: ScopeOf) -> Scope:
    return scopes("sonoivu")


class Life:
    """The acts on one assignment, one after another; after each the counts are looked at."""

    def __init__(self, work: Assignment, commune: Scope, province: Scope) -> None:
        self.work, self.commune, self.province = work, commune, province

    def does(self, act: Callable[..., Any], *, by: Scope, **said: Any) -> None:
        act(assignment=self.work, version=self.work.version, by=by, **said)
        assert kept() == plain()

    def submits(self, on: date) -> None:
        self.does(actions.submit, by=self.commune, note="Đã xong.", evidence=(), key="", on=on)


@pytest.mark.django_db
def test_every_act_of_a_long_life_keeps_the_counts(
    work: Assignment, commune: Scope, province: Scope
) -> None:
    life = Life(work, commune, province)
    assert kept() == plain() == {(work.organisation_id, work.duty.directive_id): (1, 0, 0, 0, 1, 0)}
    life.does(actions.hand_back, by=commune, note="Không phải việc của phường.")
    life.does(actions.send_back, by=province, note="Hãy làm tiếp.", on=ON)
    life.does(
        actions.report_progress, by=commune, percent=40, note="Đang làm.", evidence=(), key=""
    )
    until = date(2026, 12, 20)
    asked = actions.ask_more_time(
        assignment=work, version=work.version, until=until, reason="Mưa lũ", by=commune, on=ON
    )
    grant(asked, by=province, on=ON)
    work.refresh_from_db()
    assert kept() == plain()
    life.submits(on=date(2026, 12, 5))
    life.does(actions.send_back, by=province, note="Thiếu phụ lục.", on=ON)
    life.submits(on=date(2026, 12, 6))
    life.does(actions.accept, by=province, note="")
    assert list(kept().values()) == [(1, 1, 0, 0, 0, 0)]  # in time only because of the extension


@pytest.mark.django_db
@pytest.mark.parametrize("begun", [False, True])
def test_what_is_withdrawn_is_counted_no_more(
    work: Assignment, commune: Scope, province: Scope, begun: bool
) -> None:
    life = Life(work, commune, province)
    if begun:
        life.does(actions.acknowledge, by=commune)
    life.does(actions.withdraw, by=province, note="Giao nhầm.", on=ON)
    assert kept() == {}


@pytest.mark.django_db
def test_work_reported_late_though_something_is_open_is_counted_late(
    work: Assignment, commune: Scope, province: Scope
) -> None:
    Assignment.objects.update(needs_evidence=True)
    work.refresh_from_db()
    life = Life(work, commune, province)
    life.does(actions.complete, by=commune, note="Hồ sơ giấy.", key="", on=date(2026, 12, 1))
    life.does(actions.accept, by=province, note="")
    assert list(kept().values()) == [(1, 0, 1, 0, 0, 0)]


@pytest.mark.django_db
def test_giving_to_many_and_period_after_period_is_counted(
    duty: Duty, old_and_new: list[Organisation], province: Scope
) -> None:
    standing = list({one.pk: one for one in old_and_new if one.valid_to is None}.values())
    give = partial(actions.assign, organisations=standing, by=province, on=GIVEN_ON)
    give(
        duty=duty,
        due_on=DUE,
        period="Năm 2026",
        repeats=True,
        rolling=Rolling.BACK,
        rolling_basis="QĐ 1",
    )
    assert kept() == plain()
    give(duty=again(duty, 2), due_on=None, period="")
    assert actions.give_periods(duty=duty, on=date(2027, 12, 1)) > 0
    assert kept() == plain()
    assert {numbers[0] for numbers in kept().values()} == {3}


@pytest.mark.django_db
def test_counting_all_again_mends_what_is_wrong(much: list[Assignment]) -> None:
    right = kept()
    assert right == plain()
    WorkCount.objects.update(given=99)
    WorkCount.objects.first().delete()  # type: ignore[union-attr]
    out = StringIO()
    call_command("count_work", stdout=out)
    assert f"{len(right)} số đếm đã sửa" in out.getvalue()
    assert kept() == right
    call_command("count_work", stdout=out)
    assert "0 số đếm đã sửa" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.parametrize("name", KEPT)
def test_the_database_refuses_counts_that_cannot_be(work: Assignment, name: str) -> None:
    wrong = {"given": -1, "first_on_time": 1}.get(name, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkCount.objects.update(**{name: wrong})


@pytest.mark.django_db
@pytest.mark.parametrize("on", [date(2025, 6, 30), ON, date(2027, 8, 1)])
def test_shares_from_counts_are_those_of_the_rows_on_any_day(
    much: list[Assignment], province: Scope, on: date
) -> None:
    found = [Kept(*one) for one in questions.kept.numbers(province, wanted={})]
    ids = tuple(one.organisation for one in found)
    late = questions.overdue.numbers(ids, on, wanted={})
    seen = Assignment.objects.visible_to(province).standing()
    assert shares_kept(found, late) == seen.held().shares(on)
    as_given = [Kept(*one) for one in questions.kept.numbers(province, wanted={"as_given": True})]
    assert shares_kept(as_given, late) == seen.held(as_given=True).shares(on)


def wanted_by(much: list[Assignment]) -> list[dict[str, Any]]:
    row, area = much[0], Area.objects.first()
    assert area
    return [
        {"directive": row.duty.directive_id}, {"own": row.organisation_id},
        {"holder": row.organisation.heir_id or row.organisation_id}, {"area": area.pk},
        {"outside": ON}, {"kind": row.organisation.kind},
        {"directive": row.duty.directive_id, "area": area.pk, "as_given": True},
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_narrowed_question_answers_as_the_plain_one(
    much: list[Assignment], scopes: ScopeOf
) -> None:
    for name in ("sonoivu", "diaban.lucnam"):
        scope = scopes(name)
        for wanted in wanted_by(much):
            counts = WorkCount.objects.visible_to(scope).narrowed(wanted)
            meant = counts.kept(as_given="as_given" in wanted)
            assert questions.kept.numbers(scope, wanted=wanted) == list(meant), wanted
    ids = tuple(sorted({row.organisation_id for row in much}))
    days = {"first": date(2025, 1, 1), "last": date(2026, 5, 1)}
    wishes: list[dict[str, Any]] = [
        {}, {"duty": much[0].duty_id}, {"duties": (much[0].duty_id,)}, days,
    ]  # fmt: skip
    for wanted in wishes:
        ranked = questions.work_of(ids, wanted).ranked(ON)
        assert sorted(questions.ranked.numbers(ids, ON, wanted=wanted)) == sorted(ranked)


@pytest.mark.django_db
def test_counts_of_a_narrowed_scope_are_those_of_the_rows_that_the_list_finds(
    much: list[Assignment], province: Scope
) -> None:
    rows = Assignment.objects.visible_to(province).standing()
    row, area = much[0], Area.objects.visible_to(province).first()
    assert area
    pairs: list[tuple[dict[str, Any], Any]] = [
        ({"area": area.pk}, rows.in_area(area.pk, ON)),
        ({"outside": ON}, rows.in_area(0, ON)),
        ({"directive": row.duty.directive_id}, rows.about(directive_id=row.duty.directive_id)),
        ({"holder": row.organisation_id}, rows.about(holder_id=row.organisation_id)),
        ({"kind": row.organisation.kind}, rows.about(kind=row.organisation.kind)),
    ]
    for wanted, meant in pairs:
        found = (Kept(*one) for one in questions.kept.numbers(province, wanted=wanted))
        assert sum(one.given for one in found) == meant.count(), wanted


def astray() -> int:
    """How many counts do not know under whom they are counted, or in which province row."""
    holder = Coalesce("organisation__heir_id", "organisation_id")
    provinces = dict(
        Organisation.objects.provinces_over(Organisation.objects.values_list("pk", flat=True))
    )
    found = WorkCount.objects.values_list(holder, "holder_id", "province_id")
    return sum((meant, provinces[meant]) != (said, over) for meant, said, over in found)


def test_a_count_knows_its_holder_and_follows_it(much: list[Assignment]) -> None:
    assert WorkCount.objects.filter(organisation__heir__isnull=False).exists()
    assert not astray()
    moved = WorkCount.objects.exclude(holder=F("organisation"))
    heir = Organisation.objects.get(pk__in=moved.values("holder")[:1])
    elsewhere = Organisation.objects.filter(kind=heir.kind, valid_to=None, unit__level="commune")
    other = elsewhere.exclude(unit__parent=heir.unit.parent_id)[0]
    Organisation.objects.filter(heir=heir).update(heir=other)
    assert not astray()
    assert WorkCount.objects.filter(holder=other).exists()
    Organisation.objects.filter(heir=other).update(heir=None)
    assert not astray()
    WorkCount.objects.update(holder=None, province=None)
    assert not astray()

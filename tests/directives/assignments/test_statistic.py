"""The statistic as the database counts it, on real units on both sides of 1/7/2025."""

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest

from directives.assignments.models import Assignment
from directives.assignments.rules import (
    By,
    Share,
    Step,
    Tally,
    roll_up,
    span,
    state_of,
)
from directives.registry.models import Duty
from portal.access import Scope
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)
OLD_DUE = date(2025, 3, 31)


def again(duty: Duty, ordinal: int) -> Duty:
    """Another duty of the same directive."""
    return Duty.objects.create(
        directive=duty.directive, ordinal=ordinal, clause=str(ordinal), text=f"Việc {ordinal}.",
        due_kind=duty.due_kind, due_month=11, due_day=29, state=duty.state,
    )  # fmt: skip


def give(duty: Duty, to: Organisation, due_on: date | None, step: Step, **more: Any) -> Assignment:
    submitted = more.pop("submitted_on", due_on or ON)
    return Assignment.objects.create(
        duty=duty, organisation=to, due_on=due_on,
        original_due_on=more.pop("original_due_on", due_on), step=step,
        submitted_on=submitted if step in (Step.SUBMITTED, Step.ACCEPTED) else None,
        assigned_on=more.pop("assigned_on", date(2026, 1, 5)), assigned_by_organisation=to,
        period=more.pop("period", f"{due_on}"), **more,
    )  # fmt: skip


@pytest.fixture
def old_and_new(scopes: Callable[[str], Scope]) -> list[Organisation]:
    """UBNDs that Sở Nội vụ reads: standing, taken over whole, and one divided that none took over."""
    readable = Organisation.objects.peoples_committees().of_communes().visible_to(scopes("sonoivu"))
    heirs = list(readable.filter(heir__isnull=False)[:6])
    divided = readable.filter(heir__isnull=True, valid_to__isnull=False)[:1]
    standing = readable.filter(valid_to__isnull=True).order_by("pk")
    return [*heirs, *divided, *standing[:3], *(one.heir for one in heirs if one.heir)]


@pytest.fixture
def much(duty: Duty, old_and_new: list[Organisation]) -> list[Assignment]:
    """Work of three duties in every state, due on both sides of 1/7/2025, some of it extended."""
    dice, rows = random.Random(5), []
    duties = [duty, again(duty, 2), again(duty, 3)]
    for one in dict.fromkeys(old_and_new):
        for each in duties:
            for turn in range(dice.randrange(3)):
                first = OLD_DUE + timedelta(days=dice.randrange(800))
                due_on = None if dice.random() < 0.1 else first
                longer = due_on and due_on + timedelta(days=30 * (dice.random() < 0.3))
                rows.append(
                    give(
                        each, one, longer, dice.choice(list(Step)), period=str(turn),
                        original_due_on=due_on,
                        submitted_on=first + timedelta(days=dice.randrange(-9, 45)),
                    )
                )  # fmt: skip
    return rows


def shares_of(rows: Iterable[Assignment], share: Callable[[Assignment], Any]) -> list[Share]:
    """Count by the pure rules, row by row."""
    found: dict[Any, Share] = defaultdict(lambda: Share(Tally()))
    for row in rows:
        before, accepted = found[share(row)], row.step == Step.ACCEPTED
        now, then = (
            Tally(**{state_of(submitted_on=row.submitted_on, accepted=accepted, due_on=day, on=ON): 1})
            for day in (row.due_on, row.original_due_on)
        )  # fmt: skip
        found[share(row)] = Share(
            before.tally + now, before.original + then, before.unanswered + (row.step == Step.GIVEN)
        )
    return list(found.values())


def holder(row: Assignment) -> int:
    return row.organisation.heir_id or row.organisation_id


def duty_of(row: Assignment) -> int:
    return row.duty_id


def key(by: By, row: Assignment) -> Any:
    if by.is_span:
        return span(by, row.due_on or row.assigned_on).first
    return {
        By.UNIT: holder(row),
        By.DUTY: row.duty_id,
        By.DIRECTIVE: row.duty.directive_id,
        By.ACTOR: row.organisation.kind,
    }[by]


@pytest.mark.parametrize("by", [by for by in By if by is not By.AREA])
def test_the_database_rolls_up_as_the_rules_do(much: list[Assignment], by: By) -> None:
    standing = [row for row in much if row.step != Step.WITHDRAWN]
    groups: dict[Any, list[Assignment]] = defaultdict(list)
    for row in standing:
        groups[key(by, row)].append(row)
    share = duty_of if by is By.UNIT else holder
    expected = {one: roll_up(shares_of(rows, share)) for one, rows in groups.items()}
    assert Assignment.objects.standing().held().rolled_up(by, ON) == expected


def test_withdrawn_work_is_counted_nowhere(much: list[Assignment]) -> None:
    assert Assignment.objects.held().altogether(ON).tally == Assignment.objects.tally(ON)
    withdrawn = Assignment.objects.filter(step=Step.WITHDRAWN)
    assert withdrawn.exists()
    assert withdrawn.held().altogether(ON).tally == Tally()

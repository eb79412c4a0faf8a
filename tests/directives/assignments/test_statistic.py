"""The statistic as the database counts it, on real units on both sides of 1/7/2025."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import pytest

from directives.assignments.models import Assignment
from directives.assignments.rules import (
    WORST_FIRST,
    By,
    Share,
    State,
    Step,
    Tally,
    added,
    roll_up,
    span,
    state_of,
)

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 24)


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
            added([before.tally, now]),
            added([before.original, then]),
            before.unanswered + (row.step == Step.GIVEN),
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


@pytest.mark.parametrize("by", [by for by in By if by not in (By.AREA, By.PROVINCE)])
def test_the_database_rolls_up_as_the_rules_do(much: list[Assignment], by: By) -> None:
    standing = [row for row in much if row.step != Step.WITHDRAWN]
    groups: dict[Any, list[Assignment]] = defaultdict(list)
    for row in standing:
        groups[key(by, row)].append(row)
    share = duty_of if by is By.UNIT else holder
    expected = {one: roll_up(shares_of(rows, share)) for one, rows in groups.items()}
    assert Assignment.objects.standing().held().rolled_up(by, ON) == expected


def test_the_shares_of_the_units_are_those_of_the_rules(much: list[Assignment]) -> None:
    standing = [row for row in much if row.step != Step.WITHDRAWN]
    found = Assignment.objects.standing().held().shares(ON)
    assert roll_up(found.values()) == roll_up(shares_of(standing, holder))


def test_a_cell_of_the_map_is_the_worst_of_its_work(much: list[Assignment]) -> None:
    expected: dict[tuple[int, int], set[State]] = defaultdict(set)
    for row in much:
        if row.step != Step.WITHDRAWN:
            accepted = row.step == Step.ACCEPTED
            state = state_of(
                submitted_on=row.submitted_on, accepted=accepted, due_on=row.due_on, on=ON
            )
            expected[row.organisation_id, row.duty_id].add(state)
    found = Assignment.objects.standing().ranked(ON)
    worst = {(given, duty): WORST_FIRST[rank] for given, duty, rank in found}
    assert worst == {cell: min(states, key=WORST_FIRST.index) for cell, states in expected.items()}
    assert len(set(worst.values())) > 2


def test_withdrawn_work_is_counted_nowhere(much: list[Assignment]) -> None:
    withdrawn = Assignment.objects.filter(step=Step.WITHDRAWN)
    assert withdrawn.exists()
    assert withdrawn.tally(ON) == Tally()
    assert roll_up(withdrawn.held().shares(ON).values()).tally == Tally()

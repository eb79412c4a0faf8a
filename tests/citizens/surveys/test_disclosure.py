"""Nothing that is shown lets a small group be worked out: not by subtraction, not by two readers together."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from citizens.surveys.rules.disclosure import SMALLEST_GROUP, hidden_groups, sum_may_be_shown

Rows = list[list[Fraction]]
small_sizes = st.lists(st.integers(0, 9), min_size=1, max_size=7)


def shown_sums(sizes: list[int], hidden: set[int], areas: list[set[int]]) -> Rows:
    """What all pages together say, as sums over groups: each shown group, the whole, each reader's part."""
    groups = [{place} for place in range(len(sizes)) if place not in hidden and sizes[place]]
    if sum_may_be_shown(dict(enumerate(sizes)), hidden):
        groups.append(set(range(len(sizes))))
    groups += [area - hidden for area in areas]
    return [[Fraction(place in group) for place in range(len(sizes))] for group in groups]


def can_be_solved(rows: Rows, wanted: set[int], width: int) -> bool:
    """Tell whether the sum over `wanted` follows from the rows: whether it lies in their span."""
    target = [Fraction(place in wanted) for place in range(width)]
    return rank([*rows, target]) == rank(rows)


def rank(rows: Rows) -> int:
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((row for row in left if row[column]), None)
        if pivot is None:
            continue
        left.remove(pivot)
        found += 1
        for row in left:
            times = row[column] / pivot[column]
            row[:] = [a - times * b for a, b in zip(row, pivot, strict=True)]
    return found


@given(small_sizes, st.lists(st.sets(st.integers(0, 6)), max_size=3), st.sets(st.integers(0, 6)))
def test_no_group_of_under_five_people_can_be_solved(
    sizes: list[int], areas: list[set[int]], elsewhere: set[int]
) -> None:
    """Of every set of communes that holds 1 to 4 people, whatever parts other readers see."""
    everyone = set(range(len(sizes)))
    hidden = set(hidden_groups(dict(enumerate(sizes)), already=elsewhere & everyone))
    rows = shown_sums(sizes, hidden, [area & everyone for area in areas])
    people = [place for place in everyone if sizes[place]]
    for count in range(1, SMALLEST_GROUP):
        for few in combinations(people, count):
            if sum(sizes[place] for place in few) < SMALLEST_GROUP:
                assert not can_be_solved(rows, set(few), len(sizes)), (sizes, few)


def test_the_check_itself_finds_a_leak() -> None:
    """Were only the small group hidden, the whole less the others would be it."""
    rows = shown_sums([3, 9, 8], {0}, [])
    assert not can_be_solved(rows, {0}, 3)  # the whole is withheld then
    whole = [[Fraction(1)] * 3]
    assert can_be_solved(rows + whole, {0}, 3)


def test_the_sum_over_a_part_would_leak() -> None:
    """Why a reader of some communes gets the sum over the shown ones only."""
    sizes = [3, 2, 9]
    hidden = set(hidden_groups(dict(enumerate(sizes))))
    leak = [[Fraction(place in {0, 2}) for place in range(3)]]
    assert can_be_solved(shown_sums(sizes, hidden, []) + leak, {0}, 3)

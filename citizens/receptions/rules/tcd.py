"""Biểu 01/TCD of TT 06/2025/TT-TTCP: columns 1–21 from what was counted under each host."""

from collections.abc import Mapping
from dataclasses import dataclass

from citizens.receptions.kinds import Host


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted under one host: visits and people as they happened, each matter once."""

    visits: int = 0
    people: int = 0
    matters: int = 0
    groups: int = 0
    group_people: int = 0
    days: int = 0


def tcd_columns(counted: Mapping[Host, Counted]) -> dict[int, int]:
    """Return the columns by their numbers; the totals are sums, as the form prints them."""
    official = counted.get(Host.OFFICIAL, Counted())
    head = counted.get(Host.HEAD, Counted())
    delegate = counted.get(Host.DELEGATE, Counted())
    columns = {
        5: official.visits, 6: official.people, 7: official.matters,
        8: official.groups, 9: official.group_people,
        10: head.days, 11: head.visits, 12: head.people, 13: head.matters,
        14: head.groups, 15: head.group_people,
        16: delegate.days, 17: delegate.visits, 18: delegate.people, 19: delegate.matters,
        20: delegate.groups, 21: delegate.group_people,
    }  # fmt: skip
    totals = {
        place: columns[place + 4] + columns[place + 10] + columns[place + 16]
        for place in (1, 2, 3, 4)
    }
    return totals | columns

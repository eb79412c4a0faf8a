"""What the book says in numbers, each with the address of exactly its rows."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from urllib.parse import urlencode

from django.urls import reverse

from citizens.receptions import questions
from citizens.receptions.kinds import Host, MatterKind
from citizens.receptions.models import Handling
from citizens.receptions.querysets import HOST_ORDER
from citizens.receptions.rules.tcd import Counted, tcd_columns
from portal.figures import Figure, Period

_VISITS, _PEOPLE, _MATTERS, _GROUPS, _DAYS = "lượt", "người", "vụ việc", "đoàn", "ngày"
# Column of 01/TCD: what it says, its unit, whose rows it counts ("" for all).
TCD: dict[int, tuple[str, str, str]] = {
    1: ("Tổng số lượt tiếp", _VISITS, ""),
    2: ("Tổng số người được tiếp", _PEOPLE, ""),
    3: ("Tổng số vụ việc tiếp", _MATTERS, ""),
    4: ("Tổng số đoàn đông người", _GROUPS, ""),
    5: ("Tiếp thường xuyên: số lượt", _VISITS, Host.OFFICIAL),
    6: ("Tiếp thường xuyên: số người", _PEOPLE, Host.OFFICIAL),
    7: ("Tiếp thường xuyên: số vụ việc", _MATTERS, Host.OFFICIAL),
    8: ("Tiếp thường xuyên: số đoàn đông người", _GROUPS, Host.OFFICIAL),
    9: ("Tiếp thường xuyên: số người của đoàn đông người", _PEOPLE, Host.OFFICIAL),
    10: ("Thủ trưởng tiếp: số ngày tiếp", _DAYS, Host.HEAD),
    11: ("Thủ trưởng tiếp: số lượt", _VISITS, Host.HEAD),
    12: ("Thủ trưởng tiếp: số người", _PEOPLE, Host.HEAD),
    13: ("Thủ trưởng tiếp: số vụ việc", _MATTERS, Host.HEAD),
    14: ("Thủ trưởng tiếp: số đoàn đông người", _GROUPS, Host.HEAD),
    15: ("Thủ trưởng tiếp: số người của đoàn đông người", _PEOPLE, Host.HEAD),
    16: ("Ủy quyền tiếp: số ngày tiếp", _DAYS, Host.DELEGATE),
    17: ("Ủy quyền tiếp: số lượt", _VISITS, Host.DELEGATE),
    18: ("Ủy quyền tiếp: số người", _PEOPLE, Host.DELEGATE),
    19: ("Ủy quyền tiếp: số vụ việc", _MATTERS, Host.DELEGATE),
    20: ("Ủy quyền tiếp: số đoàn đông người", _GROUPS, Host.DELEGATE),
    21: ("Ủy quyền tiếp: số người của đoàn đông người", _PEOPLE, Host.DELEGATE),
}
_GROUP_COLUMNS = frozenset({4, 8, 9, 14, 15, 20, 21})
_REPLIES = {
    "dung-han": "Lượt tiếp đã trả lời đúng hạn 10 ngày làm việc",
    "tre": "Lượt tiếp đã trả lời trễ hạn",
    "con-han": "Lượt tiếp chưa trả lời, còn hạn",
    "qua-han": "Lượt tiếp quá hạn chưa trả lời",
}


def figures(*, organisations: Collection[int], period: Period) -> list[Figure]:
    """Return the numbers of these People's Committees in the period.

    Only one of them has addresses: the rows of a citizen's visit open to their own commune alone.
    """
    link = _Links(period, open_rows=len(organisations) == 1)
    handled = Handling.objects.at_visits(organisations, period.starts_on, period.ends_on)
    found = handled.counted(on=period.ends_on)
    columns = tcd_columns(_by_host(organisations, period, found))
    return [
        *(_tcd_figure(place, value, link) for place, value in sorted(columns.items())),
        *_by_kind(found, link),
        *_replies(found, link),
    ]


def tcd(organisations: Collection[int], period: Period) -> dict[int, Figure]:
    """Return the columns of 01/TCD of the books that one office reads, each with its rows."""
    link = _Links(period, open_rows=True)
    asked = (tuple(organisations), period.starts_on, period.ends_on)
    reached = [_by_height(counts) for _, *counts in questions.matters_reached(*asked)]
    matters = reached[0] if reached else dict.fromkeys(Host.values, 0)
    columns = tcd_columns(_by_host(organisations, period, matters))
    return {place: _tcd_figure(place, value, link) for place, value in columns.items()}


def tcd_by_office(organisations: Collection[int], period: Period) -> dict[int, dict[int, int]]:
    """Return the columns of 01/TCD of each office that has any, in three queries for all of them."""
    asked = (tuple(organisations), period.starts_on, period.ends_on)
    seen = {(office, host): numbers for office, host, *numbers in questions.visits_by_host(*asked)}
    matters = {
        office: _by_height(counts) for office, *counts in questions.matters_by_office(*asked)
    }
    days = {(office, host): number for office, host, number in questions.days_by_host(*asked)}
    offices = {office for office, _ in seen} | {office for office, _ in days}
    return {
        office: tcd_columns(
            {
                host: _counted(
                    seen.get((office, host.value)),
                    matters.get(office, {}).get(host.value, 0),
                    days.get((office, host.value), 0),
                )
                for host in HOST_ORDER
            }
        )
        for office in offices
    }


def _by_height(counts: Sequence[int]) -> dict[str, int]:
    """Return matters, each once, under the highest host who received it, of how many came so high."""
    steps = zip(HOST_ORDER, counts, [0, *counts], strict=False)
    return {host.value: count - above for host, count, above in steps}


def _counted(seen: Sequence[int | None] | None, matters: int, days: int) -> Counted:
    visits, people, groups, group_people = (number or 0 for number in seen or (0, 0, 0, 0))
    return Counted(visits, people, matters, groups, group_people, days)


class _Links:
    """Addresses of the rows behind a number."""

    def __init__(self, period: Period, *, open_rows: bool) -> None:
        days = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}"}
        self._days, self._open = days, open_rows

    def __call__(self, page: str, **asked: str) -> str:
        if not self._open:
            return ""
        query = self._days | {name: value for name, value in asked.items() if value}
        return f"{reverse(f'receptions:{page}')}?{urlencode(query)}"


def _by_host(
    organisations: Collection[int], period: Period, matters: Mapping[str, int]
) -> dict[Host, Counted]:
    """Put what one reader's books count beside the matters under each host."""
    asked = (tuple(organisations), period.starts_on, period.ends_on)
    seen: dict[str, list[int]] = {}
    for _, host, *numbers in questions.visits_by_host(*asked):
        before = seen.get(host, [0, 0, 0, 0])
        seen[host] = [one + (more or 0) for one, more in zip(before, numbers, strict=True)]
    days = Counter[str]()
    for _, host, number in questions.days_by_host(*asked):
        days[host] += number
    return {
        host: _counted(seen.get(host.value), matters[host.value], days[host.value])
        for host in HOST_ORDER
    }


def _tcd_figure(place: int, value: int, link: _Links) -> Figure:
    label, unit, host = TCD[place]
    group = "1" if place in _GROUP_COLUMNS else ""
    if unit == _DAYS:
        href = link("days", chu=host, tinh="1")
    elif unit == _MATTERS:
        href = link("matters", chu=host)
    else:
        href = link("register", chu=host, doan=group, hieu_luc="1")
    return Figure(f"tcd_{place}", label, value, unit, href, "01/TCD, TT 06/2025/TT-TTCP")


def _by_kind(found: Mapping[str, int], link: _Links) -> list[Figure]:
    return [
        Figure(
            f"matters_{kind.value}", f"Vụ việc {kind.label.lower()}", found[kind.value],
            _MATTERS, link("matters", loai=kind.value),
        )
        for kind in MatterKind
    ]  # fmt: skip


def _replies(found: Mapping[str, int], link: _Links) -> list[Figure]:
    return [
        Figure(
            f"replies_{state.replace('-', '_')}", label, found[state], _VISITS,
            link("register", tra_loi=state, hieu_luc="1"),
        )
        for state, label in _REPLIES.items()
    ]  # fmt: skip

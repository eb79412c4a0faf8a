"""Rules of the map: what an organisation is called, and what a unit may read. Plain values only."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from portal.units.kinds import Level, OrganisationKind, UnitKind

# Departments that every province has (Nghị định 45/2025/NĐ-CP), and the Party's board.
_DEPARTMENTS = (
    "Văn phòng UBND",
    "Sở Nội vụ",
    "Thanh tra",
    "Sở Tư pháp",
    "Sở Tài chính",
    "Sở Công Thương",
    "Sở Nông nghiệp và Môi trường",
    "Sở Xây dựng",
    "Sở Khoa học và Công nghệ",
    "Sở Giáo dục và Đào tạo",
    "Sở Y tế",
)
_PARTY_BOARD = "Ban Tuyên giáo và Dân vận"
_PARTY_WORDS = {
    UnitKind.PROVINCE: "Tỉnh ủy",
    UnitKind.CENTRAL_CITY: "Thành ủy",
    UnitKind.URBAN_DISTRICT: "Quận ủy",
    UnitKind.DISTRICT: "Huyện ủy",
    UnitKind.TOWN: "Thị ủy",
    UnitKind.CITY: "Thành ủy",
}


COUNTRY = "Việt Nam"
MINISTRIES = ("Bộ Nội vụ",)  # those that read in the portal


def inside(full_name: str) -> str:
    """Return a full name as it stands inside a sentence: "Phường Bắc Giang" → "phường Bắc Giang"."""
    return full_name[:1].lower() + full_name[1:]


def party_committee_name(kind: UnitKind, name: str) -> str:
    """Return "Tỉnh ủy Bắc Giang", "Huyện ủy Lục Nam", "Đảng ủy xã Lục Nam"; "Quận ủy Quận 8"."""
    if kind.level == Level.COMMUNE:
        return f"Đảng ủy {inside(kind.word)} {name}"
    return f"{_PARTY_WORDS[kind]} {kind.word + ' ' if name.isdigit() else ''}{name}"


def organisation_names(kind: UnitKind, name: str) -> list[tuple[OrganisationKind, str]]:
    """Return the organisations that every unit of this kind has: (kind, full name)."""
    place = f"{inside(kind.word)} {name}"
    names = [
        (OrganisationKind.PEOPLE_COMMITTEE, f"UBND {place}"),
        (OrganisationKind.PEOPLE_COUNCIL, f"HĐND {place}"),
        (OrganisationKind.PARTY_COMMITTEE, party_committee_name(kind, name)),
        (OrganisationKind.FRONT_COMMITTEE, f"Ủy ban MTTQ Việt Nam {place}"),
    ]
    # District police ended before the districts did; on which day is "chưa xác định" here.
    if kind.level != Level.DISTRICT:
        names.append((OrganisationKind.POLICE, f"Công an {place}"))
    return names


def department_names(kind: UnitKind, name: str) -> list[str]:
    """Return the departments of a province, and the Party's board, by full name."""
    place = f"{inside(kind.word)} {name}"
    board = f"{_PARTY_BOARD} {party_committee_name(kind, name)}"
    return [*(f"{stem} {place}" for stem in _DEPARTMENTS), board]


def department_stem(full_name: str) -> str:
    """Return what stays of a department's name when its province is renamed: "Sở Nội vụ"."""
    stems = (*_DEPARTMENTS, _PARTY_BOARD)
    return next((stem for stem in stems if full_name.startswith(f"{stem} ")), full_name)


def reach(
    holders: Iterable[int], parents: Iterable[tuple[int, int]], heirs: Iterable[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield (holder, unit) for each unit row that a holder may read.

    `parents` are (unit, parent) on any date. `heirs` are (predecessor, successor) along which records
    are read: whole predecessors, and a split one to the successor that kept its code. A holder reads
    itself, what lies under it, what it is heir to, and what lay under that.
    """
    below: dict[int, list[int]] = defaultdict(list)
    for lower, upper in [*parents, *heirs]:
        below[upper].append(lower)
    for holder in holders:
        seen, waiting = {holder}, [holder]
        while waiting:
            new = [unit for unit in below[waiting.pop()] if unit not in seen]
            seen.update(new)
            waiting += new
        yield from ((holder, unit) for unit in sorted(seen))


@dataclass(frozen=True, slots=True)
class Edge:
    """What of one unit went to another, as far as it decides who stands for it now."""

    predecessor: int
    successor: int
    is_whole: bool
    keeps_code: bool
    keeps_records: bool


def stand_ins(edges: Iterable[Edge]) -> dict[int, int]:
    """Return, for an ended unit, the one unit under which its old work is counted now.

    It is the unit that took it over whole; else the one that kept its code; else the one that the
    province gave its records. A divided unit whose records went to nobody, or to several, has none:
    what it did is counted once, under its own name, and never halved or doubled.
    """
    leading: dict[int, list[Edge]] = defaultdict(list)
    for edge in edges:
        leading[edge.predecessor].append(edge)
    steps = {unit: _heir(found) for unit, found in leading.items()}

    def last(unit: int) -> int:
        heir = steps.get(unit)
        return unit if heir is None else last(heir)

    return {unit: last(heir) for unit, heir in steps.items() if heir is not None}


def _heir(edges: list[Edge]) -> int | None:
    whole = [edge.successor for edge in edges if edge.is_whole]
    coded = [edge.successor for edge in edges if edge.keeps_code]
    given = [edge.successor for edge in edges if edge.keeps_records]
    found = whole or coded or given
    return found[0] if len(found) == 1 else None


def closed_sentence(full_name: str, ended_on: date, successors: Iterable[str]) -> str:
    """Say that a unit has ended and what it is now, for a person who chose it."""
    ended = f"{ended_on:%d}/{ended_on.month}/{ended_on.year}".lstrip("0")
    now = ", ".join(inside(name) for name in successors)
    return f"{full_name} đã kết thúc ngày {ended}" + (f", nay là {now}." if now else ".")

"""The foot of a document: who signed, as what, and to whom it goes."""

import re
from collections.abc import Iterator
from itertools import chain

from directives.reading.capacities import (
    BESIDES,
    FOR_ORGAN,
    LONGEST,
    NAME,
    OF_ORGAN,
    ON_BEHALF,
    SIGNED,
    SMALL_OFFICE,
    UNFINISHED,
    Group,
    is_capacity,
    spaced,
)
from directives.reading.casing import is_shouted
from directives.reading.feet import BULLET, LISTED, groups_of
from directives.reading.kinds import KINDS
from directives.reading.lines import Line
from directives.reading.proposals import Masthead
from directives.reading.recipients import with_recipients

# What is laid down with it begins below the foot of a draft that nobody has signed.
_NEXT_DOCUMENT = re.compile(
    rf"(?:{'|'.join(kind.name.upper() for kind in KINDS)}|PHỤ LỤC|DANH SÁCH|BIỂU|MẪU)(?!\w)"
)
_FOR_ANOTHER = re.compile(ON_BEHALF + "[^a-z]")
_LISTED_ITEM = re.compile(rf"{BULLET.pattern}|Nơi nhận|Lưu(?!\w)|Như (?:trên|Điều)")
_SHORT = 80
_NAME_WITHIN = 8  # lines, bullets of recipients between them not counted
_WIDEST = 240  # code points before a cell, on its line


def read_signature(
    masthead: Masthead, text: str, rows: list[Line], body_start: int
) -> tuple[Masthead, int]:
    """Add signer, addressees and recipients; return with it where the body ends."""
    groups = groups_of(text, [row for row in rows if row.start >= body_start])
    masthead, signed_at = _with_signer(masthead, text, groups)
    masthead, sent_at = with_recipients(masthead, groups)
    if masthead.signer is None:
        masthead = _unsigned(masthead, text, groups, sent_at)
    ends = [at for at in (signed_at, sent_at) if at is not None]
    return masthead, min(ends, default=len(text))


def _with_signer(masthead: Masthead, text: str, groups: list[Group]) -> tuple[Masthead, int | None]:
    for place, lines, after in chain(_capacities(text, groups), _small_capacities(groups)):
        name = _name_after(groups, after)
        if name is None:
            continue
        cell, match = name
        spans = {
            **masthead.spans,
            "signer_capacity": (lines[0].start, lines[-1].end),
            "signer": (cell.start + match.start("name"), cell.start + match.end("name")),
        }
        signer = _in_name_case(" ".join(match["name"].split()))
        said = " / ".join(spaced(line.text) for line in lines)
        signed = masthead._replace(signer=signer, signer_capacity=said, spans=spans)
        return signed, groups[place][0].start
    return masthead, None


def _capacities(text: str, groups: list[Group]) -> Iterator[tuple[int, list[Line], int]]:
    """Where capacities begin, their lines, and where the name may follow."""
    for place, group in enumerate(groups):
        capacity = [cell for cell in group if is_capacity(cell)]
        if capacity:
            yield place, *_capacity_at(text, groups, place, capacity)


def _small_capacities(groups: list[Group]) -> Iterator[tuple[int, list[Line], int]]:
    """Capacities in small letters; only the name's very next line, or "(Đã ký)" between, proves one."""
    for place, group in enumerate(groups[:-1]):
        lines = [cell for cell in group if SMALL_OFFICE.match(cell.text)][:1]
        after = place + 1
        while after < min(place + 4, len(groups) - 1) and (
            SMALL_OFFICE.match(groups[after][0].text) or SIGNED.fullmatch(groups[after][0].text)
        ):
            lines += [groups[after][0]] if not SIGNED.fullmatch(groups[after][0].text) else []
            after += 1
        named = any(NAME.fullmatch(cell.text) for cell in groups[after])
        if lines and named and SMALL_OFFICE.match(group[0].text):
            yield place, lines, after


def _unsigned(masthead: Masthead, text: str, groups: list[Group], sent_at: int | None) -> Masthead:
    """The capacity that a draft leaves without a name; "TM.", "KT." … tell it from a heading, and so
    does the list of recipients beside or above it. Without such a list it ends the text."""
    for _, lines, _ in _capacities(text, groups):
        for_another = _FOR_ANOTHER.match(lines[0].text) is not None
        ends = lines[-1].end == groups[-1][-1].end
        if for_another and ends if sent_at is None else for_another or lines[0].start > sent_at:
            said = " / ".join(spaced(line.text) for line in lines)
            spans = {**masthead.spans, "signer_capacity": (lines[0].start, lines[-1].end)}
            return masthead._replace(signer_capacity=said, spans=spans)
    return masthead


def _capacity_at(
    text: str, groups: list[Group], place: int, capacity: list[Line]
) -> tuple[list[Line], int]:
    """The capacity lines that begin at `place`; of a joint document those of the first signer."""
    joint = len(capacity) > 1
    own = _column(text, capacity[0])
    middle = sum(_column(text, cell) for cell in capacity[:2]) // 2
    found: list[Line] = []
    for later in range(place, min(place + LISTED, len(groups))):
        group = groups[later]
        if joint:
            group = [min(group, key=lambda cell: abs(_column(text, cell) - own))]
        said = [cell for cell in group if is_capacity(cell)]
        if found and not said:
            said = _goes_on(found[-1], group, groups[later + 1 : later + 4])
        if joint and len(groups[later]) == 1 and _column(text, groups[later][0]) >= middle:
            continue  # it stands under the other signer
        if found and all(SIGNED.fullmatch(cell.text) for cell in groups[later]):
            continue  # "TRƯỞNG BAN / (Đã ký) / PHÓ CHỦ TỊCH UBND TỈNH": the office held besides
        if said:
            found.append(said[0])
            place = later
        elif joint or not _is_listed(groups, later):
            break
    return found, place + 1


def _is_listed(groups: list[Group], place: int) -> bool:
    """Whether a line of recipients stands between the lines of a capacity, in whole or what an item wraps onto."""
    said = groups[place][0].text
    if all(map(_LISTED_ITEM.match, (cell.text for cell in groups[place]))):
        return True
    before = groups[place - 1][0].text if place else ""
    wraps = said[0].islower() and _LISTED_ITEM.match(before) is not None and before[-1] not in ";."
    return len(said) < _SHORT and (wraps or said[-1] == ";")


def _goes_on(capacity: Line, group: Group, below: list[Group]) -> list[Line]:
    """The cells by which a capacity goes on below: an organ, an office in small letters, the rest of a
    name that was broken, which is no signer's where an office or a person follows."""
    unsigned = [cells for cells in below if not SIGNED.fullmatch(cells[0].text)]
    following = unsigned[0] if unsigned else []
    broken = FOR_ORGAN.match(capacity.text) or UNFINISHED.search(capacity.text)
    wrapped = bool(broken) and any(map(is_capacity, below[0] if below else []))
    wrapped = wrapped or any(
        NAME.fullmatch(cell.text) and not is_shouted(cell.text) for cell in following
    )
    return [
        cell
        for cell in group
        if OF_ORGAN.fullmatch(cell.text)
        or BESIDES.match(cell.text)
        or SMALL_OFFICE.match(cell.text)
        or (wrapped and is_shouted(cell.text) and len(cell.text) < LONGEST)
    ]


def _column(text: str, cell: Line) -> int:
    """How far from its line's beginning a cell stands."""
    return cell.start - text.rfind("\n", max(0, cell.start - _WIDEST), cell.start)


def _name_after(groups: list[Group], place: int) -> tuple[Line, re.Match[str]] | None:
    passed = 0
    for group in groups[place : place + LISTED]:
        passed += not all(BULLET.match(cell.text) for cell in group)
        if passed > _NAME_WITHIN:
            break
        for cell in group:
            if SIGNED.fullmatch(cell.text) or is_capacity(cell) or OF_ORGAN.fullmatch(cell.text):
                continue
            if _NEXT_DOCUMENT.match(cell.text):
                return None
            match = NAME.fullmatch(cell.text)
            if match and not OF_ORGAN.fullmatch(match["name"]):
                return cell, match
            if len(cell.text) > 60 and not BULLET.match(cell.text):
                return None
    return None


def _in_name_case(name: str) -> str:
    return name.title() if is_shouted(name) else name

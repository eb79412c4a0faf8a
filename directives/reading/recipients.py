"""To whom a document goes: "Kính gửi" above its body, "Nơi nhận" below it."""

import re

from directives.reading.actors import actors_at
from directives.reading.capacities import CAPACITY, LONGEST, NAME, SIGNED, Group, is_capacity
from directives.reading.feet import BULLET
from directives.reading.lines import OPEN_END, Line, Text
from directives.reading.proposals import Masthead

_SENT_TO = re.compile(r"\s*Nơi (?:nhận|gửi)\s?:?\s*", re.IGNORECASE)
_DEAR = re.compile(
    r"\s*(?:(?i:Kính gửi)\s?:?|[A-ZĐÀ-Ỵ][^\W\d_]{1,9}\s(?:[^\W_]{1,10}\s){1,12}(?i:điện)\s?:)\s*"
)
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+")
_LETTER = re.compile(
    r"(?:Thực hiện|Căn cứ|Theo|Ngày|Để|Tiếp theo|Trong|Thời gian|Vừa qua|Qua|Sau khi|Nhằm|Xét|Phúc đáp|Trả lời"
    r"|Nhận được|Hiện nay|Tại)\s|\("
)
_ASIDE = re.compile(r"\([^()]{1,40}\)")
_KEPT = re.compile(r"(?:Lưu|lưu)(?!\w)")


def with_recipients(masthead: Masthead, groups: list[Group]) -> tuple[Masthead, int | None]:
    for place, group in enumerate(groups):
        for cell in group:
            if place < 12 and not masthead.addressees and (dear := _DEAR.match(cell.text)):
                items, last = _addressed_below(groups, place, cell, dear.end())
                spans = {**masthead.spans, "addressees": (cell.start, last)}
                masthead = masthead._replace(addressees=tuple(dict.fromkeys(items)), spans=spans)
            elif cell.text[0] in "Nn" and (sent := _SENT_TO.match(cell.text)):
                items, last = _items_below(groups, place, cell, sent.end())
                spans = {**masthead.spans, "recipients": (cell.start, last)}
                masthead = masthead._replace(recipients=tuple(dict.fromkeys(items)), spans=spans)
                return masthead, cell.start
    return masthead, None


def _items_below(groups: list[Group], place: int, lead: Line, at: int) -> tuple[list[str], int]:
    """The recipients of a list that begins on the line `place`, `at` code points into `lead`."""
    first = lead.text[at:]
    raw = [first] if first.strip() else []
    last = lead.end
    for group in groups[place + 1 : place + 60]:
        if raw and _KEPT.match(BULLET.sub("", raw[-1], count=1)):
            break  # the file copy comes last
        cell = group[0]
        if BULLET.match(cell.text):
            raw.append(BULLET.sub("" if cell.text[0] != "+" else "+ ", cell.text, count=1))
        elif all(_in_signature(other) for other in group):
            continue
        elif raw and not raw[-1].rstrip().endswith((".", ";", ":")) and not _in_signature(cell):
            raw[-1] += f" {cell.text}"
        elif cell.text.endswith((";", ".")) and len(cell.text) < LONGEST:
            raw.append(cell.text)
        elif not _in_signature(cell):
            break
        last = cell.end
    return _recipients(raw), last


def _addressed_below(groups: list[Group], place: int, lead: Line, at: int) -> tuple[list[str], int]:
    """Whom the letter addresses: bullets, lines that only name organs, and what those wrap onto."""
    first = BULLET.sub("", lead.text[at:], count=1)
    raw = [first.rstrip()] if first.strip() else []
    wired = "gửi" not in lead.text  # "CHỦ TỊCH UBND TỈNH điện:"
    last = lead.end
    for group in groups[place + 1 : place + 60]:
        cell = group[0]
        item = BULLET.match(cell.text) or (wired and _NUMBERED.match(cell.text))
        if item:
            raw.append(cell.text[item.end() :].rstrip())
        elif _LETTER.match(cell.text) or _in_signature(cell) or len(cell.text) > LONGEST:
            break
        elif raw and _wraps(raw[-1], cell.text):
            raw[-1] += f" {cell.text}"
        elif (not raw or not raw[-1].endswith(".")) and _names_only(cell.text):
            raw.append(cell.text)
        else:
            break
        last = cell.end
    return _recipients(raw), last


def _wraps(before: str, said: str) -> bool:
    """Whether `said` goes on the unfinished item before it."""
    return not before.endswith((".", ";", ":")) and (
        said[0].islower() or bool(OPEN_END.search(before))
    )


def _names_only(said: str) -> bool:
    """Whether a line holds names and nothing else."""
    bare = said.rstrip(" .;,")
    return bool(bare) and actors_at(Text(bare), 0, len(bare))[1] >= len(bare)


def _in_signature(cell: Line) -> bool:
    said = cell.text
    return bool(is_capacity(cell) or SIGNED.fullmatch(said) or NAME.fullmatch(said))


def _recipients(raw: list[str]) -> list[str]:
    """Clean names: no file copy, sub-items with the office they stand under."""
    found: list[str] = []
    office = ""
    for line in raw:
        for item in line.split(";"):
            sub = item.strip().startswith("+")
            name = " ".join(item.strip(" +.,;:-–").split())
            if found and name[:1] == "(" and _ASIDE.fullmatch(name):
                found[-1] += f" {name}"  # "UBND tỉnh; (để b/c)"
                continue
            if item.rstrip().endswith(":"):
                office = name
                continue
            if not name or _KEPT.match(name) or CAPACITY.fullmatch(name):
                continue
            found.append(f"{office}: {name}" if sub and office else name)
    return found

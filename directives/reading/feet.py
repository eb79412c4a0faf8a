"""The lines of a foot: columns side by side, and what one line ran together cut apart."""

import re
from itertools import accumulate

from directives.reading.capacities import (
    CAP_WORD,
    LONGEST,
    NAME,
    OFFICE,
    OFFICE_WORD,
    OPENS_CAPACITY,
    SIGNED,
    Group,
    is_capacity,
    may_open,
)
from directives.reading.lines import UPPER, Line

# Where a foot pasted on one line falls apart: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lý Văn Thông".
_INLINE = re.compile(
    rf"\s(?:(?={OFFICE_WORD}(?!\w))(?<![.,/\-–]\s)(?<!PHÓ\s)(?<!QUYỀN\s)(?<!(?:LỆNH|THAY)\s)(?<!(?:TM|KT|TL)\s)"
    r"(?<!(?:TUQ|T/M|K/T|T/L|T\.M|K\.T|T\.L)\s)(?<!KIÊM\s)(?<!TỔNG\s)"
    r"(?!(?<=BAN\s)BÍ THƯ)(?!(?<=ĐOÀN\s)CHỦ TỊCH)(?!(?<=THỪA [ỦU][YỶ]\s)QUYỀN)(?!(?<=[NHỊ]\s)[ỦU][YỶ] VIÊN)"
    r"(?!(?<=THƯỜNG\s)VỤ TRƯỞNG)(?!(?<=CHI\s)CỤC TRƯỞNG)"
    rf"|(?<![,;]\s)(?=(?:TM|KT|TL|TUQ|Q)\s?\.\s{{0,2}}[{UPPER}]{{2}}|[TK]/[MTL]\s)"
    rf"|(?=\(?[Đđ][ãÃ] [Kk][ýÝ])|(?<=[ýÝ]\)\s)"
    rf"|(?<=\)\s)(?=[{UPPER}])|(?<=[{UPPER}]{{2}}\s)(?<!XÃ\s)(?<!PHƯỜNG\s)(?<!HUYỆN\s)(?<!(?:QUẬN|TỈNH)\s)"
    rf"(?=(?:[{UPPER}][^\W\d_{UPPER}]{{1,8}}\s?){{2,5}}$))"
)
_CUT = re.compile(
    r"\s(?=[BCĐGHKNPQTUỦV])(?=(?:(?:TM|KT|TL|TUQ|Q)\s?\.|[TK]/[MTL]\s?\.?)\s{0,2}"
    rf"[{UPPER}]{{2}}|{OFFICE}[^a-z]{{0,40}}$)"
    rf"|(?<=[.;])(?=(?:(?:TM|KT|TL|TUQ)\.|[TK]/[MTL])\s{{0,2}}[{UPPER}]{{2}})"  # of two cells that ran together
)
_BULLETS = frozenset("-–—+•*")
BULLET = re.compile(r"\s*[-–—+•*]\s*")
_FILED = re.compile(
    rf"(?:Lưu|lưu)[^\n]{{1,40}}?[.;]\s{{1,3}}(?={CAP_WORD}(?:\s{CAP_WORD}){{1,4}}$"
    rf"|{OFFICE}(?=\s\(?[Đđ]ã ký|\s{CAP_WORD}\s))"
)
LISTED = 40
_ITEMS = 25  # lines of recipients
_SIDES = 3  # recipients and two signers


def groups_of(text: str, rows: list[Line]) -> list[Group]:
    """The cells of each line, a foot on one line cut into what lines would hold."""
    groups: list[Group] = []
    ended = -1
    listed = 0  # lines yet that may belong to the recipients
    columns = "   " in text
    for row in rows:
        listed = _ITEMS if row.text.startswith("Nơi nhận") else listed - 1
        if columns and groups and text.find("\n", ended, row.start) < 0:
            groups[-1].append(row)
        elif "|" in row.text and (sides := _sides(row)):
            groups.append(sides)
        elif listed > 0 or may_open(row.text) or _may_list(row.text):
            groups += [[piece] for piece in _pieces(row, listing=listed > 0)]
        else:
            groups.append([row])
        ended = row.end
    return groups


def _sides(row: Line) -> Group:
    """The cells of a line drawn as a table's, where they are a foot's: recipients beside who signs, or signers."""
    parts = row.text.split("|")
    starts = accumulate((len(part) + 1 for part in parts), initial=0)
    cells = [
        _cell(row, start + len(part) - len(part.lstrip()), start + len(part.rstrip()))
        for start, part in zip(starts, parts, strict=False)
        if part.strip()
    ]
    said = [cell.text for cell in cells]
    if len(cells) > _SIDES or not cells:
        return []
    listed = said[0][0] in _BULLETS or said[0].startswith("Nơi nhận")
    signing = cells[1:] if said[0].endswith((";", ".")) else cells
    signs = all(map(_signs, signing))
    return cells if listed or signs else []


def _signs(cell: Line) -> bool:
    return bool(is_capacity(cell) or NAME.fullmatch(cell.text) or SIGNED.fullmatch(cell.text))


def _pieces(row: Line, *, listing: bool) -> list[Line]:
    """The parts of a line that begins with a capacity, or that ends with one after the file copy.

    `listing`: the recipients have begun, so a capacity ends every item.
    """
    before: list[Line] = []
    while len(before) < LISTED and (cut := _cut_in(row.text, listing=listing)):
        before.append(_cell(row, 0, cut[0]))
        row = _cell(row, cut[1], len(row.text))
    return [*before, *_capacity_pieces(row)]


def _may_list(said: str) -> bool:
    """Whether a line may hold recipients: a bullet, the list's lead, the file copy."""
    if said[:1] in _BULLETS:
        return len(said) < LONGEST
    return "Nơi nhận" in said or "Lưu" in said or "lưu" in said


def _cut_in(said: str, *, listing: bool) -> tuple[int, int] | None:
    """Where recipients end and the other column begins, in a line that ran both together."""
    if not _may_list(said) and (not listing or may_open(said)):
        return None
    bulleted = len(said) < LONGEST and said[0] in _BULLETS
    if (cut := _CUT.search(said)) is None:
        filed = _FILED.search(said) if "ưu" in said else None
        return (filed.end(), filed.end()) if filed else None
    unlisted = (
        bulleted
        and not listing
        and said[: cut.start()].rstrip()[-1:] not in ",;."
        and "ưu" not in said
    )
    return None if unlisted else cut.span()


def _capacity_pieces(row: Line) -> list[Line]:
    said = row.text
    if len(said) > LONGEST or not may_open(said) or not OPENS_CAPACITY.match(said):
        return [row]
    pieces: list[Line] = []
    at = 0
    for gap in _INLINE.finditer(said):
        pieces.append(_cell(row, at, gap.start()))
        at = gap.end()
    return [*pieces, _cell(row, at, len(said))]


def _cell(row: Line, start: int, end: int) -> Line:
    return Line(row.start + start, row.start + end, row.text[start:end])

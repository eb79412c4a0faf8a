"""The foot of a document: who signed, as what, and to whom it goes."""

import re
from dataclasses import replace

from directives.reading.casing import is_shouted
from directives.reading.lines import UPPER, Line
from directives.reading.proposals import Masthead

Group = list[Line]  # the cells of one line of the foot

_ON_BEHALF = r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|TU/Q|Q)\s?\.?\s{0,2}"
_OFFICE = (
    r"(?:PHÓ\s|QUYỀN\s)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|CHÁNH [^a-z]{1,60}|TRƯỞNG [^a-z]{1,60}|VỤ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|THỐNG ĐỐC"
    r"|HIỆU TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|ỦY VIÊN|UỶ VIÊN"
    r"|CHỦ NHIỆM|BAN THƯỜNG VỤ|THƯỜNG TRỰC)"
)
_CAPACITY = re.compile(rf"(?:{_ON_BEHALF}[^a-z\n]{{3,90}}|{_OFFICE}(?:[^a-z\n]{{0,70}}))$")
_OFFICE_WORD = (
    r"(?:PHÓ\s|QUYỀN\s)?(?:CHỦ TỊCH|TỔNG BÍ THƯ|BÍ THƯ|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA)|TRƯỞNG (?:BAN|PHÒNG|ĐOÀN)|CHỦ NHIỆM|TỔNG THANH TRA|ỦY VIÊN|UỶ VIÊN)"
)
# Where a foot pasted on one line falls apart: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lý Văn Thông".
_INLINE = re.compile(
    rf"(?<![.,\-–])(?<!PHÓ)(?<!QUYỀN)(?<!TM|KT|TL)(?<!TUQ|T/M|K/T|T/L)\s(?={_OFFICE_WORD}(?!\w))"
    rf"|\s(?=\(?[Đđ][ãÃ] [Kk][ýÝ])|(?<=[ýÝ]\))\s"
    rf"|(?<=\))\s(?=[{UPPER}])|(?<=[{UPPER}]{{2}})\s(?=(?:[{UPPER}][^\W\d_{UPPER}]{{1,8}}\s?){{2,5}}$)"
)
_CUT = re.compile(
    rf"\s(?=(?:TM|KT|TL|TUQ|T/M)\s?\.\s{{0,2}}[A-ZĐỦUỶ]{{2}})|\s(?={_OFFICE}[^a-z]{{0,40}}$)"
)
_RANK = r"(?:Thiếu tướng|Trung tướng|Đại tá|Thượng tá|Trung tá|Thiếu tá|GS|PGS|TS|ThS|BS|CKI|CKII)\.?\s{1,2}"
_CAP_WORD = r"[A-ZĐÀ-Ỵ][^\W\d_]{0,8}"
_NAME = re.compile(
    rf"(?:\(?[Đđ][ãÃ] [Kk][ýÝ]\)?\s?:?\s{{0,4}})?(?:{_RANK}){{0,2}}"
    rf"(?P<name>{_CAP_WORD}(?:\s{{1,2}}{_CAP_WORD}){{1,5}})\.?$"
)
_SIGNED = re.compile(
    r"[(\[]?\s?(?:đã ký|đã ký tên|ký tên|signed)[^\w]*(?:đóng dấu)?[^\w]*$", re.IGNORECASE
)
_SENT_TO = re.compile(r"\s*Nơi nhận\s?:?\s*", re.IGNORECASE)
_DEAR = re.compile(
    r"\s*(?:Kính gửi\s?:?|(?:[^\W\d_a-z]{2,12}\s){2,10}(?i:điện)\s?:)\s*", re.IGNORECASE
)
_BULLET = re.compile(r"\s*[-–—+•*]\s*")
_KEPT = re.compile(r"(?:Lưu|lưu)(?!\w)")
_OPENS_CAPACITY = re.compile(rf"(?:{_ON_BEHALF}|{_OFFICE})[A-ZĐÀ-Ỵ\s(.,]")
_NAME_WITHIN = 8
_LONGEST = 160  # a cell of the foot; a paragraph is none


def read_signature(
    masthead: Masthead, text: str, rows: list[Line], body_start: int
) -> tuple[Masthead, int]:
    """Add signer, addressees and recipients; return with it where the body ends."""
    groups = _groups(text, [row for row in rows if row.start >= body_start])
    masthead, signed_at = _with_signer(masthead, groups)
    masthead, sent_at = _with_recipients(masthead, groups)
    if masthead.signer is None and sent_at is not None:
        masthead = _unsigned(masthead, groups)
    ends = [at for at in (signed_at, sent_at) if at is not None]
    return masthead, min(ends, default=len(text))


def _groups(text: str, rows: list[Line]) -> list[Group]:
    """The cells of each line, a foot on one line cut into what lines would hold."""
    groups: list[Group] = []
    ended = -1
    for row in rows:
        if groups and "\n" not in text[ended : row.start]:
            groups[-1].append(row)
        else:
            groups += [[piece] for piece in _pieces(row)]
        ended = row.end
    return groups


def _pieces(row: Line) -> list[Line]:
    """The parts of a line that begins with a capacity, or that ends with one after the file copy."""
    said = row.text
    cut = _CUT.search(said)
    if cut and ("Nơi nhận" in said or "Lưu" in said or "lưu" in said):
        rest = _cell(row, cut.end(), len(said))
        return [_cell(row, 0, cut.start()), *_pieces(rest)]
    if len(said) > _LONGEST or not _OPENS_CAPACITY.match(said):
        return [row]
    pieces: list[Line] = []
    at = 0
    for gap in _INLINE.finditer(said):
        pieces.append(_cell(row, at, gap.start()))
        at = gap.end()
    return [*pieces, _cell(row, at, len(said))]


def _cell(row: Line, start: int, end: int) -> Line:
    return Line(row.start + start, row.start + end, row.text[start:end])


def _with_signer(masthead: Masthead, groups: list[Group]) -> tuple[Masthead, int | None]:
    for place, group in enumerate(groups):
        capacity = [cell for cell in group if _is_capacity(cell)]
        if not capacity:
            continue
        joint = len(capacity) > 1
        lines, after = _capacity_at(groups, place, joint=joint)
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
        said = " / ".join(_spaced(line.text) for line in lines)
        signed = replace(masthead, signer=signer, signer_capacity=said, spans=spans)
        return signed, group[0].start
    return masthead, None


def _unsigned(masthead: Masthead, groups: list[Group]) -> Masthead:
    """The capacity that a draft leaves without a name; "TM.", "KT." … tell it from a heading."""
    for place, group in enumerate(groups):
        capacity = [cell for cell in group if _is_capacity(cell)]
        if capacity and re.match(_ON_BEHALF + "[^a-z]", capacity[0].text):
            lines, _ = _capacity_at(groups, place, joint=len(capacity) > 1)
            said = " / ".join(_spaced(line.text) for line in lines)
            spans = {**masthead.spans, "signer_capacity": (lines[0].start, lines[-1].end)}
            return replace(masthead, signer_capacity=said, spans=spans)
    return masthead


def _is_capacity(cell: Line) -> bool:
    return len(cell.text) <= _LONGEST and bool(_CAPACITY.fullmatch(cell.text))


def _capacity_at(groups: list[Group], place: int, *, joint: bool) -> tuple[list[Line], int]:
    """The capacity lines that begin at `place`; of a joint document those of the first signer."""
    found: list[Line] = []
    for later in range(place, min(place + 8, len(groups))):
        said = [cell for cell in groups[later] if _is_capacity(cell)]
        if joint and len(groups[later]) == 1:
            continue  # it stands under the other signer
        if said:
            found.append(said[0])
            place = later
        elif joint or not all(_BULLET.match(cell.text) for cell in groups[later]):
            break
    return found, place + 1


def _spaced(capacity: str) -> str:
    """ "KT.CHỦ TỊCH" → "KT. CHỦ TỊCH"."""
    said = " ".join(capacity.split())
    return re.sub(r"^(TM|KT|TL|TUQ|Q)\s?\.?\s?(?=\w{2})", r"\1. ", said)


def _name_after(groups: list[Group], place: int) -> tuple[Line, re.Match[str]] | None:
    for group in groups[place : place + _NAME_WITHIN]:
        for cell in group:
            if _SIGNED.fullmatch(cell.text) or _is_capacity(cell):
                continue
            match = _NAME.fullmatch(cell.text)
            if match:
                return cell, match
            if len(cell.text) > 60 and not _BULLET.match(cell.text):
                return None
    return None


def _in_name_case(name: str) -> str:
    return name.title() if is_shouted(name) else name


def _with_recipients(masthead: Masthead, groups: list[Group]) -> tuple[Masthead, int | None]:
    for place, group in enumerate(groups):
        for cell in group:
            if place < 12 and not masthead.addressees and (dear := _DEAR.match(cell.text)):
                items, last = _items_below(groups, place, cell, dear.end(), dear=True)
                spans = {**masthead.spans, "addressees": (cell.start, last)}
                masthead = replace(masthead, addressees=tuple(dict.fromkeys(items)), spans=spans)
            elif sent := _SENT_TO.match(cell.text):
                items, last = _items_below(groups, place, cell, sent.end(), dear=False)
                spans = {**masthead.spans, "recipients": (cell.start, last)}
                masthead = replace(masthead, recipients=tuple(dict.fromkeys(items)), spans=spans)
                return masthead, cell.start
    return masthead, None


def _items_below(
    groups: list[Group], place: int, lead: Line, at: int, *, dear: bool
) -> tuple[list[str], int]:
    """The items of a list that begins on the line `place`, `at` code points into `lead`."""
    first = lead.text[at:]
    raw = [first] if first.strip() else []
    last = lead.end
    for group in groups[place + 1 : place + 60]:
        if raw and _KEPT.match(_BULLET.sub("", raw[-1], count=1)):
            break  # the file copy comes last
        cell = group[0]
        if _BULLET.match(cell.text):
            raw.append(_BULLET.sub("" if cell.text[0] != "+" else "+ ", cell.text, count=1))
        elif dear:
            goes_on = raw[-1].rstrip().endswith((";", ",")) if raw else len(cell.text) < 120
            if not goes_on or _in_signature(cell) or not cell.text.endswith((";", ".", ",")):
                break
            raw.append(cell.text)
        elif all(_in_signature(other) for other in group):
            continue
        elif raw and raw[-1].rstrip()[-1] not in ".;:" and not _in_signature(cell):
            raw[-1] += f" {cell.text}"
        elif raw and cell.text.endswith((";", ".")):
            raw.append(cell.text)
        elif not _in_signature(cell):
            break
        last = cell.end
    return _recipients(raw), last


def _in_signature(cell: Line) -> bool:
    said = cell.text
    return bool(_is_capacity(cell) or _SIGNED.fullmatch(said) or _NAME.fullmatch(said))


def _recipients(raw: list[str]) -> list[str]:
    """Clean names: no file copy, sub-items with the office they stand under."""
    found: list[str] = []
    office = ""
    for line in raw:
        for item in line.split(";"):
            sub = item.strip().startswith("+")
            name = " ".join(item.strip(" +.,;:-–").split())
            if item.rstrip().endswith(":"):
                office = name
                continue
            if not name or _KEPT.match(name) or _CAPACITY.fullmatch(name):
                continue
            found.append(f"{office}: {name}" if sub and office else name)
    return found

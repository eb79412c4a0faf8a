"""The foot of a document: who signed, as what, and to whom it goes."""

import re
from dataclasses import replace

from directives.reading.casing import is_shouted
from directives.reading.lines import Line
from directives.reading.proposals import Masthead

_ON_BEHALF = r"(?:TM|KT|TL|TUQ|T/M|K/T|T/L|Q)\s?\.?\s{0,2}"
_OFFICE = (
    r"(?:PHÓ\s|QUYỀN\s)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|CHÁNH [^a-z]{1,60}|TRƯỞNG [^a-z]{1,60}|VỤ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|THỐNG ĐỐC"
    r"|HIỆU TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|ỦY VIÊN|UỶ VIÊN"
    r"|CHỦ NHIỆM|BAN THƯỜNG VỤ|THƯỜNG TRỰC)"
)
_CAPACITY = re.compile(rf"(?:{_ON_BEHALF}[^a-z\n]{{3,90}}|{_OFFICE}(?:[^a-z\n]{{0,70}}))$")
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
_DEAR = re.compile(r"\s*Kính gửi\s?:?\s*", re.IGNORECASE)
_BULLET = re.compile(r"\s*[-–—+•*]\s*")
_KEPT = re.compile(r"(?:Lưu|lưu)(?!\w)")
_NAME_WITHIN = 6
_LONGEST = 160  # a line of the foot; a paragraph is none


def read_signature(
    masthead: Masthead, text: str, rows: list[Line], body_start: int
) -> tuple[Masthead, int]:
    """Add signer and recipients; return with it where the body ends."""
    below = [row for row in rows if row.start >= body_start]
    masthead, signed_at = _with_signer(masthead, below)
    masthead, sent_at = _with_recipients(masthead, below)
    ends = [at for at in (signed_at, sent_at) if at is not None]
    return masthead, min(ends, default=len(text))


def _with_signer(masthead: Masthead, rows: list[Line]) -> tuple[Masthead, int | None]:
    for place, row in enumerate(rows):
        capacity = _capacity_at(rows, place)
        if not capacity:
            continue
        name = _name_after(rows, place + len(capacity))
        if name is None:
            continue
        line, match = name
        spans = {
            **masthead.spans,
            "signer_capacity": (row.start, rows[place + len(capacity) - 1].end),
            "signer": (line.start + match.start("name"), line.start + match.end("name")),
        }
        signer = _in_name_case(" ".join(match["name"].split()))
        said = " / ".join(capacity)
        return replace(masthead, signer=signer, signer_capacity=said, spans=spans), row.start
    return masthead, None


def _capacity_at(rows: list[Line], place: int) -> list[str]:
    """The capacity lines that begin at `place`: "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"."""
    found: list[str] = []
    for row in rows[place : place + 4]:
        said = row.text
        if len(said) > _LONGEST:
            break
        if not found:
            cut = _CUT.search(said)
            if cut and not is_shouted(said[: cut.start()]):
                said = said[cut.end() :]
        if not _CAPACITY.fullmatch(said):
            break
        found.append(_spaced(said))
    return found


def _spaced(capacity: str) -> str:
    """ "KT.CHỦ TỊCH" → "KT. CHỦ TỊCH"; "T/M" is TM."""
    said = " ".join(capacity.split())
    said = re.sub(r"^(T|K)/(M|T|L)\.?\s?", r"\1\2. ", said)
    return re.sub(r"^(TM|KT|TL|TUQ|Q)\s?\.?\s?(?=\w{2})", r"\1. ", said)


def _name_after(rows: list[Line], place: int) -> tuple[Line, re.Match[str]] | None:
    for row in rows[place : place + _NAME_WITHIN]:
        if _SIGNED.fullmatch(row.text):
            continue
        match = _NAME.fullmatch(row.text)
        if match and not _CAPACITY.fullmatch(row.text):
            return row, match
        if len(row.text) > 60 and not _BULLET.match(row.text):
            return None
    return None


def _in_name_case(name: str) -> str:
    return name.title() if is_shouted(name) else name


def _with_recipients(masthead: Masthead, rows: list[Line]) -> tuple[Masthead, int | None]:
    for place, row in enumerate(rows):
        if place < 12 and not masthead.addressees and (dear := _DEAR.match(row.text)):
            items, last = _items_below(rows, place, row.text[dear.end() :], dear=True)
            spans = {**masthead.spans, "addressees": (row.start, last)}
            masthead = replace(masthead, addressees=tuple(dict.fromkeys(items)), spans=spans)
        elif sent := _SENT_TO.match(row.text):
            items, last = _items_below(rows, place, row.text[sent.end() :], dear=False)
            spans = {**masthead.spans, "recipients": (row.start, last)}
            masthead = replace(masthead, recipients=tuple(dict.fromkeys(items)), spans=spans)
            return masthead, row.start
    return masthead, None


def _items_below(rows: list[Line], place: int, first: str, *, dear: bool) -> tuple[list[str], int]:
    """The items of a list that begins on the line `place` after its lead."""
    raw = [first] if first.strip() else []
    last = rows[place].end
    for row in rows[place + 1 : place + 40]:
        if _CAPACITY.fullmatch(row.text) or (dear and not _BULLET.match(row.text)):
            break
        if not _BULLET.match(row.text) and not (raw and row.text.endswith((";", "."))):
            break
        raw.append(_BULLET.sub("" if not row.text.startswith("+") else "+ ", row.text, count=1))
        last = row.end
    return _recipients(raw), last


def _recipients(raw: list[str]) -> list[str]:
    """Clean names: no marks of purpose, no file copy, sub-items with the office they stand under."""
    found: list[str] = []
    office = ""
    for line in raw:
        cut = _CUT.search(line)
        said = line[: cut.start()] if cut else line
        for item in said.split(";"):
            sub = item.strip().startswith("+")
            name = item.strip(" +.,;:-–")
            if item.rstrip().endswith(":"):
                office = name
                continue
            if not name or _KEPT.match(name) or _CAPACITY.fullmatch(name):
                continue
            found.append(f"{office}: {name}" if sub and office else name)
    return found

"""The foot of a document: who signed, as what, and to whom it goes."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from directives.reading.actors import actors_at
from directives.reading.casing import is_shouted
from directives.reading.kinds import KINDS
from directives.reading.lines import OPEN_END, UPPER, Line, Text
from directives.reading.proposals import Masthead

Group = list[Line]  # the cells of one line of the foot

_IN_FULL = r"T(?:HAY MẶT|hay mặt|HỪA LỆNH|hừa lệnh|HỪA ỦY QUYỀN|hừa ủy quyền)|K(?:Ý THAY|ý thay)"
_ON_BEHALF = rf"(?:TM|KT|TL|T[UỦ]Q|[TK][/.][MTL]|T[/.]?[UỦ][/.]Q|T[/.][UỦ]Q|Q|{_IN_FULL})(?!\w)\s?[./]?\s{{0,2}}"
_OFFICE = (
    r"(?:(?:PHÓ|QUYỀN)\s|P\.\s?)?(?:CHỦ TỊCH|BÍ THƯ|TỔNG BÍ THƯ|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG"
    r"|THỦ TƯỚNG|CHÁNH [^a-z]{1,60}|TRƯỞNG [^a-z]{1,60}|VỤ TRƯỞNG|CỤC TRƯỞNG|CHI CỤC TRƯỞNG|THỐNG ĐỐC"
    r"|HIỆU TRƯỞNG|TỔNG THANH TRA|TỔNG KIỂM TOÁN|CHÁNH ÁN|VIỆN TRƯỞNG|TỔNG CỤC TRƯỞNG|ỦY VIÊN|UỶ VIÊN"
    r"|CHỦ NHIỆM|CHỦ TRÌ|CHỦ TỌA|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|ĐẠI DIỆN"
    r"|(?:TỈNH|THÀNH|HUYỆN|QUẬN) [ỦU][YỶ] VIÊN|THƯỜNG TRỰC|THƯỜNG VỤ"
    r"|TỔNG THƯ KÝ|TỔNG BIÊN TẬP|TƯ LỆNH|CHÍNH ỦY|CHÍNH UỶ"
    r"|(?:THỦ|CHỈ HUY|ĐỘI|TRẠM|HẠT|TỔ|ĐỒN|KHOA) TRƯỞNG|NGƯỜI (?:ĐỨNG ĐẦU|PHÁT NGÔN)|PHỤ TRÁCH"
    r"|THƯ KÝ|CHÍNH TRỊ VIÊN|CHỈ HUY PHÓ|PHÓ (?:BAN|PHÒNG|ĐOÀN)|VĂN PHÒNG)"
)
_CAPACITY = re.compile(
    rf"(?:{_ON_BEHALF}[^a-z\n]{{3,90}}|{_OFFICE}(?:[^a-z\n]{{0,70}})"
    rf"|{_ON_BEHALF}[^a-z\n]{{2,60}}\s(?:TỈNH|HUYỆN|XÃ|PHƯỜNG|QUẬN|THÀNH PHỐ|THỊ XÃ"
    r"|THỊ TRẤN|[Tt]ỉnh|[Hh]uyện|[Xx]ã|[Pp]hường|[Qq]uận|[Tt]hành phố|[Tt]hị xã"
    r"|[Tt]hị trấn)(?:\s[A-ZĐÀ-Ỵ\d][^\W_]{0,8}){0,4})$"
)
_OFFICE_WORD = (
    r"(?:PHÓ\s|QUYỀN\s)?(?:CHỦ TỊCH|TỔNG BÍ THƯ|BÍ THƯ|TỔNG GIÁM ĐỐC|GIÁM ĐỐC|BỘ TRƯỞNG|THỨ TRƯỞNG|THỦ TƯỚNG"
    r"|CHÁNH (?:VĂN PHÒNG|THANH TRA|ÁN)|TRƯỞNG (?:BAN|PHÒNG|ĐOÀN|CÔNG AN)|CHỦ NHIỆM|TỔNG THANH TRA|ỦY VIÊN"
    r"|UỶ VIÊN|(?:VỤ|CỤC|HIỆU|VIỆN|TỔ|THỦ|CHỈ HUY) TRƯỞNG|THỐNG ĐỐC|THƯỜNG TRỰC BAN BÍ THƯ)"
)
_SMALL_OFFICE = re.compile(
    rf"(?:{_ON_BEHALF}(?=[A-ZĐÀ-Ỵ])(?:[^\W\d_]{{2,10}}\s?){{2,8}}$)"
    rf"|(?:{_ON_BEHALF})?(?:(?:Phó|Quyền)\s)?(?:Chủ tịch|Tổng Bí thư|Bí thư|Tổng Giám đốc|Giám đốc|Bộ trưởng"
    r"|Thứ trưởng|Chánh (?:Văn phòng|Thanh tra)|Trưởng (?:ban|phòng|đoàn)|Chủ nhiệm|Hiệu trưởng)"
    r"(?:\s[^\W\d_]{2,10}){0,6}$"
)
# A line between capacities that says of what: "KT. BỘ TRƯỞNG / BỘ TÀI CHÍNH / THỨ TRƯỞNG".
_OF_ORGAN = re.compile(
    r"(?:BỘ|SỞ|[ỦU][YỶ] BAN|UBND|HĐND|HỘI ĐỒNG|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|MẶT TRẬN|CÔNG AN|BAN"
    r"|LIÊN ĐOÀN|VĂN PHÒNG|TÒA ÁN|VIỆN KIỂM SÁT)\s[^a-z\n]{2,70}$"
)
# What is laid down with it begins below the foot of a draft that nobody has signed.
_NEXT_DOCUMENT = re.compile(
    rf"(?:{'|'.join(kind.name.upper() for kind in KINDS)}|PHỤ LỤC|DANH SÁCH|BIỂU|MẪU)(?!\w)"
)
# A whole organ signs: its name may take two lines, an office always follows.
_FOR_ORGAN = re.compile(r"T[M/.]")
# Where a foot pasted on one line falls apart: "KT. CHỦ TỊCH PHÓ CHỦ TỊCH (Đã ký) Lý Văn Thông".
_INLINE = re.compile(
    rf"(?<![.,/\-–])(?<!PHÓ)(?<!QUYỀN)(?<!LỆNH|THAY)(?<!TM|KT|TL)(?<!TUQ|T/M|K/T|T/L|T\.M|K\.T|T\.L)(?<!KIÊM)(?<!TỔNG)"
    rf"\s(?!(?<=BAN\s)BÍ THƯ)(?!(?<=ĐOÀN\s)CHỦ TỊCH)(?!(?<=THỪA ỦY\s)QUYỀN)(?!(?<=[NHỊ]\s)[ỦU][YỶ] VIÊN)"
    rf"(?!(?<=THƯỜNG\s)VỤ TRƯỞNG)(?!(?<=CHI\s)CỤC TRƯỞNG)(?={_OFFICE_WORD}(?!\w))"
    r"|(?<![,;])\s(?=(?:TM|KT|TL|TUQ|Q)\s?\.\s{0,2}[A-ZĐỦUỶ]{2}|[TK]/[MTL]\s)"
    rf"|\s(?=\(?[Đđ][ãÃ] [Kk][ýÝ])|(?<=[ýÝ]\))\s"
    rf"|(?<=\))\s(?=[{UPPER}])|(?<=[{UPPER}]{{2}})(?<!XÃ)(?<!PHƯỜNG)(?<!HUYỆN)(?<!QUẬN|TỈNH)"
    rf"\s(?=(?:[{UPPER}][^\W\d_{UPPER}]{{1,8}}\s?){{2,5}}$)"
)
_CUT = re.compile(
    rf"\s(?=(?:(?:TM|KT|TL|TUQ|Q)\s?\.|[TK]/[MTL]\s?\.?)\s{{0,2}}[A-ZĐỦUỶ]{{2}})|\s(?={_OFFICE}[^a-z]{{0,40}}$)"
)
_RANK = (
    r"(?:(?i:(?:Đại|Thượng|Trung|Thiếu) (?:tướng|tá|úy))|GS|PGS|TS|ThS|BS|CKI|CKII|Tiến sĩ|Thạc sĩ|Bác sĩ|Luật sư)"
    r"(?:\.\s{0,2}|,?\s{1,2})"
)
_CAP_WORD = r"[A-ZĐÀ-Ỵ](?:['’-]?[^\W\d_]){0,9}['’]?"  # "K’Brơi", "Y-Băng", "H’ Ngăm"
_NAME = re.compile(
    rf"(?:(?:\(?[Đđ][ãÃ] [Kk][ýÝ]\)?|(?:Người ký|Ký bởi|Được ký bởi))\s?:?\s{{0,4}})?(?:Đ/c\s|Đồng chí\s)?"
    rf"(?:{_RANK}){{0,3}}"
    rf"(?P<name>{_CAP_WORD}(?:\s{{1,2}}(?:{_CAP_WORD}|văn|thị)){{1,5}}|[A-ZĐ]['’][^\W\d_]{{2,9}})"
    r"(?:\./)?\.?(?:\s?\([Đđ]ã ký\))?$"
)
_SIGNED = re.compile(
    r"[(\[]?\s?(?:đã ký|đã ký tên|ký tên|signed)[^\w]*(?:đóng dấu)?[^\w]*$", re.IGNORECASE
)
_SENT_TO = re.compile(r"\s*Nơi (?:nhận|gửi)\s?:?\s*", re.IGNORECASE)
_DEAR = re.compile(
    r"\s*(?:(?i:Kính gửi)\s?:?|[A-ZĐÀ-Ỵ][^\W\d_]{1,9}\s(?:[^\W_]{1,10}\s){1,12}(?i:điện)\s?:)\s*"
)
_BULLET = re.compile(r"\s*[-–—+•*]\s*")
_NUMBERED = re.compile(r"\s*\d{1,2}[.)]\s+")
_FILED = re.compile(
    rf"(?:Lưu|lưu)[^\n]{{1,40}}?[.;]\s{{1,3}}(?={_CAP_WORD}(?:\s{_CAP_WORD}){{1,4}}$)"
)
_LETTER = re.compile(
    r"(?:Thực hiện|Căn cứ|Theo|Ngày|Để|Tiếp theo|Trong|Thời gian|Vừa qua|Qua|Sau khi|Nhằm|Xét|Phúc đáp|Trả lời"
    r"|Nhận được|Hiện nay|Tại)\s|\("
)
_KEPT = re.compile(r"(?:Lưu|lưu)(?!\w)")
_OPENS_CAPACITY = re.compile(rf"(?:{_ON_BEHALF}|{_OFFICE})[A-ZĐÀ-Ỵ\s(.,]")
_UNFINISHED = re.compile(r"(?:[ỦU][YỶ] BAN|NHÂN|HỘI ĐỒNG|SỞ|BỘ|BAN|VÀ|,|[-–])$")
_NAME_WITHIN = 8  # lines, bullets of recipients between them not counted
_LISTED = 40
_WIDEST = 240  # code points before a cell, on its line
_LONGEST = 160  # a cell of the foot; a paragraph is none


def read_signature(
    masthead: Masthead, text: str, rows: list[Line], body_start: int
) -> tuple[Masthead, int]:
    """Add signer, addressees and recipients; return with it where the body ends."""
    groups = _groups(text, [row for row in rows if row.start >= body_start])
    masthead, signed_at = _with_signer(masthead, text, groups)
    masthead, sent_at = _with_recipients(masthead, groups)
    if masthead.signer is None and sent_at is not None:
        masthead = _unsigned(masthead, text, groups, sent_at)
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
    before: list[Line] = []
    while len(before) < _LISTED and (cut := _cut_in(row.text)):
        before.append(_cell(row, 0, cut[0]))
        row = _cell(row, cut[1], len(row.text))
    return [*before, *_capacity_pieces(row)]


def _cut_in(said: str) -> tuple[int, int] | None:
    """Where recipients end and the other column begins, in a line that ran both together."""
    bulleted = len(said) < _LONGEST and _BULLET.match(said) is not None
    if not bulleted and "Nơi nhận" not in said and "Lưu" not in said and "lưu" not in said:
        return None
    if (cut := _CUT.search(said)) is None:
        filed = _FILED.search(said)
        return (filed.end(), filed.end()) if filed else None
    unlisted = bulleted and said[: cut.start()].rstrip()[-1:] not in ",;." and "ưu" not in said
    return None if unlisted else cut.span()


def _capacity_pieces(row: Line) -> list[Line]:
    said = row.text
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
        said = " / ".join(_spaced(line.text) for line in lines)
        signed = replace(masthead, signer=signer, signer_capacity=said, spans=spans)
        return signed, groups[place][0].start
    return masthead, None


def _capacities(text: str, groups: list[Group]) -> Iterator[tuple[int, list[Line], int]]:
    """Where capacities begin, their lines, and where the name may follow."""
    for place, group in enumerate(groups):
        capacity = [cell for cell in group if _is_capacity(cell)]
        if capacity:
            yield place, *_capacity_at(text, groups, place, capacity)


def _small_capacities(groups: list[Group]) -> Iterator[tuple[int, list[Line], int]]:
    """Capacities in small letters; only the name's very next line, or "(Đã ký)" between, proves one."""
    for place, group in enumerate(groups[:-1]):
        lines = [cell for cell in group if _SMALL_OFFICE.match(cell.text)][:1]
        after = place + 1
        while after < min(place + 4, len(groups) - 1) and (
            _SMALL_OFFICE.match(groups[after][0].text) or _SIGNED.fullmatch(groups[after][0].text)
        ):
            lines += [groups[after][0]] if not _SIGNED.fullmatch(groups[after][0].text) else []
            after += 1
        named = any(_NAME.fullmatch(cell.text) for cell in groups[after])
        if lines and named and _SMALL_OFFICE.match(group[0].text):
            yield place, lines, after


def _unsigned(masthead: Masthead, text: str, groups: list[Group], sent_at: int) -> Masthead:
    """The capacity that a draft leaves without a name; "TM.", "KT." … tell it from a heading, and so
    does the list of recipients beside or above it."""
    for _, lines, _ in _capacities(text, groups):
        if lines[0].start > sent_at or re.match(_ON_BEHALF + "[^a-z]", lines[0].text):
            said = " / ".join(_spaced(line.text) for line in lines)
            spans = {**masthead.spans, "signer_capacity": (lines[0].start, lines[-1].end)}
            return replace(masthead, signer_capacity=said, spans=spans)
    return masthead


def _is_capacity(cell: Line) -> bool:
    return len(cell.text) <= _LONGEST and bool(_CAPACITY.fullmatch(cell.text))


def _capacity_at(
    text: str, groups: list[Group], place: int, capacity: list[Line]
) -> tuple[list[Line], int]:
    """The capacity lines that begin at `place`; of a joint document those of the first signer."""
    joint = len(capacity) > 1
    middle = sum(_column(text, cell) for cell in capacity[:2]) // 2
    found: list[Line] = []
    for later in range(place, min(place + _LISTED, len(groups))):
        said = [cell for cell in groups[later] if _is_capacity(cell)]
        if found and not said:
            said = _goes_on(found[-1], groups[later], groups[later + 1 : later + 4])
        if joint and len(groups[later]) == 1 and _column(text, groups[later][0]) >= middle:
            continue  # it stands under the other signer
        if found and all(_SIGNED.fullmatch(cell.text) for cell in groups[later]):
            continue  # "TRƯỞNG BAN / (Đã ký) / PHÓ CHỦ TỊCH UBND TỈNH": the office held besides
        if said:
            found.append(said[0])
            place = later
        elif joint or not all(_BULLET.match(cell.text) for cell in groups[later]):
            break
    return found, place + 1


def _goes_on(capacity: Line, group: Group, below: list[Group]) -> list[Line]:
    """The cells by which a capacity goes on below: an organ, an office in small letters, the rest of a
    name that was broken, which is no signer's where an office or a person follows."""
    unsigned = [cells for cells in below if not _SIGNED.fullmatch(cells[0].text)]
    following = unsigned[0] if unsigned else []
    broken = _FOR_ORGAN.match(capacity.text) or _UNFINISHED.search(capacity.text)
    wrapped = bool(broken) and any(map(_is_capacity, below[0] if below else []))
    wrapped = wrapped or any(
        _NAME.fullmatch(cell.text) and not is_shouted(cell.text) for cell in following
    )
    return [
        cell
        for cell in group
        if _OF_ORGAN.fullmatch(cell.text)
        or _SMALL_OFFICE.match(cell.text)
        or (wrapped and is_shouted(cell.text) and len(cell.text) < _LONGEST)
    ]


def _column(text: str, cell: Line) -> int:
    """How far from its line's beginning a cell stands."""
    return cell.start - text.rfind("\n", max(0, cell.start - _WIDEST), cell.start)


def _spaced(capacity: str) -> str:
    """ "KT.CHỦ TỊCH" → "KT. CHỦ TỊCH"."""
    said = " ".join(capacity.split())
    return re.sub(r"^(TM|KT|TL|TUQ|Q)(?:\s?\.\s?|\s)(?=\w{2})", r"\1. ", said)


def _name_after(groups: list[Group], place: int) -> tuple[Line, re.Match[str]] | None:
    passed = 0
    for group in groups[place : place + _LISTED]:
        passed += not all(_BULLET.match(cell.text) for cell in group)
        if passed > _NAME_WITHIN:
            break
        for cell in group:
            if _SIGNED.fullmatch(cell.text) or _is_capacity(cell) or _OF_ORGAN.fullmatch(cell.text):
                continue
            if _NEXT_DOCUMENT.match(cell.text):
                return None
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
                items, last = _addressed_below(groups, place, cell, dear.end())
                spans = {**masthead.spans, "addressees": (cell.start, last)}
                masthead = replace(masthead, addressees=tuple(dict.fromkeys(items)), spans=spans)
            elif sent := _SENT_TO.match(cell.text):
                items, last = _items_below(groups, place, cell, sent.end())
                spans = {**masthead.spans, "recipients": (cell.start, last)}
                masthead = replace(masthead, recipients=tuple(dict.fromkeys(items)), spans=spans)
                return masthead, cell.start
    return masthead, None


def _items_below(groups: list[Group], place: int, lead: Line, at: int) -> tuple[list[str], int]:
    """The recipients of a list that begins on the line `place`, `at` code points into `lead`."""
    first = lead.text[at:]
    raw = [first] if first.strip() else []
    last = lead.end
    for group in groups[place + 1 : place + 60]:
        if raw and _KEPT.match(_BULLET.sub("", raw[-1], count=1)):
            break  # the file copy comes last
        cell = group[0]
        if _BULLET.match(cell.text):
            raw.append(_BULLET.sub("" if cell.text[0] != "+" else "+ ", cell.text, count=1))
        elif all(_in_signature(other) for other in group):
            continue
        elif raw and not raw[-1].rstrip().endswith((".", ";", ":")) and not _in_signature(cell):
            raw[-1] += f" {cell.text}"
        elif raw and cell.text.endswith((";", ".")):
            raw.append(cell.text)
        elif not _in_signature(cell):
            break
        last = cell.end
    return _recipients(raw), last


def _addressed_below(groups: list[Group], place: int, lead: Line, at: int) -> tuple[list[str], int]:
    """Whom the letter addresses: bullets, lines that only name organs, and what those wrap onto."""
    first = _BULLET.sub("", lead.text[at:], count=1)
    raw = [first.rstrip()] if first.strip() else []
    wired = "gửi" not in lead.text  # "CHỦ TỊCH UBND TỈNH điện:"
    last = lead.end
    for group in groups[place + 1 : place + 60]:
        cell = group[0]
        item = _BULLET.match(cell.text) or (wired and _NUMBERED.match(cell.text))
        if item:
            raw.append(cell.text[item.end() :].rstrip())
        elif _LETTER.match(cell.text) or _in_signature(cell) or len(cell.text) > _LONGEST:
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

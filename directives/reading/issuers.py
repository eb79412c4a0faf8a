"""Whose document it is: the organs above its number, shouted or in small letters, or its title's "của …"."""

import re
from collections.abc import Iterable

from directives.reading.casing import is_shouted, written_small
from directives.reading.heads import KIND_WORD
from directives.reading.lines import Line
from directives.reading.own_number import STATE_MOTTO
from directives.reading.places import PLACE_DATE, PLACE_OPEN
from directives.reading.proposals import Masthead, Span

_KIND_OF_ISSUER = re.compile(
    rf"(?:{KIND_WORD.pattern}\s)?(?:của|CỦA)\s(?P<issuer>[^\n]{{4,80}}?)(?:\s(?:số|SỐ|Số)\s?:?\s?\d[^\n]{{0,120}})?$",
    re.IGNORECASE,
)
_LEVEL_LINE = re.compile(
    r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu)\s", re.IGNORECASE
)
BEGINS_ORGAN = re.compile(
    r"(?:ỦY BAN|UỶ BAN|UBND|HĐND|HỘI ĐỒNG|SỞ|BỘ|BAN(?! HÀNH)|BCH|ĐẢNG|(?:HUYỆN|TỈNH|THÀNH|QUẬN|THỊ) [ỦU][YỶ]|PHÒNG"
    r"|BTV|CÔNG AN|VĂN PHÒNG|THANH TRA|CHÍNH PHỦ|THỦ TƯỚNG|CHỦ TỊCH|QUỐC HỘI|TRUNG TÂM|CHI CỤC|CỤC|LIÊN ĐOÀN|HỘI"
    r"|ĐOÀN|TÒA ÁN|VIỆN|TRƯỜNG|TỔNG|KIỂM TOÁN|NGÂN HÀNG|BẢO HIỂM|KHO BẠC|MẶT TRẬN|MTTQ|TỈNH ĐOÀN|THƯỜNG TRỰC"
    r"|CÔNG TY|HỌC VIỆN|KHOA|QUỸ|ĐÀI|BÁO|TẠP CHÍ|LIÊN HIỆP|LIÊN MINH|HIỆP HỘI|QUÂN KHU|BỆNH VIỆN|ĐẠI HỌC|TRẠM"
    r"|HẠT|ĐỘI|ĐỒN|CÔNG ĐOÀN|NHÀ VĂN HÓA|CHI BỘ|CHI HỘI|TỔ DÂN PHỐ|LIÊN NGÀNH)(?!\w)",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"(?:BAN CHẤP HÀNH|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|BAN CHỈ ĐẠO.*|BAN QUẢN LÝ|[ỦU][YỶ] BAN(?: TRUNG ƯƠNG)?"
    r"|VĂN PHÒNG|ĐẢNG ỦY|ĐẢNG BỘ|.*(?:VÀ|-|–|,|[-–,] [ỦU][YỶ] BAN(?: TRUNG ƯƠNG)?))$",
    re.IGNORECASE,
)
_PART_OF_PARENT = re.compile(r"BAN (?:THƯỜNG TRỰC|THƯỜNG VỤ|CHẤP HÀNH)", re.IGNORECASE)
NOT_ORGAN = re.compile(
    r"(?:KHÓA|KHOÁ|KỲ HỌP|NHIỆM KỲ|MẬT|TỐI MẬT|HỎA TỐC|KHẨN|THƯỢNG KHẨN|DỰ THẢO)(?!\w)"
)
_JOINT_NUMBER = re.compile(r"[-/](?:NQ|QC|CT|CTr|KH|HD|TT)(?:PH|LN|LT)/[A-ZĐ]{2,}-[A-ZĐ]{2,}$")
_JOINS = re.compile(r"\s[-–]\s|,\s|\sVÀ\s")
# The right column of the Youth Union's head, as the motto is of the Party's.
_YOUTH = re.compile(r"ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH")
_HEADS_OF = ("chủ tịch ", "thường trực ")
_OF_NO_LEVEL = re.compile(r"(?:ủy|uỷ) ban nhân dân|hội đồng nhân dân|ubnd|hđnd")
RULE = re.compile(r"[-–—_*=.~¯\s]+")
_RULES = re.compile(r"[-–—_*=]{2,}")
_ABOVE = 12  # lines over the number that may name who issues
_LONGEST = 120


def with_issuer(masthead: Masthead, rows: list[Line], place: int) -> Masthead:
    """Add who issues, by the lines around `place`, where the number stands."""
    if organs := _organs(_shouted_above(rows, place)):
        return _issued_by(masthead, organs)
    for row in reversed(rows[max(0, place - 2) : place + 1]):
        if of := _KIND_OF_ISSUER.match(row.text):  # "CHỈ THỊ CỦA …"
            return _put(masthead, row, of.span("issuer"))
    if organs := _organs(_small_above(rows, place)):
        return _issued_by(masthead, organs)
    for at in range(place + 1, min(place + 4, len(rows))):
        if BEGINS_ORGAN.match(rows[at].text) and is_shouted(rows[at].text):
            return _with_level(
                _put(masthead, rows[at], (0, len(rows[at].text))), rows[at + 1 : at + 2]
            )
    return masthead


def with_level_below(masthead: Masthead, rows: list[Line]) -> Masthead:
    """The issuer as the line above "Căn cứ …" names it, where the head leaves out of which level it is."""
    short = (masthead.issuer or "").lower()
    if not _OF_NO_LEVEL.fullmatch(short):
        return masthead
    for row in rows:
        said = row.text.lower().replace("uỷ", "ủy")
        at = next((len(head) for head in _HEADS_OF if said.startswith(head)), 0)
        if is_shouted(row.text) and said.startswith(f"{short} ", at):
            return _put(masthead, row, (at, len(row.text)))
    return masthead


def bare(said: str) -> str:
    """A line of the head without motto and rules."""
    organ, mottos = STATE_MOTTO.subn(" ", said)
    return _RULES.sub(" ", organ).strip(" -–—" if mottos else None)


def _issued_by(masthead: Masthead, organs: list[Line]) -> Masthead:
    """The last organ issues, the one before is over it."""
    name, above = organs[-1], organs[-2] if len(organs) > 1 else None
    parent = written_small(above.text) if above else None
    issuer = written_small(name.text)
    if parent and above and _numbered_together(masthead.number or "", (above.text, name.text)):
        spans = {**masthead.spans, "issuer": (above.start, name.end)}
        return masthead._replace(issuer=f"{parent} - {issuer}", spans=spans)
    if parent and _PART_OF_PARENT.fullmatch(name.text):
        issuer = f"{issuer} {parent}"  # "Ban Thường trực" alone could be of any committee
    spans = {**masthead.spans, "issuer": (name.start, name.end)}
    return masthead._replace(issuer=issuer, parent=parent, spans=spans)


def _numbered_together(number: str, organs: tuple[str, ...]) -> bool:
    """Whether the number names as many organs as stand above it, side by side: "01/QCPH/UBND-UBMTTQ"."""
    if not _JOINT_NUMBER.search(number) or any(_JOINS.search(organ) for organ in organs):
        return False
    return len(number.rpartition("/")[2].split("-")) == len(organs)


def _organs(rows: Iterable[Line]) -> list[Line]:
    """The organs that lines name; an unfinished name goes on in the next line."""
    organs: list[Line] = []
    for row in rows:
        said = bare(row.text)
        if organs and (not BEGINS_ORGAN.match(said) or _UNFINISHED.fullmatch(organs[-1].text)):
            organs[-1] = Line(organs[-1].start, row.end, f"{organs[-1].text} {said}")
        else:
            organs.append(Line(row.start, row.end, said))
    return organs


def _put(masthead: Masthead, row: Line, at: Span) -> Masthead:
    spans = {**masthead.spans, "issuer": (row.start + at[0], row.start + at[1])}
    return masthead._replace(issuer=written_small(row.text[slice(*at)]), spans=spans)


def _with_level(masthead: Masthead, following: list[Line]) -> Masthead:
    """The issuer with the line below that says of where: "tỉnh Bắc Giang"."""
    for row in following:
        if _LEVEL_LINE.match(row.text) and _is_name(row.text):
            masthead = masthead._replace(issuer=f"{masthead.issuer} {written_small(row.text)}")
    return masthead


def _shouted_above(rows: list[Line], place: int) -> list[Line]:
    found: list[Line] = []
    number = rows[place]
    own = re.split(r"\s(?:Số|SỐ)\s?:", number.text)[0]
    if own != number.text:
        found.append(Line(number.start, number.start + len(own), own))
    for row in reversed(rows[max(0, place - _ABOVE) : place]):
        said = bare(row.text)
        if _is_no_organ(said):
            continue
        if not is_shouted(said) or len(said) > _LONGEST:
            break
        found.append(row)
    organs = _from_first_organ(found)
    others = [row for row in organs if not _YOUTH.fullmatch(bare(row.text))]
    return others if any(BEGINS_ORGAN.match(bare(row.text)) for row in others) else organs


def _small_above(rows: list[Line], place: int) -> list[Line]:
    """Lines in small letters that name organs or go on such a name, the nearest to the number."""
    found: list[Line] = []
    for row in reversed(rows[max(0, place - _ABOVE) : place]):
        said = bare(row.text)
        if _is_no_organ(said):
            continue
        if _is_name(said) and (BEGINS_ORGAN.match(said) or _LEVEL_LINE.match(said)):
            found.append(row)
        elif found:
            break
    return _from_first_organ(found)


def _from_first_organ(found: list[Line]) -> list[Line]:
    """Lines read upwards, in their order, from the first that begins an organ's name."""
    found.reverse()
    while found and not BEGINS_ORGAN.match(bare(found[0].text)):
        found.pop(0)
    return found


def _is_no_organ(said: str) -> bool:
    """Whether a line of the head is a motto, a rule, a mark of secrecy, a place and date."""
    return bool(
        not said
        or RULE.fullmatch(said)
        or NOT_ORGAN.match(said)
        or PLACE_DATE.match(said)
        or PLACE_OPEN.match(said)
    )


def _is_name(said: str) -> bool:
    """Whether a line is short and ends as no sentence does."""
    return len(said) < 80 and said[-1] not in ".;:,"

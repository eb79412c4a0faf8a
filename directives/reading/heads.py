"""What stands around a number: the kind before it, date and issuer on either side."""

import re
from datetime import date
from typing import NamedTuple

from directives.reading.dates import FULL_DATE, date_in
from directives.reading.kinds import KINDS, kind_named, kind_of
from directives.reading.lines import Text, beginning, last_match
from directives.reading.organs import ISSUER, issuer_at, without_break

_NAMES = beginning(
    *(
        re.sub(" ", r"\\s{1,3}", name)
        for name in sorted({kind.name for kind in KINDS} | {"văn bản"}, key=len, reverse=True)
    )
)
KIND_WORD = re.compile(rf"(?:{_NAMES})\b")  # in small letters
KIND_CODE = re.compile(
    r"\b(?P<code>NĐ|QĐ|NQLT|NQ|CT|TTLT|TT|KH|CV|KL|CTr|QC|HD|TB|BC|TTr|QĐi|QyĐ|PL|CĐ)"
    r"\s{0,3}(?::\s?|số\s{0,3}[:.]?\s{0,3})?$"
)
_DATE = re.sub(r"\?P<(?!sep)\w+>", "?:", FULL_DATE.pattern)
_SAID_NUMBER = (
    r"(?:(?:mang\s)?(?:số và ký hiệu|số,? ký hiệu|số hiệu|ký hiệu|số|Số|SỐ)\s{0,3}[:.]?\s{0,3})"
)
_FILLER = re.compile(
    r"\s{0,3}(?:(?P<joint>liên (?:tịch|ngành|bộ|Bộ|sở|Sở|cơ quan))\s"
    r"|(?:phối hợp|làm việc|hành động|công tác|chuyên đề|thanh tra|thẩm định|thẩm tra|kiểm tra|giải trình"
    r"|tổng kết|sơ kết|kết quả)\s)?"
    rf"(?:(?P<of>của\s)?(?P<issuer1>{ISSUER})\s?)?,?\s{{0,3}}"
    rf"(?P<date>{_DATE})?\s{{0,3}},?\s?(?:của\s(?P<issuer2>{ISSUER})\s?)?[:(“\"]?\s{{0,3}}"
    rf"(?:các\s)?(?:từ\s)?{_SAID_NUMBER}?$"
)
_LAWS = frozenset(("luật", "bộ luật", "pháp lệnh"))
_NUMBERED = re.compile(rf"{_SAID_NUMBER}$")
_LAW = re.compile(r"(?<!\w)(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết|Lệnh|Hiến pháp)(?!\w)")
_AMENDING = re.compile(r"(?<!\w)(?P<kind>Bộ luật|Luật|Pháp lệnh|Nghị quyết)(?=\ssửa đổi)")
_DECOYS = (
    "mẫu|biểu|biểu mẫu|phụ lục|bản đồ|tờ|mảnh|thửa|thửa đất|biển|biển số|lô|ngõ|nhà|đường|hẻm|kiệt|ngách"
    "|điều|khoản|điểm|hộp thư|phiếu|trang|quốc lộ|tỉnh lộ|km|hotline|điện thoại|đt|fax|số nhà|tiêu chuẩn"
    "|tcvn|qcvn|iso|cột|dòng|công báo|hồ sơ|mã số|sổ|phòng|căn hộ|tài khoản"
)
_DECOY = re.compile(
    rf"(?:{beginning(*_DECOYS.split('|'))})"
    r"(?:\s(?:số|địa chính|địa hình))*\s?[:.]?\s?$"
)
_ARTICLES = re.compile(r"[.;:]\s")


class Head(NamedTuple):
    """What leads to a number. `start` is where the head begins, the number itself without one."""

    start: int
    kind: str | None = None
    numbered: bool = False
    decoy: bool = False
    issued_on: date | None = None
    issuer: str | None = None


class Tail(NamedTuple):
    """What follows a number: date, issuer, a footnote's mark; `end` is where it ends."""

    end: int
    issued_on: date | None = None
    issuer: str | None = None
    footnote: str | None = None
    days: tuple[date, ...] = ()  # further days after it, one for each number of a list


def head_before(text: Text, start: int, floor: int) -> Head:
    """Read the head of the number at `start`, never looking left of `floor`."""
    floor = max(floor, start - 140)
    before = text[floor:start]
    low = text.low[floor:start]
    if _DECOY.search(low[-40:]):
        return Head(start, decoy=True)
    numbered = _NUMBERED.search(before[-24:])
    coded = KIND_CODE.search(before[-16:])
    if coded:
        kind = kind_of(coded["code"])
        begin = start - (len(before[-16:]) - coded.start())
        return Head(begin, kind.name if kind else None, numbered=bool(numbered))
    last = last_match(KIND_WORD, low)
    if last is not None:
        filler = _FILLER.match(before, last.end())
        if filler:
            return _full_head(floor + last.start(), last[0], filler, numbered=bool(numbered))
    if numbered:
        return Head(start - (len(before[-24:]) - numbered.start()), numbered=True)
    return Head(start)


def law_head_before(text: Text, start: int, floor: int) -> Head | None:
    """Read the head of a law's number, whose title may stand between: "Luật Tiếp công dân số …"."""
    floor = max(floor, start - 200)
    last = last_match(_LAW, text, floor, start)
    if last is None or _ARTICLES.search(text, last.end(), start):
        return None
    dated = last_match(FULL_DATE, text, last.end(), start)
    amending = _AMENDING.search(text, text.rfind(";", floor, start) + 1 or floor, start)
    last = amending or last
    return Head(
        last.start(),
        last["kind"].lower(),
        numbered=True,
        issued_on=date_in(dated) if dated else None,
    )


_FOOTNOTE = re.compile(r"\s?(?:[\[(](\d{1,2})[\])]|([¹²³⁴-⁹]{1,2}))")
_TAIL_DATE = re.compile(
    r"(?:\s{0,4}[,(|]?\s{0,4}(?:cùng\s|được\s|và\s|lần lượt\s)?(?:ký\s|ban hành\s|ra\s|đề\s|ký ban hành\s)?"
    rf"(?=ngày)|\s?,\s(?=\d{{1,2}}/\d{{1,2}}/\d{{4}})|[ \n]{{0,4}}[(|]?[ \n]{{0,4}}){FULL_DATE.pattern}"
)
_AND_DAY = re.compile(
    rf"\s?(?:,\s(?:và\s)?|và\s)(?=(?:ngày\s)?\d{{1,2}}[\s/.-]){FULL_DATE.pattern}(?!\s\d{{1,2}}:)"
)
# Behind the title: "Quy định 29-QĐ/TW năm 2016 thi hành Điều lệ Đảng do Ban Chấp hành Trung ương ban hành".
_TITLED_BY = re.compile(r"\s[^.,;:()“”\"\d\n]{0,12}(?:\d{4}\s)?(?P<about>[^.;:()\d\n]{3,200})")
_BY = re.compile(r"\s(?:do|của)\s")
_ISSUES = re.compile(r"\s(?:\([^()\n]{1,40}\)\s)?(?:ký\s)?ban hành(?!\w)")
_TAIL_OF = re.compile(
    r"\s{0,3}[,)]?(?:\s{0,3}năm\s\d{4}(?!\d))?\s{0,3}(?:do|của|(?:được )?ban hành bởi)\s{1,3}"
)


# Of which term or session the issuer is: "(khóa VIII) ngày …", "khóa XVI, kỳ họp thứ 9 ngày …"; a telegram's hour.
_TERM = (
    r"\s{0,3},?\s{0,3}\(?(?:(?:tại\s)?(?:hội nghị|kỳ họp)\s(?:lần\s)?thứ\s[^\s,;.()]{1,6}(?!\w)"
    r"(?:\s(?:của\s)?ban chấp hành trung ương(?:\sđảng)?)?|kh(?:óa|oá)\s(?:thứ\s)?[ivx\d]{1,5}(?!\w))\)?"
)
_TERMS = re.compile(
    rf"(?:{_TERM}){{1,3}}|\s(?:hồi|lúc)\s\d{{1,2}}\s?(?:giờ|h|g)(?:\s?\d{{2}})?(?:\sphút)?,?"
)


# When a page was put up: "18/04/2024 10:05".
_STAMP = re.compile(r"[\s,|-]{1,4}(?:lúc\s)?\d{1,2}(?::|h|\sgiờ\s)\d{2}(?!\d)")


def _dated_after(text: Text, place: int) -> re.Match[str] | None:
    """The date that follows at `place`, whose term or session may stand between."""
    if dated := _TAIL_DATE.match(text.low, place):
        return None if _STAMP.match(text.low, dated.end()) else dated
    term = _TERMS.match(text.low, place)
    return _TAIL_DATE.match(text.low, term.end()) if term else None


def tail_after(text: Text, end: int) -> Tail:
    """Read what follows the number that ends at `end`: date and issuer, each once, in any order."""
    mark = _FOOTNOTE.match(text, end)
    footnote = (mark[1] or mark[2]) if mark else None
    place = mark.end() if mark else end
    issued_on: date | None = None
    issuer: str | None = None
    if dated := _dated_after(text, place):
        issued_on, place = date_in(dated), dated.end()
    days: list[date] = []
    while issued_on and (more := _AND_DAY.match(text.low, place)) and (day := date_in(more)):
        days.append(day)
        place = more.end()
    of = _TAIL_OF.match(text.low, place)
    if of and (span := issuer_at(text, of.end())):
        issuer, place = without_break(text[span[0] : span[1]]), span[1]
        if issued_on is None and (dated := _dated_after(text, place)):
            issued_on, place = date_in(dated), dated.end()
    if issuer is None and (titled := _TITLED_BY.match(text, place)):
        issuer = _issuer_behind(text, *titled.span("about"))
    return Tail(place, issued_on, issuer, footnote, tuple(days))


def _issuer_behind(text: Text, start: int, end: int) -> str | None:
    """Who "ban hành" says issued what is titled in `text[start:end]`."""
    for by in _BY.finditer(text, start, end) if "ban hành" in text[start : end + 20] else ():
        span = issuer_at(text, by.end())
        if span and _ISSUES.match(text.low, span[1]):
            return without_break(text[slice(*span)])
    return None


def _full_head(start: int, kind: str, filler: re.Match[str], *, numbered: bool) -> Head:
    dated = FULL_DATE.search(filler["date"]) if filler["date"] else None
    name = " ".join(kind.lower().split())
    titled = (
        name in _LAWS and not filler["of"]
    )  # "Luật Thanh tra số …" is no law of an inspectorate
    issuer = filler["issuer2"] or (None if titled else filler["issuer1"])
    if filler["joint"] and (joint := kind_named(f"{name} liên tịch")):
        name = joint.name  # "Thông tư liên Bộ"
    return Head(
        start,
        name,
        numbered=numbered,
        issued_on=date_in(dated) if dated else None,
        issuer=without_break(issuer) if issuer else None,
    )

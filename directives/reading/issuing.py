"""Who is told to have issued a document, before its number: "ngày … UBND tỉnh đã ban hành Kế hoạch số …"."""

import re
from typing import NamedTuple

from directives.reading.lines import UPPER, Text, last_match
from directives.reading.organs import issuer_at, issuers_in
from directives.reading.proposals import Span

_ISSUED = re.compile(
    r"[\s,]{0,3}(?:kh(?:óa|oá)\s[ivx]{1,5}\s)?(?:(?:cũng|đã|vừa|có|thống nhất|ký|tiếp tục|sẽ)\s){0,5}"
    r"(?:ban hành|thông qua|ra|ký|có)"
    r"\s(?:các\s|một số\s|\d\s)?"
)
_ISSUED_END = re.compile(r"(?:ban hành|thông qua|ra|ký|có)\s(?:các\s|một số\s|\d\s)?$")
_LIST_OF = re.compile(
    r"(?:các|những)\s(?:văn bản(?: chỉ đạo)?|nghị định|nghị quyết|quyết định|chỉ thị|thông tư|kế hoạch|công văn"
    r"|quy định|hướng dẫn|kết luận)\scủa\s$"
)
_SEVERAL = re.compile(
    r"(?:ban hành|ra|ký)\s(?:các|nhiều|một số)\s(?P<papers>(?:văn bản|nghị quyết|chỉ thị|kế hoạch|quyết định)"
    r"(?:\s(?:chỉ đạo|lãnh đạo|hướng dẫn|sau|gồm|như))*):\s$"
)
# "ý kiến chỉ đạo của UBND tỉnh tại Công văn số …", and to whom it was given between
_SAID_IN_END = re.compile(r"\s(?:nêu\s|ghi\s)?tại\s(?:các\s)?$")
_SAID_IN = re.compile(
    r"(?:\s(?:đối với|gửi|giao)\s(?:(?!\stại\s)[^.:\n]){1,240}?)?\s(?:nêu\s|ghi\s)?tại\s(?:các\s)?$"
)
_ORDER_OF = re.compile(
    r"(?<!\w)(?:ý kiến(?: nhất trí| thống nhất| đồng ý)?|chỉ đạo|kết luận|yêu cầu|quy định|hướng dẫn|phê duyệt"
    r"|chấp thuận|chủ trương|nhiệm vụ|phân công|quyết định|thông báo|và)\scủa\s"
)
# The task that somebody gave in it: "nhiệm vụ UBND tỉnh giao tại Công văn số …", "… giao (Kế hoạch số …)".
_TASKED = re.compile(
    r"\s(?:giao|phân công|chỉ đạo|yêu cầu|đề nghị)(?:\s\(|\s(?:nêu\s)?tại\s(?:các\s)?)$"
)
# Who signs does so for another: "Thay mặt Ban Bí thư, đồng chí … đã ký ban hành".
_BEHALF = re.compile(r"(?<!\w)(?:thay mặt|thừa lệnh|thừa [ủu][yỷ] quyền)\s")
# Who holds the office, named behind the province or city, whose own names begin otherwise.
_PERSON = re.compile(
    r"(?:(?<=tỉnh)|(?<=thành phố)|(?<=TP))\s(?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Vũ|Võ|Đặng"
    r"|Bùi|Đỗ|Ngô|Dương|Đinh|Trịnh|Đoàn|Lương|Trương)"
    rf"(?:\s[{UPPER}]\w{{0,6}}){{1,3}}$"
)
_SENTENCE_ENDS = re.compile(r"[.!?]\s|[;\n]")
_NEAR, _FAR = 140, 300


class IssuedBy(NamedTuple):
    """The organ's span, and where what is said of it begins: the date stands before that."""

    organ: Span
    start: int


def issued_by(text: Text, begin: int, floor: int, kind: str | None) -> IssuedBy | None:
    """Who issued the document whose head begins at `begin`; nothing left of `floor` is looked at."""
    end = max(floor, begin - 18)
    if _ISSUED_END.search(text.low, end, begin):
        return _behalf(text, begin, floor) or _of_issued(text, begin, floor)
    if tasked := _TASKED.search(text.low, max(floor, begin - 24), begin):
        return _ending_at(text, tasked.start(), floor)
    if text.endswith(": ", floor, begin):
        return _of_list(text, begin, floor)
    if _SAID_IN_END.search(text.low, end, begin):
        return _of_order(text, begin, floor)
    if kind and text.endswith("(", floor, begin):
        return _of_title(text, begin, floor, kind)
    return None


def _behalf(text: Text, begin: int, floor: int) -> IssuedBy | None:
    said = last_match(_BEHALF, text.low, max(floor, begin - _FAR), begin)
    span = issuer_at(text, said.end()) if said else None
    if said is None or span is None or _SENTENCE_ENDS.search(text, span[1], begin):
        return None
    return IssuedBy(span, said.start())


def _of_issued(text: Text, begin: int, floor: int) -> IssuedBy | None:
    for span in reversed(issuers_in(text, max(floor, begin - _NEAR), begin)):
        if _ISSUED.fullmatch(text.low, span[1], begin):
            person = _PERSON.search(text, *span)
            return IssuedBy((span[0], person.start() if person else span[1]), span[0])
    return None


def _ending_at(text: Text, end: int, floor: int) -> IssuedBy | None:
    for span in issuers_in(text, max(floor, end - _NEAR), end):
        if span[1] == end:
            return IssuedBy(span, span[0])
    return None


def _of_list(text: Text, begin: int, floor: int) -> IssuedBy | None:
    window = max(floor, begin - _NEAR)
    if several := _SEVERAL.search(text.low, window, begin):
        return _of_issued(text, several.start("papers"), floor)
    for span in reversed(issuers_in(text, window, begin)):
        if span[1] == begin - 2 and _LIST_OF.search(text.low, window, span[0]):
            return IssuedBy(span, span[0])
    return None


def _of_order(text: Text, begin: int, floor: int) -> IssuedBy | None:
    for said in reversed(list(_ORDER_OF.finditer(text.low, max(floor, begin - _FAR), begin))):
        span = issuer_at(text, said.end())
        if span and span[1] <= begin and _SAID_IN.fullmatch(text.low, span[1], begin):
            return IssuedBy(span, span[0])
    return None


def _of_title(text: Text, begin: int, floor: int, kind: str) -> IssuedBy | None:
    """Of a number in brackets behind the title: "UBND tỉnh vừa ban hành Kế hoạch … (Kế hoạch số …"."""
    at = text.low.rfind(f" {kind} ", max(floor, begin - _FAR), begin)
    if at < 0 or _SENTENCE_ENDS.search(text, at, begin):
        return None
    return issued_by(text, at + 1, floor, None)

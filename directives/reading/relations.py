"""What a document does to what it cites, from the words around the citation.

One cue governs a whole list. The nearest cue to the left counts, unless the citation lies inside the
title or the modifier of another one; a cue to the right ("… hết hiệu lực") counts too.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from directives.reading.cues import CUES, MEANING
from directives.reading.heads import KIND_WORD
from directives.reading.lines import Text, beginning, last_match, lines_of, sentences_of
from directives.reading.lists import Cited
from directives.reading.numbers import is_same
from directives.reading.proposals import Relation, Span

_PASSIVE = re.compile(r"\b(?:đã|được|bị|từng|chưa|không)\s{1,3}$")
# What somebody else's document did: "Phường đã ban hành Quyết định 77, thay thế Quyết định 12".
_REPORTED = re.compile(r"\b(?:đã|vừa|mới)\s(?:ban hành|ký|ra|có)\s(?!.*\bnày\b)")
# What another one does, which is named by kind and number alone: "Chỉ thị 09 thay thế Chỉ thị số …".
_OF_ANOTHER = re.compile(
    r"(?:nghị định|nghị quyết|quyết định|chỉ thị|thông tư|kế hoạch|quy định|quy chế|hướng dẫn|kết luận)"
    r"\s(?:số\s)?\d{1,4}\s(?:cũng\s|sẽ\s)?$"
)
_REQUEST = re.compile(
    r"\b(?:chủ trương|đề nghị|kiến nghị|đề xuất|tham mưu|xem xét|nghiên cứu|rà soát|giao"
    r"|(?<!hương )(?<!ờ )(?<!quy )trình|dự thảo"
    r"|yêu cầu|chuẩn bị|xây dựng|chủ trì|(?<!ý kiến )(?<!ban )chỉ đạo(?!\scủa))\b"
)
_OF_ITSELF = re.compile(
    r"(?:\bnày\s(?:\S+\s){0,12}$)|(?:ban hành\s(?:thông tư|nghị định|hướng dẫn|quyết định)\s$)"
    r"|(?:^[\W\d]*(?:điều\s\d+\.?\s)?(?:thông tư|hướng dẫn|nghị định|"
    r"về việc|v/v|văn bản)?\s{0,2}$)"
)
_AS_FOLLOWS = re.compile(r"[^.\n]{0,400}như sau")
_TITLE = re.compile(
    r"(?:\sngày\s\d{1,2}[/.\-]\d{1,2}|\snăm\s\d{4})?[\s,]{0,3}"
    r"(?:[“\"]|\((?!\s?(?:sau đây|gọi)|\d)|(?:về|v/v|quy định|ban hành|sửa đổi|bổ sung|hướng dẫn"
    r"|phê duyệt|thay thế|bãi bỏ|được|đã|do|có|thực hiện|triển khai|thi hành|cụ thể|của|đính chính|kèm"
    r"|theo|căn cứ|hợp nhất)\b)"
)
# A modifier of the law before it: "…, được sửa đổi, bổ sung một số điều theo Luật số …".
_MODIFIED = re.compile(
    r"(?:đã\s)?được\s(?:sửa đổi|bổ sung|thay thế|bãi bỏ|hợp nhất)[^;.]{0,60}\s(?:theo|bởi|bằng|tại)\s(?:các\s)?$"
)
# A clause that begins anew: "Căn cứ …; thực hiện Kế hoạch số …".
_RENEWED = re.compile(
    r"[;,]\s{1,3}(?:tiếp tục\s)?(?:thực hiện|triển khai|quán triệt|chấp hành)\s"
    r"(?:(?:các\s)?(?:Nghị quyết|Luật|Bộ luật|Pháp lệnh)\s[^;\d][^;]{2,120},\s)?[^;,]{0,20}$"
)
# "…; theo đề nghị của … tại Tờ trình số …": no basis any more.
_PROPOSED = re.compile(r"[;,]\s{1,3}(?:theo|xét)\s(?:đề nghị|tờ trình|báo cáo)\s")
_ANEW = re.compile(r"[,;]\s{1,3}(?:và\s|tiếp tục\s|để\s)?\Z")
# The sentence itself after its basis: "Căn cứ Hướng dẫn số …, Đảng ủy phường đã xây dựng Chương trình số …".
_MAIN_CLAUSE = re.compile(r",\s[^,;.]{2,80}?\s(?:đã|vừa)\s(?:xây dựng|ban hành|ký|có)\s")
_AFTER_COMMA = re.compile(r"\s{0,3},(?!\s(?:về|v/v)\s)")
_PURPOSE = re.compile(beginning(r"để\s", r"nhằm\s"))
_SIBLING = re.compile(
    r"(?:[,;]\s{0,4}(?:và\s{1,3})?|\s(?:và|cùng|cùng với|hoặc)\s{1,3})(?:các\s)?"
    r"(?:(?:quy định|nội dung|điều|khoản)\s(?:của|tại)\s"
    r"|(?:(?:[Đđ]iểm|[Kk]hoản|[Đđ]iều|[Cc]hương|[Mm]ục)\s[\wđ]{1,4}(?:,|\svà)?\s(?:của\s)?){1,4})?$"
)
# "Thi hành Nghị định … và ý kiến chỉ đạo của UBND tỉnh tại Công văn số …"
_AND_ORDERS = re.compile(
    r"\s{1,3}(?:và|cùng)\s(?:ý kiến chỉ đạo|chỉ đạo|yêu cầu)\s[^;.,]{0,80}\stại\s(?:các\s)?$"
)
_TITLE_END = re.compile(r";|[”\"]\s{0,3}[,;]|\)")
_RIGHT = (
    (
        Relation.REPEALS,
        re.compile(r"(?<!đã )(?<!\()hết hiệu lực|(?<!\w)(?:được|bị)\s(?:bãi bỏ|hủy bỏ|huỷ bỏ)"),
    ),
    (Relation.SUPERSEDES, re.compile(r"(?:được|bị)\sthay thế\s(?:bằng|bởi)[^.;]{0,60}này")),
    (
        Relation.AMENDS,
        re.compile(r"(?:được\s)?(?:sửa đổi|bổ sung)[^.;]{0,80}như sau|đính chính như sau"),
    ),
)
# Without one of these no pattern on the right can match; looking for them is much cheaper.
_RAISING = ("hết hiệu lực", "bãi bỏ", "hủy bỏ", "huỷ bỏ", "thay thế", "như sau")
_LIST_LEAD = re.compile(
    r"(?:văn bản|căn cứ|cơ sở pháp lý|quy định|nghị quyết|chỉ thị|quyết định|kế hoạch|luật)\s?"
    r"(?:[^.;:]{0,60}):?\s*$"
)
_BASIS_HEADING = re.compile(
    r"\s*(?:[ivx\d]{1,4}[.)]\s*|[-–]\s*)?(?:(?:các\s)?căn cứ|cơ sở)(?:\spháp lý)?(?:\s(?:xây dựng|ban hành"
    r"|lập)(?:\s\S+){0,5})?\s*:?\s*$"
)
_ROW = re.compile(r"(?:\|[^|]{0,400}|[\dIVX.]{1,6}\s?)\|[^|]{1,400}\|")
_LONGEST_TITLE = 20
_CARRIES_OUT = re.compile(r"\s*(?:triển khai |tổ chức )?(?:thực hiện|thi hành)\s")
_BULLET = re.compile(r"\s*(?:[-–—+*•]|\d{1,2}(?:\.\d{1,2})?[.)/]|[a-zđ][)/])?\s*(?:Các\s|các\s)?")
# What of a document is meant: "Điểm b khoản 2 Điều 5 của Nghị định số …".
_PART = re.compile(
    r"(?:(?:điểm|khoản|điều|chương|mục|phần|phụ lục|tiết)\s[\wđ]{1,6}(?:,\s|\s(?:và\s|của\s|tại\s)?)){1,5}"
)
_TELLING = frozenset(("báo cáo", "tờ trình"))
# "Theo Báo cáo số …, có 12 đơn vị": where a figure is from.
_AS_TOLD = re.compile(
    r"(?<!\w)theo\s(?:[^,;.]{2,30}\s(?:tại|trong|của)\s|nội dung\s|đánh giá\s)?(?:các\s)?$"
)
_LAW_WORD = re.compile(r"luật|bộ luật|hiến pháp")


def relations_of(
    text: Text, found: list[Cited], kind: str | None = None, own: str | None = None
) -> Iterator[tuple[Cited, Relation]]:
    """Pair every mention with its relation; `text` is unwrapped, `own` the document's own number.

    A report tells of changes, it makes none.
    """
    pairs = _pairs(text, found, own)
    if kind not in _TELLING:
        return pairs
    return (
        (cited, Relation.CITES if relation.rank <= Relation.REPEALS.rank else relation)
        for cited, relation in pairs
    )


def _pairs(text: Text, found: list[Cited], own: str | None) -> Iterator[tuple[Cited, Relation]]:
    place, count = 0, len(found)
    inherited: Relation | None = None
    titled: int | None = None  # where "HƯỚNG DẪN" stands alone, above what it guides to carry out
    rows = _rows_of(text)
    for start, end in sentences_of(text):
        begin = place
        while place < count and found[place].mention.start < end:
            place += 1
        listed = inherited is not None and _is_item(text, start, end)
        if not listed and not text[start:end].strip("-–*_ "):
            continue
        lead = inherited if listed else None
        opened = titled if titled is not None and _CARRIES_OUT.match(text.low, start) else start
        titles = end - start < _LONGEST_TITLE and text.low[start:end].strip() == "hướng dẫn"
        titled = start if titles else None
        if begin < place and rows and _in_a_row(rows, start):
            yield from ((cited, Relation.CITES) for cited in found[begin:place])
        elif begin < place:
            yield from _in_sentence(text, (opened, end), found[begin:place], lead, own)
        if place == count:
            return
        inherited = _handed_on(text, start, end, lead if listed else None)


def _rows_of(text: Text) -> list[Span]:
    """The lines of tables: three cells or more, the first of them a number where no bar opens it."""
    if " | " not in text:
        return []
    return [(row.start, row.end) for row in lines_of(text) if _ROW.match(row.text)]


def _in_a_row(rows: list[Span], at: int) -> bool:
    before = bisect_right(rows, at, key=lambda row: row[0])
    return before > 0 and at < rows[before - 1][1]


def _is_item(text: Text, start: int, end: int) -> bool:
    """Whether a line may go on a list: a bullet or not, then a kind of document."""
    bullet = _BULLET.match(text, start, end)
    at = bullet.end() if bullet else start
    if part := _PART.match(text.low, at, end):
        at = part.end()
    return bool(KIND_WORD.match(text.low, at, end) or _LAW_WORD.match(text.low, at, end))


def _handed_on(text: Text, start: int, end: int, lead: Relation | None) -> Relation | None:
    """The relation that a heading or an unfinished list hands to the lines below it."""
    said = text.low[start:end]
    if len(said) < 200 and ("căn cứ" in said or "cơ sở" in said) and _BASIS_HEADING.match(said):
        return Relation.LEGAL_BASIS
    closing = said[-160:].rstrip()
    if closing[-1:] == ":" and _LIST_LEAD.search(closing):
        cues = [m for m in CUES.finditer(text.low, max(start, end - 300), end) if _kind(m)]
        return _kind(cues[-1]) if cues else None
    if lead is not None:
        return lead
    opening = said[:20].lstrip()
    if closing[-1:] in (";", ",") and opening.startswith("căn cứ"):
        return Relation.LEGAL_BASIS
    if closing[-1:] == ";" and opening.startswith("thực hiện "):
        return Relation.IMPLEMENTS
    return None


def _in_sentence(
    text: Text, span: Span, found: list[Cited], lead: Relation | None, own: str | None
) -> Iterator[tuple[Cited, Relation]]:
    outer = lead or Relation.CITES
    nested = False
    at = span[0]
    groups = list(_lists(text, found))
    for place, group in enumerate(groups):
        begin = max(at, group[0].head_start)
        if place == 0:
            outer = _cue(text, span[0], at, begin, outer)
            nested = bool(_MODIFIED.search(text, max(at, begin - 120), begin))
        elif is_same(groups[place - 1][-1].mention.number, own):  # what it says of itself
            outer, nested = _cue(text, span[0], at, begin, Relation.CITES), False
        else:
            outer, nested = _next_state(text, span[0], at, begin, outer, nested=nested)
        relation = Relation.CITES if nested else outer
        at = group[-1].tail_end
        if not nested:
            stop = groups[place + 1][0].head_start if place + 1 < len(groups) else span[1]
            relation = _with_right(text, at, stop, relation)
        if relation is Relation.IMPLEMENTS and group[0].kind in _TELLING:
            told = _AS_TOLD.search(text.low, max(span[0], begin - 40), group[0].head_start)
            relation = Relation.CITES if told else relation
        aside = _aside(text, group) if nested else len(group)
        nested = nested and aside == len(group)
        for cited in group[:aside]:
            yield cited, relation
        for cited in group[aside:]:
            yield cited, outer


def _lists(text: str, found: list[Cited]) -> Iterator[list[Cited]]:
    """Mentions that one list joins."""
    group: list[Cited] = []
    for cited in found:
        goes_on = group and cited.joined
        if goes_on and not _opens_bracket(text, group[-1].tail_end, cited.head_start):
            group.append(cited)
            continue
        if group:
            yield group
        group = [cited]
    if group:
        yield group


def _aside(text: str, group: list[Cited]) -> int:
    """How many of a list are of the title before it: one of "… sửa đổi Nghị định B; Nghị định C"."""
    for place in range(1, len(group)):
        if ";" in text[group[place - 1].tail_end : group[place].head_start]:
            return place
    return len(group)


def _opens_bracket(text: str, at: int, begin: int) -> bool:
    return "(" in text[at:begin]


def _next_state(
    text: Text, opened: int, at: int, begin: int, outer: Relation, *, nested: bool
) -> tuple[Relation, bool]:
    """The cue and the nesting for a citation that no list joins to the one before."""
    gap, low = text[at:begin], text.low[at:begin]
    if _MODIFIED.search(gap):
        return outer, True
    if _RENEWED.search(gap):
        return Relation.IMPLEMENTS, False
    if outer is Relation.LEGAL_BASIS and (told := _MAIN_CLAUSE.search(gap)):
        return _cue(text, opened, at + told.end(), begin, Relation.CITES), False
    if _PROPOSED.search(text.low, at, begin + 12):
        return Relation.CITES, False
    title = _TITLE.match(low) if not _AFTER_COMMA.match(low) else None
    ended = last_match(_TITLE_END, gap)
    purpose = last_match(_PURPOSE, low)
    if (
        purpose
        and (ended is None or purpose.start() >= ended.end())
        and CUES.search(low, purpose.end())
    ):
        return _cue(text, opened, at + purpose.end(), begin, Relation.CITES), False
    if _opens_bracket(text, at, begin) and ")" not in gap:
        return outer, True
    fresh = at + ended.end() if ended else at
    if title and ended is None:
        return outer, not _SIBLING.search(gap)
    if CUES.search(text.low, fresh, begin):
        return _cue(text, opened, fresh, begin, _base(outer)), False
    if _SIBLING.search(gap) or _AND_ORDERS.search(gap):
        return outer, False
    return _base(outer), False


def _base(outer: Relation) -> Relation:
    """What is left of a cue when the sentence has moved on: only "Căn cứ" reaches so far."""
    return outer if outer is Relation.LEGAL_BASIS else Relation.CITES


def _cue(text: Text, opened: int, start: int, end: int, current: Relation) -> Relation:
    """Follow the cues in `text[start:end]`; `opened` is where the sentence began."""
    for match in CUES.finditer(text.low, start, end):
        if _in_closed_bracket(text, start, match, end):
            continue
        new = _judged(text, opened, match)
        purpose = _PURPOSE.search(text.low, start, match.start())
        start = match.end()
        if _turns(text, match, current, new):
            current = new
            continue
        if purpose is None and _holds(current, new, match[0]):
            continue
        current = new
    return current


def _in_closed_bracket(text: Text, start: int, match: re.Match[str], end: int) -> bool:
    """Whether a cue is an aside on what stands before it: "Luật A (sửa đổi, bổ sung năm 2013), Nghị định …"."""
    opened = text.rfind("(", start, match.start())
    if opened < 0 or text.find(")", opened, match.start()) >= 0:
        return False
    return text.find(")", match.end(), end) >= 0


def _turns(text: Text, match: re.Match[str], current: Relation, new: Relation) -> bool:
    """Whether a clause begins anew: "Căn cứ nhiệm vụ năm 2016, thực hiện Kế hoạch số …"."""
    if current is not Relation.LEGAL_BASIS or new is not Relation.IMPLEMENTS or match[0] == "theo":
        return False
    return bool(_ANEW.search(text.low, max(0, match.start() - 20), match.start()))


def _holds(current: Relation, new: Relation, said: str) -> bool:
    """Whether the cue already there outlives a later one."""
    if current is Relation.LEGAL_BASIS:
        return new is not Relation.PROMULGATED_WITH
    strong = current.rank <= Relation.REPEALS.rank
    return strong and (new is Relation.PROMULGATED_WITH or said.startswith("ban hành"))


def _judged(text: Text, opened: int, match: re.Match[str]) -> Relation:
    """What one cue means where it stands: requests and reports of others' acts only cite."""
    relation = _kind(match) or Relation.CITES
    before = text.low[max(opened, match.start() - 160) : match.start()]
    if relation.rank <= Relation.REPEALS.rank:
        if _OF_ANOTHER.search(before):
            return Relation.CITES
        if _PASSIVE.search(before) or _REQUEST.search(before) or _REPORTED.search(before):
            return Relation.CITES
    elif relation is Relation.GUIDES and not (
        _OF_ITSELF.search(before) or _AS_FOLLOWS.match(text, match.end())
    ):
        return Relation.IMPLEMENTS
    return relation


def _kind(match: re.Match[str]) -> Relation | None:
    return MEANING[match.lastgroup or ""]


def _with_right(text: str, start: int, end: int, relation: Relation) -> Relation:
    """Raise a relation by what is said after the citation: "… hết hiệu lực kể từ ngày …"."""
    said = text[start : min(end, start + 300)]
    if not any(map(said.__contains__, _RAISING)):
        return relation
    for raised, pattern in _RIGHT:
        match = pattern.search(text, start, min(end, start + 300))
        if match is None or raised.rank >= relation.rank:
            continue
        if raised is Relation.REPEALS and _by_another(text, match.end(), end):
            continue
        return raised
    return relation


def _by_another(text: str, start: int, end: int) -> bool:
    rest = text[start : min(end + 20, start + 60)]
    return bool(re.match(r"\s(?:bởi|bằng|theo|tại)\s(?!.{0,30}này)", rest))

"""Citations: numbers with their kind, date, issuer and relation; lists share what they share."""

import re
from collections.abc import Callable, Iterable
from datetime import date

from directives.reading.dates import FoundDate, dates_in
from directives.reading.heads import (
    Head,
    Tail,
    head_before,
    law_head_before,
    tail_after,
)
from directives.reading.issuing import issued_by
from directives.reading.kinds import kind_of
from directives.reading.lines import Text
from directives.reading.lists import Cited, dated_in_turn, of_one_organ, organ_of, shared_backwards
from directives.reading.numbers import NumberMention, is_number, numbers_in
from directives.reading.organs import without_break
from directives.reading.proposals import Citation, Relation, Span

_COPIES = frozenset(("SY", "TrS", "SL"))  # the stamp of a copy has a number of its own


_JOIN = re.compile(
    r"\s{0,4}[,;]?\s{0,4}(?:và|hoặc|cùng với|cùng|đến)?\s{0,3}(?:các\s)?[\s(]{0,3}"
    r"(?:(?:(?:điểm|khoản|điều|mục|chương)\s[\wđ]{1,4},?\s(?:của\s|và\s)?){1,4})?"
)
_BARE = re.compile(
    r"(?:\d{1,5}[a-zđ]?(?:/(?:19|20)\d\d)?[-/]?\s?(?:,|;|và|hoặc|đến|-|–)\s{0,3}"
    r"(?:và\s|đến\s)?(?:số\s?:?\s?)?){1,12}$"
)
_BARE_ITEM = re.compile(r"(\d{1,5}[a-zđ]?)(/(?:19|20)\d\d)?")
_FOOTNOTE_LINE = re.compile(
    r"^\s*(?:\[(\d{1,2})\]|\((\d{1,2})\)|([¹²³⁴-⁹]{1,2}))[^\n]{0,40}?(?=[Nn]gày\s)", re.MULTILINE
)
_SAME_DAY = re.compile(r"\s{0,2},?\s{0,2}(?:ban hành\s|ký\s)?cùng ngày(?!\s?\d)")
# "…; cùng ngày, Ban Nội chính Tỉnh ủy có Hướng dẫn số …"
_ON_THE_SAME_DAY = re.compile(
    r"(?<!\w)(?:cùng|cũng trong|trong cùng) ngày(?: này| hôm đó| đó)?,?\s(?:của\s)?$"
)
_OF = re.compile(r"[\s,]{0,3}(?:của\s)?")
_DEADLINE = re.compile(r"(?:trước|đến|hết|chậm nhất|muộn nhất|xong)(?:\s(?:ngày|hết|là|vào))*\s?$")
_FAR = 120  # from a date to the head of what it dates
# The title of the first of two documents, which names no other one.
_TITLED_BETWEEN = re.compile(
    r"\s(?:về|v/v)\s(?:(?!thực hiện|triển khai|thi hành|theo|sửa đổi|bổ sung|thay thế|bãi bỏ|căn cứ|tại)"
    r"[^;.\n]){3,160}?(?:,\s(?:và\s)?|\svà\s)"
)
_LONGEST_DATE = 60
_BRACKET = re.compile(r"\s{0,3}[(|]\s{0,3}|\s{0,2}\|?\s{0,2}")


def cited_in(text: Text) -> list[Cited]:
    """Every mention of a document's number in `text` (an unwrapped one), lists completed."""
    found: list[Cited] = []
    floor = 0
    for mention in numbers_in(text):
        head = _head(text, mention, floor)
        if head.decoy or (mention.kind is not None and mention.kind.code in _COPIES):
            continue
        bares, head = _bares(text, mention, head, floor)
        if not is_number(
            mention, named=head.kind is not None, numbered=head.numbered or bool(bares)
        ):
            continue
        for item in [*bares, mention]:
            found.append(_cited(text, item, head, found, last=item is mention))
        floor = mention.end
    found = shared_backwards(text, dated_in_turn(found))
    found = of_one_organ(text, _look_left(text, found))
    return _look_into_footnotes(text, found)


def citations_of(
    found: Iterable[tuple[Cited, Relation]], *, is_own: Callable[[str], bool]
) -> tuple[Citation, ...]:
    """Merge mentions: each distinct number once, in order of its first mention."""
    merged: dict[str, Citation] = {}
    mentions: dict[str, list[Span]] = {}
    said: set[str] = set()
    for cited, relation in found:
        key = cited.mention.number.upper()
        if is_own(cited.mention.number):
            continue
        old = merged.get(key)
        new = _as_citation(cited, relation)
        merged[key] = new if old is None else _merged(old, new, prefer_kind=key not in said)
        mentions.setdefault(key, []).append((new.start, new.end))
        if cited.kind_said:
            said.add(key)
    _share_with_damaged(merged)
    return tuple(Citation(*citation[:-1], tuple(mentions[key])) for key, citation in merged.items())


def _share_with_damaged(merged: dict[str, Citation]) -> None:
    """Let a number and its like that lost a hyphen, "61/2018/NĐCP", have one date and one issuer."""
    for key in [key for key in merged if "-" not in key]:
        for twin in [twin for twin in merged if twin != key and twin.replace("-", "") == key]:
            one, other = merged[key], merged[twin]
            issued_on, issuer = one.issued_on or other.issued_on, one.issuer or other.issuer
            merged[key] = one._replace(
                issued_on=one.issued_on or issued_on, issuer=one.issuer or issuer
            )
            merged[twin] = other._replace(
                issued_on=other.issued_on or issued_on, issuer=other.issuer or issuer
            )


def _head(text: Text, mention: NumberMention, floor: int) -> Head:
    begin = mention.start - len(mention.glued)
    while begin > floor and mention.glued and not text.startswith(mention.glued, begin):
        begin -= 1  # a blank between the abbreviation and the number
    if mention.glued and mention.glued.lower() != "số":
        kind = kind_of(mention.glued, mention.system)
        before = head_before(text, begin, floor)
        if before.kind:
            return before
        return Head(begin, kind.name if kind else None, numbered=True, decoy=before.decoy)
    head = head_before(text, mention.start, floor)
    if head.kind is None and not head.decoy and "QH" in mention.symbol:
        return law_head_before(text, mention.start, floor) or head
    return head


def _bares(
    text: Text, mention: NumberMention, head: Head, floor: int
) -> tuple[list[NumberMention], Head]:
    """The numbers before `mention` that share its suffix: "số 18, 19-NQ/TW"."""
    if head.kind is not None:
        return [], head
    window = max(floor, mention.start - 100)
    run = _BARE.search(text.low[window : mention.start])
    if run is None:
        return [], head
    begin = window + run.start()
    outer = head_before(text, begin, floor)
    if outer.decoy or not (outer.kind or outer.numbered):
        return [], head
    items = [
        _bare(mention, match, begin) for match in _BARE_ITEM.finditer(text[begin : mention.start])
    ]
    return items, outer


def _bare(mention: NumberMention, match: re.Match[str], offset: int) -> NumberMention:
    year = match[2] or (f"/{mention.year}" if mention.year else "")
    return mention._replace(
        number=match[1] + year + mention.symbol,
        start=offset + match.start(),
        end=offset + match.end(),
        year=int(year[1:]) if year else None,
        glued="",
    )


def _cited(text: Text, item: NumberMention, head: Head, found: list[Cited], *, last: bool) -> Cited:
    compound = _compound(text, item, head)
    begin = min(head.start, item.start)
    if compound:
        begin = text.low.rindex(compound, 0, begin)
    before = found[-1] if found else None
    if before is not None and before.head_start == begin:  # a later item of a bare list
        begin = item.start
    joined = (before is not None and bool(_JOIN.fullmatch(text.low, before.tail_end, begin))) or (
        before is not None and before.tail_end >= begin
    )
    tail = tail_after(text, item.end) if last else Tail(item.end)
    same_day = _SAME_DAY.match(text, tail.end) if before and tail.issued_on is None else None
    if before is not None and same_day:
        of = tail_after(text, same_day.end())
        tail = of if of.issuer and tail.issuer is None else tail
        tail = tail._replace(issued_on=before.issued_on)
    said = compound or head.kind
    kind = said or _inherited(item, before if joined else None) or _implied(item)
    return Cited(
        item,
        begin,
        tail.end,
        kind,
        head.kind is not None,
        tail.issued_on or head.issued_on,
        tail.issuer or head.issuer,
        tail.issuer is None and head.issuer is not None,
        tail.footnote,
        joined,
        tail.days,
    )


def _compound(text: Text, item: NumberMention, head: Head) -> str | None:
    """Of two kinds in a row, "Thông báo kết luận số …", the one that the symbol names."""
    if head.kind is None or item.kind is None or item.kind.name == head.kind:
        return None
    before = text.low[max(0, head.start - 24) : head.start].rstrip()
    return item.kind.name if before.endswith(item.kind.name) else None


def _inherited(item: NumberMention, before: Cited | None) -> str | None:
    """A list's head gives its kind to an item that has none and does not contradict it."""
    if before is None or before.kind is None:
        return None
    own = item.kind
    same_symbol = item.symbol == before.mention.symbol
    return before.kind if own is None or own.name == before.kind or same_symbol else None


def _implied(item: NumberMention) -> str | None:
    """The kind that a symbol alone implies."""
    if item.kind is not None:
        return item.kind.name
    if "UBTVQH" in item.symbol:
        return "nghị quyết"
    if "QH" in item.symbol:
        return "luật"
    return "công văn" if "-" in item.symbol else None


def _look_left(text: Text, found: list[Cited]) -> list[Cited]:
    """Find date and issuer before the number: "ngày 12/3/2024 Ban Thường vụ … ban hành Chỉ thị số …"."""
    completed: list[Cited] = []
    floor = 0
    same_day: date | None = None
    for cited in found:
        cited = _with_left(text, cited, floor, same_day)
        same_day = cited.issued_on or (same_day if _goes_on(text, floor, cited.tail_end) else None)
        before = completed[-1] if completed and cited.joined else None
        if completed and _is_further(text, completed[-1], cited):
            cited = cited._replace(
                issued_on=completed[-1].issued_on, issuer=completed[-1].issuer, issuer_leads=True
            )
        if before and before.issuer_leads and cited.issuer is None:
            cited = cited._replace(issuer=before.issuer, issuer_leads=True)
        completed.append(cited)
        floor = cited.tail_end
    return completed


def _is_further(text: Text, before: Cited, cited: Cited) -> bool:
    """Whether one organ issued both at once: "Ngày …, UBND tỉnh ban hành Kế hoạch A về …, Công văn B về …"."""
    if not before.issuer_leads or cited.issued_on or cited.issuer or cited.joined:
        return False
    titled = _TITLED_BETWEEN.fullmatch(text.low, before.tail_end, cited.head_start)
    return bool(titled) and organ_of(before) == organ_of(cited)


def _with_left(text: Text, cited: Cited, floor: int, same_day: date | None) -> Cited:
    begin = cited.head_start
    by = issued_by(text, begin, floor, cited.kind)
    if by and cited.issuer is None:
        cited = cited._replace(issuer=without_break(text[slice(*by.organ)]), issuer_leads=True)
    if (
        cited.issued_on is None
        and same_day
        and _ON_THE_SAME_DAY.search(text.low, max(floor, begin - _FAR), by.start if by else begin)
    ):
        return cited._replace(issued_on=same_day)
    until = by.start if by else begin
    left = _date_before(text, until, floor) if cited.issued_on is None else None
    if left is None or _DEADLINE.search(text.low, max(floor, left.start - 16), left.start):
        return cited
    pattern = _OF if by else _BRACKET
    if (left.said or not by) and pattern.fullmatch(text, left.end, until):
        return cited._replace(issued_on=left.value)
    return cited


def _goes_on(text: Text, start: int, end: int) -> bool:
    """Whether one paragraph reaches from the citation before to this one."""
    return text.find("\n", start, end) < 0


def _date_before(text: Text, begin: int, floor: int) -> FoundDate | None:
    """The last date before `begin`, not far from it, of which no letter stands left of `floor`."""
    near = begin - _FAR
    last = None
    for dated in dates_in(text, max(0, near - _LONGEST_DATE), begin):
        if dated.end >= near:
            last = dated
    return last if last and last.start >= floor else None


def _look_into_footnotes(text: Text, found: list[Cited]) -> list[Cited]:
    """A date that stands in the footnote which a number points at."""
    if not any(cited.footnote and cited.issued_on is None for cited in found):
        return found
    notes: dict[str, date] = {}
    for line in _FOOTNOTE_LINE.finditer(text):
        for dated in dates_in(text, line.end(), line.end() + 40):
            notes.setdefault(line[1] or line[2] or line[3], dated.value)
            break
    return [
        cited._replace(issued_on=notes.get(cited.footnote or ""))
        if cited.issued_on is None and cited.footnote
        else cited
        for cited in found
    ]


def _as_citation(cited: Cited, relation: Relation) -> Citation:
    return Citation(
        number=cited.mention.number,
        kind=cited.kind,
        system=cited.mention.system,
        issued_on=cited.issued_on,
        issuer=cited.issuer,
        relation=relation,
        start=cited.mention.start,
        end=cited.mention.end,
        mentions=(),
    )


def _merged(old: Citation, new: Citation, *, prefer_kind: bool) -> Citation:
    better = new.relation.rank < old.relation.rank
    lead = new if better else old
    shouted = old.number.isupper() and old.number != new.number  # "QĐI" of a shouted title is "QĐi"
    return old._replace(
        number=new.number if shouted else old.number,
        kind=(new.kind if prefer_kind else old.kind) or old.kind,
        issued_on=old.issued_on or new.issued_on,
        issuer=old.issuer or new.issuer,
        relation=lead.relation,
        start=lead.start,
        end=lead.end,
    )

"""What a directive asks: clause by clause, who must do what, by when, how much.

A clause between a full stop and a semicolon is one duty. It is one when somebody is asked to do it:
its own subject, the heading above it, or the sentence that opens the list; and when it orders: it
begins with a verb or says "phải", "yêu cầu", "giao". Findings, purposes and the rules of a
regulation ask nothing of anybody.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from directives.reading.actors import (
    LEVEL_ALONE,
    Named,
    actors_at,
    actors_given,
    actors_told_apart,
    heading_actors,
)
from directives.reading.clauses import (
    BULLET,
    LETTERED,
    SPOKEN,
    UNNUMBERED,
    Clause,
    clauses_of,
    inside,
    quoted_in,
)
from directives.reading.deadlines import due_in
from directives.reading.heads import KIND_WORD
from directives.reading.kinds import kind_named
from directives.reading.lines import Text, sentences_of
from directives.reading.orders import LED, LOOKS_BACK, SETTING, TARGET, TOLD, asks
from directives.reading.proposals import DutyProposal, Span
from directives.reading.quantities import quantity_in
from directives.reading.tables import Table, due_in_cell, duties_of, tables_in
from directives.reading.verbs import begins_verb

# Documents that lay down rules: what they order, they order of nobody in particular.
_RULES = frozenset((
    "hiến pháp", "bộ luật", "luật", "pháp lệnh", "nghị định", "thông tư", "thông tư liên tịch",
    "quy chế", "quy định",
    "điều lệ", "quy chế phối hợp", "tờ trình", "giấy mời",
))  # fmt: skip
# Documents whose bullets are orders even where no clause is numbered.
_ORDERING = frozenset((
    "chỉ thị", "kế hoạch", "chương trình", "hướng dẫn", "công văn", "công điện", "kết luận",
    "thông báo", "nghị quyết", "nghị quyết liên tịch",
    "đề án", "kế hoạch phối hợp", "chương trình phối hợp", "thông tri",
))  # fmt: skip
_PURPOSES = re.compile(
    r"(?:MỤC ĐÍCH|YÊU CẦU(?!\s\w)|CĂN CỨ|TÌNH HÌNH|KẾT QUẢ|ĐÁNH GIÁ|PHẠM VI|GIẢI THÍCH|NGUYÊN TẮC"
    r"|ĐỐI TƯỢNG|QUAN ĐIỂM"
    r"|HẠN CHẾ|TỒN TẠI|NGUYÊN NHÂN|ƯU ĐIỂM|BÀI HỌC|ĐẶC ĐIỂM|THỰC TRẠNG|KIỂM ĐIỂM|SỰ CẦN THIẾT|THÀNH PHẦN"
    r"|THỜI GIAN|NỘI DUNG ĐỐI"
    r"|Mục đích|Yêu cầu\s?[:.]?$|Căn cứ|Phạm vi|Giải thích|Nguyên tắc|Đối tượng|Quan điểm|Tình hình|Kết quả"
    r"|Hạn chế|Tồn tại|Nguyên nhân|Ưu điểm|Bài học|Thực trạng|Sự cần thiết|Mặt được|Những kết quả)(?!\w)"
)
_CALLS = re.compile(r"\b(?:yêu cầu|chỉ thị|đề nghị|giao)[:\s]{1,3}")
_CLOSING = re.compile(
    r"Yêu cầu|Trên đây|Đề nghị|Nhận được|Trong quá trình|Căn cứ|Giao|Quá trình|(?:Chỉ thị|Kế hoạch"
    r"|Nghị quyết|Hướng dẫn"
    r"|Công văn|Thông báo|Kết luận|Chương trình)\s(?:này|trên)"
)
_AS_FOLLOWS = re.compile(r"(?:sau|sau đây|như sau|gồm|cụ thể)\s?:$")
_COMMITTEE = re.compile(
    r"(?i:(?:tỉnh|huyện|thị|thành|quận|đảng|cấp) [uủ][ỷy](?!\w)|đảng đoàn|ban cán sự|chi bộ|đảng bộ|bí thư)"
)
_BRACKET = 400  # as far as a bracket reaches
_SEMICOLON = re.compile(r";\s*")
# A list of documents goes on: "… Kết luận số 41/KL-TTr; Thông báo số …".
_LISTED = re.compile(
    rf"(?:và\s)?(?:các\s)?{KIND_WORD.pattern}\s(?:số\s)?\d{{1,5}}[-/\w]"  # in small letters
)
_AIMS = re.compile(r"(?:CÁC )?(?:MỤC TIÊU|CHỈ TIÊU)")
# By when, in a sentence of its own: "Thời gian hoàn thành: 31/3/2026".
_TERM = re.compile(
    r"(?:[Tt]hời gian|[Tt]hời hạn|[Hh]ạn)(?:\s(?:hoàn thành|thực hiện|báo cáo|gửi))?(?:\s?:|\slà)?\s(?=\w)"
    r"|[Hh]oàn thành\s?:\s(?=\w)"
)
_SENT_IN = re.compile(
    r"(?:Báo cáo|Kết quả|Văn bản|Danh sách)\s[^.;]{0,60}?\s?gửi\s(?:về|đến|cho)\s"
)
_CARRYING_OUT = re.compile(r"(?:Tổ chức|Trách nhiệm) (?:thực hiện|thi hành)|Điều khoản thi hành")
_LONGEST_LABEL = 125
_TOPIC = re.compile(r"(?:[^:.;\n]|\.(?<=\d\.)(?=\d)){3,120}+:\s(?=\w)")
_AIM_LABEL = re.compile(r"(?:Mục tiêu|Chỉ tiêu)\s?:\s(?=\w)")


@dataclass(slots=True)
class _Context:
    """What earlier lines hand on: actors by depth, and a section that states purposes only."""

    default: tuple[str, ...] = ()
    actors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    skip_below: int | None = None
    narrative: bool = False  # no clause is numbered: news, a report, a letter

    def enter(self, clause: Clause) -> None:
        """Forget what stood at this depth and below; a skipped section ends at its like."""
        if clause.level < UNNUMBERED:
            self.actors = {level: who for level, who in self.actors.items() if level < clause.level}
        if clause.numbered and self.skip_below is not None and clause.level <= self.skip_below:
            self.skip_below = None

    def nearest(self) -> tuple[str, ...]:
        """The actors handed down from the closest line above."""
        return self.actors[max(self.actors)] if self.actors else self.default


def duties_in(
    text: Text, body: Span, issued_on: date | None, kind: str | None = None
) -> tuple[DutyProposal, ...]:
    """The duties that the body of `text` (an unwrapped one) asks, in order."""
    known = kind_named(kind) if kind else None
    name = known.name if known else None
    if name in _RULES:
        return tuple(_carried_out(text, body, issued_on))
    tables = tables_in(text, body[0], len(text))
    clauses = list(clauses_of(text, *body))
    if quoted := quoted_in(text, body):
        clauses = [clause for clause in clauses if not inside(clause, quoted)]
    if tables or "|" in text:
        clauses = [clause for clause in clauses if not _in_a_table(text, clause, tables)]
    orders = (
        place
        for place, clause in enumerate(clauses)
        if clause.numbered
        and (clause.level != LETTERED or _AIMS.match(text, clause.start, clause.end))
    )
    first = next(orders, None)
    context = _Context(narrative=first is None)
    if first is None and name in _ORDERING:
        first = next(
            (at for at, clause in enumerate(clauses) if clause.level in (BULLET, SPOKEN)), None
        )
        if first is None:
            first, context.default = _first_call(text, clauses)
    if first is not None:
        context.default = _called_upon(text, clauses[:first]) or context.default
    found: list[DutyProposal] = []
    for place, clause in enumerate(clauses):
        before = first is not None and place < first
        opens = place + 1 < len(clauses) and clause.level < clauses[place + 1].level < UNNUMBERED
        found.extend(
            _in_clause(
                text, clause, context, issued_on, strict=before or first is None, opens=opens
            )
        )
    for table in tables:
        found.extend(duties_of(text, table, issued_on))
    return tuple(sorted(found, key=lambda duty: duty.start) if tables else found)


def _carried_out(text: Text, body: Span, issued_on: date | None) -> Iterator[DutyProposal]:
    """What an article on carrying rules out asks of somebody by a day; the rules themselves ask nothing."""
    context = _Context()
    within: int | None = None
    for clause in clauses_of(text, *body):
        if clause.numbered and (within is None or clause.level <= within):
            within = clause.level if _CARRYING_OUT.match(text, clause.start, clause.end) else None
            continue
        if within is None or actors_at(text, clause.start, clause.end)[0] == ():
            continue
        asked = _in_clause(text, clause, context, issued_on, strict=False, opens=False)
        yield from (duty for duty in asked if duty.due)


def _in_a_table(text: Text, clause: Clause, tables: list[Table]) -> bool:
    """Whether the line is a row of cells; those of no table of tasks ask nothing."""
    if text.count(" | ", clause.start, clause.end) > 1:
        return True
    before = bisect_right(tables, clause.start, key=lambda table: table.start)
    return before > 0 and clause.start < tables[before - 1].end


def _first_call(text: Text, clauses: list[Clause]) -> tuple[int | None, tuple[str, ...]]:
    """In a letter without clauses: the line after the one that first calls upon somebody, and upon whom."""
    for place, clause in enumerate(clauses):
        for call in _CALLS.finditer(text.low, clause.start, clause.end):
            actors, _ = actors_at(text, call.end(), clause.end)
            if actors:
                return place + 1, actors
    return None, ()


def _called_upon(text: Text, preamble: list[Clause]) -> tuple[str, ...]:
    """Whom the sentence before the first clause addresses: "… yêu cầu Thủ trưởng các sở …:"."""
    for clause in reversed(preamble[-3:]):
        if not text[clause.start : clause.end].rstrip().endswith(":"):
            continue
        for call in _CALLS.finditer(text.low, clause.start, clause.end):
            actors, _ = actors_at(text, call.end(), clause.end)
            if actors:
                return actors
        return ()
    return ()


def _in_clause(
    text: Text,
    clause: Clause,
    context: _Context,
    issued_on: date | None,
    *,
    strict: bool,
    opens: bool,
) -> list[DutyProposal]:
    """The duties of one line; `strict`: only words of order count; `opens`: deeper lines follow it."""
    context.enter(clause)
    if context.skip_below is not None:
        return []
    line = text[clause.start : clause.end]
    short = len(line) < 120
    if clause.numbered and short and _PURPOSES.match(line) and not LED.match(line.lower()):
        context.skip_below = clause.level
        return []
    leading = None if strict else actors_at(text, clause.start, clause.end)
    if leading and _is_heading(text, clause, leading, context, opens=opens):
        return []
    if (strict and line[-1:] == ":") or (context.narrative and line[-1:] not in ".;:…/"):
        return []  # a call for what follows, a headline
    path = "" if clause.level >= UNNUMBERED and _closes(clause, line) else clause.path
    subject = context.default if not path and clause.path else context.nearest()
    ordered = False
    addressed = subject  # of whom a report is asked that is sent in, whoever was charged before
    asked: list[DutyProposal] = []
    for start, end, named in _parts(text, clause, leading):
        if asked and (dated := _dated(text, asked[-1], (start, end), issued_on)):
            asked[-1] = dated
            continue
        subject = addressed if asked and _SENT_IN.match(text, start, end) else subject
        goes_on = ordered and text[max(0, start - 3) : start].rstrip().endswith(";")
        ordered = False
        actors, after = _unless_led(named or actors_at(text, start, end), start, subject)
        told_on = bool(actors) and (goes_on or _is_dated(text, after, end, context, issued_on))
        if not asks(
            text,
            start,
            end,
            after if actors else None,
            strict=strict and not told_on,
            led=bool(subject) and not (strict and _looks_back(text, clause.start, start)),
        ):
            continue
        own = actors or actors_given(text, start, end)
        if strict and not goes_on:
            own = actors_given(text, start, end) or own
        subject = own or subject
        due = due_in(text, start, end, issued_on)
        quantity = quantity_in(text, start, end, due)
        if not subject and due is None and quantity is None:
            continue  # an aim of nobody in particular
        ordered = True
        asked.append(
            DutyProposal(
                clause=path,
                text=" ".join(text[start:end].split()),
                actors=subject,
                due=due,
                quantity=quantity,
                start=start,
                end=end,
            )
        )
    return asked


def _closes(clause: Clause, line: str) -> bool:
    """Whether a line stands below all clauses: "Yêu cầu các đơn vị nghiêm túc thực hiện."."""
    return not clause.numbered and _CLOSING.match(line) is not None


def _dated(
    text: Text, before: DutyProposal, part: Span, issued_on: date | None
) -> DutyProposal | None:
    """The duty `before` with the day that the sentence after it is for: "Thời gian hoàn thành: 31/3/2026"."""
    term = _TERM.match(text, *part) if before.due is None else None
    if term is None:
        return None
    return before._replace(due=due_in_cell(text, (term.end(), part[1]), issued_on))


def _unless_led(named: Named, start: int, subject: tuple[str, ...]) -> Named:
    """Who must do it; "Lãnh đạo UBND xã …" under the name of a committee says what that committee does."""
    leads = named[0] and named[0][0].startswith("Lãnh đạo ")
    return ((), start) if leads and any(map(_COMMITTEE.search, subject)) else named


def _looks_back(text: Text, start: int, end: int) -> bool:
    """Whether a paragraph before the orders assesses the past up to `end`, and has not called for anything yet."""
    told = LOOKS_BACK.search(text.low, start, end)
    return told is not None and not _CALLS.search(text.low, start, end)


def _is_dated(text: Text, start: int, end: int, context: _Context, issued_on: date | None) -> bool:
    """Whether a text without clauses says by when somebody is to do something, no more than that."""
    if not context.narrative or not begins_verb(text, start, end):
        return False
    due = due_in(text, start, end, issued_on)
    if due is None or TOLD.search(text.low, start, end):
        return False
    return due.last_day is None or issued_on is None or due.last_day >= issued_on


def _is_heading(
    text: Text, clause: Clause, named: Named, context: _Context, *, opens: bool
) -> bool:
    """A line that only names actors, or a subject, hands them to the lines below it."""
    line = text[clause.start : clause.end]
    low = text.low[clause.start : clause.end]
    actors = heading_actors(text, clause.start, clause.end, named)
    if not actors and opens and len(line) < 120 and line[-1:] not in ".;":
        actors = actors_told_apart(text, clause.start, clause.end, named)
    if not actors and line.endswith(":") and (_AS_FOLLOWS.search(line) or _CALLS.search(low)):
        actors = _called_upon(text, [clause]) or named[0]
        if actors and _CALLS.search(low[-12:]):
            actors = ()  # "Ban Thường vụ Tỉnh ủy yêu cầu:" names who asks
        if not actors:
            return True
    if actors:
        context.actors[clause.level] = actors
        return True
    if not clause.numbered or len(line) >= 120 or line.endswith((".", ";")):
        return False
    return (
        line.isupper()
        or low.startswith(("về ", "tổ chức thực hiện", "công tác ", "mục tiêu"))
        or (
            not begins_verb(text, clause.start, clause.end)
            and not named[0]
            and not TARGET.match(low)
        )
    )


def _parts(
    text: Text, clause: Clause, leading: Named | None
) -> Iterator[tuple[int, int, Named | None]]:
    """Sentences, cut at semicolons, with the actors where they were read already: `leading`, those of the line.

    A part that only names actors belongs to the next one.
    """
    for start, end in sentences_of(text[clause.start : clause.end]):
        last = clause.start + end
        begin = _after_label(text, clause.start + start, last)
        for cut in _SEMICOLON.finditer(text, begin, last):
            if _in_brackets(text, begin, cut.start()) or _LISTED.match(text.low, cut.end(), last):
                continue
            named = actors_at(text, begin, cut.start())
            if heading_actors(text, begin, cut.start(), named):
                continue
            part = _trimmed(text, begin, cut.start())
            yield *part, named if part == (begin, cut.start()) else None
            begin = cut.end()
        part = _trimmed(text, begin, last)
        yield (
            *part,
            leading if leading and part[0] == clause.start and leading[1] <= part[1] else None,
        )


def _after_label(text: Text, start: int, end: int) -> int:
    """Where the words begin behind "Mục tiêu:" or what they are about: "Về ô nhiễm: giao UBND xã …"."""
    if text.find(":", start, min(end, start + _LONGEST_LABEL)) < 0:
        return start
    label = _AIM_LABEL.match(text, start, end)
    if label is None:
        label = _TOPIC.match(text, start, end)
        if label is None or SETTING.match(label[0]) or not _names_who(text, label.end(), end):
            return start
        named = actors_at(text, start, label.end())
        if heading_actors(text, start, label.end(), named) and not LEVEL_ALONE.match(text, start):
            return start
    return label.end()


def _names_who(text: Text, start: int, end: int) -> bool:
    return bool(_CALLS.match(text.low, start, end) or actors_at(text, start, end)[0])


def _in_brackets(text: Text, start: int, end: int) -> bool:
    start = max(start, end - _BRACKET)
    return text.count("(", start, end) > text.count(")", start, end)


def _trimmed(text: Text, start: int, end: int) -> Span:
    said = text[start:end].lstrip(" \n-–+•*")
    start = end - len(said)
    return start, start + len(said.rstrip(" \n;./:,"))

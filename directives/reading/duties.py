"""What a directive asks: clause by clause, who must do what, by when, how much.

A clause between a full stop and a semicolon is one duty. It is one when somebody is asked to do it:
its own subject, the heading above it, or the sentence that opens the list; and when it orders: it
begins with a verb or says "phải", "yêu cầu", "giao". Findings, purposes and the rules of a
regulation ask nothing of anybody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from directives.reading.actors import (
    OFTEN,
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
)
from directives.reading.deadlines import due_in
from directives.reading.lines import Text, beginning, sentences_of
from directives.reading.proposals import DutyProposal, Span
from directives.reading.quantities import quantity_in
from directives.reading.tables import Table, duties_of, tables_in
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
# These patterns read small letters, unless they look for capitals.
_TARGET = re.compile(
    r"[\s\"“]*(?:\d{1,3}(?:,\d+)?\s?%|phấn đấu|tỷ lệ|tỉ lệ|có ít nhất|ít nhất|tối thiểu|trên\s\d|100"
    r"|mục tiêu đến|(?:đến|đến hết|hết)\s(?:năm|tháng|quý))(?!\w)"
)
_LED = re.compile(
    r"[\s\"“]*(?:hằng|hàng|mỗi|định kỳ|đến hết|đến|trước|chậm nhất|trong|cứ|căn cứ|trên cơ sở|theo"
    r"|nhận được|kết thúc|sau khi"
    r"|khi|qua|cùng với|bên cạnh|riêng|đồng thời|ngoài ra|từ|ngay)\s[^,;.]{2,90},\s(?=\w)"
)
_ORDERS = re.compile(
    beginning(
        *(rf"{word}\s(?:cho\s)?[a-zđà-ỵ]" for word in ("yêu cầu", "đề nghị", "giao", "phân công")),
        r"phải\s",
    )
    + r"|có trách nhiệm\s"
)
_TOLD = re.compile(
    "(?:"
    + beginning(
        "đã", "đều", "chưa", "vẫn", "còn", "qua đó", "nhờ đó", "thời gian qua", "tuy nhiên", "đến nay",
        "những năm qua", "trong năm qua", "cơ bản", "khẳng định", "nhấn mạnh", "cho rằng",
    )
    + r")\b"
)  # fmt: skip
_NARRATIVE = re.compile(
    r"[\s,]*(?:đã|đều|cũng|vừa|đang|còn|chưa|vẫn|về|luôn|được|bị"
    r"|có\s(?!trách nhiệm|kế hoạch|biện pháp|giải pháp|văn bản|ý kiến|phương án|ít nhất|nhiệm vụ)|tặng"
    r"|khẳng định)(?!\w)"
)
# A paragraph that looks back at what was done or left undone.
_LOOKS_BACK = re.compile(
    "(?:"
    + beginning(
        *(rf"{time}\s(?:vừa\s)?qua" for time in ("thời gian", "những năm", "các năm", "năm", "nhiệm kỳ")),
        "tuy nhiên", "tuy vậy", "bên cạnh (?:đó|những kết quả)", "nhìn chung", "đến nay",
        r"đ(?:ã|ang)\s(?:có|được|đạt|từng bước|tích cực|chủ động|góp phần|tạo|triển khai)",
        "đạt được (?:những|nhiều|một số) kết quả",
    )
    + r")(?!\w)"
)  # fmt: skip
_PURPOSES = re.compile(
    r"(?:MỤC ĐÍCH|YÊU CẦU(?!\s\w)|CĂN CỨ|TÌNH HÌNH|KẾT QUẢ|ĐÁNH GIÁ|PHẠM VI|GIẢI THÍCH|NGUYÊN TẮC"
    r"|ĐỐI TƯỢNG|QUAN ĐIỂM"
    r"|HẠN CHẾ|TỒN TẠI|NGUYÊN NHÂN|ƯU ĐIỂM|BÀI HỌC|ĐẶC ĐIỂM|THỰC TRẠNG|KIỂM ĐIỂM|SỰ CẦN THIẾT|THÀNH PHẦN"
    r"|THỜI GIAN|NỘI DUNG ĐỐI"
    r"|Mục đích|Yêu cầu\s?[:.]?$|Căn cứ|Phạm vi|Giải thích|Nguyên tắc|Đối tượng|Quan điểm|Tình hình|Kết quả"
    r"|Hạn chế|Tồn tại|Nguyên nhân|Ưu điểm|Bài học|Thực trạng|Sự cần thiết|Mặt được|Những kết quả)(?!\w)"
)
_NO_DUTY = re.compile(
    r"(?:Đơn vị|Cơ quan|Bộ phận|Người|Thời gian|Địa điểm|Thành phần|Kinh phí)\s(?:[^\s:.;]{1,9}\s){0,3}"
    r"(?:thực hiện|chủ trì|phối hợp|tham dự|tổ chức)\s?:|"
    r"Ban hành kèm theo|Bãi bỏ|Thay thế|Ban hành"
    r"|Căn cứ\s[^,]{0,200}$|(?:Theo|Xét) đề nghị|Sửa đổi|Nơi nhận|Kính gửi|Mục tiêu (?:chung|cụ thể|tổng quát)"
    r"|Trân trọng|Xin trân trọng|Thông tin (?:liên hệ|chi tiết)|(?:Mọi )?[Cc]hi tiết (?:xin )?liên hệ"
)
# The same by words further on, and how far on.
_NO_DUTY_WITHIN = (
    ("có hiệu lực", 60), ("chịu trách nhiệm thi hành", 300), ("chịu trách nhiệm tổ chức thi hành", 300),
    ("này thay thế", 40), ("này bãi bỏ", 40), ("thông báo để", 80),
    ("báo cáo để", 80), ("này được ", 60), ("này quy định", 20), ("này phổ biến", 20),
)  # fmt: skip
# Documents that take the place of others; a name board that does is somebody's task.
_REPLACES = re.compile(
    r"(?:thay thế|bãi bỏ|hủy bỏ)\s(?:cho\s)?(?:(?:toàn bộ|một phần|các|một số|những|\d{1,2})\s){0,2}"
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|[Pp]hụ lục|[Mm]ẫu|cụm từ|văn bản|quy định|[Qq]uyết định"
    r"|[Nn]ghị|[Tt]hông|[Cc]hỉ thị|[Kk]ế hoạch|[Hh]ướng dẫn|[Qq]uy|[Cc]hương trình|[Cc]ông văn|[Kk]ết luận|[Ll]uật)"
)
_REPLACES_WITHIN = 80
_LAYS_DOWN = re.compile("|".join(words for words, _ in _NO_DUTY_WITHIN))
_FARTHEST = max(reach + len(words) for words, reach in _NO_DUTY_WITHIN)
# The actor comes last: "Việc tuyên truyền do Ban Tuyên giáo chịu trách nhiệm".
_BORNE = re.compile(
    r"(?:việc|công tác|nhiệm vụ|kinh phí|nội dung)\s[^.;]{4,120}?\sdo\s[^.;]{3,80}?\s"
    r"(?:chịu trách nhiệm|chủ trì|phụ trách|đảm nhiệm|đảm nhận)(?!\w)"
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
_MARK = re.compile(r"[.;]")
_SEMICOLON = re.compile(r";\s*")
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
    if kind in _RULES:
        return ()
    tables = tables_in(text, body[0], len(text))
    clauses = [
        clause for clause in clauses_of(text, *body) if not _in_a_table(text, clause, tables)
    ]
    orders = (
        place
        for place, clause in enumerate(clauses)
        if clause.numbered and clause.level != LETTERED
    )
    first = next(orders, None)
    context = _Context(narrative=first is None)
    if first is None and kind in _ORDERING:
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


def _in_a_table(text: Text, clause: Clause, tables: list[Table]) -> bool:
    """Whether the line is a row of cells; those of no table of tasks ask nothing."""
    if text.count(" | ", clause.start, clause.end) > 1:
        return True
    return any(table.start <= clause.start < table.end for table in tables)


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
) -> Iterator[DutyProposal]:
    """The duties of one line; `strict`: only words of order count; `opens`: deeper lines follow it."""
    context.enter(clause)
    if context.skip_below is not None:
        return
    line = text[clause.start : clause.end]
    short = len(line) < 120
    if clause.numbered and short and _PURPOSES.match(line) and not _LED.match(line.lower()):
        context.skip_below = clause.level
        return
    if not strict and _is_heading(text, clause, context, opens=opens):
        return
    if (strict and line[-1:] == ":") or (context.narrative and line[-1:] not in ".;:…/"):
        return  # a call for what follows, a headline
    path = clause.path
    if not clause.numbered and clause.level >= UNNUMBERED and _CLOSING.match(line):
        path = ""
    subject = context.default if not path and clause.path else context.nearest()
    ordered = False
    for start, end in _parts(text, clause):
        goes_on = ordered and text[max(0, start - 3) : start].rstrip().endswith(";")
        ordered = False
        actors, after = actors_at(text, start, end)
        if actors and _leads(actors[0], subject):
            actors = ()
        told_on = bool(actors) and (goes_on or _is_dated(text, after, end, context, issued_on))
        if not _asks(
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
        yield DutyProposal(
            clause=path,
            text=" ".join(text[start:end].split()),
            actors=subject,
            due=due,
            quantity=quantity,
            start=start,
            end=end,
        )


def _leads(actor: str, subject: tuple[str, ...]) -> bool:
    """Whether "Lãnh đạo UBND xã …" under the name of a committee says what that committee does."""
    return actor.startswith("Lãnh đạo ") and any(_COMMITTEE.search(who) for who in subject)


def _looks_back(text: Text, start: int, end: int) -> bool:
    """Whether a paragraph before the orders assesses the past up to `end`, and has not called for anything yet."""
    told = _LOOKS_BACK.search(text.low, start, end)
    return told is not None and not _CALLS.search(text.low, start, end)


def _is_dated(text: Text, start: int, end: int, context: _Context, issued_on: date | None) -> bool:
    """Whether a text without clauses says by when somebody is to do something, no more than that."""
    if not context.narrative or not begins_verb(text, start, end):
        return False
    due = due_in(text, start, end, issued_on)
    if due is None or _TOLD.search(text.low, start, end):
        return False
    return due.last_day is None or issued_on is None or due.last_day >= issued_on


def _is_heading(text: Text, clause: Clause, context: _Context, *, opens: bool) -> bool:
    """A line that only names actors, or a subject, hands them to the lines below it."""
    line = text[clause.start : clause.end]
    low = text.low[clause.start : clause.end]
    named = actors_at(text, clause.start, clause.end)
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
            and not _TARGET.match(low)
        )
    )


def _parts(text: Text, clause: Clause) -> Iterator[Span]:
    """Sentences, cut at semicolons; a part that only names actors belongs to the next one."""
    for start, end in sentences_of(text[clause.start : clause.end]):
        last = clause.start + end
        label = _AIM_LABEL.match(text, clause.start + start, last)
        begin = label.end() if label else clause.start + start
        for cut in _SEMICOLON.finditer(text, begin, last):
            if _in_brackets(text, begin, cut.start()):
                continue
            if heading_actors(text, begin, cut.start(), actors_at(text, begin, cut.start())):
                continue
            yield _trimmed(text, begin, cut.start())
            begin = cut.end()
        yield _trimmed(text, begin, last)


def _in_brackets(text: Text, start: int, end: int) -> bool:
    start = max(start, end - _BRACKET)
    return text.count("(", start, end) > text.count(")", start, end)


def _trimmed(text: Text, start: int, end: int) -> Span:
    said = text[start:end]
    start += len(said) - len(said.lstrip(" \n-–+•*"))
    return start, start + len(text[start:end].rstrip(" \n;./:,"))


def _lays_down(text: Text, start: int, end: int) -> bool:
    """Whether the clause speaks of documents: "Quyết định này có hiệu lực …"."""
    if not _LAYS_DOWN.search(text, start, min(end, start + _FARTHEST)):
        return False
    for words, reach in _NO_DUTY_WITHIN:
        at = text.find(words, start, min(end, start + reach + len(words)))
        if at >= 0 and not _MARK.search(text, start, at):
            return True
    return False


def _asks(text: Text, start: int, end: int, after: int | None, *, strict: bool, led: bool) -> bool:
    """Whether the words ask for something rather than tell of it."""
    if end - start < 12 or _NO_DUTY.match(text, start, end) or _lays_down(text, start, end):
        return False
    if after is None or not begins_verb(text, after, end):
        replaces = _REPLACES.search(text, start, min(end, start + _REPLACES_WITHIN))
        if replaces and not _MARK.search(text, start, replaces.start()):
            return False
    if after is not None and (after >= end or _NARRATIVE.match(text.low, after, end)):
        return False
    if strict and not (led and begins_verb(text, start, end)):
        ordered = _ORDERS.search(text.low, start, end)
        return ordered is not None and not _TOLD.search(text.low, start, ordered.start())
    if after is not None:
        return True
    led_in = _LED.match(text.low, start, end)
    verb_at = led_in.end() if led_in else start
    if text.low.find("so với cùng kỳ", start, end) >= 0 > text.low.find("phấn đấu", start, end):
        return False  # "tăng 12% so với cùng kỳ" tells of what was
    if often := OFTEN.match(text.low, start, end):
        verb_at = often.end() if begins_verb(text, often.end(), end) else verb_at
    if _BORNE.match(text.low, start, end):
        return not _TOLD.search(text.low, start, end)
    if begins_verb(text, verb_at, end) or _TARGET.match(text.low, start, end):
        return not (_TOLD.search(text.low, start, end) and not led)
    return bool(_ORDERS.search(text.low, start, end)) and not _TOLD.search(text.low, start, end)

"""What a directive asks: clause by clause, who must do what, by when, how much."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from directives.reading.actors import actors_at, actors_given
from directives.reading.clauses import Clause, clauses_of
from directives.reading.deadlines import due_in
from directives.reading.lines import sentences_of
from directives.reading.proposals import DutyProposal, Span
from directives.reading.quantities import quantity_in

_VERBS = (
    "cụ thể hoá|mỗi năm|mỗi quý|mỗi tháng|mỗi tuần|"
    "tăng cường|đẩy mạnh|tổ chức|triển khai|thực hiện|xây dựng|rà soát|chỉ đạo|phối hợp|chủ trì|chủ động|"
    "tiếp tục|thường xuyên|nâng cao|đổi mới|hoàn thiện|quan tâm|tập trung|hướng dẫn|kiểm tra|đôn đốc|"
    "theo dõi|tham mưu|báo cáo|tổng hợp|gửi|đánh giá|phát huy|đề cao|xác định|bố trí|bảo đảm|đảm bảo|"
    "kiện toàn|ban hành|tuyên truyền|quán triệt|công khai|niêm yết|lấy ý kiến|tiếp công dân|duy trì|"
    "phát động|giải quyết|xử lý|khắc phục|chấn chỉnh|cập nhật|lựa chọn|đưa|phân công|giao|nghiên cứu|"
    "đăng ký|thành lập|củng cố|mở|biểu dương|sơ kết|tổng kết|khen thưởng|hoàn thành|lập|bồi dưỡng|"
    "tập huấn|giám sát|vận động|định kỳ|nghiêm túc|kịp thời|chú trọng|khuyến khích|ưu tiên|cải tiến|"
    "rút ngắn|cụ thể hóa|tiếp thu|thông báo|cử|chuẩn bị|phải|cần|chịu trách nhiệm|có trách nhiệm|căn cứ|"
    "yêu cầu|đề nghị|nhân rộng|đối thoại|tiếp xúc|quản lý|khảo sát|phấn đấu|thống kê|hằng năm|hàng năm|"
    "hằng quý|hàng quý|hằng tháng|hàng tháng|hằng tuần|hàng tuần|hằng ngày|hàng ngày|mục tiêu|trước ngày|"
    "đến hết|trong tháng|chậm nhất|tiếp nhận|lắng nghe|tạo điều kiện|gắn|bổ sung|sửa đổi|thẩm định|trình|"
    "làm tốt|đồng thời|hỗ trợ|kết hợp"
)
_IMPERATIVE = re.compile(rf"[\s\"“]*(?:{_VERBS}|\d{{1,3}}\s?%)(?!\w)", re.IGNORECASE)
_NARRATIVE = re.compile(
    r"[\s,]*(?:đã|đều|cũng|vừa|đang|còn|chưa|là|về|luôn|được|bị"
    r"|có\s(?!trách nhiệm|kế hoạch)|tặng|khẳng định)(?!\w)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"(?<!\w)(?:đã|đều|chưa|qua đó|thời gian qua|tuy nhiên|đến nay)(?!\w)", re.IGNORECASE
)
_PURPOSES = re.compile(
    r"(?:MỤC ĐÍCH|YÊU CẦU|CĂN CỨ|TÌNH HÌNH|KẾT QUẢ|ĐÁNH GIÁ|PHẠM VI|GIẢI THÍCH|NGUYÊN TẮC|ĐỐI TƯỢNG|QUAN ĐIỂM"
    r"|Mục đích|Yêu cầu\s?[:.]?$|Căn cứ|Phạm vi|Giải thích|Nguyên tắc|Đối tượng|Quan điểm|Tình hình|Kết quả)(?!\w)"
)
_IN_FORCE = re.compile(
    r"[^.;]{0,40}(?:này\s)?(?:có hiệu lực|chịu trách nhiệm thi hành|thay thế|bãi bỏ)|Ban hành kèm theo"
    r"|Bãi bỏ|Thay thế"
    r"|Căn cứ|Theo đề nghị|Sửa đổi|Nơi nhận|Kính gửi|[^.;]{0,60}(?:thông báo|báo cáo) để",
)
_CALLS = re.compile(r"(?<!\w)(?:yêu cầu|chỉ thị|đề nghị|giao)[:\s]{1,3}", re.IGNORECASE)
_PART = re.compile(
    r";\s+(?=(?:hằng|hàng|mỗi|định kỳ|đến hết|trước ngày|chậm nhất"
    r"|trong (?:tháng|quý|năm)|giao|\d{1,3}\s?%)(?!\w))",
    re.IGNORECASE,
)
_HEADING_END = re.compile(r"[\s:.]*$")


@dataclass(slots=True)
class _Context:
    """What earlier lines hand on: actors by depth, and a section that states purposes only."""

    default: tuple[str, ...] = ()
    actors: dict[int, tuple[str, ...]] = field(default_factory=dict)
    skip_below: int | None = None

    def enter(self, clause: Clause) -> None:
        """Forget what stood at this depth and below; a skipped section ends at its like."""
        if clause.numbered:
            self.actors = {level: who for level, who in self.actors.items() if level < clause.level}
            if self.skip_below is not None and clause.level <= self.skip_below:
                self.skip_below = None

    def nearest(self) -> tuple[str, ...]:
        """The actors of the innermost heading that names some."""
        return self.actors[max(self.actors)] if self.actors else self.default


def duties_in(text: str, body: Span, issued_on: date | None) -> tuple[DutyProposal, ...]:
    """The duties that the body of `text` (an unwrapped one) asks, in order."""
    clauses = list(clauses_of(text, *body))
    first = next((place for place, clause in enumerate(clauses) if clause.numbered), None)
    context = _Context()
    if first is not None:
        context.default = _called_upon(text, clauses[:first])
        clauses = clauses[first:]
    found: list[DutyProposal] = []
    for clause in clauses:
        found.extend(_in_clause(text, clause, context, issued_on, narrative=first is None))
    return tuple(found)


def _called_upon(text: str, preamble: list[Clause]) -> tuple[str, ...]:
    """Whom the sentence before the first clause addresses: "… yêu cầu Thủ trưởng các sở …:"."""
    for clause in reversed(preamble[-3:]):
        if not text[clause.start : clause.end].rstrip().endswith(":"):
            continue
        for call in _CALLS.finditer(text, clause.start, clause.end):
            actors, _ = actors_at(text, call.end(), clause.end)
            if actors:
                return actors
    return ()


def _in_clause(
    text: str, clause: Clause, context: _Context, issued_on: date | None, *, narrative: bool
) -> Iterator[DutyProposal]:
    context.enter(clause)
    if context.skip_below is not None:
        return
    if (
        clause.numbered
        and _PURPOSES.match(text, clause.start, clause.end)
        and clause.end - clause.start < 120
    ):
        context.skip_below = clause.level
        return
    if _is_heading(text, clause, context):
        return
    if narrative and text[clause.end - 1] not in ".;:…":  # a headline
        return
    subject = context.nearest()
    for start, end in _parts(text, clause):
        actors, after = actors_at(text, start, end)
        if not _asks(text, start, end, after if actors else None, narrative=narrative):
            continue
        subject = actors or subject
        yield DutyProposal(
            clause=clause.path,
            text=" ".join(text[start:end].split()),
            actors=actors or actors_given(text, start, end) or subject,
            due=due_in(text, start, end, issued_on),
            quantity=quantity_in(text, start, end),
            start=start,
            end=end,
        )


def _is_heading(text: str, clause: Clause, context: _Context) -> bool:
    """A line that only names actors hands them to the lines below it."""
    line = text[clause.start : clause.end]
    actors, after = actors_at(text, clause.start, clause.end)
    if actors and _HEADING_END.match(text, after, clause.end):
        context.actors[clause.level] = actors
        return True
    return (
        clause.numbered
        and len(line) < 120
        and not line.endswith((".", ";"))
        and not actors
        and (
            line.isupper()
            or not _IMPERATIVE.match(line)
            or line.lower().startswith("tổ chức thực hiện")
        )
    )


def _parts(text: str, clause: Clause) -> Iterator[Span]:
    """Sentences, cut again where a new time or actor opens a part after a semicolon."""
    for start, end in sentences_of(text[clause.start : clause.end]):
        begin = clause.start + start
        for cut in _PART.finditer(text, begin, clause.start + end):
            yield _trimmed(text, begin, cut.start())
            begin = cut.end()
        yield _trimmed(text, begin, clause.start + end)


def _trimmed(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    start += len(said) - len(said.lstrip(" \n-–+•*"))
    return start, start + len(text[start:end].rstrip(" \n;./:"))


def _asks(text: str, start: int, end: int, after: int | None, *, narrative: bool) -> bool:
    """Whether the words ask for something rather than tell of it."""
    if end - start < 15 or _IN_FORCE.match(text, start, end):
        return False
    if after is not None:
        told = narrative and _TOLD.search(text, after, min(end, after + 60))
        return not told and not _NARRATIVE.match(text, after, end) and after < end
    if narrative and _TOLD.search(text, start, end):
        return False
    return bool(_IMPERATIVE.match(text, start, end))

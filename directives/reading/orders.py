"""Whether words order something, or tell of what was, lay down what documents do, or state an aim."""

import re

from directives.reading.actors import OFTEN
from directives.reading.lines import Text, beginning
from directives.reading.points import point_in
from directives.reading.verbs import begins_verb

# These patterns read small letters, unless they look for capitals.
TARGET = re.compile(
    r"[\s\"“]*(?:\d{1,3}(?:,\d+)?\s?%|phấn đấu|tỷ lệ|tỉ lệ|có ít nhất|ít nhất|tối thiểu|trên\s\d|100"
    r"|mục tiêu đến|(?:đến|đến hết|đến cuối|hết)\s(?:năm|tháng|quý))(?!\w)"
)
LED = re.compile(
    r"[\s\"“]*(?:hằng|hàng|mỗi|định kỳ|đến hết|đến|trước|chậm nhất|trong|cứ|căn cứ|trên cơ sở|theo"
    r"|nhận được|kết thúc|sau khi"
    r"|khi|qua|cùng với|bên cạnh|riêng|đồng thời|ngoài ra|từ|ngay)\s[^,;.]{2,90}+,\s(?=\w)"
)
_ORDERS = re.compile(
    beginning(
        *(rf"{word}\s(?:cho\s)?[a-zđà-ỵ]" for word in ("yêu cầu", "đề nghị", "giao", "phân công")),
        r"phải\s",
    )
    + r"|có trách nhiệm\s"
)
TOLD = re.compile(
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
LOOKS_BACK = re.compile(
    "(?:"
    + beginning(
        *(rf"{time}\s(?:vừa\s)?qua" for time in ("thời gian", "những năm", "các năm", "năm", "nhiệm kỳ")),
        "tuy nhiên", "tuy vậy", "bên cạnh (?:đó|những kết quả)", "nhìn chung", "đến nay",
        r"đ(?:ã|ang)\s(?:có|được|đạt|từng bước|tích cực|chủ động|góp phần|tạo|triển khai)",
        "đạt được (?:những|nhiều|một số) kết quả",
    )
    + r")(?!\w)"
)  # fmt: skip
# What a notice says of a meeting, where somebody may be named who is asked nothing.
SETTING = re.compile(r"(?:Địa điểm|Thành phần)(?:\s[^:.;\n]{1,40})?\s?:\s?$")
_NO_DUTY = re.compile(
    r"(?:Đơn vị|Cơ quan|Bộ phận|Người|Thời gian|Địa điểm|Thành phần|Kinh phí)\s(?:[^\s:.;]{1,9}\s){0,3}"
    r"(?:thực hiện|chủ trì|phối hợp|tham dự|tổ chức)\s?:|"
    r"(?:Địa điểm|Thành phần)(?:\s[^:.;\n]{1,40})?\s?:|"
    r"Ban hành kèm theo|Bãi bỏ|Thay thế|Ban hành(?!\s[a-zđ])"
    r"|Căn cứ\s[^,]{0,200}$|(?:Theo|Xét) đề nghị|Sửa đổi|Nơi nhận|Kính gửi|Mục tiêu (?:chung|cụ thể|tổng quát)"
    r"|Thống nhất (?:đánh giá|nhận định)|Ghi nhận|Đánh giá cao|Hoan nghênh|Cơ bản (?:đồng ý|nhất trí|thống nhất)"
    r"|Trân trọng|Xin trân trọng|Thông tin (?:liên hệ|chi tiết)|(?:Mọi )?[Cc]hi tiết (?:xin )?liên hệ"
)
# The same by words further on, and how far on.
_NO_DUTY_WITHIN = (
    ("có hiệu lực", 60), ("chịu trách nhiệm thi hành", 300), ("chịu trách nhiệm tổ chức thi hành", 300),
    ("này thay thế", 40), ("này bãi bỏ", 40), ("thông báo để", 80),
    ("báo cáo để", 80), ("này được ", 60), ("này quy định", 20), ("này phổ biến", 20),
)  # fmt: skip
_OF_DOCUMENTS = (
    "này ",
    "hiệu lực",
    "thi hành",
    "báo để",
    "cáo để",
)  # each of them holds one of these
_FARTHEST = max(reach + len(words) for words, reach in _NO_DUTY_WITHIN)
# Documents that take the place of others; a name board that does is somebody's task.
_REPLACES = re.compile(
    r"(?:thay thế|bãi bỏ|hủy bỏ)\s(?:cho\s)?(?:(?:toàn bộ|một phần|các|một số|những|\d{1,2})\s){0,2}"
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Cc]hương|[Mm]ục|[Pp]hụ lục|[Mm]ẫu|cụm từ|văn bản|quy định|[Qq]uyết định"
    r"|[Nn]ghị|[Tt]hông|[Cc]hỉ thị|[Kk]ế hoạch|[Hh]ướng dẫn|[Qq]uy|[Cc]hương trình|[Cc]ông văn|[Kk]ết luận"
    r"|[Ll]uật)"
)
_REPLACES_WITHIN = 80
# The actor comes last: "Việc tuyên truyền do Ban Tuyên giáo chịu trách nhiệm".
_BORNE = re.compile(
    r"(?:việc|công tác|nhiệm vụ|kinh phí|nội dung)\s[^.;]{4,120}?\sdo\s[^.;]{3,80}?\s"
    r"(?:chịu trách nhiệm|chủ trì|phụ trách|đảm nhiệm|đảm nhận)(?!\w)"
)
# What becomes of those who do not: "đơn vị nào không gửi thì coi như không đăng ký".
_WHOEVER = re.compile(
    r"\s?nào\s[^.;]{2,160}?[\s,](?:(?:coi|xem) (?:như|là)|được (?:coi|xem)|bị|(?:sẽ )?phải chịu)(?!\w)"
)
# "Từ nay đến hết năm 2025 tổ chức …": by when stands before the order, without a comma.
_BY = re.compile(
    r"(?:từ nay\s)?(?:đến|trước|chậm nhất|muộn nhất|trong|hết|xong)\s(?:\S+\s){0,3}(?:ngày|tháng|quý|năm|\d)"
)
_LONGEST_BY = 8
_MARK = re.compile(r"\.\s")


def _lays_down(text: Text, start: int, end: int) -> bool:
    """Whether the clause speaks of documents: "Quyết định này có hiệu lực …"."""
    said = text[start : min(end, start + _FARTHEST)]
    if not any(map(said.__contains__, _OF_DOCUMENTS)):
        return False
    for words, reach in _NO_DUTY_WITHIN:
        at = said.find(words, 0, reach + len(words))
        if at >= 0 and not _MARK.search(said, 0, at):
            return True
    return False


def _tells(text: Text, start: int, after: int, end: int) -> bool:
    """Whether what follows the name tells of what was or befalls; an aim may be what people are to get."""
    if _WHOEVER.match(text.low, after, end):
        return True
    told = _NARRATIVE.match(text.low, after, end)
    if told is None:
        return False
    return told[0].strip() not in ("được", "đều") or not TARGET.match(text.low, start, end)


def _replaces(text: Text, start: int, end: int) -> bool:
    """Whether one document takes the place of another: "…, thay thế Quyết định số …"."""
    said = _REPLACES.search(text, start, min(end, start + _REPLACES_WITHIN))
    return said is not None and not _MARK.search(text, start, said.start())


def asks(text: Text, start: int, end: int, after: int | None, *, strict: bool, led: bool) -> bool:
    """Whether the words ask for something rather than tell of it."""
    if end - start < 12 or _NO_DUTY.match(text, start, end) or _lays_down(text, start, end):
        return False
    if (after is None or not begins_verb(text, after, end)) and _replaces(text, start, end):
        return False
    if after is not None and (after >= end or _tells(text, start, after, end)):
        return False
    if strict and not (led and begins_verb(text, start, end)):
        ordered = _ORDERS.search(text.low, start, end)
        return ordered is not None and not TOLD.search(text.low, start, ordered.start())
    if after is not None:
        return True
    if text.low.find("so với cùng kỳ", start, end) >= 0 > text.low.find("phấn đấu", start, end):
        return False  # "tăng 12% so với cùng kỳ" tells of what was
    if _BORNE.match(text.low, start, end):
        return not TOLD.search(text.low, start, end)
    if _opens_with_verb(text, start, end) or TARGET.match(text.low, start, end):
        return not (TOLD.search(text.low, start, end) and not led)
    return bool(_ORDERS.search(text.low, start, end)) and not TOLD.search(text.low, start, end)


def _opens_with_verb(text: Text, start: int, end: int) -> bool:
    """Whether an order's verb comes first, or behind the occasion, how often, by when."""
    often = OFTEN.match(text.low, start, end)
    if often and begins_verb(text, often.end(), end):
        return True
    led = LED.match(text.low, start, end)
    if begins_verb(text, led.end() if led else start, end):
        return True
    by = point_in(text, start, end) if _BY.match(text.low, start, end) else None
    return by is not None and by.start - start < _LONGEST_BY and begins_verb(text, by.end + 1, end)

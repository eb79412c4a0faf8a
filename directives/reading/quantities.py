"""How much is asked: "ít nhất 01 mô hình", "100% xã, phường, thị trấn", "không quá 05 ngày làm việc"."""

import re
from decimal import Decimal

from directives.reading.lines import Text, beginning
from directives.reading.proposals import Bound, Due, DueKind, Quantity

_AT_LEAST = r"ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn|đạt trên|trên"
_AT_MOST = r"tối đa|không quá|nhiều nhất|không vượt quá|dưới"
_EVEN = r"đạt|phấn đấu|bảo đảm|đảm bảo"
_LEAD = rf"(?:(?P<least>{_AT_LEAST})|(?P<most>{_AT_MOST})|(?:{_EVEN}))\s(?:có\s|là\s|đạt\s)?"
_WORDS = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_TIME_OR_COST = (
    r"thời gian (?:giải quyết|xử lý|thực hiện)(?:\s(?:thủ tục hành chính|hồ sơ|công việc))?"
    r"|thời gian (?:đi lại|chờ đợi)|chi phí (?:tuân thủ(?:\sthủ tục hành chính)?|đi lại)"
)
_GROUPS = (
    r"xã, phường, thị trấn, đặc khu|xã, phường, thị trấn|xã, phường, đặc khu|xã, phường|xã, thị trấn"
    r"|thôn, tổ dân phố|cơ quan, đơn vị, địa phương|cơ quan, đơn vị|sở, ban, ngành"
    r"|cán bộ, công chức, viên chức, người lao động|cán bộ, công chức, viên chức|cán bộ, công chức"
    r"|cán bộ, đảng viên|cơ quan hành chính nhà nước|thủ tục hành chính|hồ sơ|ý kiến, kiến nghị|đơn thư"
)
# What a plain number counts: things, not times.
_THINGS = (
    r"mô hình|cuộc|buổi|lớp|hội nghị|chuyên đề|tin, bài|tin bài|tin|bài|đồng chí|người|phiếu|công trình"
    r"|vụ việc|vụ|hồ sơ"
    r"|thủ tục|đơn vị|điểm|câu lạc bộ|xã|phường|thôn|hộ|đơn|ý kiến|kiến nghị|tổ|đoàn|chi bộ|chi hội"
    r"|cơ quan|bảng|máy|làng|buôn|ấp|khu phố|hội viên|đoàn viên|lớp|công đoàn|sản phẩm|đội hình|đội|nhóm|trường"
    r"|chuyên mục|phóng sự|tuyến|căn|nhà|suất|lượt|triệu đồng|tỷ đồng|điển hình|sáng kiến|giải pháp|số|kỳ|tác phẩm"
    r"|hòa giải viên|hoà giải viên|bộ tài liệu|tài liệu"
    r"|tập thể|cá nhân|gia đình|khu dân cư|cán bộ|công chức|con đường|suất quà|phần quà|chi nhánh|tổ chức"
)
_RATES = (
    DueKind.YEARLY,
    DueKind.HALF_YEARLY,
    DueKind.QUARTERLY,
    DueKind.MONTHLY,
    DueKind.WEEKLY,
    DueKind.DAILY,
)
_TIME_UNIT = re.compile(r"\s(?:năm|quý|tháng|tuần)(?!\w)")
_COUNTED = (
    r"mô hình, điển hình|mô hình|điển hình|lần|cuộc đối thoại|hội nghị đối thoại|cuộc kiểm tra|cuộc|buổi"
    r"|lớp tập huấn|lớp|ngày làm việc|ngày|hội nghị|chuyên đề|tin, bài|tin bài|bài|đồng chí|người|phiếu|vụ việc|vụ"
    r"|công trình|việc|đơn vị|điểm|chương trình|kế hoạch|câu lạc bộ|tổ|xã|phường|thôn|hộ|văn bản"
)
# A number in digits anywhere, in words only after a lead; then what stands on either side of it.
_NUMBERS = re.compile(
    beginning(
        *(
            rf"{digit}(?<![/.,\-]\d)(?:\d{{0,2}}(?:\.\d{{3}}){{1,3}}|\d{{0,8}}(?:,\d{{1,3}})?)(?!\d)(?=\s?%|\s[^\W\d_])"
            for digit in "0123456789"
        ),
        *(rf"{word}(?=\s[^\W\d_])" for word in _WORDS),
    )
)
# What the words before a number end with when they lead to it.
_LEADS_END = tuple(
    f"{lead.split()[-1]} " for lead in f"{_AT_LEAST}|{_AT_MOST}|{_EVEN}|có|là|từ".split("|")
)
_LED = re.compile(rf"\b(?:{_LEAD})(?:từ\s)?$")
_SHARE = re.compile(
    r"\s?%\s?(?:(?P<of>số|các|tổng số)\s)?"
    rf"(?:(?P<group>{_GROUPS}|{_TIME_OR_COST})|(?P<words>[^\W\d_]+(?:\s[^\W\d_]+){{0,4}}))?"
)
_COUNT = re.compile(rf"\s(?:(?P<unit>{_COUNTED})(?!\w)|(?P<words>[^\W\d_]+(?:\s[^\W\d_]+)?))")
_PLAIN = re.compile(rf"\s(?P<unit>{_THINGS})\b")
_NAMING = ("số ", "khoản ", "điều ", "ngày ", "tháng ", "năm ", "quý ", "điểm ", "mẫu ")
_NAMES_SOMETHING = re.compile(
    r"\b(?:số|khoản|điều|ngày|(?<!mỗi )(?<!hằng )(?<!hàng )(?:tháng|năm|quý)|(?<!dứt )điểm|mẫu)\s$"
)
_LEFT = 30  # as far as a lead reaches
_PER = re.compile(
    rf"\b(?:mỗi|từng)\s(?P<per>(?:{_GROUPS})(?:,\s(?:{_GROUPS}))*|cơ quan|đơn vị|địa phương|xã|phường|thôn"
    r"|huyện|sở|chi bộ|cán bộ)\b"
)
_ENDS_SHARE = re.compile(
    r"\s(?:trên|ở|hoàn thành|được|thực hiện|xây dựng|có|đạt|phải|tổ chức|triển khai|đăng ký|trở|công khai|đều"
    r"|tham gia"
    r"|ban hành|giải quyết|niêm yết|đúng|trong|hằng|hàng|và|ký)(?!\w).*",
    re.IGNORECASE,
)
_OR_MORE = re.compile(r"[^.;]{0,90}?\strở lên")


def quantity_in(text: Text, start: int, end: int, due: Due | None = None) -> Quantity | None:
    """The first quantity that `text[start:end]` asks for; the time that `due` counts is none."""
    for number in _NUMBERS.finditer(text.low, start, end):
        left = text.low[max(start, number.start() - _LEFT) : number.start()]
        lead = _LED.search(left) if left.endswith(_LEADS_END) else None
        digits = number[0][0].isdigit()
        share = _SHARE.match(text.low, number.end(), end) if digits else None
        counted = share
        if counted is None and not _is_time(text, number, due):
            if lead:
                counted = _COUNT.match(text.low, number.end(), end)
            elif digits and not (left.endswith(_NAMING) and _NAMES_SOMETHING.search(left)):
                counted = _PLAIN.match(text.low, number.end(), end)
        if counted is None:
            continue
        unit = _share_of(text, counted) if share else _unit(text, counted)
        led = text[number.start() - len(lead[0]) : number.start()] if lead else ""
        said = led + text[slice(*number.span())] + ("%" if share else "")
        if share and share["of"] and unit:
            said += f" {text[slice(*share.span('of'))]}"
        per = _PER.search(text.low, start, end)
        return Quantity(
            value=_value(number[0]),
            unit=unit,
            percent=share is not None,
            bound=_bound(lead, text, counted.start(), end),
            per=text[slice(*per.span("per"))] if per else None,
            wording=" ".join(f"{said} {unit}".split()),
        )
    return None


def _is_time(text: str, number: re.Match[str], due: Due | None) -> bool:
    """Whether the number belongs to the deadline, not to what is due."""
    if due is None or not due.start <= number.start() < due.end:
        return False
    return due.kind not in _RATES or bool(_TIME_UNIT.match(text, number.end()))


def _unit(text: str, match: re.Match[str]) -> str:
    named = match.lastgroup or 0
    return " ".join(text[slice(*match.span(named))].split())


def _share_of(text: str, match: re.Match[str]) -> str:
    if match["group"]:
        return text[slice(*match.span("group"))]
    said = text[slice(*match.span("words"))] if match["words"] else ""
    return _ENDS_SHARE.sub("", f" {said}").strip()


def _bound(lead: re.Match[str] | None, text: Text, at: int, end: int) -> Bound:
    if (lead and lead["least"]) or _OR_MORE.match(text.low, at, end):
        return Bound.AT_LEAST
    return Bound.AT_MOST if lead and lead["most"] else Bound.EXACTLY


def _value(written: str) -> Decimal:
    if written in _WORDS:
        return Decimal(_WORDS[written])
    return _decimal(written)


def _decimal(written: str) -> Decimal:
    """Read it as it is written here: "1.676" is one thousand six hundred …; "98,61" has a decimal comma."""
    return Decimal(written.replace(".", "").replace(",", "."))

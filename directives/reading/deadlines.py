"""When something is due: a last day, or a recurrence with or without one.

"Trước ngày D": the last day is D−1; "chậm nhất D", "đến hết D": D; "trong tháng M": its last day.
"""

import calendar
import re
from dataclasses import replace
from datetime import date

from directives.reading.lines import Text, at_word
from directives.reading.points import Point, point_in
from directives.reading.proposals import Due, DueKind, Span

_EVERY = {
    "năm": DueKind.YEARLY,
    "quý": DueKind.QUARTERLY,
    "tháng": DueKind.MONTHLY,
    "tuần": DueKind.WEEKLY,
    "ngày": DueKind.DAILY,
}
_UNITS = {
    "ngày làm việc": "working days", "giờ làm việc": "hours", "ngày": "days", "giờ": "hours",
    "tiếng": "hours", "tuần": "weeks", "tháng": "months", "năm": "years", "phút": "minutes", "quý": "quarters",
}  # fmt: skip
_COUNTED = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_COUNT = r"(?:\d{1,3}|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_UNIT = r"(?:ngày làm việc|giờ làm việc|ngày|giờ|tiếng|tuần|tháng|năm|phút|quý)"
_HALF = r"(?:6|06|sáu)\stháng"
_TIMES = r"(?:\d{1,2}|một|hai|ba|bốn)\s(?:lần|kỳ|đợt|buổi|cuộc|ngày)"
_HOUR = r"\d{1,2}\s?(?:h|giờ|g|:)\s?(?:\d{2}(?:\s?phút)?)?"
_HOURS = re.compile(rf"(?:từ\s)?(?P<from>{_HOUR})\s?(?:đến|-|–|tới)\s?(?P<to>{_HOUR})")
_CLOCK = re.compile(r"(\d{1,2})\s?(?:h|giờ|g|:)\s?(\d{2})?")
_RECURRENCE = re.compile(
    at_word(
        "0-9bcđhmnstuưv",
        rf"(?:(?P<half>(?:định kỳ\s(?:hằng\s|hàng\s|mỗi\s)?{_HALF}|(?:hằng|hàng|mỗi|từng)\s{_HALF}"
        rf"|{_HALF}\s?/\s?lần|{_HALF}\s(?:một|1|01)\slần|{_HALF}\s{_TIMES}|{_TIMES}\s?(?:/|một\s|mỗi\s)\s?{_HALF}"
        rf"|6 tháng đầu năm và (?:cả )?năm"
        rf"|{_HALF}(?:,| và) (?:một |01 |1 |hằng |hàng |cả )?năm(?!\s?\d)|sơ kết 6 tháng"
        r"|(?:một|mỗi) năm (?:hai|02|2) (?:lần|kỳ)))"
        rf"|(?:cứ|định kỳ|mỗi)\s(?P<n1>{_COUNT})\s(?P<u1>{_UNIT})(?:\s(?:một|1|01)\slần|/lần)?"
        rf"|(?P<n2>{_COUNT})\s(?P<u2>{_UNIT})\s?(?:/\s?(?:(?:một|1|01)\s)?|(?:một|1|01)\s)lần"
        r"|(?:định kỳ\s)?(?:vào\s)?(?:(?:sáng|chiều|ngày)\s)?(?:thứ\s(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])\s)?"
        r"(?:hằng|hàng|mỗi|từng)\s(?P<every>năm|quý|tháng|tuần|ngày)(?:\s(?:\d{1,2}|một)\slần)?"
        rf"|{_TIMES}\s?(?:/|một\s|trong\s(?:một\s|01\s)?|mỗi\s)\s?(?P<per>năm|quý|tháng|tuần|ngày)(?!\s(?:\d|làm))"
        r"|(?:01|1|một)\s(?P<one>năm|quý|tháng|tuần)\s(?:ít nhất\s)?(?:0?\d|một|hai|ba)\slần"
        r"|(?P<weekly>thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s(?:của\s)?(?:tuần thứ|tuần đầu|tuần cuối"
        r"|(?:đầu|cuối|đầu tiên|cuối cùng)\s(?:(?:của|trong|mỗi|hằng|hàng)\s){0,2}tháng(?!\s\d))"
        r"|\d{1,3}\s(?:[^\W\d_]+,?\s){0,2}[^\W\d_]+(?:\s(?:trong\s)?một\s|\s?/\s?)(?P<rate>năm|quý|tháng|tuần)(?!\s(?:\d|một|hai))"
        r"|(?:trực|ứng trực|trực ban|thường trực)\s(?P<always>24/(?:7|24)(?:\s?(?:giờ|h))?)"
        r"|định kỳ\s(?:theo\s)?(?P<period>năm|quý|tháng|tuần))(?!\w)",
    )
)
# Counted from an event, or back from one: "trong 05 ngày làm việc kể từ ngày nhận".
_BEFORE = re.compile(
    rf"\b(?:(?:chậm nhất|trước|ít nhất|tối thiểu"
    rf"|muộn nhất)(?:\slà)?\s(?:trước\s)?(?P<n1>{_COUNT})\s(?P<u1>{_UNIT})\s?"
    r"(?:trước(?!\s\d)|so với ngày|,?\strước)"
    rf"|trước\s(?:tết|(?:khi|ngày|thời điểm|kỳ|phiên|cuộc|giờ|buổi|hội|lễ|dịp)[^.;\d]{{2,60}}?)"
    rf"\s(?:ít nhất|tối thiểu|chậm nhất|là|trước)?\s?(?P<n2>{_COUNT})"
    rf"\s(?P<u2>{_UNIT})(?!\w))"
)
_WITHIN = re.compile(
    r"(?:t(?<!\wt)(?:rong(?:\s(?:thời hạn|thời gian|vòng))?|hời hạn|ối đa)|c(?<!\wc)hậm nhất|m(?<!\wm)uộn nhất"
    r"|k(?<!\wk)hông quá|s(?<!\ws)au|q(?<!\wq)uá)"
    rf"(?:\s(?:là|không quá|sau|tối đa|trong"
    rf"|chậm nhất))?\s(?P<n>{_COUNT})\s(?:\([^)]{{1,12}}\)\s)?(?P<u>{_UNIT})(?!\w)"
    r"(?!\s(?:đầu|cuối|qua|tới|lần|liền|liên|nay)|/)"
)
# The months that a report tells of: "báo cáo kết quả giải quyết đơn thư trong 9 tháng đầu năm 2021".
_TOLD_OF = re.compile(
    r"(?<!\w)(?:báo cáo|tổng hợp|đánh giá)\s[^;.:]{0,80}?(?<!\w)(?:kết quả|tình hình|số liệu)\s"
    r"(?:(?:(?!hoàn thành|xong|trước)[^;.:]){3,160}\scủa\s[^;.,:]{3,60}"
    r"|(?:(?!hoàn thành|xong|trước)[^;.,:]){8,160})$"
)
_PART_OF_YEAR = re.compile(
    r"\b(?:trong\s|đến hết\s|hết\s)?(?P<months>3|03|6|06|9|09|sáu|ba)\stháng\s(?P<which>đầu"
    r"|cuối)\snăm\s(?P<year>(?:19|20)\d\d)"
)
# Without one of these no pattern below matches; they are cheaper.
_TIME_WORDS = ("ngày", "tháng", "năm", "quý", "tuần", "giờ", "tiếng", "phút", "chủ nhật", "thứ ")
_DAY_AND_MONTH = re.compile(r"\d\s?[/.\-]\s?\d")
# Without one of these words nothing recurs; "/" and "một" must have a unit of time after them.
_TURNS = (
    "hằng", "hàng", "mỗi", "từng", "định kỳ", "cứ ", "lần", "kỳ", "đợt", "buổi", "cuộc", "6 tháng", "sáu tháng",
    "tuần thứ", "tuần đầu", "tuần cuối", "24/", "đầu tháng",
    "cuối tháng", "đầu tiên", "cuối cùng",
)  # fmt: skip
_A_TIME = re.compile(r"(?:/|một\s|trong\s(?:một\s|01\s)?)\s?(?:năm|quý|tháng|tuần|ngày)")
# Nothing is counted from an event without a count of units.
_COUNTED_UNIT = re.compile(
    rf"(?:{'|'.join((*'0123456789', *_COUNTED))})\s(?:\([^)]{{1,12}}\)\s)?{_UNIT}"
)
_YEARLY_REPORT = re.compile(r"báo cáo (?:tổng kết |kết quả )?năm(?!\s?[\d(])(?!\w)")
_MONTHLY_REPORT = re.compile(r"báo cáo (?:kết quả )?(?:hằng |hàng )?tháng(?!\s?\d)(?!\w)")
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}


def due_in(text: Text, start: int, end: int, issued_on: date | None) -> Due | None:
    """The deadline that `text[start:end]` states; `issued_on` gives a missing year."""
    said = text.low[start:end]
    if not any(map(said.__contains__, _TIME_WORDS)) and not _DAY_AND_MONTH.search(said):
        return None
    counted = _counted(text, start, end, said)
    recurrence = None
    if any(map(said.__contains__, _TURNS)) or _A_TIME.search(said):
        recurrence = _RECURRENCE.search(text.low, start, end)
    point = point_in(text, start, end)
    while point and _over(text, point, issued_on):
        point = point_in(text, point.end, end)
    if recurrence is None:
        once = _once(text, point, issued_on, said) if point else None
        if counted and (once is None or counted.start < once.start):
            return counted
        return once
    if point and point.year is not None and not point.halves:
        return _once(text, point, issued_on, "")
    if counted and counted.start < recurrence.start("said"):
        return counted
    due = _recurring(text, recurrence, point)
    if due.kind is DueKind.DAILY and (hours := _hours(text, start, end)):
        return replace(due, from_hour=hours[0], to_hour=hours[1])
    return due


def _over(text: Text, point: Point, issued_on: date | None) -> bool:
    """Whether a period that the work looks back on ends there: "đơn nhận từ 01/01/2007 đến 30/6/2008"."""
    year, month, day = point.year, point.month, point.day
    if issued_on is None or year is None or month is None or day is None:
        return False
    if not text.low.startswith(("đến", "tính đến", "hết"), point.start):
        return False
    return _day_of(year, month, day) < issued_on


def _counted(text: Text, start: int, end: int, said: str) -> Due | None:
    """So much time from an event, or ahead of one; the first months or the last of a year."""
    parts = "tháng đầu" in said or "tháng cuối" in said
    part = _PART_OF_YEAR.search(text.low, start, end) if parts else None
    if part and not _TOLD_OF.search(text.low, start, part.start()):
        months = _COUNTED.get(part["months"]) or int(part["months"])
        month = months if part["which"] == "đầu" else 12
        last = _day_of(int(part["year"]), month, 31)
        return Due(
            DueKind.ONCE,
            text[slice(*part.span())],
            last_day=last,
            start=part.start(),
            end=part.end(),
        )
    if not _COUNTED_UNIT.search(said):
        return None
    for kind, pattern, names in (
        (DueKind.BEFORE, _BEFORE, (("n1", "u1"), ("n2", "u2"))),
        (DueKind.WITHIN, _WITHIN, (("n", "u"),)),
    ):
        match = pattern.search(text.low, start, end)
        if match is None:
            continue
        count, unit = next((match[n], match[u]) for n, u in names if match[n])
        return Due(
            kind,
            " ".join(text[slice(*match.span())].split()),
            count=_number(count),
            unit=_UNITS[unit],
            start=match.start(),
            end=match.end(),
        )
    return None


def _number(written: str) -> int:
    return int(written) if written.isdigit() else _COUNTED[written]


def _kind_alone(said: str, point: Point) -> DueKind:
    """What a day recurs as by itself: a quarter's last month, a "báo cáo năm" without its year."""
    if point.halves:
        return DueKind.HALF_YEARLY
    if point.in_quarter:
        return DueKind.QUARTERLY
    if point.monthly or (point.month is None and point.day and _MONTHLY_REPORT.search(said)):
        return DueKind.MONTHLY
    undated = point.year is None and point.month is not None
    return DueKind.YEARLY if undated and _YEARLY_REPORT.search(said) else DueKind.ONCE


def _once(text: Text, point: Point, issued_on: date | None, said: str) -> Due:
    kind, month, day, last_day = _kind_alone(said, point), point.month, point.day, None
    if kind is not DueKind.ONCE:
        month = _month_of(kind, point)
    elif month is not None and day is not None:
        year = point.year if point.year is not None else _next_year(month, day, issued_on)
        if year is not None:
            last_day = _day_of(year, month, day)
            month = day = None
    elif month is not None:
        month = None
    return Due(
        kind,
        text[point.start : point.end],
        last_day=last_day,
        month=month,
        day=day,
        exclusive=point.exclusive,
        start=point.start,
        end=point.end,
    )


def _next_year(month: int, day: int, issued_on: date | None) -> int | None:
    """The year of a day without one: the first such day not before the document's own date."""
    if issued_on is None:
        return None
    if _day_of(issued_on.year, month, day) >= issued_on:
        return issued_on.year
    return issued_on.year + 1


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _recurring(text: Text, match: re.Match[str], point: Point | None) -> Due:
    kind, count, unit = _kind(match)
    (start, end), said = match.span("said"), text[slice(*match.span("said"))]
    if point is not None:
        kind = _kind_with(kind, point)
        start, end, said = _said_together(text, (start, end), (point.start, point.end))
    weekday = match["weekday"]
    return Due(
        kind,
        " ".join(said.split()),
        month=_month_of(kind, point) if point else None,
        day=point.day if point else None,
        weekday=_weekday(weekday) if weekday else None,
        exclusive=point.exclusive if point else False,
        count=count,
        unit=unit,
        start=start,
        end=end,
    )


def _kind_with(kind: DueKind, point: Point) -> DueKind:
    """The kind of a recurrence whose last day is said as well."""
    if point.halves:
        return DueKind.HALF_YEARLY
    if point.month is not None and not point.in_quarter and kind is not DueKind.HALF_YEARLY:
        return DueKind.YEARLY
    return DueKind.QUARTERLY if point.in_quarter else kind


def _said_together(text: Text, recurrence: Span, day: Span) -> tuple[int, int, str]:
    """The words of a recurrence and of its last day, and the span that stands for both."""
    first, last = sorted((recurrence, day))
    if last[0] < first[1]:
        end = max(first[1], last[1])
        return first[0], end, text[first[0] : end]
    between = " " if text[first[1] : last[0]].strip() in ("", ",") else " … "
    return *day, text[slice(*first)] + between + text[slice(*last)]


def _month_of(kind: DueKind, point: Point) -> int | None:
    """The month as the recurrence counts it: within its year, half year or quarter."""
    month = point.month
    if kind is DueKind.HALF_YEARLY and month is not None:
        return (month - 1) % 6 + 1
    if kind is DueKind.QUARTERLY and month is not None and not point.in_quarter:
        return (month - 1) % 3 + 1
    return None if kind in (DueKind.MONTHLY, DueKind.WEEKLY, DueKind.DAILY) else month


def _kind(match: re.Match[str]) -> tuple[DueKind, int | None, str | None]:
    """The kind of a recurrence; count and unit of one that no kind of its own names."""
    if match["half"]:
        return DueKind.HALF_YEARLY, None, None
    if match["weekly"] or match["always"]:
        return (DueKind.MONTHLY if match["weekly"] else DueKind.DAILY), None, None
    every = match["every"] or match["per"] or match["one"] or match["period"] or match["rate"]
    if every:
        return _EVERY[every], None, None
    count, unit = _number(match["n1"] or match["n2"]), match["u1"] or match["u2"]
    named = _NAMED.get((count, unit))
    return (named, None, None) if named else (DueKind.EVERY, count, _UNITS[unit])


def _hours(text: Text, start: int, end: int) -> tuple[str, str] | None:
    """From when to when: "từ 7h30 đến 8h30"."""
    match = _HOURS.search(text.low, start, end)
    if match is None:
        return None
    first, last = (_CLOCK.match(match[name]) for name in ("from", "to"))
    if first is None or last is None:
        return None
    return (f"{int(first[1]):02}:{first[2] or '00'}", f"{int(last[1]):02}:{last[2] or '00'}")


_NAMED = {
    (6, "tháng"): DueKind.HALF_YEARLY,
    (3, "tháng"): DueKind.QUARTERLY,
    (12, "tháng"): DueKind.YEARLY,
    **{(1, unit): kind for unit, kind in _EVERY.items()},
}


def _weekday(word: str) -> int:
    return _WEEKDAYS[word] if word in _WEEKDAYS else int(word) - 2

"""When something is due: a last day, or a recurrence with or without one.

"Trước ngày D": the last day is D−1; "chậm nhất D", "đến hết D": D; "trong tháng M": its last day.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from directives.reading.proposals import Due, DueKind

_EVERY = {
    "năm": DueKind.YEARLY,
    "quý": DueKind.QUARTERLY,
    "tháng": DueKind.MONTHLY,
    "tuần": DueKind.WEEKLY,
    "ngày": DueKind.DAILY,
}
_HALF = r"(?:6|06|sáu)\stháng"
_TIMES = r"(?:\d{1,2}|một|hai|ba)\slần"
_HOURS = r"(?:(?:từ\s)?\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2}\s?(?:đến|-|–)\s?\d{1,2}\s?(?:h|giờ|g)\s?\d{0,2}\s)?"
_RECURRENCE = re.compile(
    rf"(?<!\w){_HOURS}(?:(?P<half>(?:định kỳ\s(?:hằng\s|hàng\s|mỗi\s)?{_HALF}|(?:hằng|hàng|mỗi)\s{_HALF}"
    rf"|{_HALF}\s{_TIMES}|{_TIMES}\s?/\s?{_HALF}|6 tháng đầu năm và (?:cả )?năm))"
    r"|(?:định kỳ\s)?(?:vào\s)?(?:thứ\s(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])\s)?"
    r"(?:hằng|hàng|mỗi|từng)\s(?P<every>năm|quý|tháng|tuần|ngày)(?:\s(?:\d{1,2}|một)\slần)?"
    rf"|{_TIMES}\s?(?:/|một\s|trong\s|mỗi\s)\s?(?P<per>năm|quý|tháng|tuần|ngày)"
    r"|(?:01|1|một)\s(?P<one>năm|quý|tháng|tuần)\s(?:01|1|một)\slần"
    r"|định kỳ\s(?P<period>năm|quý|tháng|tuần))(?!\w)",
    re.IGNORECASE,
)
_LEAD = (
    r"(?P<lead>chậm nhất(?:\slà)?(?:\svào|\sđến|\strước)?|muộn nhất(?:\slà)?(?:\svào)?|đến hết|tính đến hết"
    r"|xong trước|xong trong|trước|trong|hết|đến|vào|cuối|từ nay đến(?:\shết)?)\s"
)
_YEAR = r"(?:\s?/\s?|-|\.|\s?năm\s)(?P<{0}>(?:19|20)\d\d)(?!\d)"
_POINT = re.compile(
    rf"(?<!\w){_LEAD}(?:(?P<hour>\d{{1,2}}\s?(?:giờ|h|g)\s?\d{{0,2}}),?\s(?:ngày\s)?)?"
    r"(?:(?:ngày\s)?(?P<day>\d{1,2})(?:\s?[/.\-]\s?|\stháng\s)(?P<month>\d{1,2})(?!\d)"
    rf"(?:{_YEAR.format('y1')})?"
    r"|ngày\s(?P<only_day>\d{1,2})(?!\d)(?:\s(?:của\s)?(?P<last>tháng cuối (?:của\s)?quý|tháng đầu quý sau))?"
    rf"|tháng\s(?P<only_month>\d{{1,2}})(?!\d)(?:{_YEAR.format('y2')})?"
    rf"|quý\s(?P<quarter>IV|I{{1,3}}|[1-4])(?!\w)(?:{_YEAR.format('y3')})?"
    r"|năm\s(?P<only_year>(?:19|20)\d\d)(?!\d))",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"\s?(?:,|và)\s(?:trước\s)?(?:ngày\s)?(?P<day>\d{1,2})(?:/|\stháng\s)(?P<month>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}


@dataclass(frozen=True, slots=True)
class _Point:
    """What a wording of a last day gives; what it leaves open is None."""

    year: int | None
    month: int | None
    day: int | None  # 31: the last day of the month
    exclusive: bool
    start: int
    end: int
    in_quarter: bool = False
    halves: bool = False


def due_in(text: str, start: int, end: int, issued_on: date | None) -> Due | None:
    """The deadline that `text[start:end]` states; `issued_on` gives a missing year."""
    recurrence = _RECURRENCE.search(text, start, end)
    point = _point_in(text, start, end)
    if recurrence is None:
        return _once(text, point, issued_on) if point else None
    if point and point.year is not None:
        return _once(text, point, issued_on)
    return _recurring(text, recurrence, point)


def _point_in(text: str, start: int, end: int) -> _Point | None:
    for match in _POINT.finditer(text, start, end):
        point = _point(match)
        if point is not None:
            return _with_second(text, point, end)
    return None


def _point(match: re.Match[str]) -> _Point | None:
    exclusive = match["lead"].lower().endswith("trước") and not match["hour"]
    found = _Point(None, None, None, exclusive, match.start(), match.end())
    if match["only_year"]:
        if match["lead"].lower() == "vào":
            return None
        year = int(match["only_year"]) - exclusive
        return replace(found, year=year, month=12, day=31)
    if match["quarter"]:
        quarter = _ROMAN.get(match["quarter"].upper()) or int(match["quarter"])
        month = quarter * 3 - 3 * exclusive
        return _rolled(replace(found, year=_int(match["y3"]), month=month, day=31))
    if match["only_month"]:
        month = int(match["only_month"]) - exclusive
        return _rolled(replace(found, year=_int(match["y2"]), month=month, day=31))
    if match["only_day"]:
        return _day_alone(found, match)
    return _full_day(found, int(match["day"]), int(match["month"]), _int(match["y1"]))


def _day_alone(found: _Point, match: re.Match[str]) -> _Point | None:
    day = int(match["only_day"]) - found.exclusive
    if not 0 <= day <= 31:
        return None
    in_quarter = match["last"] is not None
    month = 3 if in_quarter and "cuối" in match["last"] else 1 if in_quarter else None
    return replace(found, month=month, day=day or 31, in_quarter=in_quarter)


def _full_day(found: _Point, day: int, month: int, year: int | None) -> _Point | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    if not found.exclusive:
        return replace(found, year=year, month=month, day=day)
    if year is not None:
        last = date(year, month, day) - timedelta(days=1)
        return replace(found, year=last.year, month=last.month, day=last.day)
    if day > 1:
        return replace(found, month=month, day=day - 1)
    return replace(found, month=(month - 2) % 12 + 1, day=31)


def _rolled(point: _Point) -> _Point | None:
    """Month 0 of a year is December of the year before."""
    if point.month is None or not 0 <= point.month <= 12:
        return None
    if point.month == 0:
        return replace(point, month=12, year=point.year - 1 if point.year else None)
    return point


def _with_second(text: str, point: _Point, end: int) -> _Point:
    """A second day half a year later: "trước ngày 15/6 và ngày 15/12"."""
    second = _SECOND.match(text, point.end, end)
    if (
        second is None
        or point.month is None
        or abs(int(second["month"]) - point.month) not in (5, 6, 7)
    ):
        return point
    return replace(point, end=second.end(), halves=True)


def _once(text: str, point: _Point, issued_on: date | None) -> Due:
    if point.halves:
        return _with_day(
            Due(
                DueKind.HALF_YEARLY, text[point.start : point.end], start=point.start, end=point.end
            ),
            point,
        )
    due = Due(
        DueKind.ONCE,
        text[point.start : point.end],
        exclusive=point.exclusive,
        start=point.start,
        end=point.end,
    )
    if point.month is None or point.day is None:
        return replace(due, day=point.day)
    year = point.year if point.year is not None else _next_year(point.month, point.day, issued_on)
    if year is None:
        return replace(due, month=point.month, day=point.day)
    return replace(due, last_day=_day_of(year, point.month, point.day))


def _next_year(month: int, day: int, issued_on: date | None) -> int | None:
    """The year of a day without one: the first such day not before the document's own date."""
    if issued_on is None:
        return None
    if _day_of(issued_on.year, month, day) >= issued_on:
        return issued_on.year
    return issued_on.year + 1


def _day_of(year: int, month: int, day: int) -> date:
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _recurring(text: str, match: re.Match[str], point: _Point | None) -> Due:
    kind = _kind(match)
    weekday = match["weekday"]
    due = Due(
        kind,
        " ".join(match[0].split()),
        weekday=_weekday(weekday.lower()) if weekday else None,
        start=match.start(),
        end=match.end(),
    )
    if point is None:
        return due
    if point.halves:
        due = replace(due, kind=DueKind.HALF_YEARLY)
    elif point.month is not None and not point.in_quarter and kind is not DueKind.HALF_YEARLY:
        due = replace(due, kind=DueKind.YEARLY)
    elif point.in_quarter:
        due = replace(due, kind=DueKind.QUARTERLY)
    first, last = sorted(((match.start(), match.end()), (point.start, point.end)))
    between = " " if text[first[1] : last[0]].strip() in ("", ",") else " … "
    if last[0] < first[1]:
        said, span = text[first[0] : max(first[1], last[1])], (first[0], max(first[1], last[1]))
    else:
        said = text[slice(*first)] + between + text[slice(*last)]
        span = (point.start, point.end)
    due = replace(due, wording=" ".join(said.split()), start=span[0], end=span[1])
    return _with_day(due, point)


def _with_day(due: Due, point: _Point) -> Due:
    """Put month and day as the recurrence counts them: within its year, half year or quarter."""
    month = point.month
    if due.kind is DueKind.HALF_YEARLY and month is not None:
        month = (month - 1) % 6 + 1
    elif due.kind is DueKind.QUARTERLY and month is not None and not point.in_quarter:
        month = (month - 1) % 3 + 1
    elif due.kind in (DueKind.MONTHLY, DueKind.WEEKLY, DueKind.DAILY):
        month = None
    return replace(due, month=month, day=point.day, exclusive=point.exclusive)


def _kind(match: re.Match[str]) -> DueKind:
    if match["half"]:
        return DueKind.HALF_YEARLY
    every = match["every"] or match["per"] or match["one"] or match["period"]
    return _EVERY[every.lower()]


def _weekday(word: str) -> int:
    return _WEEKDAYS[word] if word in _WEEKDAYS else int(word) - 2


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None

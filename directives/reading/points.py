"""A last day as it is worded: "trước ngày 30/11", "trong quý II/2024", "ngày 15 của tháng cuối quý".

What the wording leaves open stays open.
"""

import calendar
import re
from datetime import date, timedelta
from typing import NamedTuple

from directives.reading.lines import Text

_LEAD = (
    r"(?P<lead>c(?<!\wc)(?:hậm nhất(?:\slà)?(?:\svào|\sđến|\strước)?|uối)|m(?<!\wm)uộn nhất(?:\slà)?(?:\svào)?"
    r"|đ(?<!\wđ)ến(?:\shết|\scuối)?|t(?<!\wt)(?:ính đến hết|rước|rong|ừ nay đến(?:\shết|\scuối)?"
    r"|hời (?:gian|hạn)(?: hoàn thành| thực hiện| gửi)?\s?:)"
    r"|x(?<!\wx)ong(?:\st(?:rước|rong))?|h(?<!\wh)(?:ết|oàn thành(?:\s?:)?)|v(?<!\wv)ào"
    r"|k(?<!\wk)hông (?:muộn hơn|quá(?=\sngày)))\s"
)
_YEAR = r"(?:\s?/\s?|-|\.|\s?năm\s)(?P<{0}>(?:19|20)\d\d)(?!\d)"
# The first of two months or quarters, the last with a year: "tháng 5 - 6/2024", "quý IV/2024 - quý I/2025".
_TO = r"\s?(?:-|–|,|và|đến)\s?"
_IN_YEAR = r"\s?(?:/|-|năm\s)\s?(?:19|20)\d\d"
_MONTHS = rf"(?:\d{{1,2}}(?:{_IN_YEAR})?{_TO}(?:tháng\s)?(?=\d{{1,2}}{_IN_YEAR}))?"
_QUARTERS = (
    rf"(?:(?:iv|i{{1,3}}|[1-4])(?:{_IN_YEAR})?{_TO}(?:quý\s)?(?=(?:iv|i{{1,3}}|[1-4]){_IN_YEAR}))?"
)
_EACH = r"(?:của|mỗi|hằng|hàng|từng)\s"
_NEXT = "(?:sau|kế tiếp|tiếp theo|liền kề)"
_OF_QUARTER = rf"tháng cuối (?:{_EACH}){{0,2}}quý|tháng đầu (?:của\s)?quý {_NEXT}"
_OF_MONTH = rf"(?:của|trong)\s(?:{_EACH})?tháng(?:\s{_NEXT})?(?!\s?(?:\d|này|đó|nói|\w+ của))|tháng\s{_NEXT}(?!\w)"
_POINT = re.compile(
    rf"{_LEAD}(?:(?P<hour>\d{{1,2}}\s?(?:giờ|h|g)\s?\d{{0,2}}(?:\sphút|['’])?),?\s(?:ngày\s)?)?"
    r"(?:(?:(?:các\s)?ngày\s)?(?P<day>\d{1,2})(?:\s?[/.\-]\s?|\stháng\s)(?P<month>\d{1,2})(?!\d)"
    rf"(?:{_YEAR.format('y1')})?"
    rf"|ngày\s(?:m[ùồ]ng\s)?(?P<only_day>\d{{1,2}})(?!\d)(?:\s(?:của\s)?(?P<last>{_OF_QUARTER})|\s(?P<monthly>{_OF_MONTH}))?"
    rf"|tháng\s{_MONTHS}(?P<only_month>\d{{1,2}})(?!\d)(?:{_YEAR.format('y2')})?"
    rf"|quý\s{_QUARTERS}(?P<quarter>iv|i{{1,3}}|[1-4])(?!\w)(?:{_YEAR.format('y3')})?"
    r"|năm\s(?P<only_year>(?:19|20)\d\d)(?!\d))"
)
# The last day of a part of a month: "giữa tháng 10", "tuần đầu tháng 10/2025", "trong 10 ngày đầu tháng 11".
_PARTS = {
    7: "tuần (?:lễ )?(?:đầu(?: tiên)?|thứ nhất)",
    10: "thượng tuần|trong (?:10|mười) ngày đầu",
    14: "tuần thứ (?:hai|2)",
    15: "giữa|nửa đầu|trong (?:15|mười lăm) ngày đầu",
    20: "trung tuần",
    21: "tuần thứ (?:ba|3)",
}
_PART_OF_MONTH = re.compile(
    rf"(?<!\w)(?:{'|'.join(f'(?P<d{day}>{said})' for day, said in _PARTS.items())})"
    rf"\s(?:của\s)?tháng\s(?P<month>\d{{1,2}})(?!\d)(?:{_YEAR.format('year')})?"
)
_DAY_OF_MONTH = re.compile(r"ngày\s(?:m[ùồ]ng\s)?(\d{1,2})\s(?:hằng|hàng|mỗi|từng)\stháng(?!\w)")
_DAY_OF_QUARTER = re.compile(
    rf"ngày\s(\d{{1,2}})\s(?:của\s)?tháng cuối (?:{_EACH}){{0,2}}quý(?!\w)"
)
# The second day of a half-yearly report: "… và năm (trước ngày 10/12)".
_SECOND = re.compile(
    r"\)?\s?(?:\((?:6|06|sáu)\stháng[^()]{0,20}\)\s?)?(?:,|;|và)\s(?:và\s)?"
    r"(?:(?:báo cáo|sơ kết|tổng kết|kết quả)\s){0,2}"
    r"(?:(?:cả|hằng|hàng|một|01|1)\s)?(?:năm\s)?\(?(?:(?:trước|chậm nhất|muộn nhất|vào|là)\s){0,2}"
    r"(?:ngày\s)?(?P<day>\d{1,2})(?:/|\stháng\s)(?P<month>\d{1,2})(?![\d/])"
)
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Point(NamedTuple):
    """What a wording of a last day gives; what it leaves open is None."""

    year: int | None
    month: int | None
    day: int | None  # 31: the last day of the month
    exclusive: bool
    start: int
    end: int
    in_quarter: bool = False
    halves: bool = False
    monthly: bool = False


def point_in(text: Text, start: int, end: int) -> Point | None:
    for match in _POINT.finditer(text.low, start, end):
        point = _point(match)
        if point is not None:
            return _with_second(text, point, end)
    if part := _PART_OF_MONTH.search(text.low, start, end):
        return _part_of_month(part)
    day = _DAY_OF_MONTH.search(text.low, start, end)
    quarterly = _DAY_OF_QUARTER.search(text.low, start, end) if day is None else None
    day = day or quarterly
    if day is None or not 1 <= int(day[1]) <= 31:
        return None
    found = Point(None, None, int(day[1]), exclusive=False, start=day.start(), end=day.end(1))
    return found._replace(month=3, in_quarter=True) if quarterly else found


def _point(match: re.Match[str]) -> Point | None:
    exclusive = match["lead"].endswith("trước") and not match["hour"]
    found = Point(None, None, None, exclusive, match.start(), match.end())
    if match["only_year"]:
        if match["lead"] == "vào":
            return None
        year = int(match["only_year"]) - exclusive
        return found._replace(year=year, month=12, day=31)
    if match["quarter"]:
        quarter = _ROMAN.get(match["quarter"]) or int(match["quarter"])
        month = quarter * 3 - 3 * exclusive
        return _rolled(found._replace(year=_int(match["y3"]), month=month, day=31))
    if match["only_month"]:
        month = int(match["only_month"]) - exclusive
        return _rolled(found._replace(year=_int(match["y2"]), month=month, day=31))
    if match["only_day"]:
        return _day_alone(found, match)
    return _full_day(found, int(match["day"]), int(match["month"]), _int(match["y1"]))


def _part_of_month(match: re.Match[str]) -> Point | None:
    day = next(day for day in _PARTS if match[f"d{day}"])
    found = Point(None, None, None, exclusive=False, start=match.start(), end=match.end())
    return _full_day(found, day, int(match["month"]), _int(match["year"]))


def _day_alone(found: Point, match: re.Match[str]) -> Point | None:
    day = int(match["only_day"]) - found.exclusive
    if not 0 <= day <= 31:
        return None
    in_quarter = match["last"] is not None
    month = 3 if in_quarter and "cuối" in match["last"] else 1 if in_quarter else None
    monthly = match["monthly"] is not None
    return found._replace(month=month, day=day or 31, in_quarter=in_quarter, monthly=monthly)


def _full_day(found: Point, day: int, month: int, year: int | None) -> Point | None:
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year or 2024, month)[1]:
        return None
    if not found.exclusive:
        return found._replace(year=year, month=month, day=day)
    if year is not None:
        last = date(year, month, day) - timedelta(days=1)
        return found._replace(year=last.year, month=last.month, day=last.day)
    if day > 1:
        return found._replace(month=month, day=day - 1)
    return found._replace(month=(month - 2) % 12 + 1, day=31)


def _rolled(point: Point) -> Point | None:
    """Month 0 of a year is December of the year before."""
    if point.month is None or not 0 <= point.month <= 12:
        return None
    if point.month == 0:
        return point._replace(month=12, year=point.year - 1 if point.year else None)
    return point


def _with_second(text: Text, point: Point, end: int) -> Point:
    """A second day half a year later: "trước ngày 15/6 và ngày 15/12"."""
    second = _SECOND.match(text.low, point.end, end)
    if (
        second is None
        or point.month is None
        or abs(int(second["month"]) - point.month) not in (5, 6, 7)
    ):
        return point
    return point._replace(end=second.end(), halves=True)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None

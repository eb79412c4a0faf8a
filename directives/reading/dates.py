"""Full dates in every written form: 12/3/2024, 15-7-2021, 18.7.2022, ngày 14 tháng 5 năm 2022."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from directives.reading.lines import Text

# What follows the day: month and year with the same mark between, in words, or "5/2024" said "5 năm 2024".
_MONTH_AND_YEAR = (
    r"(?:\s?(?P<sep>[/.\-–])\s?|\s{1,4}tháng\s{1,4})(?P<month>\d{1,2})"
    r"(?(sep)(?:\s?(?P=sep)\s?|\s{1,4}năm\s{1,4})|\s?,?\s{0,4}(?:năm\s{1,4})?)"
    r"(?P<year>(?:19|20)\d\d)(?!\d|[/.\-–]\d)"
)
FULL_DATE = re.compile(
    rf"(?:ngày\s{{0,4}})?(?<![\d/.\-–])(?P<day>\d{{1,2}}){_MONTH_AND_YEAR}", re.IGNORECASE
)
# The same in small letters, found by its first digit.
_BARE = re.compile(rf"(?P<day>[0-9](?<![\d/.\-–]\d)\d?){_MONTH_AND_YEAR}")
_DAY_WORD = re.compile(r"ngày\s{0,4}$")


class FoundDate(NamedTuple):
    """A full date and where it stands; `said` when the word "ngày" stands before it."""

    value: date
    start: int
    end: int
    said: bool


def date_in(match: re.Match[str]) -> date | None:
    """The date that a match of FULL_DATE means, None when there is no such day."""
    try:
        year, month, day = match.group("year", "month", "day")
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def dates_in(text: Text, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every full date in `text[start:end]`, left to right; impossible days are passed over."""
    for match in _BARE.finditer(text.low, start, len(text) if end is None else end):
        value = date_in(match)
        if value is not None:
            begin = match.start()
            led = text.low[max(start, begin - 8) : begin].rstrip().endswith("ngày")
            word = _DAY_WORD.search(text.low, max(start, begin - 8), begin) if led else None
            yield FoundDate(value, word.start() if word else begin, match.end(), word is not None)

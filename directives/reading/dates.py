"""Full dates in every written form: 12/3/2024, 15-7-2021, 18.7.2022, ngày 14 tháng 5 năm 2022."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_NUMERIC = (
    r"(?P<d1>\d{1,2})\s?(?P<sep>[/.\-–])\s?(?P<m1>\d{1,2})\s?(?P=sep)\s?(?P<y1>(?:19|20)\d\d)"
)
_WORDS = (
    r"(?P<d2>\d{1,2})\s{1,4}tháng\s{1,4}(?P<m2>\d{1,2})\s?,?\s{0,4}(?:năm\s{1,4})?"
    r"(?P<y2>(?:19|20)\d\d)"
)
_MIXED = r"(?P<d3>\d{1,2})\s?[/.\-–]\s?(?P<m3>\d{1,2})\s{1,4}năm\s{1,4}(?P<y3>(?:19|20)\d\d)"
FULL_DATE = re.compile(
    rf"(?:(?P<day_word>ngày)\s{{0,4}})?(?<![\d/.\-–])(?:{_NUMERIC}|{_WORDS}|{_MIXED})(?!\d|[/.\-–]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A full date and where it stands; `said` when the word "ngày" stands before it."""

    value: date
    start: int
    end: int
    said: bool


def date_in(match: re.Match[str]) -> date | None:
    """The date that a match of FULL_DATE means, None when there is no such day."""
    for form in "123":
        if match[f"d{form}"]:
            try:
                return date(int(match[f"y{form}"]), int(match[f"m{form}"]), int(match[f"d{form}"]))
            except ValueError:
                return None
    return None


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every full date in `text[start:end]`, left to right; impossible days are passed over."""
    for match in FULL_DATE.finditer(text, start, len(text) if end is None else end):
        value = date_in(match)
        if value is not None:
            yield FoundDate(value, match.start(), match.end(), bool(match["day_word"]))

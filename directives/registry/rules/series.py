"""In which series the number of a directive runs."""

import datetime as dt

from directives.registry.kinds import IssuerLevel, System

# Last days of the national congresses of the Party; a central term runs between two of them.
_CONGRESSES = (
    dt.date(2001, 4, 22),
    dt.date(2006, 4, 25),
    dt.date(2011, 1, 19),
    dt.date(2016, 1, 28),
    dt.date(2021, 2, 1),
    dt.date(2026, 1, 23),
)
_FIRST_TERM = 1985


def number_series(system: System, level: IssuerLevel, issued_on: dt.date) -> str:
    """Return the series in which a number runs, "" when the date does not tell.

    State numbers start anew on 1 January (Nghị định 30/2020/NĐ-CP, Điều 15); the Party's run
    through a term (Hướng dẫn 36-HD/VPTW). In the year of a local congress the term is not known
    from the date alone: the congress of each committee has its own day.
    """
    if system is System.STATE:
        return str(issued_on.year)
    if level is IssuerLevel.CENTRAL:
        return _central_term(issued_on)
    if issued_on.year % 5 == 0:
        return ""
    start = issued_on.year - issued_on.year % 5
    return f"{start}-{start + 5}"


def _central_term(day: dt.date) -> str:
    held = [congress for congress in _CONGRESSES if congress < day]
    if not held:
        return ""
    return f"{held[-1].year}-{held[-1].year + 5}"


def local_terms(on: dt.date) -> list[str]:
    """The terms of local committees that a document could belong to, newest first."""
    newest = on.year - on.year % 5
    return [f"{year}-{year + 5}" for year in range(newest, _FIRST_TERM - 1, -5)]

"""What papers and their settlement say in numbers: 02/XLD–05/KQTH, each with the address of its rows."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.urls import reverse

from citizens.submissions.counting import Columns, executed_by_office, settled_by_office
from citizens.submissions.models import Submission
from citizens.submissions.results import (
    ALL,
    FORMS,
    KIND_OF,
    KQTH,
    PAPERS_IN_XLD,
    STATES,
    places_of,
)
from portal.figures import Figure, Period


def xld(organisations: Collection[int], period: Period) -> dict[int, Figure]:
    """Return the columns of 02/XLD of the books that one office reads, each with its rows."""
    rows = Submission.objects.in_xld(organisations, period.starts_on, period.ends_on)
    days = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}"}
    page = reverse("submissions:book")
    return {
        place: Figure(
            f"xld_{place}", f"Cột {place}", value, "đơn",
            f"{page}?{urlencode(days | {'xld': str(place)})}", "02/XLD, TT 06/2025/TT-TTCP",
        )
        for place, value in rows.counted_xld(period.ends_on).items()
    }  # fmt: skip


def xld_by_office(organisations: Collection[int], period: Period) -> dict[int, dict[int, int]]:
    """Return the columns of each office that has any, in one query for all of them."""
    rows = Submission.objects.in_xld(organisations, period.starts_on, period.ends_on)
    return rows.counted_xld_by_office(period.ends_on)


def results_by_office(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Columns]:
    """Return the columns of 03/GQKN, 04/GQTC or 05/KQTH of each office that has any."""
    if code == KQTH:
        return executed_by_office(organisations, period)
    return settled_by_office(code, organisations, period)


def results(code: str, organisations: Collection[int], period: Period) -> dict[int, Figure]:
    """Return the columns of 03/GQKN, 04/GQTC or 05/KQTH of the books that one office reads, with their rows."""
    lines = results_by_office(code, organisations, period).values()
    return {
        place: Figure(
            f"{code}_{place}", f"Cột {place}", sum(line[place] for line in lines), "",
            _rows_behind(code, place, period), f"{code}, TT 06/2025/TT-TTCP",
        )
        for place in places_of(code)
    }  # fmt: skip


def _rows_behind(code: str, place: int, period: Period) -> str:
    """The address of exactly the rows of a column: papers, matters or settlements."""
    asked = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}"}
    if code in PAPERS_IN_XLD and place == 1:
        return f"{reverse('submissions:book')}?{urlencode(asked | {'xld': PAPERS_IN_XLD[code]})}"
    slug = next(slug for slug, named in FORMS.items() if named == code)
    page = "cases" if code in KIND_OF and place in (ALL, *STATES) else "settlements"
    column = {"bieu": slug, "cot": str(place)}
    return f"{reverse(f'submissions:{page}')}?{urlencode(asked | column)}"

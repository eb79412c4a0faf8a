"""06/QLKNTC in numbers, each column with the address of exactly its rows."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.urls import reverse

from citizens.oversight.columns import CODE, PLACES
from citizens.oversight.models import Undertaking
from portal.figures import Figure, Period


def managed(organisations: Collection[int], period: Period) -> dict[int, Figure]:
    """Return the columns of 06/QLKNTC of what one office reads, each with its rows."""
    lines = managed_by_office(organisations, period).values()
    days = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}"}
    page = reverse("oversight:list")
    return {
        place: Figure(
            f"{CODE}_{place}", f"Cột {place}", sum(line[place] for line in lines), "",
            f"{page}?{urlencode(days | {'cot': str(place)})}", f"{CODE}, TT 06/2025/TT-TTCP",
        )
        for place in PLACES
    }  # fmt: skip


def managed_by_office(organisations: Collection[int], period: Period) -> dict[int, dict[int, int]]:
    """Return the columns of each office that has any, in one query for all of them."""
    return Undertaking.objects.counted_by_office(organisations, period.starts_on, period.ends_on)

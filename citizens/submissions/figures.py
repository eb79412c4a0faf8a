"""What the petition book says in numbers: 02/XLD, each column with the address of exactly its papers."""

from collections.abc import Collection
from urllib.parse import urlencode

from django.urls import reverse

from citizens.submissions.models import Submission
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

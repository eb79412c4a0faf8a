"""Opening a matter: what was brought, and who answers for it from that day."""

from datetime import date

from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter, MatterOwner
from portal.text import search_key
from portal.units.models import Organisation


def open_matter(
    *, kind: MatterKind, field: Field, summary: str, organisation: Organisation, opened_on: date,
    reason: str = "Tiếp nhận",
) -> Matter:  # fmt: skip
    """Open a matter that the organisation holds. Called by acts that record it."""
    matter = Matter.objects.create(
        kind=kind, field=field, summary=summary, summary_key=search_key(summary)[:2000],
        opened_on=opened_on,
    )  # fmt: skip
    MatterOwner.objects.create(
        matter=matter, kind=kind, organisation=organisation, starts_on=opened_on, reason=reason
    )
    return matter

"""What of the reception book is destroyed by a decision: who came, and what was noted about them.

The visit keeps its number and its counts: registers and reports stay true.
"""

from datetime import date
from typing import Any

from citizens.receptions.models import Handling, Reception, Visitor
from portal.audit.models import Entry, Values
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import organisations_of


def _visits(up_to: date, unit_id: int) -> Rows:
    """Visits as old as that day whose people are still there."""
    old = Reception.objects.filter(
        received_on__lte=up_to, organisation__in=organisations_of(unit_id)
    )
    return old.filter(pk__in=Visitor.objects.values("reception"))


def _destroy(visits: list[Any]) -> None:
    pks = [visit.pk for visit in visits]
    Visitor.objects.filter(reception__in=pks).delete()
    Reception.objects.filter(pk__in=pks).update(note="")
    Handling.objects.filter(reception__in=pks).update(result="")
    about = Entry.objects.filter(
        target_type=Reception._meta.label_lower, target_id__in=[str(pk) for pk in pks]
    )
    Values.objects.filter(entry__in=about).delete()


retained(RetentionClass("receptions", "Người được tiếp trong sổ tiếp công dân", _visits, _destroy))

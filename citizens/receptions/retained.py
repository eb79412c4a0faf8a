"""What of the reception book is destroyed by a decision: who came, what was noted, what a matter says.

The visit keeps its number and its counts, the matter its kind and its days: registers and reports
stay true.
"""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q

from citizens.receptions.actions.exports import forget_books
from citizens.receptions.joined import rooms
from citizens.receptions.models import Handling, Matter, MatterOwner, Reception, Visitor
from portal.retention.classes import RetentionClass, Rows, retained
from portal.retention.retained import erase_values_about, organisations_of
from portal.text import search_key

DESTROYED = "Nội dung đã hủy theo quyết định"


def _visits(up_to: date, unit_id: int) -> Rows:
    """Visits as old as that day whose people are still there."""
    old = Reception.objects.filter(
        received_on__lte=up_to, organisation__in=organisations_of(unit_id)
    )
    return old.filter(pk__in=Visitor.objects.values("reception"))


def _destroy_visits(visits: list[Any]) -> None:
    pks = [visit.pk for visit in visits]
    Visitor.objects.filter(reception__in=pks).delete()
    Reception.objects.filter(pk__in=pks).update(note="")
    Handling.objects.filter(reception__in=pks).update(result="")
    erase_values_about(Reception, pks)
    forget_books()


def _matters(up_to: date, unit_id: int) -> Rows:
    """Matters that are settled: last brought by that day, every answer given by then, and no room at
    work on them since."""
    mine = Handling.objects.filter(matter=OuterRef("pk"))
    later = mine.filter(
        Q(reception__received_on__gt=up_to) | Q(replied_on__isnull=True) | Q(replied_on__gt=up_to)
    )
    owners = MatterOwner.objects.filter(
        matter=OuterRef("pk"), ends_on__isnull=True, organisation__in=organisations_of(unit_id)
    )
    settled = Matter.objects.exclude(summary=DESTROYED).filter(opened_on__lte=up_to)
    for room in rooms():
        settled = settled.exclude(pk__in=room.at_work(up_to))
    return settled.filter(Exists(owners), ~Exists(later))


def _destroy_matters(matters: list[Any]) -> None:
    pks = [matter.pk for matter in matters]
    Matter.objects.filter(pk__in=pks).update(summary=DESTROYED, summary_key=search_key(DESTROYED))
    handled = Handling.objects.filter(matter__in=pks)
    handled.update(result="")
    erase_values_about(Matter, pks)
    erase_values_about(Reception, handled.values_list("reception_id", flat=True))
    forget_books()


retained(
    RetentionClass("receptions", "Người được tiếp trong sổ tiếp công dân", _visits, _destroy_visits)
)
retained(RetentionClass("matters", "Hồ sơ vụ việc đã giải quyết xong", _matters, _destroy_matters))

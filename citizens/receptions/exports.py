"""The book as it goes out: one sheet per form of it, its visits in the order in which they were written."""

from django.http import QueryDict

from citizens.receptions import actions
from citizens.receptions.filters import RegisterFilters
from citizens.receptions.models import Reception
from citizens.receptions.resources import book_of
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import export_kind
from portal.sheets import Part
from portal.units.models import Organisation

AS_WRITTEN = ("series__year", "number", "id")


def note_taken(scope: Scope, asked: QueryDict, count: int) -> None:
    filters = RegisterFilters(asked)
    office = Organisation.objects.get(pk=scope.organisation_id)
    actions.note_book_taken(office=office, period=filters.period, count=count, by=scope)


@export_kind(
    "so-tiep-cong-dan", title="Sổ tiếp công dân", power=Power.RECEPTION_READ, noted=note_taken
)
def book(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the register shows for the same filters, the oldest first."""
    filters = RegisterFilters(asked)
    rows = filters.applied(Reception.objects.visible_to(scope), on=today())
    office = Organisation.objects.get(pk=scope.organisation_id)
    return book_of(
        rows.with_book().order_by(*AS_WRITTEN), office=office.name, period=filters.period
    )

"""The petition book as it goes out: its papers in the order in which they were written.

Whose books is asked first: beside eight joined tables PostgreSQL no longer looks where best to begin,
and once read all papers of the country to write a commune's.
"""

from django.http import QueryDict

from citizens.receptions.questions import books_of
from citizens.submissions import actions
from citizens.submissions.actions.purging import BOOK, SETTLEMENTS
from citizens.submissions.filters import BookFilters, SettlementFilters
from citizens.submissions.models import Settlement, Submission
from citizens.submissions.resources import book_of, settlements_of
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import export_kind
from portal.sheets import Part
from portal.units.models import Organisation

AS_WRITTEN = ("series__year", "number", "id")


def note_taken(scope: Scope, asked: QueryDict, count: int) -> None:
    filters = BookFilters(asked)
    office = Organisation.objects.get(pk=scope.organisation_id)
    actions.note_book_taken(office=office, period=filters.period, count=count, by=scope)


@export_kind(
    BOOK, title="Sổ đơn", power=Power.RECEPTION_READ, noted=note_taken,
    private=frozenset({"q"}),
)  # fmt: skip
def book(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the petition book shows for the same filters, the oldest first."""
    filters = BookFilters(asked)
    rows = filters.applied(Submission.objects.of(books_of(scope)))
    office = Organisation.objects.get(pk=scope.organisation_id)
    return book_of(
        rows.with_book().order_by(*AS_WRITTEN), office=office.name, period=filters.period
    )


def note_settlements_taken(scope: Scope, asked: QueryDict, count: int) -> None:
    office = Organisation.objects.get(pk=scope.organisation_id)
    actions.note_settlements_taken(
        office=office, period=SettlementFilters(asked).period, count=count, by=scope
    )


@export_kind(
    SETTLEMENTS, title="Danh sách giải quyết", power=Power.RECEPTION_READ,
    noted=note_settlements_taken, private=frozenset({"q"}),
)  # fmt: skip
def settlements(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the list of settlements shows for the same filters, the oldest first."""
    filters = SettlementFilters(asked)
    rows = filters.applied(Settlement.objects.visible_to(scope), scope, on=today())
    office = Organisation.objects.get(pk=scope.organisation_id)
    return settlements_of(
        rows.with_list().order_by("accepted_on", "id"), office=office.name, filters=filters,
        on=today(),
    )  # fmt: skip

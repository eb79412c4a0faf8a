"""The book as it goes out: one sheet per form of it, its visits in the order in which they were written."""

from django.http import QueryDict

from citizens.receptions import actions
from citizens.receptions.actions.exports import BOOK, PRINTED_BOOK
from citizens.receptions.filters import PrintFilters, RegisterFilters
from citizens.receptions.models import Reception
from citizens.receptions.printing import AS_WRITTEN, parts_of, print_book
from citizens.receptions.querysets import own_books
from citizens.receptions.questions import books_of
from citizens.receptions.resources import book_of
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import Made, Told, export_kind, paper_kind
from portal.jobs.run import JobFailure
from portal.sheets import Part
from portal.units.models import Organisation

MOST_PRINTED = 10_000  # visits in one PDF; a commune has some hundreds a year


def note_taken(scope: Scope, asked: QueryDict, count: int) -> None:
    filters = RegisterFilters(asked)
    office = Organisation.objects.get(pk=scope.organisation_id)
    actions.note_book_taken(office=office, period=filters.period, count=count, by=scope)


@export_kind(
    BOOK,
    title="Sổ tiếp công dân",
    power=Power.RECEPTION_READ,
    noted=note_taken,
    private=frozenset({"q"}),
)
def book(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the register shows for the same filters, the oldest first."""
    filters = RegisterFilters(asked)
    rows = filters.applied(books_of(scope), on=today())
    office = Organisation.objects.get(pk=scope.organisation_id)
    return book_of(
        rows.with_book().order_by(*AS_WRITTEN), office=office.name, period=filters.period
    )


def note_printed(scope: Scope, asked: QueryDict, count: int) -> None:
    office = Organisation.objects.get(pk=scope.organisation_id)
    actions.note_book_taken(office=office, period=PrintFilters(asked).period, count=count, by=scope)


@paper_kind(
    PRINTED_BOOK,
    title="Sổ tiếp công dân, bản in",
    power=Power.RECEPTION_READ,
    noted=note_printed,
)
def printed(scope: Scope, asked: QueryDict, told: Told) -> Made:
    """The book of the days asked for, whole: the own office's first, then those it inherited."""
    filters = PrintFilters(asked)
    if not filters.is_valid():
        raise JobFailure("Khoảng ngày của bản in không hợp lệ.")
    first, last = filters.days
    rows = Reception.objects.visible_to(scope).between(first, last)
    if rows.count() > MOST_PRINTED:
        raise JobFailure(TOO_LONG)
    offices = list(own_books(scope).select_related("unit"))
    offices.sort(key=lambda one: (one.pk != scope.organisation_id, one.name))
    if not offices:
        raise JobFailure("Không có sổ nào trong phạm vi của bạn.")
    return print_book(parts_of(offices, rows, first, last), first, last, told)


TOO_LONG = "Hơn 10.000 lượt tiếp, nhiều hơn một bản in nên chứa. Hãy in theo khoảng ngày ngắn hơn."

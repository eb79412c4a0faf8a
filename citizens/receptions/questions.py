"""What the pages of visits and matters ask, always the same: each question is put into SQL once."""

from citizens.receptions.kinds import Host
from citizens.receptions.models import (
    Handling,
    Matter,
    MatterOwner,
    Reception,
    ReceptionDay,
    Visitor,
)
from citizens.receptions.querysets import own_books
from portal.access import Role, Scope
from portal.accounts.models import Posting
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_contains, prepared_one
from portal.units.models import Organisation

VISITS_SHOWN = 50
_LOOKED_AT = 3 * USUAL  # newest handlings: few matters come again, and some come often

# --- the book: which visits stand on its first page, and what fills the lines of any ---

_books = prepared(lambda scope: own_books(scope).only("pk").order_by("pk"))
newest = prepared(lambda ids: narrow(Reception.objects.of(ids).newest_first(), USUAL + 1))
newest_like = prepared(
    lambda ids, words: narrow(Reception.objects.of(ids).like(words, ids).newest_first(), USUAL + 1)
)
_brought = prepared(
    lambda ids: Handling.objects.in_books(ids, None, None).newest_matters_first()[:_LOOKED_AT]
)
_listed = prepared(
    lambda ids, books: Matter.objects.among(ids).with_last_visit(books).latest_first()
)
offices = prepared(lambda ids: Organisation.objects.among(ids))
people_at = prepared(lambda ids: Visitor.objects.at_visits(ids))
handled_at = prepared(lambda ids: Handling.objects.at(ids).as_written())


def books_of(scope: Scope) -> tuple[int, ...]:
    """Return whose books the scope reads, as numbers: PostgreSQL then knows how much stands in them."""
    return tuple(one.pk for one in _books(scope))


def newest_matters(books: tuple[int, ...]) -> list[Matter]:
    """Return the first page of the matters of these books, and one more; found from an index alone.

    Grouping all that was ever brought takes PostgreSQL longer than everything else on the page.
    """
    brought = _brought(books)
    found = tuple(dict.fromkeys(one.matter_id for one in brought))[: USUAL + 1]
    if len(found) <= USUAL and len(brought) == _LOOKED_AT:
        rows = Matter.objects.brought_to(books, None, None).with_last_visit(books)
        return list(narrow(rows.latest_first(), USUAL + 1))
    return _listed(found, books) if found else []


# --- matters with some words: common ones stand in the newest, of rarer ones the index of words knows ---

CALLED = 9  # are found at most
_SEARCHED_FIRST = 200
newest_called = prepared(
    lambda ids, words: (
        Matter.objects.newest_held_by(ids, _SEARCHED_FIRST).like(words).order_by("-pk")[:CALLED]
    )
)
called = prepared(
    lambda ids, words: narrow(Matter.objects.held_by(ids).like(words).order_by("-pk"), CALLED)
)

# --- the head's days ---

LATEST_DAYS = ("-day", "-id")
latest_days = prepared(
    lambda scope: narrow(ReceptionDay.objects.visible_to(scope).order_by(*LATEST_DAYS), USUAL + 1)
)
heads_days = prepared(
    lambda ids, first, last: ReceptionDay.objects.of(ids).between(first, last).hosted_by(Host.HEAD)
)

leaders = prepared(
    lambda on, office: (
        Posting.objects.on(on)
        .of_active_people()
        .with_roles([Role.COMMUNE_LEADER])
        .in_organisations([office])
        .with_place()[:1]
    )
)

# --- one visit, one matter ---

visit = prepared_one(
    lambda scope: (
        Reception.objects.visible_to(scope)
        .with_book()
        .select_related("organisation__unit__parent__parent")
    )
)
visit_to_correct = prepared_one(lambda scope: Reception.objects.editable_by(scope).with_book())
matter = prepared_one(lambda scope: Matter.objects.visible_to(scope))
holds = prepared_contains(lambda scope: Matter.objects.editable_by(scope))
may_take_over = prepared_contains(lambda scope: Matter.objects.inheritable_by(scope))
sees = prepared_contains(lambda scope: Matter.objects.visible_to(scope))
visits_of = prepared(
    lambda scope, matter: narrow(
        Handling.objects.visible_to(scope).of_matter(matter).for_deadlines().newest_first(),
        VISITS_SHOWN + 1,
    )
)
owners_of = prepared(lambda matter: MatterOwner.objects.of_matter(matter).with_names())

# Of 01/TCD: the books of offices by their ids, in a period.
visits_by_host = prepared(
    lambda ids, first, last: (
        Reception.objects.of(ids).standing().between(first, last).counted_by_host()
    )
)
days_by_host = prepared(
    lambda ids, first, last: ReceptionDay.objects.of(ids).between(first, last).counted_by_host()
)
matters_reached = prepared(
    lambda ids, first, last: Handling.objects.at_visits(ids, first, last).reached()
)
matters_by_office = prepared(
    lambda ids, first, last: Handling.objects.at_visits(ids, first, last).reached_by_office()
)

"""From a posting to the scope that every page and job asks with."""

from datetime import date

from portal.access import BACKGROUND, Role, Scope
from portal.accounts.models import Posting, User


def scope_of(posting: Posting, *, origin: str = BACKGROUND) -> Scope:
    """Return what the posting may ask with; `origin` is the client's address, when there is one."""
    organisation = posting.organisation
    return Scope(
        user_id=posting.user_id,
        name=posting.user.full_name,
        posting_id=posting.pk,
        role=Role(posting.role),
        organisation_id=organisation.pk,
        organisation_kind=organisation.kind,
        unit_id=organisation.unit_id,
        unit_level=organisation.unit.level,
        area_id=posting.area_id,
        acting_for=posting.acting_for.user.full_name if posting.acting_for else "",
        origin=origin,
    )


def held_postings(user: User, *, on: date) -> list[Posting]:
    """Return the postings of a day, in no order; every request asks, so for no more than it needs."""
    return list(user.postings.on(on).select_related("organisation__unit", "area").order_by()[:50])


def current_posting(held: list[Posting], *, chosen: int | None) -> Posting | None:
    """Return the posting the person chose if they still hold it, else their only one, else None."""
    if chosen is not None:
        return next((posting for posting in held if posting.pk == chosen), None) or _only(held)
    return _only(held)


def scope_of_posting(posting_id: int, *, on: date) -> Scope | None:
    """Ask again, for a job: is the person who asked still posted and active?"""
    posting = Posting.objects.on(on).of_active_people().with_place().filter(pk=posting_id).first()
    return scope_of(posting) if posting else None


def _only(held: list[Posting]) -> Posting | None:
    return held[0] if len(held) == 1 else None

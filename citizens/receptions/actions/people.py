"""The people of a visit: seated with their numbers sealed. Called by the actions of visits only."""

from collections.abc import Sequence

from citizens.receptions.entries import PersonEntry
from citizens.receptions.models import Reception, Visitor
from citizens.receptions.rules import identity_kind_of, is_group, normal_number
from portal.identity import UNREADABLE, Unreadable, masked, seal, unseal
from portal.text import search_key

_IDENTITY = (
    "identity_kind",
    "identity_box",
    "identity_box_key",
    "identity_digest",
    "identity_digest_key",
)


def seat_people(reception: Reception, people: Sequence[PersonEntry]) -> None:
    Visitor.objects.bulk_create(visitors_of(reception, people))


def visitors_of(reception: Reception, people: Sequence[PersonEntry]) -> list[Visitor]:
    return [_visitor(reception, place, person) for place, person in enumerate(people, start=1)]


def replace_people(reception: Reception, people: Sequence[PersonEntry]) -> None:
    """Write the people anew; a number that was not typed again stays sealed as it was."""
    before = {visitor.pk: visitor for visitor in reception.visitors.all()}
    fresh = [_visitor(reception, place, person) for place, person in enumerate(people, start=1)]
    for visitor, person in zip(fresh, people, strict=True):
        kept = before.get(person.kept_from or 0)
        if kept is not None and not person.number:
            for name in _IDENTITY:
                setattr(visitor, name, getattr(kept, name))
    Visitor.objects.filter(reception=reception).delete()
    Visitor.objects.bulk_create(fresh)


def same_people(reception: Reception, visit_head_count: int, people: Sequence[PersonEntry]) -> bool:
    """Tell whether `people` are those who stand there already, in the same order."""
    group = is_group(visit_head_count)
    there = [
        (one.pk, one.name, one.address, one.is_representative) for one in reception.visitors.all()
    ]
    return there == [
        (None if one.number else one.kept_from, one.name, one.address, group) for one in people
    ]


def number_of(visitor: Visitor) -> str:
    """Return the identity number in the clear, "" when there is none. Raises `Unreadable`."""
    if visitor.identity_box is None:
        return ""
    return unseal(
        bytes(visitor.identity_box), visitor.identity_box_key, bound_to=bound_to(visitor.reception)
    )


def masked_number_of(visitor: Visitor) -> str:
    """Return the number masked, or that no key opens it; "" when there is none."""
    try:
        return masked(number_of(visitor))
    except Unreadable:
        return UNREADABLE


def bound_to(reception: Reception) -> str:
    """A number opens only among the rows of the organisation that took it down."""
    return f"receptions.visitor:{reception.organisation_id}"


def _visitor(reception: Reception, place: int, person: PersonEntry) -> Visitor:
    visitor = Visitor(
        reception=reception,
        place=place,
        name=person.name,
        name_key=search_key(person.name)[:150],
        address=person.address,
        is_representative=is_group(reception.head_count),
    )
    if number := normal_number(person.number):
        sealed = seal(number, bound_to=bound_to(reception))
        visitor.identity_kind = person.identity_kind or identity_kind_of(number) or ""
        visitor.identity_box, visitor.identity_box_key = sealed.box, sealed.box_key
        visitor.identity_digest = sealed.digest
        visitor.identity_digest_key = sealed.digest_key
    return visitor

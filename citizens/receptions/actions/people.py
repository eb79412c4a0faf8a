"""The people of a visit: seated with their numbers sealed. Called by the actions of visits only."""

from collections.abc import Sequence

from citizens.receptions.entries import PersonEntry
from citizens.receptions.models import Reception, Visitor
from citizens.receptions.rules import is_group
from portal.text import search_key


def seat_people(reception: Reception, people: Sequence[PersonEntry]) -> None:
    Visitor.objects.bulk_create(visitors_of(reception, people))


def visitors_of(reception: Reception, people: Sequence[PersonEntry]) -> list[Visitor]:
    return [_visitor(reception, place, person) for place, person in enumerate(people, start=1)]


def replace_people(reception: Reception, people: Sequence[PersonEntry]) -> None:
    """Write the people anew; a number that was not typed again stays sealed as it was."""
    before = {visitor.pk: visitor for visitor in reception.visitors.all()}
    fresh = [_visitor(reception, place, person) for place, person in enumerate(people, start=1)]
    for visitor, person in zip(fresh, people, strict=True):
        kept = before.pop(person.kept_from or 0, None)
        if kept is not None:
            visitor.stand_for(kept)
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


def _visitor(reception: Reception, place: int, person: PersonEntry) -> Visitor:
    visitor = Visitor(
        reception=reception,
        organisation_id=reception.organisation_id,
        place=place,
        name=person.name,
        name_key=search_key(person.name)[:150],
        address=person.address,
        is_representative=is_group(reception.head_count),
    )
    visitor.seal_number(person.number, person.identity_kind)
    return visitor

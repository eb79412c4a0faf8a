"""Linking citations to the directives they mean, both ways round."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import chain

from django.db import transaction

from directives.registry.actions.numbers import hold_numbers
from directives.registry.actions.stubs import keep_stubs, tell_followers
from directives.registry.kinds import IssuerLevel, ReferenceState, System
from directives.registry.models import CrossReference, Directive
from directives.registry.places import Over, places_over, provinces_reached
from directives.registry.rules import (
    Cited,
    Decision,
    Held,
    Source,
    meant_key,
    misprint_of,
    rank,
    stub_key,
)
from portal.access import Scope
from portal.audit.actions import Told, record_each


@dataclass(frozen=True, slots=True)
class Settled:
    """What a citation can mean, and the key of what it waits for when it is none of them."""

    decision: Decision
    stub_key: str


Ranked = dict[int, Settled]
_SETTLED = ("state", "target", "reason", "stub")
_HELD = (
    "number_key", "pk", "issued_on", "issuer", "kind", "issuer_level", "system", "series", "province",
    "province__name",
)  # fmt: skip


@transaction.atomic
def resolve(*, directive: Directive) -> int:
    """Look up each citation of `directive` that has no target yet. Returns how many were linked.

    Only what anyone in the owner's province may read is a candidate: a link must not betray a
    directive of another province.
    """
    hold_numbers(cited=directive.references.values_list("number_key", flat=True))
    waiting = list(directive.references.waiting().locked())
    _settle(waiting, ranked(waiting))
    return sum(row.state == ReferenceState.RESOLVED for row in waiting)


def resolve_again(*, reference: CrossReference) -> None:
    """Look up one citation anew, after an answer that left it open."""
    _settle([reference], ranked([reference]))


@transaction.atomic
def resolve_waiting(*, directive: Directive, by: Scope) -> int:
    """Link what waited for a directive that has just become final, in the transaction that made it so.

    Returns how many were linked; who follows one of the stubs that it ends is told.
    """
    rows = CrossReference.objects.waiting().from_standing_sources().exclude(source=directive)
    keys = {directive.number_key, misprint_of(directive.number_key)} - {""}
    waiting = list(rows.filter(number_key__in=keys).locked().with_little_of_sources())
    awaited = [(row, row.stub_id) for row in waiting]
    _settle(waiting, ranked(waiting), arrived=directive)
    linked = [(row, stub) for row, stub in awaited if row.state == ReferenceState.RESOLVED]
    record_each(act="reference.resolve", told=[_told(row) for row, _ in linked], by=by)
    ended = {stub for row, stub in linked if stub and row.target_id == directive.pk}
    tell_followers(stub_ids=ended, arrived=directive)
    return len(linked)


def ranked(references: Iterable[CrossReference]) -> Ranked:
    """What each citation can mean, as anyone in the province of its owner reads the registry.

    Three queries, however many citations there are and from however many provinces they come.
    """
    rows = list(references)
    over = places_over({row.source.owner.unit_id for row in rows})
    homes = {unit: place.province for unit, place in over.items()}
    own = {row.source.province_id for row in rows if row.source.province_id is not None}
    reached = provinces_reached({*homes.values(), *own})
    keys = {row.number_key for row in rows}
    meant = {key: meant_key(key) for key in keys}
    held = _held_by_number(keys | {*meant.values()} - {""}, {*chain(*reached.values())})
    for key in filter(meant.get, keys):
        held[key] += [replace(one, turned=True) for one in held[meant[key]]]
    decided: Ranked = {}
    for row in rows:
        home = homes[row.source.owner.unit_id]
        kept = [
            one
            for one in held[row.number_key]
            if one.pk not in row.refused and (one.province is None or one.province in reached[home])
        ]
        cited = _cited(row)
        source = _source_of(row.source, over[row.source.owner.unit_id], reached)
        decided[row.pk] = Settled(rank(cited, source, kept), stub_key(cited, source, home))
    return decided


def _told(row: CrossReference) -> Told:
    source: Directive = row.source
    says = f"Dẫn chiếu {row.number} được liên kết với văn bản vừa nhập. {row.reason}"
    return Told(source, source.owner_id, says)


def _settle(
    waiting: list[CrossReference], decided: Ranked, *, arrived: Directive | None = None
) -> None:
    """Keep what was decided; a row that stands as before is not written.

    Those that an arrived directive ends get the same words, a few wordings in all: one update for each.
    """
    before = [_standing(row) for row in waiting]
    for row in waiting:
        decision = decided[row.pk].decision
        row.state, row.target_id = decision.state, decision.target
        row.reason = decision.reason
    unknown = ReferenceState.UNKNOWN
    keep_stubs(
        keys={row: decided[row.pk].stub_key if row.state == unknown else "" for row in waiting}
    )
    arrived_id = arrived.pk if arrived else None
    changed = [row for row, stood in zip(waiting, before, strict=True) if _standing(row) != stood]
    ended: dict[str, list[int]] = defaultdict(list)
    for row in changed:
        if arrived_id is not None and row.target_id == arrived_id:
            ended[row.reason].append(row.pk)
    for reason, pks in ended.items():
        CrossReference.objects.filter(pk__in=pks).update(
            state=ReferenceState.RESOLVED, target=arrived, reason=reason, stub=None
        )
    # One insert that meets its own rows: an update of many rows would spell a case for each of them.
    CrossReference.objects.bulk_create(
        [row for row in changed if arrived_id is None or row.target_id != arrived_id],
        1000, update_conflicts=True, unique_fields=["id"], update_fields=_SETTLED,
    )  # fmt: skip


def _standing(row: CrossReference) -> tuple[object, ...]:
    return row.state, row.target_id, row.reason, row.stub_id


def _held_by_number(keys: Collection[str], provinces: Collection[int]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    rows = Directive.objects.final().numbered(keys).central_or_of(provinces)
    for key, pk, day, issuer, kind, level, system, *place in rows.values_list(*_HELD):
        held = Held(pk, day, issuer, kind, IssuerLevel(level), System(system), *place)
        found[key].append(held)
    return found


def _cited(row: CrossReference) -> Cited:
    return Cited(row.number, row.issued_on, row.issuer, row.kind)


def _source_of(directive: Directive, over: Over, reached: dict[int, frozenset[int]]) -> Source:
    """The citing document; one whose issuer was not read yet speaks from its owner's province."""
    own = directive.province_id
    if own is None and not (directive.issuer and directive.issuer_level == IssuerLevel.CENTRAL):
        own = over.province
    before = frozenset[int]() if own is None else reached[own] - {own}
    district = over.district if over.commune and over.commune in directive.issuer else ""
    return Source(directive.pk, directive.issued_on, directive.issuer, own, before, district)

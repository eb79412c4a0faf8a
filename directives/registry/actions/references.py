"""Linking citations to the directives they mean, both ways round."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from directives.registry.actions.stubs import keep_stubs, tell_followers
from directives.registry.kinds import IssuerLevel, ReferenceState, System
from directives.registry.models import CrossReference, Directive
from directives.registry.places import province_over
from directives.registry.rules import Cited, Decision, Held, Source, rank, stub_key
from portal.access import Scope
from portal.audit.actions import record
from portal.units.models import UnitReach


@dataclass(frozen=True, slots=True)
class Settled:
    """What a citation can mean, and the key of what it waits for when it is none of them."""

    decision: Decision
    stub_key: str


Ranked = dict[int, Settled]


@transaction.atomic
def resolve(*, directive: Directive) -> int:
    """Look up each citation of `directive` that has no target yet. Returns how many were linked.

    Only what anyone in the owner's province may read is a candidate: a link must not betray a
    directive of another province.
    """
    waiting = list(directive.references.waiting().with_source())
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
    waiting = list(
        rows.filter(number_key=directive.number_key).with_source().select_for_update(of=("self",))
    )
    awaited = [(row, row.stub_id) for row in waiting]
    _settle(waiting, ranked(waiting))
    linked = [(row, stub) for row, stub in awaited if row.state == ReferenceState.RESOLVED]
    for row, _ in linked:
        source: Directive = row.source
        record(
            act="reference.resolve", target=source, by=by, organisation_id=source.owner_id,
            says=f"Dẫn chiếu {row.number} được liên kết với văn bản vừa nhập. {row.reason}",
        )  # fmt: skip
    ended = {stub for row, stub in linked if stub and row.target_id == directive.pk}
    tell_followers(stub_ids=ended, arrived=directive)
    return len(linked)


def ranked(references: Iterable[CrossReference]) -> Ranked:
    """What each citation can mean, as anyone in the province of its owner reads the registry.

    Two queries for each province that the citations come from, however many they are.
    """
    by_owner: dict[int, list[CrossReference]] = defaultdict(list)
    for row in references:
        by_owner[row.source.owner.unit_id].append(row)
    decided: Ranked = {}
    for unit_id, rows in by_owner.items():
        held = _held_by_number(unit_id, {row.number_key for row in rows})
        home, before = province_over(unit_id).pk, dict[int, frozenset[int]]()
        for row in rows:
            source = _source_of(row.source, home, before)
            kept = [one for one in held[row.number_key] if one.pk not in row.refused]
            cited = _cited(row)
            key = stub_key(cited, source, home)
            decided[row.pk] = Settled(rank(cited, source, kept), key)
    return decided


def _settle(waiting: list[CrossReference], decided: Ranked) -> None:
    for row in waiting:
        decision = decided[row.pk].decision
        row.state, row.target_id = decision.state, decision.target
        row.reason = decision.reason
    unknown = ReferenceState.UNKNOWN
    keep_stubs(
        keys={row: decided[row.pk].stub_key if row.state == unknown else "" for row in waiting}
    )
    CrossReference.objects.bulk_update(
        waiting, ["state", "target", "reason", "stub"], batch_size=500
    )


def _held_by_number(unit_id: int, keys: Iterable[str]) -> dict[str, list[Held]]:
    found: dict[str, list[Held]] = defaultdict(list)
    rows = Directive.objects.read_in_province_of(unit_id).numbered(keys).for_list()
    for row in rows:
        found[row.number_key].append(
            Held(
                row.pk, row.issued_on, row.issuer, row.kind, IssuerLevel(row.issuer_level),
                System(row.system), row.series, row.province_id,
                row.province.name if row.province else "",
            )
        )  # fmt: skip
    return found


def _cited(row: CrossReference) -> Cited:
    return Cited(row.number, row.issued_on, row.issuer, row.kind)


def _source_of(directive: Directive, home: int, before: dict[int, frozenset[int]]) -> Source:
    """The citing document; one whose issuer was not read yet speaks from its owner's province."""
    own = directive.province_id
    if own is None and not (directive.issuer and directive.issuer_level == IssuerLevel.CENTRAL):
        own = home
    if own is not None and own not in before:
        reached = UnitReach.objects.filter(holder_unit=own, unit__level="province")
        before[own] = frozenset(reached.exclude(unit=own).values_list("unit_id", flat=True))
    return Source(
        directive.pk, directive.issued_on, directive.issuer, own,
        before[own] if own is not None else frozenset(),
    )  # fmt: skip

"""Writing the audit record. Every action of the product calls `record` in its own transaction."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from portal.access import BACKGROUND, Scope
from portal.audit.models import Chain, Entry, Values
from portal.audit.rules import SYSTEM_CHAIN, commitment, entry_hash
from portal.audit.wording import worded
from portal.erasure import leave_no_old_page


@transaction.atomic
def record(
    *,
    act: str,
    target: models.Model,
    by: Scope | None,
    says: str,
    organisation_id: int | None = None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
) -> Entry:
    """Append one entry to the chain of the organisation that the row belongs to.

    `says` is a Vietnamese sentence that a leader reads; it names no citizen. `changes` maps a
    field, or a Vietnamese label, to (before, after), is kept in words (`portal.audit.wording`) and
    is erasable. `by` None is the system itself; without `organisation_id` the entry stands in the
    chain of the person's organisation.
    """
    chain_id = organisation_id or (by.organisation_id if by else SYSTEM_CHAIN)
    chain = _locked_chain(chain_id)
    key, kept = secrets.token_bytes(32), worded(target, changes or {})
    entry = _next_entry(
        chain, act=act, target=target, by=by, says=says,
        commitment=commitment(key, kept) if kept else "",
    )  # fmt: skip
    entry.save(force_insert=True)
    if kept:
        Values.objects.create(entry=entry, key=key, changes=kept)
    Chain.objects.filter(pk=chain.pk).update(length=entry.place, head=entry.hash)
    return entry


@dataclass(frozen=True, slots=True)
class Told:
    """What one act did to one of many rows: the row, whose chain tells it, and the sentence."""

    target: models.Model
    organisation_id: int
    says: str


@transaction.atomic
def record_each(*, act: str, told: Iterable[Told], by: Scope | None) -> None:
    """`record` an act on many rows, each in its organisation's chain, in a few queries for all."""
    lines = list(told)
    ids = sorted({one.organisation_id for one in lines})
    Chain.objects.bulk_create([Chain(pk=pk) for pk in ids], 1000, ignore_conflicts=True)
    # In one order, so that two who write to many do not wait for each other in a ring.
    locked = Chain.objects.select_for_update().order_by("pk")
    chains = {one.pk: one for one in locked.filter(pk__in=ids)}
    entries = []
    for one in lines:
        chain = chains[one.organisation_id]
        entry = _next_entry(chain, act=act, target=one.target, by=by, says=one.says)
        chain.length, chain.head = entry.place, entry.hash
        entries.append(entry)
    Entry.objects.bulk_create(entries, 1000)
    Chain.objects.bulk_create(
        chains.values(), 1000, update_conflicts=True,
        unique_fields=["organisation_id"], update_fields=["length", "head"],
    )  # fmt: skip


def erase_values(*, target: models.Model, by: Scope | None, why: str) -> int:
    """Erase every value kept about `target`, and record that it was done. Returns how many."""
    with transaction.atomic():
        erased, _ = Values.objects.filter(entry__in=Entry.objects.about(target)).delete()
        record(act="audit.erase", target=target, by=by, says=f"Xóa giá trị trong nhật ký: {why}")
        leave_no_old_page()
    return erased


def erase_values_that(
    holds: Callable[[Mapping[str, Any]], bool], *, target: models.Model, by: Scope | None, why: str
) -> int:
    """Erase those values about `target` of which `holds` is true; recorded when there were any."""
    with transaction.atomic():
        kept = Values.objects.filter(entry__in=Entry.objects.about(target))
        found = [one.pk for one in kept if holds(one.changes)]
        if found:
            Values.objects.filter(pk__in=found).delete()
            record(
                act="audit.erase", target=target, by=by, says=f"Xóa giá trị trong nhật ký: {why}"
            )
        leave_no_old_page()
    return len(found)


def _next_entry(
    chain: Chain,
    *,
    act: str,
    target: models.Model,
    by: Scope | None,
    says: str,
    commitment: str = "",
) -> Entry:
    """Return the entry that would stand next in a chain, with its hash; nothing is written."""
    entry = Entry(
        chain=chain,
        place=chain.length + 1,
        at=timezone.now(),
        actor_id=by.user_id if by else None,
        actor_name=by.recorded_name[:150] if by else "Hệ thống",
        posting_id=by.posting_id if by else None,
        origin=(by.origin if by else BACKGROUND)[:60],
        act=act,
        target_type=target._meta.label_lower,
        target_id=str(target.pk),
        says=says[:500],
        commitment=commitment,
        previous_hash=chain.head,
    )
    entry.hash = entry_hash(chain.head, entry.metadata)
    return entry


def _locked_chain(chain_id: int) -> Chain:
    Chain.objects.get_or_create(pk=chain_id)
    return Chain.objects.select_for_update().get(pk=chain_id)

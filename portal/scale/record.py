"""The audit record of the invented country: who did what, in the chain of each organisation.

Written last, from the rows themselves in the order of their days, one organisation after another: a
stack of entries is in memory, not a chain. Every row that an act makes has the entry of that act, but
for two: a ballot is told by its batch, and what came after a visit by the visit.
"""

import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import Posting
from portal.audit.models import Chain, Entry, Values
from portal.audit.rules import commitment, entry_hash
from portal.scale.acts import ACTS, COLUMNS
from portal.scale.copying import Stack, Stacks
from portal.scale.country import Country
from portal.scale.progress import Bar

_IN_MEMORY = 20_000
_COVERED = (
    "chain_id", "place", "at", "actor_id", "actor_name", "posting_id", "origin", "act",
    "target_type", "target_id", "says", "commitment", "previous_hash", "hash",
)  # fmt: skip
_ORIGIN = "10.24.0.1"


def entries_to_come() -> int:
    return sum(act.lines(place).count() for place, act in enumerate(ACTS))


def write_record(country: Country, bar: Bar) -> None:
    """Write the entries of all acts, chain by chain."""
    record = Record(country)
    for line in _lines():
        record.write(*line)
        bar.forward()
    record.finish()


def _lines() -> Iterator[tuple[Any, ...]]:
    """Every act of the country, sorted by the database, read in portions."""
    first, *rest = (act.lines(place) for place, act in enumerate(ACTS))
    ordered = first.union(*rest, all=True).order_by(*COLUMNS[:4])
    return ordered.iterator(chunk_size=5000)


class Record:
    """The chains as they stand, and the entries on their way into them."""

    def __init__(self, country: Country) -> None:
        self._heads = {one.pk: one for one in Chain.objects.all()}
        self._touched: dict[int, Chain] = {}
        self._people = {
            user: (name[:150], posting)
            for user, name, posting in Posting.objects.values_list("user", "user__full_name", "pk")
        }
        self._staff = {one.home_affairs: one.staff for one in country.provinces if one.staff}
        self._staff |= {one.people_committee: one.leader for one in country.communes if one.leader}
        self._entries, self._values = Stack(Entry, *_COVERED), list[Values]()

    def write(
        self, chain_id: int, at: datetime, place: int, target: int, user: int | None, *words: str
    ) -> None:
        """Append one entry to its chain."""
        act, chain = ACTS[place], self._chain(chain_id)
        one, two, three = words
        changes = act.changes(one, two, three)
        key = secrets.token_bytes(32)
        who = self._staff.get(chain_id) if user is None and act.who == "" else None
        user = who.user_id if who else user
        name, posting = self._people.get(user or 0, ("Hệ thống", None))
        entry = Entry(
            chain=chain, place=chain.length + 1, at=at, actor_id=user, actor_name=name,
            posting_id=posting, origin=_ORIGIN, act=act.name.format(one),
            target_type=act.target._meta.label_lower, target_id=str(target),
            says=act.says(one, two, three)[:500],
            commitment=commitment(key, changes) if changes else "", previous_hash=chain.head,
        )  # fmt: skip
        entry.hash = entry_hash(chain.head, entry.metadata)
        pk = self._entries.add(*(getattr(entry, column) for column in _COVERED))
        if changes:
            self._values.append(Values(entry_id=pk, key=key, changes=changes))
        chain.length, chain.head = entry.place, entry.hash
        self._touched[chain_id] = chain
        if len(self._entries.rows) >= _IN_MEMORY:
            self._flush()

    def finish(self) -> None:
        self._flush()
        Stacks(self._entries).finish()

    def _chain(self, chain_id: int) -> Chain:
        return self._heads.setdefault(chain_id, Chain(pk=chain_id))

    def _flush(self) -> None:
        """Entries, values and heads together: a chain that was cut off half-way still verifies."""
        with transaction.atomic():
            Chain.objects.bulk_create(
                self._touched.values(), update_conflicts=True, unique_fields=["organisation_id"],
                update_fields=["length", "head"],
            )  # fmt: skip
            self._entries.copy()
            Values.objects.bulk_create(self._values, batch_size=2000)
        self._values, self._touched = [], {}

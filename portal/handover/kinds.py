"""What work of a person can be open, said by each room in its `open_work` module.

    @open_work("Tập phiếu đang nhập", moves=give_batches)
    def batches(user: int, organisation: int, posting: int) -> BallotBatchQuerySet: ...

What is open is asked by the ids of the person, the organisation and the posting, of all rooms in one
reading. Who hands over sees numbers only: an administrator reads no room's rows. Work without `moves`
belongs to the organisation; it changes no row and is told to the successor.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.access import POWERS, Power, Role
from portal.accounts.models import Posting
from portal.prepared import counted, prepared_count

Rows = Callable[[int, int, int], QuerySet[Any]]
Move = Callable[[Posting, Posting], int]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """`count` asks how many are open, of those with a power; `moves(holder, successor)` gives them and
    says how many."""

    title: str
    count: prepared_count
    power: Power | None
    moves: Move | None


KINDS: dict[str, WorkKind] = {}


def open_work(
    title: str, *, power: Power | None = None, moves: Move | None = None
) -> Callable[[Rows], prepared_count]:
    """Register how a room finds one kind of open work of a posting; whose role lacks `power` has none."""

    def register(rows: Rows) -> prepared_count:
        KINDS[title] = WorkKind(title, prepared_count(rows), power, moves)
        return KINDS[title].count

    return register


def numbers_open(posting: Posting) -> list[tuple[WorkKind, int]]:
    """Return how many of each kind are open for a posting, asked at once."""
    held = POWERS[Role(posting.role)]
    kinds = [kind for kind in KINDS.values() if kind.power is None or kind.power in held]
    asked = (posting.user_id, posting.organisation_id, posting.pk)
    return list(zip(kinds, counted(*(kind.count for kind in kinds), values=asked), strict=True))

"""What work of a person can be open, said by each room in its `open_work` module.

    @open_work("Tập phiếu đang nhập", moves=give_batches)
    def batches(posting: Posting) -> int: ...

Who hands over sees numbers only: an administrator reads no room's rows. Work without `moves` belongs
to the organisation; it changes no row and is told to the successor.
"""

from collections.abc import Callable
from dataclasses import dataclass

from portal.accounts.models import Posting

Count = Callable[[Posting], int]
Move = Callable[[Posting, Posting], int]


@dataclass(frozen=True, slots=True)
class WorkKind:
    """`count(holder)` is how many are open; `moves(holder, successor)` gives them and says how many."""

    title: str
    count: Count
    moves: Move | None


KINDS: dict[str, WorkKind] = {}


def open_work(title: str, *, moves: Move | None = None) -> Callable[[Count], Count]:
    """Register how a room counts one kind of open work of a posting."""

    def register(count: Count) -> Count:
        KINDS[title] = WorkKind(title, count, moves)
        return count

    return register

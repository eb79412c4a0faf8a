"""Which keys there are, and what still stands under each."""

from collections import Counter
from dataclasses import dataclass

from portal.identity import active_keys, current_keys
from portal.keys.columns import SEALED


@dataclass(frozen=True, slots=True)
class KeyUse:
    """One key by its id: what it is for, whether it is set and writes, and how many rows stand under it."""

    key_id: str
    purpose: str
    is_set: bool
    writes: bool
    rows: int

    @property
    def state(self) -> str:
        if self.writes:
            return "đang ghi"
        if not self.is_set:
            return "không có trong cấu hình: các dòng này không giải mã, không tìm được"
        return "còn dòng dùng, chưa được bỏ" if self.rows else "bỏ được"


ENCRYPTION, LOOKUP = "mã hóa", "tra cứu"


# Past this a page need not know how many; `manage.py key_use` counts them all.
COUNTED_UP_TO = 1000


def uses(*, up_to: int | None = None) -> list[KeyUse]:
    """Return every key that is set or that a row stands under, those that write first.

    With `up_to`, no kind of rows is counted further.
    """
    boxes, found_by = Counter[str](), Counter[str]()
    for one in SEALED:
        for keys, rows in one.use(up_to=up_to).items():
            boxes[keys.encryption] += rows
            if keys.lookup:
                found_by[keys.lookup] += rows
    newest, known = current_keys(), active_keys()
    return [
        *_of(ENCRYPTION, boxes, known.encryption, newest.encryption),
        *_of(LOOKUP, found_by, known.lookup, newest.lookup),
    ]


def _of(purpose: str, counted: Counter[str], known: tuple[str, ...], newest: str) -> list[KeyUse]:
    ids = [*known, *sorted(set(counted) - set(known))]
    return [KeyUse(one, purpose, one in known, one == newest, counted.get(one, 0)) for one in ids]


def stale_rows() -> int:
    return sum(one.stale().count() for one in SEALED)

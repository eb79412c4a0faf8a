"""Which columns hold something sealed. Each room says so in its `sealed.py`; the rotation walks them.

SEALED.append(SealedColumns(Visitor, box="identity_box", …, bound_to=…))
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Max, Min, Q, QuerySet

from portal.identity import Sealed, Unreadable, current_keys, seal, unseal


class Keys(NamedTuple):
    """The ids of the keys that a row stands under; what is not looked up has no digest."""

    encryption: str
    lookup: str = ""


@dataclass(frozen=True, slots=True)
class SealedColumns:
    """The columns of one model: the box beside its key's id, the digest beside its key's id if any.

    `rows` is asked anew at each use; `bound_to` tells from a row where its box belongs.
    """

    title: str
    rows: Callable[[], QuerySet[Any]]
    bound_to: Callable[[Any], str]
    box: str
    box_key: str
    digest: str = ""
    digest_key: str = ""

    def filled(self) -> QuerySet[Any]:
        return self.rows().filter(**{f"{self.box}__isnull": False})

    def stale(self) -> QuerySet[Any]:
        """Return the rows whose box or digest was made with another than the newest key."""
        newest = current_keys()
        old = ~Q(**{self.box_key: newest.encryption})
        if self.digest_key:
            old |= ~Q(**{self.digest_key: newest.lookup})
        return self.filled().filter(old)

    def portions(self, size: int) -> list[int]:
        """Return where each portion of `size` ids begins that a stale row may stand in."""
        ends = self.stale().aggregate(first=Min("pk"), last=Max("pk"))
        if ends["first"] is None:
            return []
        return list(range((ends["first"] - 1) // size * size, ends["last"], size))

    def use(self, *, up_to: int | None = None) -> dict[Keys, int]:
        """Return how many rows stand under each pair of keys, of each pair at most `up_to`.

        The pairs are looked up in the index one after the other, in one query by hand: a million
        rows know two or three of them, and GROUP BY would read every row to find that out.
        """
        name, meta = connection.ops.quote_name, self.rows().model._meta
        digest = (
            name(meta.get_field(self.digest_key).column)
            if self.digest_key
            else "CAST('' AS varchar(16))"
        )
        sql = _USE.format(
            table=name(meta.db_table), box=name(meta.get_field(self.box).column),
            key=name(meta.get_field(self.box_key).column), digest=digest,
            limit="" if up_to is None else f"LIMIT {up_to:d}",
        )  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return {Keys(key, digest): rows for key, digest, rows in cursor.fetchall()}

    def renew(self, row: Any) -> bool:
        """Seal the row's number with the newest keys, unless somebody wrote it meanwhile.

        Raises `Unreadable` when no known key opens it; the row is left as it is then.
        """
        box, box_key = bytes(getattr(row, self.box)), getattr(row, self.box_key)
        bound_to = self.bound_to(row)
        sealed = seal(unseal(box, box_key, bound_to=bound_to), bound_to=bound_to)
        as_read = {self.box: box, self.box_key: box_key}
        if self.digest_key:
            as_read |= {name: getattr(row, name) for name in (self.digest, self.digest_key)}
        as_it_stood = self.rows().model._default_manager.filter(pk=row.pk, **as_read)
        return bool(as_it_stood.update(**self._columns(sealed)))

    def renew_some(self, *, above: int, up_to: int) -> int:
        """Renew the stale rows whose id lies in the range. Returns how many no known key opens."""
        unreadable = 0
        for row in self.stale().filter(pk__gt=above, pk__lte=up_to).order_by("pk"):
            try:
                self.renew(row)
            except Unreadable:
                unreadable += 1
        return unreadable

    def _columns(self, sealed: Sealed) -> dict[str, Any]:
        columns: dict[str, Any] = {self.box: sealed.box, self.box_key: sealed.box_key}
        if self.digest_key:
            columns |= {self.digest: sealed.digest, self.digest_key: sealed.digest_key}
        return columns


_USE = """
WITH RECURSIVE known (key, digest) AS (
    SELECT * FROM (
        SELECT {key}, {digest} FROM {table} WHERE {box} IS NOT NULL
        ORDER BY {key}, {digest} LIMIT 1
    ) AS first_of_all
    UNION ALL
    SELECT (
        SELECT {key} FROM {table} WHERE {box} IS NOT NULL
        AND ({key}, {digest}) > (known.key, known.digest) ORDER BY {key}, {digest} LIMIT 1
    ), (
        SELECT {digest} FROM {table} WHERE {box} IS NOT NULL
        AND ({key}, {digest}) > (known.key, known.digest) ORDER BY {key}, {digest} LIMIT 1
    ) FROM known WHERE known.key IS NOT NULL
)
SELECT key, digest, (SELECT COUNT(*) FROM (
    SELECT 1 FROM {table} WHERE {box} IS NOT NULL
    AND {key} = known.key AND {digest} = known.digest {limit}
) AS counted) FROM known WHERE key IS NOT NULL
"""

SEALED: list[SealedColumns] = []

"""The index of many units at once: a column of a question is added over all units in one go."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from citizens.surveys.rules.ballots import Count, Item
from citizens.surveys.rules.formulas import Share, overall, share
from citizens.surveys.rules.sums import Sums, count_at, places


class Shares:
    """The whole paper's index of each row of sums, as `formulas.overall` works it out for one."""

    def __init__(self, sheet: Sequence[Item], rows: Sequence[Sums]) -> None:
        begins = places(sheet)
        self._items = [(item, begins[item.code]) for item in sheet if item.judges and item.in_index]
        self._rows = rows
        columns = list(zip(*rows, strict=True))
        good_columns = []
        self._valid: list[list[int]] = []
        for item, begin in self._items:
            judging = [
                (choice.good, columns[begin + 2 + place])
                for place, choice in enumerate(item.choices)
                if columns and choice.good is not None
            ]
            good_columns += [column for good, column in judging if good]
            self._valid.append(_sums([column for _, column in judging], len(rows)))
        self._good = _sums(good_columns, len(rows))
        self._answers = _sums(self._valid, len(rows))
        self._people = list(map(max, zip(*self._valid, strict=True))) if self._valid else []

    def of(self, place: int, *, without: Collection[str] = ()) -> Share | None:
        """Return the index of the row at `place`, leaving out the questions hidden there."""
        if not self._items:
            return None
        if not without or not any(item.code in without for item, _ in self._items):
            return share(self._good[place], self._answers[place], self._people[place])
        left = [(item, begin) for item, begin in self._items if item.code not in without]
        counts: dict[str, Count] = {
            item.code: count_at(item, begin, self._rows[place]) for item, begin in left
        }
        return overall([item for item, _ in left], counts)


def _sums(columns: Sequence[Sequence[int]], length: int) -> list[int]:
    return list(map(sum, zip(*columns, strict=True))) if columns else [0] * length

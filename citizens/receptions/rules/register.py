"""Which form of the book a day has, and how its columns stand under their heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `key` names what fills it, `group` the head it stands under with others.

    `width` is in characters of a spreadsheet, `mm` on paper.
    """

    key: str
    label: str
    width: int
    mm: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class RegisterForm:
    """One form of the book, valid from a day to a day."""

    code: str
    title: str
    name: str
    valid_from: date
    valid_to: date | None
    source: str
    verified: bool
    columns: tuple[Column, ...]
    paper: str = "A4 landscape"  # what the book is printed on, as CSS names it

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def meets(self, first: date, last: date) -> bool:
        """Tell whether it is in force on a day from `first` to `last`."""
        return self.valid_from <= last and (self.valid_to is None or first <= self.valid_to)

    @property
    def keys(self) -> frozenset[str]:
        return frozenset(column.key for column in self.columns)

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)

    @property
    def heads(self) -> tuple["Head", ...]:
        """The first row of the head: single columns, and groups over several."""
        heads: list[Head] = []
        for group, columns in groupby(self.columns, key=lambda column: column.group or column.key):
            spanned = tuple(columns)
            label = group if spanned[0].group else spanned[0].label
            heads.append(Head(label, spanned[0].key, len(spanned), bool(spanned[0].group)))
        return tuple(heads)

    @property
    def grouped(self) -> tuple[Column, ...]:
        """The second row of the head: the columns that stand under a group."""
        return tuple(column for column in self.columns if column.group)


@dataclass(frozen=True, slots=True)
class Head:
    """One cell of the head's first row."""

    label: str
    key: str
    span: int
    is_group: bool


def form_on(forms: Sequence[RegisterForm], day: date) -> RegisterForm:
    """Return the form in force on `day`; before the first one known, that first one."""
    return next((form for form in forms if form.holds_on(day)), min(forms, key=_start))


def spans_of(
    forms: Sequence[RegisterForm],
) -> dict[RegisterForm, tuple[date | None, date | None]]:
    """Return the days that each form writes: its own, and for the first one all days before."""
    first = min(forms, key=_start)
    return {form: (None if form is first else form.valid_from, form.valid_to) for form in forms}


def _start(form: RegisterForm) -> date:
    return form.valid_from

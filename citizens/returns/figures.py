"""The lines of a form: a commune's own with the rows behind each number, a province's as a sum.

A unit that confirmed its figures for the period counts in the sum with what it confirmed; the others
with what their books say today.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from itertools import repeat
from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.safestring import SafeString, mark_safe

from citizens.receptions.querysets import keeps_a_book
from citizens.returns import questions
from citizens.returns.keeping import of_each
from citizens.returns.models import Confirmation
from citizens.returns.rules import (
    Check,
    Column,
    Columns,
    Form,
    Number,
    broken,
    summed,
    tidied,
    tidy,
    untied,
)
from citizens.returns.sources import EACH, ONE
from portal.access import Scope
from portal.figures import Period
from portal.templatetags.show import number
from portal.units.models import Organisation


class Cell(NamedTuple):
    """One number of a line, what it opens ("" for nothing), and its column in words."""

    value: Number
    href: str
    words: str

    def drawn(self) -> str:
        """Return the cell as HTML, all that was given escaped."""
        if not self.href:
            return _number_drawn(self.value)
        shown = number(self.value)
        words = f"{escape(self.words)}: {shown}"
        link = f'<a href="{escape(self.href)}" aria-label="{words}">{shown}</a>'
        return f'<td class="num">{link}</td>'


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's line of a form; of a unit that confirmed it, with the row that says so.

    Its numbers stand in the order of the columns. A province's page has thousands of them, and few
    that open anything: a cell is made of a number only where one is asked for.
    """

    form: Form
    name: str
    values: tuple[Number, ...]
    is_total: bool = False
    confirmed: Confirmation | None = None
    hrefs: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        words = (one.words for one in self.form.columns)
        return tuple(map(Cell, self.values, self.hrefs or repeat(""), words))

    def drawn(self, *, says_state: bool) -> str:
        """Return the line as HTML, the unit's name escaped; `says_state` where units report."""
        look = ' class="table-total"' if self.is_total else ""
        state = self._state_drawn() if says_state and not self.is_total else ""
        cells = (
            (cell.drawn() for cell in self.cells) if self.hrefs else map(_number_drawn, self.values)
        )
        return f'<tr{look}><th scope="row">{escape(self.name)}{state}</th>{"".join(cells)}</tr>'

    def _state_drawn(self) -> str:
        state = self.state
        if self.confirmed is not None:
            state = f'<a href="{self.confirmed.get_absolute_url()}">{state}</a>'
        return f'<span class="table-sub">{state}</span>'

    def opening_what_was_confirmed(self) -> "Line":
        if self.confirmed is None:
            return self
        href = self.confirmed.get_absolute_url()
        return replace(self, hrefs=tuple(href if value else "" for value in self.values))

    def opening_its_units(self, query: QueryDict) -> "Line":
        asked = query.copy()
        hrefs = []
        for place, value in zip(self.form.places, self.values, strict=True):
            asked["cot"] = str(place)
            hrefs.append(f"?{asked.urlencode()}" if value else "")
        return replace(self, hrefs=tuple(hrefs))

    @property
    def state(self) -> str:
        """Whether the unit has reported, in words; the line of a sum has not."""
        if self.is_total:
            return ""
        if self.confirmed is None:
            return "chưa xác nhận"
        return f"xác nhận {self.confirmed.confirmed_on:%d/%m/%Y}"


@dataclass(frozen=True, slots=True)
class Change:
    """A column whose number is no longer the confirmed one."""

    column: Column
    then: Number
    now: Number


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled in for one period."""

    form: Form
    period: Period
    lines: tuple[Line, ...]
    problems: tuple[str, ...]
    changed: tuple[Change, ...] = ()  # of the own line, against what was confirmed

    @property
    def of_many(self) -> bool:
        return len(self.lines) > 1

    @property
    def units(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if not line.is_total)

    @property
    def waiting(self) -> tuple[Line, ...]:
        """The units that have not confirmed."""
        return tuple(line for line in self.units if line.confirmed is None)

    @property
    def waiting_listed(self) -> SafeString:
        """The names of these, as a list on the page."""
        names = (f"<li>{escape(line.name)}</li>" for line in self.waiting)
        return mark_safe("".join(names))  # noqa: S308  # each is escaped

    @property
    def confirmed(self) -> int:
        """How many units have."""
        return len(self.units) - len(self.waiting)

    @property
    def own(self) -> Confirmation | None:
        """What the one unit confirmed, if the form is of one and it did."""
        return None if self.of_many else self.lines[0].confirmed


def filled(form: Form, scope: Scope, period: Period) -> Filled:
    """Fill a form with what the scope reads: a commune's own books, or those of all communes it watches."""
    if keeps_a_book(scope):
        return _of_one(form, scope, period)
    return _of_communes(form, scope, period)


def lines_shown(
    found: Filled, *, only_filled: bool, column: int | None, query: QueryDict
) -> tuple[Line, ...]:
    """Return the lines of a form of many units as its page shows them.

    Each number of the sum opens the units that it adds up (`column`), each number of a unit that
    confirmed what it confirmed: the rows behind it are in the unit's own books. `query` is the address.
    """
    units = [
        line.opening_what_was_confirmed()
        for line in found.units
        if (column is None or line.values[column - 1]) and (not only_filled or any(line.values))
    ]
    return (*units, *(line.opening_its_units(query) for line in found.lines if line.is_total))


def drawn(lines: Iterable[Line], *, says_state: bool) -> SafeString:
    """Draw lines of a form. A province has thousands of cells: a template's loop takes ten times as long."""
    return mark_safe("".join(line.drawn(says_state=says_state) for line in lines))  # noqa: S308  # escaped


def frozen(confirmation: Confirmation) -> Filled:
    """Return what a unit confirmed, in the form it confirmed it in."""
    form = confirmation.form.form
    line = _plain(form, confirmation.organisation.name, confirmation.values, confirmed=confirmation)
    return Filled(form, confirmation.period, (line,), _broken(line, broken(form, _values(line))))


def own_values(form: Form, scope: Scope, period: Period) -> dict[int, Number]:
    """Return the numbers of the books that a commune's scope reads, as a confirmation freezes them."""
    found = summed(EACH[form.code](_books(scope), period).values(), form)
    return {place: tidy(value) for place, value in found.items()}


def _of_one(form: Form, scope: Scope, period: Period) -> Filled:
    office = Organisation.objects.get(pk=scope.organisation_id)
    books = _books(scope)
    figures = ONE[form.code](books, period)
    confirmed = _confirmed(form.code, [office.pk], period).get(office.pk)
    values = {place: figures[place].value or 0 for place in form.places}
    line = _plain(form, office.name, values, confirmed=confirmed)
    lines = (replace(line, hrefs=tuple(figures[place].href for place in form.places)),)
    others = {tie.form: _total(EACH[tie.form](books, period).values()) for tie in form.ties}
    changed = () if confirmed is None else _changed(form, confirmed, lines[0])
    problems = _problems(form, line, _values(line), others)
    return Filled(form, period, lines, problems, changed)


def _of_communes(form: Form, scope: Scope, period: Period) -> Filled:
    offices = questions.communes_watched.numbers(scope, period.ends_on)
    pks = [pk for pk, _ in offices]
    confirmed = _confirmed(form.code, pks, period)
    counted = _counted(form.code, pks, period, confirmed)
    nothing = dict.fromkeys(form.places, 0)
    lines = [
        _plain(form, name, counted.get(pk, nothing), confirmed=confirmed.get(pk))
        for pk, name in offices
    ]
    columns = _columns([line.values for line in lines], form)
    total = _plain(
        form, "Tổng cộng", {place: sum(columns[place]) for place in columns}, is_total=True
    )
    others = {}
    for tie in form.ties:
        theirs = _confirmed(tie.form, pks, period)
        others[tie.form] = _counted(tie.form, pks, period, theirs)
    problems = () if _all_hold(form, columns, pks, others) else _of_lines(form, pks, lines, others)
    return Filled(form, period, (*lines, total), problems)


def confirmed_in_full(scope: Scope, codes: Collection[str], period: Period) -> bool:
    """Whether the own office has confirmed each of these forms for the period."""
    rows: Any = questions.codes_confirmed(scope, period.starts_on, period.ends_on)
    return set(codes) <= {code for (code,) in rows}


def _confirmed(
    code: str, organisations: Collection[int], period: Period
) -> dict[int, Confirmation]:
    rows = questions.confirmed(tuple(organisations), code, period.starts_on, period.ends_on)
    return {row.organisation_id: row for row in rows}


def _counted(
    code: str,
    organisations: Collection[int],
    period: Period,
    confirmed: Mapping[int, Confirmation],
) -> dict[int, Mapping[int, Number]]:
    """Return each office's numbers: what it confirmed, or what its books say."""
    others = tuple(pk for pk in organisations if pk not in confirmed)
    live = of_each(code, others, period) if others else {}
    return dict(live) | {pk: row.values for pk, row in confirmed.items()}


def _books(scope: Scope) -> list[int]:
    """Return the books that a commune reads: its own and its predecessors'."""
    rows: Any = questions.books_read(scope)
    return [pk for (pk,) in rows]


def _plain(
    form: Form,
    name: str,
    values: Mapping[int, Number],
    *,
    is_total: bool = False,
    confirmed: Confirmation | None = None,
) -> Line:
    return Line(form, name, tidied(map(values.__getitem__, form.places)), is_total, confirmed)


@lru_cache(maxsize=4096)  # small numbers, each of them many times on a page
def _number_drawn(value: Number) -> str:
    return f'<td class="num">{number(value)}</td>'


def _columns(lines: Sequence[Sequence[Number]], form: Form) -> Columns:
    """Return the numbers of many lines, column by column."""
    found = zip(*lines, strict=True) if lines else repeat(())
    return dict(zip(form.places, found, strict=False))


def _all_hold(
    form: Form,
    columns: Columns,
    organisations: Sequence[int],
    others: Mapping[str, Mapping[int, Mapping[int, Number]]],
) -> bool:
    """Tell whether no line breaks a formula of the form, nor a tie with the lines of others."""

    def of_other(tie: Check) -> Columns:
        theirs = [others[tie.form].get(pk, {}) for pk in organisations]
        return {place: [line.get(place, 0) for line in theirs] for place in tie.right}

    return all(check.all_hold(columns, columns) for check in form.checks) and all(
        tie.all_hold(columns, of_other(tie)) for tie in form.ties
    )


def _of_lines(
    form: Form,
    organisations: Sequence[int],
    lines: Sequence[Line],
    others: Mapping[str, Mapping[int, Mapping[int, Number]]],
) -> tuple[str, ...]:
    """Say of each line what it breaks."""
    problems: tuple[str, ...] = ()
    for pk, line in zip(organisations, lines, strict=True):
        of_line = {code: each.get(pk, {}) for code, each in others.items()}
        problems += _problems(form, line, _values(line), of_line)
    return problems


def _values(line: Line) -> dict[int, Number]:
    return dict(zip(line.form.places, line.values, strict=True))


def _total(lines: Collection[Mapping[int, Number]]) -> Mapping[int, Number]:
    places = {place for line in lines for place in line}
    return {place: sum(line[place] for line in lines) for place in places}


def _problems(
    form: Form,
    line: Line,
    values: Mapping[int, Number],
    others: Mapping[str, Mapping[int, Number]],
) -> tuple[str, ...]:
    return _broken(line, [*broken(form, values), *untied(form, values, others)])


def _broken(line: Line, checks: Collection[Check]) -> tuple[str, ...]:
    return tuple(f"{line.name}: cột {check} không đúng." for check in checks)


def _changed(form: Form, confirmed: Confirmation, line: Line) -> tuple[Change, ...]:
    now, then = _values(line), confirmed.values
    return tuple(
        Change(one, then[one.place], now[one.place])
        for one in form.columns
        if now[one.place] != then[one.place]
    )

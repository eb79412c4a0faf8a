"""The lines of a form: a commune's own with the rows behind each number, a province's as a sum."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

from citizens.receptions.figures import tcd, tcd_by_office
from citizens.receptions.querysets import keeps_a_book, own_books
from citizens.returns.rules import Form, broken, summed
from citizens.submissions.figures import xld, xld_by_office
from portal.access import Scope
from portal.figures import Figure, Period
from portal.templatetags.show import number
from portal.units.models import Organisation

_ONE: dict[str, Callable[[Collection[int], Period], dict[int, Figure]]] = {
    "01/TCD": tcd,
    "02/XLD": xld,
}
_EACH: dict[str, Callable[[Collection[int], Period], dict[int, dict[int, int]]]] = {
    "01/TCD": tcd_by_office,
    "02/XLD": xld_by_office,
}


@dataclass(frozen=True, slots=True)
class Cell:
    value: int
    href: str
    words: str

    def drawn(self) -> str:
        """Return the cell as HTML, all that was given escaped."""
        shown = number(self.value)
        if self.href:
            words = f"{escape(self.words)}: {shown}"
            shown = f'<a href="{escape(self.href)}" aria-label="{words}">{shown}</a>'
        return f'<td class="num">{shown}</td>'


@dataclass(frozen=True, slots=True)
class Line:
    """One unit's line of a form."""

    name: str
    cells: tuple[Cell, ...]
    is_total: bool = False

    def drawn(self) -> SafeString:
        """Return the cells as HTML. A province has thousands: a template's loop takes ten times as long."""
        return mark_safe("".join(cell.drawn() for cell in self.cells))  # noqa: S308  # each is escaped

    @property
    def is_empty(self) -> bool:
        return not any(cell.value for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form filled in for one period."""

    form: Form
    period: Period
    lines: tuple[Line, ...]
    problems: tuple[str, ...]
    silent: int = 0  # communes of which nothing at all is recorded in the period

    @property
    def of_many(self) -> bool:
        return len(self.lines) > 1


def filled(form: Form, scope: Scope, period: Period) -> Filled:
    """Fill a form with what the scope reads: a commune's own books, or those of all communes it watches."""
    if keeps_a_book(scope):
        office = Organisation.objects.get(pk=scope.organisation_id)
        books = list(own_books(scope).values_list("pk", flat=True))
        figures = _ONE[form.code](books, period)
        cells = [
            Cell(int(figures[one.place].value or 0), figures[one.place].href, one.words)
            for one in form.columns
        ]
        lines = [Line(office.name, tuple(cells))]
        return Filled(form, period, tuple(lines), _problems(form, lines))
    return _of_communes(form, scope, period)


def _of_communes(form: Form, scope: Scope, period: Period) -> Filled:
    communes = Organisation.objects.on(period.ends_on).peoples_committees().of_communes()
    offices = list(communes.visible_to(scope).in_order().values_list("pk", "name"))
    counted = _EACH[form.code]([pk for pk, _ in offices], period)
    nothing = dict.fromkeys((one.place for one in form.columns), 0)
    values = [(name, counted.get(pk, nothing)) for pk, name in offices]
    lines = [_plain(form, name, line) for name, line in values]
    total = _plain(form, "Tổng cộng", summed([line for _, line in values], form), is_total=True)
    return Filled(
        form, period, (*lines, total), _problems(form, [*lines, total]),
        silent=sum(line.is_empty for line in lines),
    )  # fmt: skip


def _plain(form: Form, name: str, values: dict[int, int], *, is_total: bool = False) -> Line:
    cells = tuple(Cell(values[one.place], "", one.words) for one in form.columns)
    return Line(name, cells, is_total)


def _problems(form: Form, lines: Collection[Line]) -> tuple[str, ...]:
    found = []
    for line in lines:
        values = {one.place: cell.value for one, cell in zip(form.columns, line.cells, strict=True)}
        found += [f"{line.name}: cột {check} không đúng." for check in broken(form, values)]
    return tuple(found)

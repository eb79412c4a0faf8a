"""The board: how far the rollout is, per unit and per duty, in the four states."""

from collections import defaultdict
from textwrap import shorten
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from directives.assignments.forms import BoardFilter
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet, with_work
from directives.assignments.rules import State, Tally
from directives.registry.models import Directive, Duty
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.charts import HeatCell, HeatMap, HeatRow, Stack, heat_map, stacked
from portal.hrefs import href
from portal.htmx import render
from portal.http import Request
from portal.units.models import Area, Organisation

_HEAD, _LABEL = 48, 120  # letters of a duty's text at the head of a column, beside a bar

# The state that a cell of the map shows is the worst of its work, in this order.
_TONES = {
    State.OVERDUE: ("late", "Quá hạn"),
    State.OPEN: ("open", "Đang làm"),
    State.LATE: ("soon", "Xong muộn"),
    State.ON_TIME: ("done", "Xong"),
}


@requires(Power.BOARD_READ)
@require_GET
def board(request: Request) -> HttpResponse:
    on = today()
    filters = BoardFilter(
        request.GET,
        areas=Area.objects.visible_to(request.scope).on(on),
        directives=with_work(Directive.objects.visible_to(request.scope)),
    )
    work = filters.narrow(Assignment.objects.visible_to(request.scope).standing())
    cells = {
        (row["organisation_id"], row["duty_id"]): _tally(row)
        for row in work.tallies("organisation_id", "duty_id", on=on)
    }
    duties = _duties(work)
    units = _units({unit for unit, _ in cells})
    context = {
        "filters": filters,
        "tally": sum(cells.values(), Tally()),
        "silent": work.unacknowledged().count(),
        "map": _map(units, duties, cells),
        "by_duty": _by_duty(duties, cells),
        "by_unit": _by_unit(units, cells),
        "on": on,
        "hrefs": {state.value: _href(**filters.asked, trang_thai=state.value) for state in State},
    }
    return render(request, "assignments/board.html", context, partial="board")


def _duties(work: AssignmentQuerySet) -> list[Duty]:
    """The duties of the scoped work, in the order of their directives."""
    rows = work.duties().select_related("directive")
    return sorted(rows, key=lambda duty: (duty.directive_id, duty.ordinal, duty.pk))


def _units(found: set[int]) -> list[Organisation]:
    """The organisations of the scoped cells, in Vietnamese order."""
    rows = Organisation.objects.select_related("unit").in_bulk(found).values()
    return sorted(rows, key=lambda one: (one.unit.sort_key, one.unit.code))


def _tally(row: dict[str, Any]) -> Tally:
    return Tally(row["on_time"], row["late"], row["open"], row["overdue"])


def _href(**wanted: object) -> str:
    return f"{href('assignments:list')}?{urlencode(wanted)}"


def _map(
    units: list[Organisation], duties: list[Duty], cells: dict[tuple[int, int], Tally]
) -> HeatMap:
    columns = [(_head(duty, _HEAD), duty.text, _href(nhiem_vu=duty.pk)) for duty in duties]
    rows = [_row(unit, duties, cells) for unit in units]
    legend = [
        HeatCell(word, tone, title=str(state.label)) for state, (tone, word) in _TONES.items()
    ]
    return heat_map("Từng đơn vị, từng nhiệm vụ", columns, rows, legend=legend)


def _head(duty: Duty, letters: int) -> str:
    place = f"Mục {duty.clause}" if duty.clause else f"Nhiệm vụ {duty.ordinal}"
    return f"{place}: {shorten(duty.text, letters, placeholder='…')}"


def _row(unit: Organisation, duties: list[Duty], cells: dict[tuple[int, int], Tally]) -> HeatRow:
    name, its_work = unit.unit.full_name, _href(don_vi=unit.pk)
    found = (
        _cell(name, f"{its_work}&nhiem_vu={duty.pk}", cells.get((unit.pk, duty.pk)))
        for duty in duties
    )
    return HeatRow(name, tuple(found), its_work)


def _cell(name: str, href: str, tally: Tally | None) -> HeatCell:
    if tally is None:
        return HeatCell()
    worst = next(state for state in _TONES if tally.count(state))
    tone, word = _TONES[worst]
    return HeatCell(word, tone, href, f"{name}: {worst.label}")


def _by_duty(duties: list[Duty], cells: dict[tuple[int, int], Tally]) -> Any:
    sums = _sums(cells, 1)
    rows = [
        Stack(_head(duty, _LABEL), _counts(sums[duty.pk]), _href(nhiem_vu=duty.pk))
        for duty in duties
    ]
    return stacked("Theo nhiệm vụ", rows)


def _by_unit(
    units: list[Organisation], cells: dict[tuple[int, int], Tally]
) -> list[dict[str, Any]]:
    sums = _sums(cells, 0)
    rows = [
        {"unit": unit.unit, "tally": sums[unit.pk], "href": _href(don_vi=unit.pk)} for unit in units
    ]
    return sorted(rows, key=lambda row: (-row["tally"].overdue, row["unit"].sort_key))


def _sums(cells: dict[tuple[int, int], Tally], part: int) -> dict[int, Tally]:
    sums: dict[int, Tally] = defaultdict(Tally)
    for key, tally in cells.items():
        sums[key[part]] += tally
    return sums


def _counts(tally: Tally) -> dict[str, int]:
    return {
        "on_time": tally.on_time,
        "late_done": tally.late,
        "open": tally.open,
        "overdue": tally.overdue,
    }

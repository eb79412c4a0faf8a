"""The country's board: how far each province is with each duty of one directive."""

from functools import lru_cache

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from directives.assignments import questions
from directives.assignments.forms import CountryFilter
from directives.assignments.forms.filters import dated
from directives.assignments.rules import By, Group, State, Step
from directives.assignments.views.board import Board, head
from directives.assignments.views.counted import LIST, ROLL_UP, address
from directives.assignments.views.provinces import Country, all_of, units_in
from portal.access import Power, requires
from portal.charts import HeatCell, HeatMap, HeatRow, heat_level, heat_map
from portal.http import Request

_HEAD = 48  # letters of a duty's text at the head of a column
_EMPTY = HeatCell()


@requires(Power.COUNTRY_READ)
@require_GET
def country(request: Request) -> HttpResponse:
    """The provinces beside each other, duty by duty; each opens its own board."""
    one = Board(request, CountryFilter)
    found = Country.of(one)
    units, silent = all_of(units_in(one))
    context = {
        "total": found.total,
        "units": units,
        "silent": silent,
        "map": _map(one, found),
        "hrefs": _hrefs(one),
    }
    return one.show("country", context)


def _hrefs(one: Board[CountryFilter]) -> dict[str, str]:
    """What the figures over the map open."""
    units = one.asked | {"theo": By.UNIT.value}
    lists = {word.value: address(LIST, one.asked, trang_thai=word) for word in (*State, *Group)}
    return lists | {
        "unanswered": address(LIST, one.asked, buoc=Step.GIVEN),
        "units": address(ROLL_UP, units),
        "silent": address(ROLL_UP, units, im_lang=1),
        "at_first": address(LIST, one.asked, trang_thai=Group.FALLEN_DUE, han_dau=1),
        "by_province": address(ROLL_UP, one.asked, theo=By.PROVINCE),
    }


def _map(one: Board[CountryFilter], found: Country) -> HeatMap:
    """A row for each province, one for all; their cells open the work that they count."""
    every = address(LIST, one.asked)
    duties = questions.heads(found.duties)
    columns = [
        (head(duty, _HEAD), duty.text, f"{every}&nhiem_vu={duty.pk}&trang_thai={Group.GIVEN}")
        for duty in duties
    ]
    opens = {
        duty.pk: (
            f"&nhiem_vu={duty.pk}&trang_thai={State.OPEN.value}",
            f"&nhiem_vu={duty.pk}&trang_thai={Group.FALLEN_DUE.value}",
        )
        for duty in duties
    }
    rows = [
        HeatRow(
            dated(province),
            tuple(
                [
                    _cell(tuple(counts[:4]), both)
                    if (counts := found.cells.get((province.pk, pk)))
                    else _EMPTY
                    for pk, both in opens.items()
                ]
            ),
            f"{every}&tinh={province.pk}",
            opens=address("assignments:board", one.asked, tinh=province.pk),
        )
        for province in questions.provinces_named(tuple(found.provinces))
    ]
    return heat_map("Từng tỉnh, từng nhiệm vụ", columns, rows)


@lru_cache(maxsize=4096)
def _cell(counts: tuple[int, ...], openings: tuple[str, str]) -> HeatCell:
    """The part done of what has fallen due, never rounded up to all; of what has not, that it is open.

    Drawn from the plain counts, and once for the same: a country has 680 cells, of few kinds.
    """
    on_time, late, still_open, overdue = counts
    done, due = on_time + late, on_time + late + overdue
    if not due:
        return HeatCell("còn hạn", "open", openings[0], f"{still_open} việc còn hạn")
    said = f"Xong {done}/{due} việc đến hạn; quá hạn {overdue}; còn hạn {still_open}"
    return HeatCell(f"{done * 100 // due}%", heat_level(done / due), openings[1], said)

"""The board: how far the rollout is, unit by unit and duty by duty, in the four states."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from textwrap import shorten
from typing import Any, Generic, TypeVar

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from directives.assignments import questions
from directives.assignments.forms import BoardFilter
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.querysets.rollups import grouped, shares_of, worst_of
from directives.assignments.rules import (
    By,
    Group,
    RolledUp,
    Share,
    Standing,
    State,
    Step,
    roll_up,
)
from directives.assignments.views.counted import LIST, ROLL_UP, address, called
from directives.registry.models import Duty
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.charts import HeatCell, HeatMap, HeatRow, heat_map
from portal.htmx import render
from portal.http import Request
from portal.lists import Page, keyset_page
from portal.units.models import Organisation

_HEAD = 48  # letters of a duty's text at the head of a column
_TABS = {  # by the names of their addresses
    "board": "Bảng nhiệt",
    "roll_up": "Tổng hợp",
    "trend": "Xu hướng",
    "ranking": "Xếp hạng",
}

_WORDS = {  # what a cell of the map says, and how it looks
    State.OVERDUE: ("Quá hạn", "late"),
    State.OPEN: ("Đang làm", "open"),
    State.LATE: ("Xong sau hạn", "soon"),
    State.ON_TIME: ("Xong", "done"),
}

_EMPTY = HeatCell()

F = TypeVar("F", bound=BoardFilter)
Cells = dict[tuple[int, int], State]  # by organisation and duty, the worst of its work


class Board(Generic[F]):
    """A board as it was asked for: its bar, and the work that it counts."""

    def __init__(self, request: Request, bar: type[F]) -> None:
        self.request, self.on = request, today()
        self.filters = bar(
            request.GET,
            areas=questions.areas_to_choose(request.scope, self.on),
            directives=questions.directives_to_choose(request.scope),
        )
        self.asked = self.filters.asked

    @cached_property
    def work(self) -> AssignmentQuerySet:
        """The work that it counts; unfiltered, prepared questions ask the same."""
        return self.filters.narrow(Assignment.objects.visible_to(self.request.scope))

    @cached_property
    def shares(self) -> dict[int, Share]:
        """What each unit has, by the id of its organisation."""
        if self.asked:
            return self.work.shares(self.on)
        return shares_of(questions.counted(self.request.scope, self.on))

    @cached_property
    def total(self) -> RolledUp:
        return roll_up(self.shares.values())

    @property
    def silent(self) -> list[int]:
        """The organisations that have answered none of their work."""
        return [pk for pk, share in self.shares.items() if share.is_silent]

    def standings(self) -> list[Standing]:
        """How far each unit has come, by name."""
        tallies = {pk: share.tally for pk, share in self.shares.items()}
        named = [pk for (pk,) in questions.in_order_of_names(tuple(tallies))]
        return [Standing(pk, tallies[pk].completed, tallies[pk].fallen_due) for pk in named]

    def units(self, ids: Iterable[int]) -> Page[Organisation]:
        """A page of these organisations, in Vietnamese order."""
        among = tuple(ids)
        return keyset_page(
            self.request,
            Organisation.objects.among(among),
            order=questions.BY_NAME,
            first=lambda: questions.first_by_name(among),
        )

    def worst(self, ids: tuple[int, ...]) -> Cells:
        """The worst state of the work of each of these organisations and each duty."""
        if self.asked:
            return self.work.of_holders(ids).worst(self.on)
        return worst_of(questions.ranked(self.request.scope, self.on, ids))

    def by_unit(self, ids: tuple[int, ...]) -> dict[int, RolledUp]:
        """The work of each of these organisations rolled up."""
        if self.asked:
            return self.work.of_holders(ids).rolled_up(By.UNIT, self.on)
        inside = questions.rolled_up.in_words(self.request.scope, self.on, ids)
        return grouped(By.UNIT, *inside) if inside else {}

    def by_month(self) -> dict[date, RolledUp]:
        """The work of each month rolled up."""
        if self.asked:
            return self.work.rolled_up(By.MONTH, self.on)
        inside = questions.by_month.in_words(self.request.scope, self.on)
        return grouped(By.MONTH, *inside) if inside else {}

    def own(self, organisation_id: int) -> dict[str, str]:
        """What the work of one organisation is asked for by."""
        return {"don_vi" if self.filters.as_given else "don_vi_nay": str(organisation_id)}

    def show(self, name: str, context: dict[str, Any]) -> HttpResponse:
        tabs = [
            {"label": label, "current": one == name, "href": address(f"assignments:{one}", self.asked)}
            for one, label in _TABS.items()
        ]  # fmt: skip
        shown = context | {"filters": self.filters, "tabs": tabs, "on": self.on}
        return render(self.request, f"assignments/{name}.html", shown, partial="board")


@requires(Power.BOARD_READ)
@require_GET
def board(request: Request) -> HttpResponse:
    """The four states of all, and the map of units and duties, a page of units at a time."""
    one = Board(request, BoardFilter)
    page = one.units(one.shares)
    cells = one.worst(tuple(unit.pk for unit in page))
    duties = questions.heads(tuple({duty for _, duty in cells}))
    context = {
        "total": one.total,
        "page": page,
        "map": _map(one, page.rows, duties, cells),
        "hrefs": {
            word.value: address(LIST, one.asked, trang_thai=word) for word in (*State, *Group)
        } | {
            "unanswered": address(LIST, one.asked, buoc=Step.GIVEN),
            "units": address(ROLL_UP, one.asked),
            "silent": address(ROLL_UP, one.asked, im_lang=1),
            "at_first": address(LIST, one.asked, trang_thai=Group.FALLEN_DUE, han_dau=1),
        },
    }  # fmt: skip
    return one.show("board", context)


def _map(
    one: Board[BoardFilter], units: list[Organisation], duties: list[Duty], cells: Cells
) -> HeatMap:
    columns = [
        (head(duty, _HEAD), duty.text, address(LIST, {**one.asked, "nhiem_vu": duty.pk}, trang_thai=Group.GIVEN))
        for duty in duties
    ]  # fmt: skip
    legend = [HeatCell(*words, title=str(state.label)) for state, words in _WORDS.items()]
    ids = [duty.pk for duty in duties]
    rows = [_row(one, unit, ids, cells) for unit in units]
    return heat_map("Từng đơn vị, từng nhiệm vụ", columns, rows, legend=legend)


def head(duty: Duty, letters: int) -> str:
    """Name a duty in so many letters of its text."""
    place = f"Mục {duty.clause}" if duty.clause else f"Nhiệm vụ {duty.ordinal}"
    text = " ".join(duty.text.split())[: 2 * letters]  # what lies beyond is not looked at
    return f"{place}: {shorten(text, letters, placeholder='…')}"


def _row(one: Board[BoardFilter], unit: Organisation, duties: list[int], cells: Cells) -> HeatRow:
    """Draw a unit; a cell opens the unit's work of its duty."""
    own, its_work = unit.pk, address(LIST, one.asked | one.own(unit.pk), trang_thai=Group.GIVEN)
    worst = ((duty, cells.get((own, duty))) for duty in duties)
    found = tuple(
        HeatCell(*_WORDS[state], f"{its_work}&nhiem_vu={duty}") if state else _EMPTY
        for duty, state in worst
    )
    return HeatRow(called(unit), found, its_work)

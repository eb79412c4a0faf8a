"""The board: how far the rollout is, unit by unit and duty by duty, in the four states."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from directives.assignments import questions
from directives.assignments.forms import BoardFilter
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.querysets.counts import Kept, units_and_silent
from directives.assignments.querysets.rollups import grouped, shares_kept, shares_of
from directives.assignments.rules import (
    WORST_FIRST,
    By,
    Group,
    RolledUp,
    Share,
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
from portal.lists import Page, sliced_page
from portal.prepared import Value
from portal.units.models import AdministrativeUnit, Organisation

_PICKED = ("tinh", "don_vi", "don_vi_nay")  # a province, a unit
_HEAD = 48  # letters of a duty's text at the head of a column
_TABS = {  # by the names of their addresses
    "country": "Cả nước",
    "board": "Bảng nhiệt",
    "roll_up": "Tổng hợp",
    "trend": "Xu hướng",
    "ranking": "Xếp hạng",
}

_WORDS = {  # what a cell of the map says, and how it looks
    State.OVERDUE: ("Quá hạn", "late"),
    State.OPEN: ("Đang làm", "open"),
    State.LATE: ("Xong sau hạn", "done-late"),
    State.ON_TIME: ("Xong", "done"),
}

_EMPTY = HeatCell()

F = TypeVar("F", bound=BoardFilter)
Cells = dict[tuple[int, int], State]  # by organisation and duty, the worst of its work


class Board(Generic[F]):
    """A board as it was asked for: its bar, whose work it counts, and what they have."""

    def __init__(self, request: Request, bar: type[F]) -> None:
        self.request, self.on = request, today()
        self.of_country = request.scope.may(Power.COUNTRY_READ)
        self.provinces = self._provinces() if self.of_country else []
        self.filters = bar(
            request.GET,
            areas=() if self.of_country else questions.areas_to_choose(request.scope, self.on),
            directives=questions.directives_to_choose(request.scope),
            provinces=self.provinces,
        )
        self.asked = self.filters.asked

    @cached_property
    def kept(self) -> list[Kept]:
        """What is kept of each organisation that is wanted, in Vietnamese order."""
        wanted = self.filters.wanted_units
        return [Kept(*one) for one in questions.kept.numbers(self.request.scope, wanted=wanted)]

    @cached_property
    def ids(self) -> tuple[int, ...]:
        return tuple(one.organisation for one in self.kept)

    @cached_property
    def wanted(self) -> dict[str, Value]:
        """What is wanted of their rows. Where each is counted under itself, nobody looks for others."""
        wanted = questions.read_by(self.request.scope) | self.filters.wanted_work
        wanted |= questions.wanted_duties(self.filters.wanted_units)
        if all(one.organisation == one.holder for one in self.kept):
            wanted["as_given"] = True
        return wanted

    @cached_property
    def work(self) -> AssignmentQuerySet:
        """The rows that it counts."""
        return questions.held(self.ids, self.wanted)

    @cached_property
    def shares(self) -> dict[int, Share]:
        """What each unit has, by the id of its organisation, in Vietnamese order."""
        if not self.filters.wanted_work:
            late = questions.overdue.numbers(self.ids, self.on, wanted=self.wanted)
            return shares_kept(self.kept, late)
        found = shares_of(questions.counted.numbers(self.ids, self.on, wanted=self.wanted))
        return {one.holder: found[one.holder] for one in self.kept if one.holder in found}

    @cached_property
    def total(self) -> RolledUp:
        return roll_up(self.shares.values())

    @property
    def silent(self) -> list[int]:
        """The organisations that have answered none of their work."""
        return [pk for pk, share in self.shares.items() if share.is_silent]

    def units(self, ids: Iterable[int]) -> Page[Organisation]:
        """A page of these organisations, in the order they come in."""
        page = sliced_page(self.request, list(ids))
        named = self.named(page)
        return Page([named[pk] for pk in page], page.previous_href, page.next_href)

    def named(self, ids: Iterable[int]) -> dict[int, Organisation]:
        """These organisations as `called` names them."""
        asked = questions.named_in_provinces if self.over_provinces else questions.named
        return {one.pk: one for one in asked(tuple(ids))}

    def called(self, unit: Organisation) -> str:
        return called(unit, in_province=self.over_provinces)

    @property
    def over_provinces(self) -> bool:
        """Whether units of several provinces stand side by side."""
        return self.of_country and "tinh" not in self.asked

    def worst(self, page: Page[Organisation]) -> Cells:
        """The worst state of the work of each of these organisations and each duty."""
        holder, cells = self._holders(page), Cells()
        found = questions.ranked.numbers(tuple(holder), self.on, wanted=self.wanted)
        for rank, given, duty in sorted([(rank, *place) for *place, rank in found], reverse=True):
            cells[holder[given], duty] = WORST_FIRST[rank]  # the worst is the last
        return cells

    def by_unit(self, page: Page[Organisation]) -> dict[int, RolledUp]:
        """The work of each of these organisations rolled up."""
        ids = tuple(self._holders(page))
        inside = questions.by_unit.in_words(ids, self.on, wanted=self.wanted)
        return grouped(By.UNIT, *inside) if inside else {}

    def places(self, rows: Iterable[int]) -> dict[int, int]:
        """Under which province those of these province rows are counted that have ended; none when
        as given."""
        ended = set(rows) - {one.pk for one in self.provinces}
        if self.filters.as_given or not ended:
            return {}
        return dict(questions.provinces_now.numbers(tuple(sorted(ended)), self.on))

    def by_month(self) -> dict[date, RolledUp]:
        """The work of each month rolled up."""
        inside = questions.by_month.in_words(self.ids, self.on, wanted=self.wanted)
        return grouped(By.MONTH, *inside) if inside else {}

    @property
    def is_national(self) -> bool:
        """Whether no province and no unit of the country is picked out: provinces are counted then."""
        return self.of_country and self.asked.keys().isdisjoint(_PICKED)

    def by_province_and_duty(
        self, *, by_month: bool = False, of_kind: str = ""
    ) -> list[tuple[int, ...]]:
        """What is counted of each province row and duty, and of each month: kept counts know no kinds
        of organisations, nor units."""
        months: dict[str, Value] = {"by_month": True} if by_month else {}
        if not self.is_national:
            return list(self.work.by_province_and_duty(self.on, by_month=by_month))
        if kind := of_kind or self.filters.wanted_units.get("kind"):
            duties = questions.wanted_duties(self.filters.wanted_units)
            wanted = self.filters.wanted_work | duties | {"kind": kind} | months
            return questions.by_province_and_duty.numbers(
                self.request.scope, self.on, wanted=wanted
            )
        days = {n: day for n, day in self.filters.wanted_work.items() if n != "duty"}
        return questions.of_each_province(self._duties, self.on, days | months)

    def units_and_silent(self) -> list[tuple[int, int, int]]:
        """Under each province row, how many units there are, and how many have answered nothing."""
        if not self.filters.wanted_work:
            asked = questions.answers[By.PROVINCE].in_words(
                self.request.scope, wanted=self.filters.wanted_units
            )
            return units_and_silent(*asked) if asked else []
        over = questions.provinces_over.numbers(tuple(self.shares))
        return [(province, 1, self.shares[holder].is_silent) for holder, province in over]

    def units_and_silent_by(self, by: By) -> dict[Any, tuple[int, int]]:
        """Of each directive or kind of organisation of the country, how many units have its work, and how
        many of them have answered nothing of it."""
        scope, units = self.request.scope, self.filters.wanted_units
        if self.filters.wanted_work:
            of_rows = {name: value for name, value in units.items() if name != "directive"}
            wanted = self.filters.wanted_work | questions.wanted_duties(units) | of_rows
            asked = questions.answers_of_work[by].in_words(scope, wanted=wanted)
        else:
            asked = questions.answers[by].in_words(scope, wanted=units)
        found = units_and_silent(*asked) if asked else []
        return {key: (units_of, silent) for key, units_of, silent in found}

    @property
    def _duties(self) -> tuple[int, ...]:
        """The duties that are wanted, of the directives to choose from or of the chosen one."""
        directive = self.filters.wanted_units.get("directive")
        found = questions.duties_of(*([directive] if directive else self.filters.directives))
        duty = self.filters.wanted_work.get("duty")
        return found if duty is None else tuple(one for one in found if one == duty)

    def _holders(self, page: Page[Organisation]) -> dict[int, int]:
        """Those whose work is counted under the organisations of a page, each with its own."""
        shown = {one.pk for one in page}
        return {one.organisation: one.holder for one in self.kept if one.holder in shown}

    @property
    def whose(self) -> str:
        """By what word the work of one organisation is asked for."""
        return "don_vi" if self.filters.as_given else "don_vi_nay"

    def own(self, organisation_id: int) -> dict[str, str]:
        """What the work of one organisation is asked for by."""
        return {self.whose: str(organisation_id)}

    def _provinces(self) -> list[AdministrativeUnit]:
        """Those of today to choose from; by the units of their time, those of every day."""
        if "luc_giao" in self.request.GET:
            return questions.provinces_of_all_days()
        return questions.provinces_to_choose(self.on)

    def show(self, name: str, context: dict[str, Any]) -> HttpResponse:
        tabs = [
            {"label": label, "current": one == name, "href": address(f"assignments:{one}", self.asked)}
            for one, label in _TABS.items()
            if (one != "country" or self.of_country) and (one != "board" or not self.is_national)
        ]  # fmt: skip
        shown = context | {"filters": self.filters, "tabs": tabs, "on": self.on}
        return render(self.request, f"assignments/{name}.html", shown, partial="board")


@requires(Power.BOARD_READ)
@require_GET
def board(request: Request) -> HttpResponse:
    """The four states of all, and the map of units and duties, a page of units at a time.

    Of the country, the units of one province: all provinces stand on a board of their own.
    """
    one = Board(request, BoardFilter)
    if one.is_national and one.filters.is_valid():
        return redirect(address("assignments:country", one.asked))
    page = one.units(one.shares)
    cells = one.worst(page)
    duties = questions.heads(tuple({duty for _, duty in cells}))
    context = {
        "total": one.total,
        "may_urge": request.scope.may(Power.ASSIGNMENT_REVIEW),
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
    every = address(LIST, one.asked, trang_thai=Group.GIVEN)
    columns = [(head(duty, _HEAD), duty.text, f"{every}&nhiem_vu={duty.pk}") for duty in duties]
    legend = [HeatCell(*words, title=str(state.label)) for state, words in _WORDS.items()]
    ids = [duty.pk for duty in duties]
    cell_of: dict[tuple[int, State | None], HeatCell] = {
        (pk, state): HeatCell(*words, f"&nhiem_vu={pk}")
        for pk in ids
        for state, words in _WORDS.items()
    } | {(pk, None): _EMPTY for pk in ids}
    rows = [
        HeatRow(
            one.called(unit),
            tuple([cell_of[duty, cells.get((unit.pk, duty))] for duty in ids]),
            f"{every}&{one.whose}={unit.pk}",
        )
        for unit in units
    ]
    return heat_map("Từng đơn vị, từng nhiệm vụ", columns, rows, legend=legend)


def head(duty: Duty, letters: int) -> str:
    """Name a duty in so many letters of its text."""
    place = f"Mục {duty.clause}" if duty.clause else f"Nhiệm vụ {duty.ordinal}"
    text = " ".join(duty.text.split())
    if len(text) > letters:
        text = f"{text[:letters].rpartition(' ')[0]}…"
    return f"{place}: {text}"

"""The statistic rolled up, over the months, and unit beside unit."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from directives.assignments import questions
from directives.assignments.forms import BoardFilter, RankingFilter, RollUpFilter
from directives.assignments.forms.filters import dated
from directives.assignments.rules import (
    OUTSIDE,
    Band,
    By,
    RolledUp,
    Standing,
    Tally,
    months_between,
    placed,
    span,
    spread,
)
from directives.assignments.views.board import Board, head
from directives.assignments.views.counted import HEADS, Row, address, placed_row, row
from directives.assignments.views.provinces import (
    Country,
    all_of,
    by_kind,
    by_span,
    units_in,
    with_units,
)
from directives.registry.kinds import TargetResult
from directives.registry.models import Directive, Duty
from portal.access import Power, requires
from portal.charts import Bar, Chart, Point, bars, trend
from portal.http import Request
from portal.lists import Page, keyset_page, sliced_page
from portal.templatetags.show import number, percent
from portal.units.kinds import OrganisationKind
from portal.units.models import Area

_MONTHS = 24  # of a trend, the newest
_LABEL = 90  # letters of a duty's text at the head of a row
_TONES = {Band.FULL: "done", Band.BELOW_50: "late", Band.NONE_DUE: "open"}
Rows = tuple[list[Row], Page[Any] | None]
K = TypeVar("K")


@requires(Power.BOARD_READ)
@require_GET
def roll_up(request: Request) -> HttpResponse:
    """Count the work by unit, area, duty, directive, kind of organisation, month, quarter or year."""
    one = Board(request, RollUpFilter)
    by = one.filters.by
    if by is By.PROVINCE:
        return one.show("roll_up", _by_province(one))
    if by.adds_up_provinces and one.is_national:
        return one.show("roll_up", _COUNTRY[by](one, by))
    rows, page = _rows(one, by)
    context = {
        "by": by,
        "rule": by.rule,
        "heads": HEADS[:-1] if by is By.UNIT else HEADS,
        "rows": rows,
        "page": page,
        "total": row("Cộng", one.total, one.asked, of_units=by is not By.UNIT),
    }
    return one.show("roll_up", context)


@requires(Power.BOARD_READ)
@require_GET
def over_time(request: Request) -> HttpResponse:
    """How much of the work that fell due in each month was completed, and how much on time."""
    one = Board(request, BoardFilter)
    counted = by_span(one, By.MONTH) if one.is_national else one.by_month()
    found = {month: counted[month] for month in sorted(counted, reverse=True)[:_MONTHS]}
    if one.is_national:
        context = _spans_of_country(one, By.MONTH, found)
    else:
        rows = [_of_span(one, By.MONTH, month, one_month) for month, one_month in found.items()]
        context = {"by": By.MONTH, "rule": By.MONTH.rule, "heads": HEADS, "rows": rows}
    return one.show("trend", context | {"charts": _charts(found)})


@requires(Power.BOARD_READ)
@require_GET
def ranking(request: Request) -> HttpResponse:
    """How the units are spread over the bands of completion, and each one's place among them."""
    one = Board(request, RankingFilter)
    by, band = one.filters.by, one.filters.band
    standings = _standings(one, by)
    places = placed(standings)
    wanted = [one for one in places if one.standing.band == band] if band else places
    page = sliced_page(request, wanted)
    ids = tuple(place.standing.key for place in page)
    named = _provinces_named(ids) if by is By.PROVINCE else _units_named(one, ids)
    context = {
        "page": page,
        "rows": [
            placed_row(named[key], place, one.asked | _own(one, by, key))
            for place in page
            for key in [place.standing.key]
        ],
        "spread": spread(standings),
        "chart": _bands(one, standings),
        "band": band,
    }
    return one.show("ranking", context)


def _rows(one: Board[RollUpFilter], by: By) -> Rows:
    match by:
        case By.UNIT:
            return _by_unit(one)
        case By.DUTY:
            return _by_duty(one)
        case By.DIRECTIVE:
            return _by_directive(one)
        case By.AREA:
            return _by_area(one), None
        case By.ACTOR:
            return _by_actor(one), None
    found = one.work.rolled_up(by, one.on)
    return [_of_span(one, by, day, found[day]) for day in sorted(found, reverse=True)], None


def _by_unit(one: Board[RollUpFilter]) -> Rows:
    page = one.units(one.silent if one.filters.silent_only else one.shares)
    found = one.by_unit(page)
    rows = [
        row(
            one.called(unit), found[unit.pk], one.asked | one.own(unit.pk), of_units=False,
            note="Chưa trả lời" if found[unit.pk].answered_nothing else "",
        )
        for unit in page
    ]  # fmt: skip
    return rows, page


def _by_duty(one: Board[RollUpFilter]) -> Rows:
    duties = one.work.duties().select_related("directive")
    page = keyset_page(one.request, duties, order=("directive_id", "ordinal", "id"))
    found = one.work.of_duties(duty.pk for duty in page).rolled_up(By.DUTY, one.on)
    return [_of_duty(one, duty, found[duty.pk]) for duty in page], page


def _of_duty(one: Board[Any], duty: Duty, found: RolledUp, *, of_units: bool = True) -> Row:
    return row(
        head(duty, _LABEL), found, one.asked | {"nhiem_vu": str(duty.pk)}, of_units=of_units,
        note=_under_duty(duty, found.tally),
    )  # fmt: skip


def _under_duty(duty: Duty, tally: Tally) -> str:
    """Name the directive and, where a share of the units is asked, say how far they are."""
    target, share = duty.common_target, tally.share_of_all
    if target is None or share is None:
        return duty.directive.title
    done = f"{number(tally.completed)} / {number(tally.total)} đã hoàn thành, {percent(share)}"
    met = target.result(share) is TargetResult.MET
    return f"{duty.directive.title}. Chỉ tiêu {target}: {done}, {'đạt' if met else 'chưa đạt'}"


def _by_directive(one: Board[RollUpFilter]) -> Rows:
    page = keyset_page(one.request, one.work.directives(), order=("-id",))
    found = one.work.of_directives(each.pk for each in page).rolled_up(By.DIRECTIVE, one.on)
    return [_of_directive(one, each, found[each.pk]) for each in page], page


def _of_directive(one: Board[Any], directive: Directive, found: RolledUp) -> Row:
    asked = one.asked | {"van_ban": str(directive.pk)}
    return row(directive.title, found, asked, of_units=True)


def _by_area(one: Board[RollUpFilter]) -> list[Row]:
    """The areas that the person may see, and what lies in no area."""
    found = one.work.rolled_up(By.AREA, one.on)
    areas = Area.objects.visible_to(one.request.scope).on(one.on).in_order()
    named = [(area.pk, area.name) for area in areas] + [(OUTSIDE, "Ngoài mọi địa bàn")]
    return [
        row(name, found[pk], one.asked | {"dia_ban": str(pk)}, of_units=True)
        for pk, name in named
        if pk in found
    ]


def _by_province(one: Board[RollUpFilter]) -> dict[str, Any]:
    """The provinces, each with its units that have answered nothing, and all of them."""
    found, units = Country.of(one), units_in(one)
    each = found.provinces
    rows = [
        row(
            name, with_units(each[pk], units.get(pk, (0, 0))), one.asked | {"tinh": str(pk)},
            of_units=True,
        )
        for pk, name in _provinces_named(tuple(each)).items()
    ]  # fmt: skip
    total = row("Cộng", with_units(found.total, all_of(units)), one.asked, of_units=True)
    by = By.PROVINCE
    return {"by": by, "rule": by.rule, "heads": HEADS, "rows": rows, "total": total}


def _spans(one: Board[RollUpFilter], by: By) -> dict[str, Any]:
    return _spans_of_country(one, by, by_span(one, by))


def _spans_of_country(one: Board[Any], by: By, found: Mapping[date, RolledUp]) -> dict[str, Any]:
    """Months, quarters or years of the country."""
    days = sorted(found, reverse=True)
    rows = [_of_span(one, by, day, found[day], of_units=False) for day in days]
    return _of_country(by, rows)


def _duties_of_country(one: Board[RollUpFilter], by: By) -> dict[str, Any]:
    found = Country.of(one)
    ids = [pk for pk, _ in questions.duties_in_order.numbers(found.duties)]
    page = sliced_page(one.request, ids)
    each = found.by({pk: pk for pk in found.duties})
    duties = questions.rows_of_duties(tuple(page))
    rows = [_of_duty(one, duty, each[duty.pk], of_units=False) for duty in duties]
    total = row("Cộng", found.total, one.asked, of_units=False)
    return _of_country(by, rows) | {"page": page, "total": total}


def _directives_of_country(one: Board[RollUpFilter], by: By) -> dict[str, Any]:
    found = Country.of(one)
    each = _with_units(one, by, found.by(dict(questions.duties_in_order.numbers(found.duties))))
    page = sliced_page(one.request, sorted(each, reverse=True))
    named = {directive.pk: directive for directive in questions.rows_of_directives(tuple(page))}
    rows = [_of_directive(one, named[pk], each[pk]) for pk in page]
    return _of_country(by, rows) | _total(one, found) | {"page": page}


def _kinds_of_country(one: Board[RollUpFilter], by: By) -> dict[str, Any]:
    found = Country.of(one)
    rows = _of_kinds(one, _with_units(one, by, by_kind(one, found)))
    return _of_country(by, rows) | _total(one, found)


def _with_units(one: Board[Any], by: By, found: Mapping[K, RolledUp]) -> dict[K, RolledUp]:
    """Say of each how many units have its work, and how many of them have answered nothing of it."""
    units = one.units_and_silent_by(by)
    return {key: with_units(each, units.get(key, (0, 0))) for key, each in found.items()}


def _of_country(by: By, rows: list[Row]) -> dict[str, Any]:
    """What counts provinces; of a span or a duty it is not said whose units answered nothing: their
    counts are kept without units, and to ask the rows took 200 ms."""
    heads = HEADS[:-1] if by.is_span or by is By.DUTY else HEADS
    return {"by": by, "rule": by.rule_of_country, "heads": heads, "rows": rows}


def _total(one: Board[Any], found: Country) -> dict[str, Row]:
    total = with_units(found.total, all_of(units_in(one)))
    return {"total": row("Cộng", total, one.asked, of_units=True)}


_COUNTRY: dict[By, Callable[[Board[RollUpFilter], By], dict[str, Any]]] = {
    By.DUTY: _duties_of_country,
    By.DIRECTIVE: _directives_of_country,
    By.ACTOR: _kinds_of_country,
    By.MONTH: _spans,
    By.QUARTER: _spans,
    By.YEAR: _spans,
}


def _standings(one: Board[RankingFilter], by: By) -> list[Standing]:
    """How far each unit, or each province, has come, by name."""
    if by is By.PROVINCE:
        provinces = Country.of(one).provinces
        named = _provinces_named(tuple(provinces))
        tallies = {pk: provinces[pk].tally for pk in named}
    else:
        tallies = {pk: share.tally for pk, share in one.shares.items()}
    return [Standing(pk, each.completed, each.fallen_due) for pk, each in tallies.items()]


def _own(one: Board[RankingFilter], by: By, key: int) -> dict[str, str]:
    return {"tinh": str(key)} if by is By.PROVINCE else one.own(key)


def _units_named(one: Board[RankingFilter], ids: tuple[int, ...]) -> dict[int, str]:
    return {pk: one.called(unit) for pk, unit in one.named(ids).items()}


def _provinces_named(ids: tuple[int, ...]) -> dict[int, str]:
    return {one.pk: dated(one) for one in questions.provinces_named(ids)}


def _by_actor(one: Board[Any]) -> list[Row]:
    return _of_kinds(one, one.work.rolled_up(By.ACTOR, one.on))


def _of_kinds(one: Board[Any], found: Mapping[str, RolledUp]) -> list[Row]:
    return [
        row(str(kind.label), found[kind], one.asked | {"co_quan": kind.value}, of_units=True)
        for kind in OrganisationKind
        if kind in found
    ]


def _of_span(one: Board[Any], by: By, day: date, found: RolledUp, *, of_units: bool = True) -> Row:
    """A month, quarter or year; the days that the bar asks for stay narrower where they are."""
    each = span(by, day)
    first, last = one.filters.within(each.first, each.last)
    days = {"tu": f"{first:%d/%m/%Y}", "den": f"{last:%d/%m/%Y}"}
    return row(each.label, found, one.asked | days, of_units=of_units)


def _charts(found: Mapping[date, RolledUp]) -> list[Chart]:
    """Lines over every month from the first to the last: one in which nothing fell due is a gap."""
    months = list(months_between(min(found), max(found))) if found else []
    rates = {month: one.tally for month, one in found.items()}
    return [
        trend(title, [Point(f"{month:%m/%y}", rate(rates.get(month, Tally()))) for month in months], unit="%")
        for title, rate in (
            ("Hoàn thành việc đến hạn, theo tháng", attrgetter("completion")),
            ("Hoàn thành đúng hạn, theo tháng", attrgetter("punctuality")),
        )
    ]  # fmt: skip


def _bands(one: Board[RankingFilter], standings: Sequence[Standing]) -> Chart:
    counted = Counter(each.band for each in standings)
    rows = [
        Bar(
            str(band.label), counted[band], _TONES.get(band, "action"),
            address("assignments:ranking", one.asked, **one.filters.asked_further, muc=band),
        )
        for band in Band
    ]  # fmt: skip
    return bars("Số đơn vị theo mức hoàn thành việc đến hạn", rows, unit="đơn vị")

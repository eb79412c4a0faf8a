"""Results of a campaign from the tallies of its closed batches, small groups hidden."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from django.db.models import Q

from citizens.surveys.figures.rows import Counted, UnitRow, counted, sums_of
from citizens.surveys.models import BallotBatch, Campaign, Mode
from citizens.surveys.questions import ballots_by_mode
from citizens.surveys.rules.ballots import Choice, Count, Item, Kind
from citizens.surveys.rules.comparisons import Verdict, ranks, verdicts
from citizens.surveys.rules.coverage import Coverage
from citizens.surveys.rules.disclosure import (
    SMALLEST_GROUP,
    Hidden,
    hidden_groups,
    sum_may_be_shown,
)
from citizens.surveys.rules.formulas import (
    FORMULAS,
    Formula,
    Index,
    Share,
    index,
    margin,
    of_item,
    overall,
    rests,
    share,
)
from citizens.surveys.rules.sums import Sums, added, count_at, places, width
from portal.access import Scope

KEPT = 32  # results that a process keeps, each of some hundred kilobytes with its drawings
Veil: TypeAlias = Mapping[str, Mapping[int, Hidden]]  # by question, who is hidden


@dataclass(frozen=True, slots=True)
class OptionResult:
    """How many chose an option, of those who answered the question."""

    choice: Choice
    count: int
    answered: int

    @property
    def percent(self) -> Decimal:
        return Decimal(self.count) * 100 / self.answered if self.answered else Decimal(0)

    @property
    def tone(self) -> str:
        return {True: "good", False: "bad", None: "plain"}[self.choice.good]


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """The answers to one question; `is_shown` False: too few answered it."""

    item: Item
    answered: int
    is_shown: bool
    options: list[OptionResult] = field(default_factory=list)
    share: Share | None = None
    mean: Decimal | None = None
    asked: int | None = None  # how many were asked, where not everybody was


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One commune: its ballots, and its index unless it must be hidden."""

    row: UnitRow
    ballots: int
    hidden: Hidden | None
    share: Share | None
    rank: int | None = None
    verdict: Verdict | None = None
    change: Verdict | None = None
    before: Share | None = None
    covered: bool | None = (
        None  # whether the instrument's own rule is met; None: no rule, or no size
    )

    @property
    def why(self) -> str:
        """Why there is no index, "" where there is one."""
        if self.hidden is Hidden.SMALL:
            return f"dưới {SMALLEST_GROUP} phiếu"
        if self.hidden is Hidden.COMPLEMENT:
            return "ẩn để không suy ra đơn vị khác"
        return "" if self.share else "chưa có phiếu"


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """What follows from the counts alone. `is_whole`: sums are over all units, none left out."""

    questions: list[QuestionResult]
    units: list[UnitResult]
    index: Index | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Results:
    """What one person may read of a campaign: over all units in reach, or over one of them.

    `is_part`: the reader sees some units only, or the whole is too small. Then sums are over the units
    that are shown: sums over others would, beside those of who sees all, tell what is hidden.
    """

    campaign: Campaign
    counted: Counted
    formula: Formula
    ballots: int
    size: int | None
    target: int | None
    questions: list[QuestionResult]
    units: list[UnitResult]
    index: Index | None
    is_part: bool
    on_web: int  # of the ballots, those that came over the web
    coverage: Coverage | None = None
    chosen: UnitResult | None = None

    @property
    def on_paper(self) -> int:
        return self.ballots - self.on_web

    @property
    def overall(self) -> Share | None:
        return self.index.overall if self.index else None

    @property
    def is_shown(self) -> bool:
        return self.overall is not None or any(one.is_shown for one in self.questions)

    @property
    def margin(self) -> Decimal | None:
        return margin(self.overall, self.size) if self.overall and self.size else None

    @property
    def covered(self) -> tuple[int, int]:
        """How many units meet the instrument's own rule, and of how many that is known."""
        told = [one.covered for one in ([self.chosen] if self.chosen else self.units)]
        return told.count(True), len(told) - told.count(None)

    @property
    def left_out(self) -> int:
        """How many units in sight are not in a sum over a part."""
        return sum(one.hidden is not None for one in self.units) if self.is_part else 0


def results(campaign: Campaign, *, seen: Scope | Q, chosen: int | None = None) -> Results:
    """Return the results over the units that are `seen` (scoped), or over the `chosen` row of them.

    What is hidden is worked out over all units of the campaign, the same for every reader, so that
    neither choosing one nor putting two readers' pages together shows what the whole would not.
    """
    read = counted(campaign, seen=seen, chosen=chosen)
    found, wanted = worked_out(read), read.wanted
    return Results(
        campaign=campaign,
        counted=read,
        formula=FORMULAS[read.formula],
        ballots=sum(row.ballots for row in wanted),
        size=_sum([row.size for row in wanted]),
        target=_sum([row.target for row in wanted]),
        questions=found.questions,
        units=found.units,
        index=found.index,
        is_part=chosen is None and not found.is_whole,
        on_web=_on_web(campaign, wanted, is_all=len(wanted) == len(read.rows)),
        coverage=read.coverage,
        chosen=next((one for one in found.units if one.row.pk == chosen), None),
    )


def worked_out(read: Counted) -> WorkedOut:
    """Work out what was counted, once for the same counts: a published result is read again and again."""
    return _worked_out(read) if read.names_people else _kept(read)


def _worked_out(read: Counted) -> WorkedOut:
    sheet, in_sight, wanted = read.sheet, read.in_sight, read.wanted
    ballots = {row.pk: row.ballots for row in read.rows}
    hidden_units = hidden_groups(ballots)
    veil = _veil(read.rows, sheet, hidden_units)
    is_part = len(in_sight) < len(read.rows)
    is_whole = read.chosen is None and not is_part and sum_may_be_shown(ballots, hidden_units)
    total = sums_of(sheet, read.of_all) if len(wanted) == len(read.rows) else None
    questions = _questions(wanted, sheet, veil, total, is_whole=is_whole)
    shown = {item.code: count for item, count, is_shown in questions if is_shown}
    asked = [item for item in sheet if item.code in shown]
    return WorkedOut(
        [_question(*one, asked=asked_at(one[0], shown)) for one in questions],
        _units(in_sight, sheet, veil, hidden_units, read.coverage),
        index(FORMULAS[read.formula], asked, shown) if shown else None,
        is_whole,
    )


_kept = lru_cache(maxsize=KEPT)(_worked_out)


def veil_of(rows: Sequence[UnitRow], sheet: Sequence[Item]) -> Veil:
    """Return who is hidden at each question, worked out over all units of a campaign."""
    return _veil(rows, sheet, hidden_groups({row.pk: row.ballots for row in rows}))


def _veil(
    rows: Sequence[UnitRow], sheet: Sequence[Item], hidden_units: Mapping[int, Hidden]
) -> Veil:
    """Return who is hidden at each question. Where nobody is small, nothing is worked out."""
    if not hidden_units and not any(0 < row.paper.fewest < SMALLEST_GROUP for row in rows):
        return {item.code: {} for item in sheet}
    counts = {row.pk: row.sums(sheet) for row in rows}
    return {
        code: hidden_groups({pk: sums[place] for pk, sums in counts.items()}, already=hidden_units)
        for code, place in places(sheet).items()
    }


def _questions(
    wanted: Sequence[UnitRow],
    sheet: Sequence[Item],
    veil: Veil,
    total: Sums | None,
    *,
    is_whole: bool,
) -> list[tuple[Item, Count, bool]]:
    """Return what was answered to each question, and whether it may be shown.

    `total` is kept for all units; each unit's own counts are unpacked only where it is not enough.
    """
    counts: dict[int, Sums] = {}
    if total is None or any(veil.values()):
        counts = {row.pk: row.sums(sheet) for row in wanted}
    if total is None:
        total = added(counts.values(), width=width(sheet))
    found = []
    for item, place in zip(sheet, places(sheet).values(), strict=True):
        hidden = veil[item.code]
        if is_whole:
            count = count_at(item, place, total)
            sizes = {pk: sums[place] for pk, sums in counts.items()} if hidden else {}
            is_shown = count.answered >= SMALLEST_GROUP and (
                not hidden or sum_may_be_shown(sizes, hidden)
            )
        else:
            kept = [sums for pk, sums in counts.items() if pk not in hidden]
            here = total if len(kept) == len(counts) else added(kept, width=width(sheet))
            count = count_at(item, place, here)
            is_shown = count.answered >= SMALLEST_GROUP
        found.append((item, count, is_shown))
    return found


def asked_at(item: Item, shown: Mapping[str, Count]) -> int | None:
    """Return how many were asked a question that hangs on another's one answer, as shown there."""
    if item.shown_if is None or item.shown_if[0] not in shown:
        return None
    code, numbers = item.shown_if
    chosen = sum(shown[code].by_option.get(number, 0) for number in numbers)
    return (
        chosen if chosen <= shown[code].answered else None
    )  # of several answers people count twice


def _question(
    item: Item, count: Count, is_shown: bool, *, asked: int | None = None
) -> QuestionResult:
    if not is_shown:
        return QuestionResult(item, count.answered, is_shown=False)
    options = [
        OptionResult(choice, count.by_option[choice.number], count.answered)
        for choice in item.choices
    ]
    mean = Decimal(count.total) / count.answered if item.kind is Kind.NUMBER else None
    return QuestionResult(item, count.answered, True, options, of_item(item, count), mean, asked)


def _units(
    rows: Sequence[UnitRow],
    sheet: Sequence[Item],
    veil: Veil,
    hidden_units: Mapping[int, Hidden],
    coverage: Coverage | None,
) -> list[UnitResult]:
    """Return each unit's index over its items that enough people answered, and how it compares."""
    indexed = [item for item in sheet if item.judges and item.in_index]
    hidden_at = {item.code: who for item in indexed if (who := veil[item.code])}
    hidden: list[Hidden | None] = []
    shares: list[Share | None] = []
    for row in rows:
        why, of_row = hidden_units.get(row.pk), None
        if why is None:
            without = {code for code, who in hidden_at.items() if row.pk in who}
            of_row = _index_without(row, sheet, without) if without else share(*row.paper[:3])
            if of_row and of_row.people < SMALLEST_GROUP:
                why, of_row = Hidden.SMALL, None
        hidden.append(why)
        shares.append(of_row)
    compared = zip(rows, hidden, shares, ranks(shares), verdicts(rests(shares)), strict=True)
    return [
        UnitResult(row, row.ballots, why, of_row, rank, verdict, covered=covered(row, coverage))
        for row, why, of_row, rank, verdict in compared
    ]


def _index_without(row: UnitRow, sheet: Sequence[Item], without: Collection[str]) -> Share | None:
    """Return a unit's index over the questions that are not hidden there."""
    begins, sums = places(sheet), row.sums(sheet)
    left = [item for item in sheet if item.code not in without]
    return overall(left, {item.code: count_at(item, begins[item.code], sums) for item in left})


def covered(row: UnitRow, coverage: Coverage | None) -> bool | None:
    return coverage.is_met(row.ballots, row.size) if coverage else None


def _on_web(campaign: Campaign, wanted: Sequence[UnitRow], *, is_all: bool) -> int:
    if is_all:
        counted = ballots_by_mode(campaign.pk)
    else:
        batches = BallotBatch.objects.of_campaign(campaign).in_rows([row.pk for row in wanted])
        counted = list(batches.closed_by_mode())
    return sum(ballots for mode, ballots in counted if mode == Mode.WEB)


def _sum(values: Sequence[int | None]) -> int | None:
    """Return the sum, None while one of the values is not known."""
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None

"""Results of a campaign from the tallies of its closed batches, small groups hidden."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TypeAlias

from citizens.surveys.models import Campaign, CampaignUnit, Tally
from citizens.surveys.querysets import CampaignUnitQuerySet
from citizens.surveys.rules.ballots import Choice, Count, Item, Kind
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
    good_of_valid,
    index,
    of_item,
    overall,
)

UnitCounts: TypeAlias = Mapping[int, Mapping[str, Count]]  # by surveyed unit, by question code


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
    def width(self) -> str:
        """The percent as a drawing writes it."""
        return f"{self.percent:.2f}"

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


@dataclass(frozen=True, slots=True)
class UnitResult:
    """One commune: its ballots, and its index unless it must be hidden."""

    row: CampaignUnit
    ballots: int
    hidden: Hidden | None
    share: Share | None

    @property
    def why(self) -> str:
        """Why there is no index, "" where there is one."""
        if self.hidden is Hidden.SMALL:
            return f"dưới {SMALLEST_GROUP} phiếu"
        if self.hidden is Hidden.COMPLEMENT:
            return "ẩn để không suy ra đơn vị khác"
        return "" if self.share else "chưa có phiếu"


@dataclass(frozen=True, slots=True)
class Results:
    """What one person may read of a campaign: over all units in reach, or over one of them."""

    campaign: Campaign
    formula: Formula
    ballots: int
    size: int | None
    target: int | None
    questions: list[QuestionResult]
    units: list[UnitResult]
    index: Index | None
    chosen: UnitResult | None = None

    @property
    def overall(self) -> Share | None:
        return self.index.overall if self.index else None

    @property
    def is_shown(self) -> bool:
        return self.overall is not None or any(one.is_shown for one in self.questions)


def results(
    campaign: Campaign, units: CampaignUnitQuerySet, *, chosen: CampaignUnit | None = None
) -> Results:
    """Return the results over `units` (already scoped), or over the `chosen` one of them.

    What is hidden is worked out over all of `units`, so that choosing one shows nothing that the
    whole would not.
    """
    rows = list(units.with_progress().in_order())
    sheet = campaign.version.sheet
    formula = FORMULAS[campaign.version.formula]
    counts = _counts(campaign, rows, sheet)
    ballots = {row.pk: row.ballots_closed for row in rows}  # type: ignore[attr-defined]  # annotated
    hidden_units = hidden_groups(ballots)
    veil = {item.code: hidden_groups(_sizes(counts, item), already=hidden_units) for item in sheet}
    by_unit = _units(rows, ballots, hidden_units, counts, sheet, veil)
    wanted = [row for row in rows if chosen is None or row.pk == chosen.pk]
    whole_is_shown = chosen is not None or sum_may_be_shown(ballots, hidden_units)
    questions = [
        _question(item, counts, [row.pk for row in wanted], veil[item.code], whole_is_shown)
        for item in sheet
    ]
    shown = {one.item.code: _total(counts, wanted, one.item) for one in questions if one.is_shown}
    return Results(
        campaign=campaign,
        formula=formula,
        ballots=sum(ballots[row.pk] for row in wanted),
        size=_sum([row.size for row in wanted]),
        target=_sum([row.target for row in wanted]),
        questions=questions,
        units=by_unit,
        index=_index(formula, sheet, shown) if shown else None,
        chosen=next((one for one in by_unit if chosen and one.row.pk == chosen.pk), None),
    )


def _counts(campaign: Campaign, rows: Sequence[CampaignUnit], sheet: Sequence[Item]) -> UnitCounts:
    """Read the tallies: one query, one row per unit, question and option."""
    found: dict[int, dict[str, Count]] = {
        row.pk: {item.code: Count() for item in sheet} for row in rows
    }
    tallies = Tally.objects.of_campaign(campaign).of_units([row.unit_id for row in rows])
    for unit, code, option, ballots, amount in tallies.summed_by_unit():
        count = found[unit][code]
        if option is None:
            count.answered, count.total = ballots, amount or 0
        else:
            count.by_option[option] = ballots
    return found


def _sizes(counts: UnitCounts, item: Item) -> dict[int, int]:
    return {unit: by_code[item.code].answered for unit, by_code in counts.items()}


def _question(
    item: Item,
    counts: UnitCounts,
    wanted: Sequence[int],
    hidden: Mapping[int, Hidden],
    whole_is_shown: bool,
) -> QuestionResult:
    total = _merged([counts[unit][item.code] for unit in wanted])
    if len(wanted) == 1:
        is_shown = wanted[0] not in hidden and total.answered >= SMALLEST_GROUP
    else:
        is_shown = whole_is_shown and sum_may_be_shown(_sizes(counts, item), hidden)
    if not is_shown:
        return QuestionResult(item, total.answered, is_shown=False)
    options = [
        OptionResult(choice, total.by_option.get(choice.number, 0), total.answered)
        for choice in item.choices
    ]
    share = of_item(item, total)
    mean = Decimal(total.total) / total.answered if item.kind is Kind.NUMBER else None
    return QuestionResult(item, total.answered, True, options, share, mean)


def _units(
    rows: Sequence[CampaignUnit],
    ballots: Mapping[int, int],
    hidden_units: Mapping[int, Hidden],
    counts: UnitCounts,
    sheet: Sequence[Item],
    veil: Mapping[str, Mapping[int, Hidden]],
) -> list[UnitResult]:
    """Return each unit's index over its items that enough people answered."""
    open_items = {
        row.pk: [item for item in sheet if item.in_index and row.pk not in veil[item.code]]
        for row in rows
    }
    people = {
        row.pk: max(
            (good_of_valid(i, counts[row.pk][i.code])[1] for i in open_items[row.pk]), default=0
        )
        for row in rows
    }
    hidden = hidden_groups(people, already=hidden_units) | dict(hidden_units)
    return [
        UnitResult(
            row=row,
            ballots=ballots[row.pk],
            hidden=hidden.get(row.pk),
            share=None if row.pk in hidden else overall(open_items[row.pk], counts[row.pk]),
        )
        for row in rows
    ]


def _index(formula: Formula, sheet: Sequence[Item], shown: Mapping[str, Count]) -> Index:
    return index(formula, [item for item in sheet if item.code in shown], shown)


def _total(counts: UnitCounts, wanted: Sequence[CampaignUnit], item: Item) -> Count:
    return _merged([counts[row.pk][item.code] for row in wanted])


def _merged(parts: Sequence[Count]) -> Count:
    by_option: dict[int, int] = defaultdict(int)
    for part in parts:
        for number, count in part.by_option.items():
            by_option[number] += count
    return Count(
        sum(part.answered for part in parts), sum(part.total for part in parts), dict(by_option)
    )


def _sum(values: Sequence[int | None]) -> int | None:
    """Return the sum, None while one of the values is not known."""
    known = [value for value in values if value is not None]
    return sum(known) if values and len(known) == len(values) else None

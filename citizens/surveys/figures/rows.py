"""The rows that results are worked out from: one a surveyed unit, with its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from django.db.models import Q

from citizens.surveys.models import Campaign, CampaignUnit, CoverageRule, Frame
from citizens.surveys.questions import units_counted
from citizens.surveys.rules.ballots import Item
from citizens.surveys.rules.coverage import Coverage, coverage_on
from citizens.surveys.rules.sums import OfPaper, Sums, unpacked, width
from portal.access import Scope
from portal.units.kinds import UnitKind


class UnitRow(NamedTuple):
    """One surveyed unit. `is_seen`: the reader may see it; all others only keep others hidden.

    What its whole paper says is kept beside its counts, which are unpacked where they are needed.
    """

    pk: int
    code: str
    full_name: str
    ended_on: date | None
    size: int | None
    target: int | None
    enterer: str
    enters_itself: bool
    is_seen: bool
    ballots: int
    paper: OfPaper
    packed: str

    def sums(self, sheet: Sequence[Item]) -> Sums:
        return sums_of(sheet, self.packed)


@dataclass(frozen=True, slots=True)
class Counted:
    """All that results are worked out from: equal ones say the same, whoever asks.

    `version` is the id and checksum of the one that the questions in `sheet` are of. `names_people`:
    a row bears an official's name, and nothing of it is kept in memory.
    """

    version: tuple[int, str]
    formula: str
    coverage: Coverage | None
    rows: tuple[UnitRow, ...]
    of_all: str
    chosen: int | None
    names_people: bool
    sheet: Sequence[Item] = field(compare=False, repr=False)

    @property
    def in_sight(self) -> list[UnitRow]:
        return [row for row in self.rows if row.is_seen]

    @property
    def wanted(self) -> list[UnitRow]:
        """The rows that are summed: the chosen one, or all in sight."""
        return [row for row in self.in_sight if self.chosen is None or row.pk == self.chosen]


def counted(campaign: Campaign, *, seen: Scope | Q, chosen: int | None = None) -> Counted:
    """Read what the results of a campaign are worked out from, for one who sees these units."""
    rows, of_all = unit_rows(campaign, seen=seen)
    version = campaign.version
    return Counted(
        (version.pk, version.checksum), version.formula, coverage_of(campaign), tuple(rows), of_all,
        chosen, campaign.frame == Frame.OFFICIALS, version.sheet,
    )  # fmt: skip


def sums_of(sheet: Sequence[Item], packed: str) -> Sums:
    """Return the counts of a row; where nothing was counted yet, zeros."""
    return (unpacked(packed) if packed else None) or [0] * width(sheet)


@lru_cache(maxsize=64)
def _coverages_of(version: int, checksum: str) -> tuple[Coverage, ...]:
    rows = CoverageRule.objects.filter(version=version, version__checksum=checksum)
    return tuple(row.as_rule() for row in rows)


def coverage_of(campaign: Campaign) -> Coverage | None:
    """Return how large a part of its frame the instrument asks of each unit of a campaign."""
    rules = _coverages_of(campaign.version_id, campaign.version.checksum)
    return coverage_on(rules, frame=campaign.frame, day=campaign.starts_on)


def unit_rows(campaign: Campaign, *, seen: Scope | Q) -> tuple[list[UnitRow], str]:
    """Return every unit of the campaign by code, as what is hidden depends on them all, and their sum.

    One statement reads both: the sum never holds a batch that the rows beside it do not.
    `seen` says which are in sight: a person's scope, or a condition.
    """
    counted = (
        units_counted(seen, campaign.pk)
        if isinstance(seen, Scope)
        else list(CampaignUnit.objects.in_campaign(campaign).counted(seen))
    )
    words = {kind.value: kind.word for kind in UnitKind}
    rows = [
        UnitRow(
            pk, code, f"{words[kind]} {name}" + (f": {official}" if official else ""), ended_on,
            size, target, enterer, entered_by != campaign.organiser_id, bool(is_seen), ballots or 0,
            OfPaper(good or 0, valid or 0, people or 0, fewest or 0), packed or "",
        )
        for pk, code, kind, name, ended_on, size, target, enterer, entered_by, official, is_seen,
        ballots, good, valid, people, fewest, packed, _ in counted
    ]  # fmt: skip
    return rows, (counted[0][-1] or "") if counted else ""

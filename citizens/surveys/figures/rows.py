"""The rows that results are worked out from: one a surveyed unit, with its counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from citizens.surveys.models import Campaign, CampaignUnit, CoverageRule
from citizens.surveys.questions import units_counted
from citizens.surveys.rules.ballots import Item
from citizens.surveys.rules.coverage import Coverage, coverage_on
from citizens.surveys.rules.sums import Sums, unpacked, width
from portal.access import Scope
from portal.units.kinds import UnitKind


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One surveyed unit. `is_seen`: the reader may see it; all others only keep others hidden."""

    pk: int
    code: str
    full_name: str
    ended_on: date | None
    size: int | None
    target: int | None
    enterer: str
    enters_itself: bool
    ballots: int
    sums: Sums
    is_seen: bool


@lru_cache(maxsize=64)
def _coverages_of(version: int, checksum: str) -> tuple[Coverage, ...]:
    rows = CoverageRule.objects.filter(version=version, version__checksum=checksum)
    return tuple(row.as_rule() for row in rows)


def coverage_of(campaign: Campaign) -> Coverage | None:
    """Return how large a part of its frame the instrument asks of each unit of a campaign."""
    rules = _coverages_of(campaign.version_id, campaign.version.checksum)
    return coverage_on(rules, frame=campaign.frame, day=campaign.starts_on)


def unit_rows(campaign: Campaign, sheet: Sequence[Item], *, seen: Scope | Q) -> list[UnitRow]:
    """Return every unit of the campaign in one query, by code: what is hidden depends on them all.

    `seen` says which are in sight: a person's scope, or a condition.
    """
    counted = (
        units_counted(seen, campaign.pk)
        if isinstance(seen, Scope)
        else CampaignUnit.objects.in_campaign(campaign).counted(seen)
    )
    nothing = [0] * width(sheet)
    words = {kind.value: kind.word for kind in UnitKind}
    return [
        UnitRow(
            pk, code, f"{words[kind]} {name}" + (f": {official}" if official else ""), ended_on,
            size, target, enterer, entered_by != campaign.organiser_id, ballots or 0,
            (unpacked(sums) if sums else None) or nothing, bool(is_seen),
        )
        for pk, code, kind, name, ended_on, size, target, enterer, entered_by, official, ballots, sums, is_seen
        in counted
    ]  # fmt: skip

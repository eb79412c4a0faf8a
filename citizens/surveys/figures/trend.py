"""One commune or all of them over time: only campaigns of the same version, asked by the same Front."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q

from citizens.surveys.figures.results import Results, UnitResult, results
from citizens.surveys.models import Campaign
from citizens.surveys.rules.comparisons import Verdict, verdicts
from portal.access import Scope
from portal.charts import Chart, Interval, intervals


@dataclass(frozen=True, slots=True)
class Trend:
    """Campaigns from the oldest to the newest; `units` of the newest, each beside the one before."""

    rounds: list[Results]
    units: list[UnitResult]
    change: Verdict | None

    @property
    def chart(self) -> Chart:
        rows = [
            _interval(f"{one.campaign.ends_on:%d/%m/%Y} · {one.campaign.title}", one)
            for one in self.rounds
        ]
        return intervals(
            "Tỷ lệ hài lòng qua các đợt", rows, unit="%",
            note="chấm và khoảng tin cậy 95%; chỉ các đợt cùng bản phiếu hỏi",
        )  # fmt: skip


def trend_of(campaigns: Sequence[Campaign], *, seen: Scope | Q) -> Trend | None:
    """Work out the campaigns, the latest first in `campaigns`; None where there is nothing to compare."""
    if len(campaigns) < 2:
        return None
    rounds = [results(campaign, seen=seen) for campaign in campaigns]
    latest = rounds[0]
    before = {unit.row.code: unit.share for unit in rounds[1].units}
    pairs = [
        (unit.share, earlier) if unit.share and (earlier := before.get(unit.row.code)) else None
        for unit in latest.units
    ]
    units = [
        replace(unit, before=before.get(unit.row.code), change=change)
        for unit, change in zip(latest.units, verdicts(pairs), strict=True)
    ]
    whole = (latest.overall, rounds[1].overall)
    change = verdicts([(whole[0], whole[1])])[0] if whole[0] and whole[1] else None
    return Trend(rounds[::-1], units, change)


def _interval(label: str, one: Results) -> Interval:
    share = one.overall
    if share is None:
        return Interval(label, None, note="không nêu")
    return Interval(label, _tenths(share.percent), _tenths(share.low), _tenths(share.high))


def _tenths(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)

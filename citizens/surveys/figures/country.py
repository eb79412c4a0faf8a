"""The country: one line a province that shows its results to the public, from tallies kept at close."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from citizens.surveys.figures.drawings import legend, tile_of
from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.querysets import CampaignQuerySet
from citizens.surveys.rules.ballots import Item
from citizens.surveys.rules.comparisons import Verdict, ranks, verdicts
from citizens.surveys.rules.disclosure import SMALLEST_GROUP
from citizens.surveys.rules.formulas import FORMULAS, Formula, Share, overall, rests
from citizens.surveys.rules.sums import count_at, places, unpacked
from portal.charts import TileMap, tile_map
from portal.hrefs import href
from portal.units.kinds import UnitKind
from portal.units.models import AdministrativeUnit

# Where the 34 provinces stand among the squares, by code: (column, row), north to south as on a map.
PLACES = {
    "12": (1, 1), "15": (2, 1), "08": (3, 1), "04": (4, 1),
    "11": (1, 2), "14": (2, 2), "19": (3, 2), "20": (4, 2),
    "25": (2, 3), "01": (3, 3), "24": (4, 3), "22": (5, 3),
    "37": (3, 4), "33": (4, 4), "31": (5, 4),
    "38": (3, 5), "40": (3, 6), "42": (3, 7),
    "44": (4, 8), "46": (4, 9), "48": (5, 10), "51": (5, 11), "52": (5, 12), "66": (5, 13),
    "68": (4, 14), "56": (5, 14),
    "80": (2, 15), "75": (3, 15), "79": (4, 15),
    "91": (1, 16), "82": (2, 16), "86": (3, 16),
    "92": (1, 17), "96": (1, 18),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ProvinceLine:
    """One province: its latest campaign open to the public, or none."""

    code: str
    name: str
    campaign: int | None = None
    title: str = ""
    ends_on: date | None = None
    ballots: int = 0
    share: Share | None = None
    rank: int | None = None
    verdict: Verdict | None = None

    @property
    def why(self) -> str:
        """Why there is no index."""
        if self.campaign is None:
            return "chưa công khai"
        return "" if self.share else f"dưới {SMALLEST_GROUP} phiếu"

    @property
    def href(self) -> str:
        return href("surveys:public_results", self.campaign) if self.campaign else ""


@dataclass(frozen=True, slots=True)
class Country:
    version: QuestionnaireVersion
    formula: Formula
    lines: list[ProvinceLine]
    share: Share | None
    ballots: int

    @property
    def shown(self) -> int:
        return sum(line.campaign is not None for line in self.lines)

    @property
    def tiles(self) -> TileMap:
        tiles = [
            tile_of(line.name, line.share, href=line.href, why=line.why, place=_place(line.code))
            for line in self.lines
            if line.code in PLACES
        ]
        return tile_map(
            "Các tỉnh, thành phố", tiles, legend=legend(),
            note="một ô một tỉnh, xếp gần đúng chỗ trên bản đồ, từ bắc xuống nam",
        )  # fmt: skip


def country(
    campaigns: CampaignQuerySet, version: QuestionnaireVersion, *, provinces: Iterable[AdministrativeUnit]
) -> Country:  # fmt: skip
    """Return the country by one version of an instrument; ballots are not read, nor communes."""
    sheet = version.sheet
    latest = _latest(campaigns.with_released_tally(version))
    found = {code: _line(sheet, code, row) for code, row in latest.items()}
    words = {kind.value: kind.word for kind in UnitKind}
    lines = [
        found[unit.code] if unit.code in found
        else ProvinceLine(unit.code, f"{words[unit.kind]} {unit.name}")
        for unit in provinces
    ]  # fmt: skip
    shares = [line.share for line in lines]
    compared = zip(lines, ranks(shares), verdicts(rests(shares)), strict=True)
    known = [share for share in shares if share]
    return Country(
        version=version,
        formula=FORMULAS[version.formula],
        lines=[_with(line, rank, verdict) for line, rank, verdict in compared],
        share=Share.of_all(known),
        ballots=sum(line.ballots for line in lines),
    )


Row = tuple[str, str, str, int, str, date, str, int, str]


def _latest(rows: Iterable[Row]) -> dict[str, Row]:
    """Keep each province's latest; rows come by province, the latest first."""
    return {code: next(of_one) for code, of_one in groupby(rows, key=lambda row: row[0])}


def _line(sheet: Sequence[Item], code: str, row: Row) -> ProvinceLine:
    _, kind, name, campaign, title, ends_on, told, ballots, sums = row
    full_name = f"{UnitKind(kind).word} {name}"
    codes = set(told.split("\n"))
    begins = places(sheet)
    numbers = unpacked(sums or "[]")
    shown = [item for item in sheet if item.code in codes and numbers]
    counts = {item.code: count_at(item, begins[item.code], numbers) for item in shown}
    share = overall(shown, counts)
    return ProvinceLine(code, full_name, campaign, title, ends_on, ballots or 0, share)


def _with(line: ProvinceLine, rank: int | None, verdict: Verdict | None) -> ProvinceLine:
    return ProvinceLine(
        line.code, line.name, line.campaign, line.title, line.ends_on, line.ballots, line.share,
        rank, verdict,
    )  # fmt: skip


def _place(code: str) -> str:
    column, row = PLACES[code]
    return f"tile-column-{column} tile-row-{row}"

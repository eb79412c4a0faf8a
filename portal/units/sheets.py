"""The reviewed data files of the map, read into plain rows. No database here.

`scripts/make_units.py` makes most of them; `names.csv` and `resolutions.csv` are written by hand,
each row with its source. An empty `valid_from` means "chưa xác định".
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from portal.units.kinds import Extent, Level, UnitKind

FOLDER = Path(__file__).parent / "data"
LAST_DAY_OF_DISTRICTS = date(2025, 6, 30)
FIRST_DAY_OF_TWO_TIERS = date(2025, 7, 1)
END_OF_DISTRICTS = "Nghị quyết 203/2025/QH15 ngày 16/6/2025"
MERGER_OF_PROVINCES = "Nghị quyết 202/2025/QH15 ngày 12/6/2025"

UnitKey = tuple[Level, str, date | None]  # level, code, first day: what makes a unit row one


@dataclass(frozen=True, slots=True)
class NameRow:
    name: str
    kind: UnitKind
    valid_from: date | None
    valid_to: date | None
    legal_basis: str


@dataclass(frozen=True, slots=True)
class UnitRow:
    level: Level
    code: str
    valid_from: date | None
    valid_to: date | None
    parent: UnitKey | None
    ended_by: str
    names: tuple[NameRow, ...]

    @property
    def key(self) -> UnitKey:
        return self.level, self.code, self.valid_from


@dataclass(frozen=True, slots=True)
class SuccessionRow:
    predecessor: UnitKey
    successor: UnitKey
    extent: Extent
    keeps_code: bool
    legal_basis: str


def checksum() -> str:
    """Return one hash over the files and over the code that turns them into rows."""
    total = hashlib.sha256()
    code = Path(__file__).parent
    sources = [code / "sheets.py", code / "rules.py", code / "actions" / "loading.py"]
    for path in [*sorted(FOLDER.glob("*.csv")), *sources]:
        total.update(path.name.encode() + path.read_bytes())
    return total.hexdigest()


def units() -> list[UnitRow]:
    """Return every unit row, parents before children."""
    return [*_provinces(), *_districts(), *_old_communes(), *_new_communes()]


def successions() -> list[SuccessionRow]:
    """Return every edge old → new; all of them fall on the day the two tiers began."""
    return [_succession(row) for row in _read("successions")]


def _provinces() -> Iterator[UnitRow]:
    for row in _read("provinces"):
        first, last = _day(row["valid_from"]), _day(row["valid_to"])
        yield _unit(
            Level.PROVINCE, row, first, last, parent=None,
            basis=MERGER_OF_PROVINCES if first else "",
            ended_by=MERGER_OF_PROVINCES if last else "",
        )  # fmt: skip


def _districts() -> Iterator[UnitRow]:
    for row in _read("districts"):
        parent = (Level.PROVINCE, row["province"], None)
        yield _unit(
            Level.DISTRICT, row, None, LAST_DAY_OF_DISTRICTS, parent=parent,
            basis="", ended_by=END_OF_DISTRICTS,
        )  # fmt: skip


def _old_communes() -> Iterator[UnitRow]:
    provinces = {row["code"]: row["province"] for row in _read("districts")}
    for row in _read("communes_until_2025"):
        parent = (Level.DISTRICT, row["district"], None)
        old = provinces[row["district"]]
        basis = _resolutions().get(_merged_provinces().get(old, old), "")
        yield _unit(
            Level.COMMUNE, row, None, LAST_DAY_OF_DISTRICTS, parent=parent, basis="", ended_by=basis
        )


def _new_communes() -> Iterator[UnitRow]:
    for row in _read("communes_since_2025"):
        yield _unit(
            Level.COMMUNE, row, FIRST_DAY_OF_TWO_TIERS, None,
            parent=_standing_province(row["province"]),
            basis=_resolutions().get(row["province"], ""), ended_by="",
        )  # fmt: skip


def _unit(
    level: Level,
    row: dict[str, str],
    first: date | None,
    last: date | None,
    *,
    parent: UnitKey | None,
    basis: str,
    ended_by: str,
) -> UnitRow:
    single = NameRow(row["name"], UnitKind(row["kind"]), first, last, basis)
    names = _dated_names().get((row["code"], first), ()) if last is None else ()
    return UnitRow(level, row["code"], first, last, parent, ended_by, names or (single,))


def _succession(row: dict[str, str]) -> SuccessionRow:
    old, new = row["old"], row["new"]
    level = _LEVEL_OF_LENGTH[len(old)]
    if level == Level.PROVINCE:
        successor, basis = _standing_province(new), MERGER_OF_PROVINCES
    else:
        successor = (Level.COMMUNE, new, FIRST_DAY_OF_TWO_TIERS)
        basis = _resolutions().get(_province_of_new_commune()[new], "")
    return SuccessionRow((level, old, None), successor, Extent(row["extent"]), old == new, basis)


_LEVEL_OF_LENGTH = {2: Level.PROVINCE, 3: Level.DISTRICT, 5: Level.COMMUNE}


def _standing_province(code: str) -> UnitKey:
    """Return the province row that stands since 1/7/2025: a merged one, or one that went on."""
    merged = code in _merged_provinces().values()
    return Level.PROVINCE, code, FIRST_DAY_OF_TWO_TIERS if merged else None


@cache
def _province_of_new_commune() -> dict[str, str]:
    return {row["code"]: row["province"] for row in _read("communes_since_2025")}


@cache
def _merged_provinces() -> dict[str, str]:
    """Return old code → new code of the provinces that merged."""
    return {row["old"]: row["new"] for row in _read("successions") if len(row["old"]) == 2}


@cache
def _resolutions() -> dict[str, str]:
    return {row["province"]: row["legal_basis"] for row in _read("resolutions")}


@cache
def _dated_names() -> dict[tuple[str, date | None], tuple[NameRow, ...]]:
    """Return the names of the units that had several, by code and first day of the unit."""
    by_code: dict[str, list[NameRow]] = defaultdict(list)
    for row in _read("names"):
        by_code[row["code"]].append(
            NameRow(
                row["name"], UnitKind(row["kind"]), _day(row["valid_from"]), _day(row["valid_to"]),
                row["legal_basis"],
            )
        )  # fmt: skip
    in_order = {
        code: tuple(sorted(rows, key=lambda row: row.valid_from or date.min))
        for code, rows in by_code.items()
    }
    return {(code, rows[0].valid_from): rows for code, rows in in_order.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _read(name: str) -> tuple[dict[str, str], ...]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))

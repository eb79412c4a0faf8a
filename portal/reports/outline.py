"""A report form as data: its outline, its figures, its yearly window. Read from reviewed TOML files."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portal.calendar.rules import DaysOff, Deadline, Rolling, before
from portal.figures import Period

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the outline; `figures` names the room whose numbers stand under it.

    `keys` are the numbers of that room which are printed here, all of them when it is empty;
    `empty` is what is printed when nobody wrote anything; `chart` names a drawing of the numbers.
    """

    key: str
    title: str
    help: str = ""
    figures: str = ""
    keys: tuple[str, ...] = ()
    chart: str = ""
    empty: str = "(Không báo cáo nội dung này.)"
    required: bool = False
    heading_only: bool = False

    @property
    def unwritten(self) -> str:
        """What stands where nobody wrote: nothing is signed before a required section is written."""
        return "(Chưa viết mục này.)" if self.required else self.empty

    def holds(self, key: str) -> bool:
        """Tell whether a number of the section's room is printed under this heading."""
        return not self.keys or key in self.keys


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    """Columns of an annex under one head, each the place of one number."""

    title: str
    keys: tuple[str, ...]
    heads: tuple[str, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "ColumnGroup":
        return cls(content["title"], tuple(content["keys"]), tuple(content["heads"]))


@dataclass(frozen=True, slots=True)
class Annex:
    """A statistical form printed whole after the report; `source` says whose form it is."""

    title: str
    source: str
    figures: str
    groups: tuple[ColumnGroup, ...]

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Annex":
        groups = tuple(ColumnGroup.of(group) for group in content["groups"])
        return cls(content["title"], content["source"], content["figures"], groups)


@dataclass(frozen=True, slots=True)
class Sum:
    """A number that must equal the sum of others, as the form's own formula says."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose data a yearly report covers, and the day before which it is due."""

    starts: tuple[int, int]
    ends: tuple[int, int]
    due_before: tuple[int, int]
    rolling: Rolling = Rolling.NONE
    rolling_basis: str = ""
    source: str = ""

    def period(self, year: int) -> Period:
        """The period of the report named by `year`, which ends in that year."""
        return Period(date(year - 1, *self.starts), date(year, *self.ends))

    def named_day(self, year: int) -> date:
        """ "Trước ngày 30/11" means that 29/11 is the last day in time, before any rolling."""
        return date(year, *self.due_before) - timedelta(days=1)

    def deadline(self, year: int, days_off: DaysOff) -> Deadline:
        """Give the last day in time of the report of `year`, with its reasons."""
        period = self.period(year)
        by = before(
            date(year, *self.due_before), days_off, rolling=self.rolling, basis=self.rolling_basis
        )
        covers = (
            f"Số liệu từ ngày {period.starts_on:%d/%m/%Y} đến hết ngày {period.ends_on:%d/%m/%Y}."
        )
        return replace(by, start=covers).under(*([self.source] if self.source else []))

    def year_on(self, on: date) -> int:
        """The year of the newest period that has ended before `on`."""
        return on.year if on > date(on.year, *self.ends) else on.year - 1


@dataclass(frozen=True, slots=True)
class Outline:
    """A form's content, as its immutable row keeps it."""

    title: str
    source: str
    window: Window
    sections: tuple[Section, ...]
    symbol: str
    recipients: tuple[str, ...]
    signers: tuple[tuple[str, ...], ...]
    annexes: tuple[Annex, ...] = ()
    sums: tuple[Sum, ...] = ()

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Outline":
        calendar = content["calendar"]
        return cls(
            title=content["title"],
            source=content["source"],
            window=Window(
                starts=_day(calendar["window_starts"]),
                ends=_day(calendar["window_ends"]),
                due_before=_day(calendar["due_before"]),
                rolling=Rolling(calendar.get("rolling", Rolling.NONE)),
                rolling_basis=calendar.get("rolling_basis", ""),
                source=calendar.get("source", ""),
            ),
            sections=tuple(_section(section) for section in content["sections"]),
            symbol=content["symbol"],
            recipients=tuple(content["recipients"]),
            signers=tuple(tuple(lines) for lines in content["signers"]),
            annexes=tuple(Annex.of(annex) for annex in content.get("annexes", ())),
            sums=tuple(Sum(key, tuple(parts)) for key, parts in content.get("sums", {}).items()),
        )

    @property
    def written(self) -> tuple[Section, ...]:
        """The sections that somebody writes."""
        return tuple(section for section in self.sections if not section.heading_only)

    def title_of(self, year: int) -> str:
        return self.title.format(year=year, next_year=year + 1)

    def heading(self, section: Section, year: int) -> str:
        return section.title.format(year=year, next_year=year + 1)


@dataclass(frozen=True, slots=True)
class FormFile:
    """One reviewed file: what it says, and the checksum that ties reports to it."""

    checksum: str
    content: dict[str, Any]


def form_files() -> Iterator[FormFile]:
    """Read every form file of the folder, in name order."""
    for path in sorted(FOLDER.glob("*.toml")):
        raw = path.read_bytes()
        yield FormFile(hashlib.sha256(raw).hexdigest(), tomllib.loads(raw.decode()))


def _section(content: Mapping[str, Any]) -> Section:
    return Section(**{**content, "keys": tuple(content.get("keys", ()))})


def _day(written: Mapping[str, int]) -> tuple[int, int]:
    return written["month"], written["day"]

"""A report form as data: its outline, its figures, its yearly window. Read from reviewed TOML files."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from portal.figures import Period

FOLDER = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Section:
    """One heading of the outline; `figures` names the room whose numbers stand under it."""

    key: str
    title: str
    help: str = ""
    figures: str = ""
    required: bool = False
    heading_only: bool = False


@dataclass(frozen=True, slots=True)
class Window:
    """The days whose data a yearly report covers, and the day before which it is due."""

    starts: tuple[int, int]
    ends: tuple[int, int]
    due_before: tuple[int, int]

    def period(self, year: int) -> Period:
        """The period of the report named by `year`, which ends in that year."""
        return Period(date(year - 1, *self.starts), date(year, *self.ends))

    def last_day(self, year: int) -> date:
        """ "Trước ngày 30/11" means that 29/11 is the last day in time."""
        return date(year, *self.due_before) - timedelta(days=1)

    def year_on(self, on: date) -> int:
        """The year of the newest period that has ended before `on`."""
        return on.year if on > date(on.year, *self.ends) else on.year - 1

    def why(self, year: int) -> list[str]:
        named = date(year, *self.due_before)
        period = self.period(year)
        return [
            f"Gửi trước ngày {named:%d/%m/%Y}: ngày cuối còn đúng hạn là {self.last_day(year):%d/%m/%Y}.",
            f"Số liệu từ ngày {period.starts_on:%d/%m/%Y} đến hết ngày {period.ends_on:%d/%m/%Y}.",
        ]


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

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> "Outline":
        calendar = content["calendar"]
        return cls(
            title=content["title"],
            source=content["source"],
            window=Window(
                *(_day(calendar[n]) for n in ("window_starts", "window_ends", "due_before"))
            ),
            sections=tuple(Section(**section) for section in content["sections"]),
            symbol=content["symbol"],
            recipients=tuple(content["recipients"]),
            signers=tuple(tuple(lines) for lines in content["signers"]),
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


def _day(written: Mapping[str, int]) -> tuple[int, int]:
    return written["month"], written["day"]

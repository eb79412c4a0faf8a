"""What goes out as a file however long it is: a list as a spreadsheet, a book as a PDF.

    @export_kind("assignments", title="Danh sách nhiệm vụ", power=Power.ASSIGNMENT_READ)
    def work(scope: Scope, asked: QueryDict) -> list[Part]: ...

    @paper_kind("so-in", title="Sổ tiếp công dân (bản in)", power=Power.RECEPTION_READ)
    def printed(scope: Scope, asked: QueryDict, told: Told) -> Made: ...

A room's `exports.py` says them. A list is made at once or by a background job, and view and job ask
the same function, so both give the same rows; a paper is made by a job. `noted` puts on record who
takes how many rows, where that is to be known. What is `private` in a question (the words of a search
may be a citizen's name) is kept out of the job, whose arguments are stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import QueryDict

from portal.access import Power, Scope
from portal.csv_files import csv_files
from portal.files.rules import FileKind
from portal.sheets import Part, workbook

Told = Callable[[int, int], None]  # how many rows are done, of how many
PartsOf = Callable[[Scope, QueryDict], list[Part]]
Noted = Callable[[Scope, QueryDict, int], None]


class Made(NamedTuple):
    content: bytes
    rows: int


Maker = Callable[[Scope, QueryDict, Told], Made]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportKind:
    name: str
    title: str
    power: Power
    file: FileKind
    make: Maker
    noted: Noted | None = None
    private: frozenset[str] = frozenset()

    def keeps_out(self, asked: QueryDict) -> bool:
        """Tell whether the question holds what no job may store."""
        return any(asked.get(name, "").strip() for name in self.private)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKind(ExportKind):
    parts: PartsOf


KINDS: dict[str, ExportKind] = {}


def export_kind(
    name: str,
    *,
    title: str,
    power: Power,
    noted: Noted | None = None,
    private: frozenset[str] = frozenset(),
) -> Callable[[PartsOf], TableKind]:
    def register(parts: PartsOf) -> TableKind:
        kind = TableKind(
            name=name, title=title, power=power, file=FileKind.XLSX, make=_table(parts),
            noted=noted, private=private, parts=parts,
        )  # fmt: skip
        KINDS[name] = kind
        return kind

    return register


def csv_kind(
    name: str, *, title: str, power: Power, noted: Noted | None = None
) -> Callable[[PartsOf], ExportKind]:
    """The parts of a table as CSV files in one ZIP, for programs of statistics."""

    def register(parts: PartsOf) -> ExportKind:
        KINDS[name] = ExportKind(
            name=name, title=title, power=power, file=FileKind.ZIP, make=_table(parts, csv_files),
            noted=noted,
        )  # fmt: skip
        return KINDS[name]

    return register


def paper_kind(
    name: str, *, title: str, power: Power, noted: Noted | None = None
) -> Callable[[Maker], ExportKind]:
    def register(make: Maker) -> ExportKind:
        KINDS[name] = ExportKind(
            name=name, title=title, power=power, file=FileKind.PDF, make=make, noted=noted
        )
        return KINDS[name]

    return register


def _table(parts_of: PartsOf, write: Callable[..., bytes] = workbook) -> Maker:
    def make(scope: Scope, asked: QueryDict, told: Told) -> Made:
        parts = parts_of(scope, asked)
        total = sum(part.count() for part in parts)
        content = write(*parts, told=lambda done: told(min(done, total), total))
        return Made(content, total)

    return make

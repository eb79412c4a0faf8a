"""The letter as the parts of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I, công văn)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from portal.reports.masthead import date_line, issuer_lines
from portal.urging.models import UrgedWork, Urging

MOST_NAMED = 6  # more units are named in the list that goes with the letter


@dataclass(frozen=True, slots=True)
class Row:
    duty: str
    period: str
    last_day: date
    days: int
    percent: int


@dataclass(frozen=True, slots=True)
class Unit:
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Dots hold the place of what the office fills in: number, day, signer."""

    over: list[str]
    issuer: list[str]
    number: str
    place: str
    made_on: date
    subject: str
    directive: str
    units: tuple[Unit, ...]
    answer_by: date | None
    capacity: str
    signer: str

    @property
    def number_line(self) -> str:
        return f"Số: {self.number or '……/……'}"

    @property
    def date_line(self) -> str:
        if self.number:
            return date_line(self.place, self.made_on)
        return f"{self.place}, ngày …… tháng …… năm {self.made_on.year}"

    @property
    def addressed_to(self) -> tuple[str, ...]:
        if len(self.units) > MOST_NAMED:
            return ("Các đơn vị có tên trong danh sách kèm theo",)
        return tuple(unit.name for unit in self.units)

    @property
    def count(self) -> int:
        return sum(len(unit.rows) for unit in self.units)


def letter_of(urging: Urging) -> Letter:
    """Return the letter as its lines were on the day it was made."""
    office, on = urging.organisation, urging.made_on
    over, issuer = issuer_lines(office, office.unit.full_name_on(on), on=on)
    lines = urging.lines.select_related("assignment__duty", "organisation")
    return Letter(
        over=over, issuer=issuer, number=urging.number, place=office.unit.name, made_on=on,
        subject=f"V/v đôn đốc thực hiện {urging.directive.title}",
        directive=urging.directive.title, units=tuple(_units(lines, on)),
        answer_by=urging.answer_by, capacity=urging.capacity or "……………………", signer=urging.signer,
    )  # fmt: skip


def _units(lines: Iterable[UrgedWork], on: date) -> Iterable[Unit]:
    for organisation, found in groupby(lines, key=lambda line: line.organisation):
        yield Unit(organisation.name, tuple(_row(line, on) for line in found))


def _row(line: UrgedWork, on: date) -> Row:
    duty, work = line.assignment.duty, line.assignment
    clause = f"Mục {duty.clause}: " if duty.clause else ""
    return Row(
        f"{clause}{duty.text}", work.period, line.due_on, (on - line.due_on).days, work.percent
    )

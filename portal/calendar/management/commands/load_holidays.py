"""Load the days off: the `holidays` library for Vietnam, and what the data file knows better."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import holidays
from django.core.management.base import BaseCommand, CommandParser

from portal.calendar.actions import SourcedDay, load_days_off
from portal.calendar.rules import DayKind, MarkedDay, numeric

DATA = Path(__file__).resolve().parents[2] / "data" / "days_off.toml"
YEARS = (2024, 2025, 2026, 2027)
LABOUR_CODE = "Điều 112 Bộ luật Lao động 2019"
_SWAP = re.compile(r"thay cho ngày (\d{2}/\d{2}/\d{4})")


class Command(BaseCommand):
    help = "Nạp ngày nghỉ, ngày làm bù. Chạy lại nhiều lần không sao."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("years", nargs="*", type=int, default=YEARS)

    def handle(self, *_: object, years: Iterable[int], **__: object) -> None:
        fresh = load_days_off(days=sourced_days(set(years)), by=None)
        self.stdout.write(f"Đã thêm {len(fresh)} ngày nghỉ, ngày làm bù.")


def sourced_days(years: set[int]) -> list[SourcedDay]:
    """Return every marked day of `years` with its decision, in order."""
    known = tomllib.loads(DATA.read_text(encoding="utf-8"))
    marked = {each.day: each for each in _from_library(years)} | {
        each.day: each for each in _from_file(known["day"]) if each.day.year in years
    }
    decisions = _texts(known["decision"])
    doubts = _texts(known["uncertain"])
    return [_sourced(marked[day], decisions, doubts) for day in sorted(marked)]


def _sourced(marked: MarkedDay, decisions: dict[date, str], doubts: dict[date, str]) -> SourcedDay:
    by_law = LABOUR_CODE if marked.kind is DayKind.HOLIDAY else ""
    if marked.day in doubts:
        unsure = MarkedDay(marked.day, marked.kind, marked.name, certain=False)
        return SourcedDay(unsure, doubts[marked.day])
    return SourcedDay(marked, decisions.get(marked.day, by_law))


def _from_library(years: set[int]) -> Iterator[MarkedDay]:
    for day, name in holidays.country_holidays("VN", years=years, language="vi").items():
        swap = _SWAP.search(name)
        if day.year not in years:
            continue
        if swap is None:
            yield MarkedDay(day, DayKind.HOLIDAY, name)
            continue
        made_up = datetime.strptime(swap[1], "%d/%m/%Y").date()  # noqa: DTZ007  # a date, no hour
        yield MarkedDay(day, DayKind.SWAP_OFF, f"Nghỉ hoán đổi (làm bù ngày {swap[1]})")
        yield MarkedDay(made_up, DayKind.MAKE_UP_WORK, f"Làm bù cho ngày {numeric(day)}")


def _from_file(rows: list[dict[str, Any]]) -> Iterator[MarkedDay]:
    return (MarkedDay(row["day"], DayKind(row["kind"]), row["name"]) for row in rows)


def _texts(rows: list[dict[str, Any]]) -> dict[date, str]:
    return {day: row["text"] for row in rows for day in row["days"]}

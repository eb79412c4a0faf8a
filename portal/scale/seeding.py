"""The whole country, room by room; and when there can be none."""

import sys
from dataclasses import dataclass
from datetime import date
from typing import TextIO

from django.apps import apps
from django.core.management import call_command
from django.db import connection, models

from citizens.returns import keeping
from citizens.returns.actions import load_statistical_forms
from portal.reports.actions import load_forms
from portal.scale.ballots import ask_everybody
from portal.scale.country import survey
from portal.scale.directives import issue_all
from portal.scale.people import fill_offices
from portal.scale.progress import bar
from portal.scale.receptions import fill_books
from portal.scale.record import entries_to_come, write_record
from portal.scale.reports import count_open_reports, prepare_reports, send_reports
from portal.scale.work import give_to_all

# What a portal holds before anybody works with it; everything else is somebody's.
_COMES_WITH_THE_CODE = {
    "units", "calendar", "audit", "contenttypes", "auth", "sessions", "axes",
}  # fmt: skip
_COMES_TOO = {
    "surveys.questionnaire", "surveys.questionnaireversion", "surveys.question", "surveys.option",
    "reports.formversion", "returns.formversion",
}  # fmt: skip
# Nobody but people make areas, though they stand among the units.
_IS_SOMEBODYS = {"units.area", "units.areamember"}


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is of each thing in the whole country; `part` takes less of it."""

    receptions: int = 1_000_000
    ballots: int = 1_300_000
    directives: int = 200_000
    references: int = 1_000_000
    assignments: int = 66_420  # twenty duties of 3.321 communes
    reports: int = 500

    def part(self, scale: float) -> "Sizes":
        return Sizes(
            *(max(1, round(getattr(self, name) * scale)) for name in self.__dataclass_fields__)
        )


def why_refused() -> str | None:
    """Say why this database takes no invented country, or None."""
    if connection.vendor != "postgresql":
        return (
            "Bộ dữ liệu đo tải chỉ nạp vào PostgreSQL (dùng lệnh COPY). Hãy đặt DATABASE_URL trỏ tới"
            " một cơ sở dữ liệu PostgreSQL trống."
        )
    used = next((model for model in _models_of_people() if model._default_manager.exists()), None)
    if used is None:
        return None
    return (
        f"Cơ sở dữ liệu này đang có dữ liệu khác ({used._meta.label}): không trộn dữ liệu bịa vào dữ"
        " liệu thật. Hãy tạo một cơ sở dữ liệu trống."
    )


def _models_of_people() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.label_lower in _IS_SOMEBODYS
        or (
            model._meta.app_label not in _COMES_WITH_THE_CODE
            and model._meta.label_lower not in _COMES_TOO
        )
    ]


def seed(*, sizes: Sizes, seed: int, on: date, out: TextIO | None = None) -> None:
    """Fill an empty portal. The rooms follow each other; each commits a stack of rows at a time."""
    out = out or sys.stderr
    for command in ("load_units", "load_holidays", "load_questionnaires"):
        call_command(command, verbosity=0)
    load_forms()
    load_statistical_forms()
    country = survey(seed=seed, on=on)
    with bar("Cán bộ, công chức", len(country.communes), out) as drawn:
        fill_offices(country, drawn)
    with bar("Lượt tiếp công dân", sizes.receptions, out) as drawn:
        fill_books(country, sizes.receptions, drawn)
    _count_rows()
    keeping.count_all(country.on)
    with bar("Phiếu khảo sát", sizes.ballots, out) as drawn:
        ask_everybody(country, sizes.ballots, drawn)
    with bar("Văn bản", sizes.directives, out) as drawn:
        duties = issue_all(country, sizes.directives, sizes.references, drawn)
    with bar("Nhiệm vụ", sizes.assignments, out) as drawn:
        give_to_all(country, duties, sizes.assignments, drawn)
    _count_rows()
    with bar("Báo cáo", min(sizes.reports, prepare_reports(country)), out) as drawn:
        send_reports(country, sizes.reports, drawn)
        count_open_reports(country)
    _count_rows()
    with bar("Nhật ký hệ thống", entries_to_come(), out) as drawn:
        write_record(country, drawn)
    _count_rows()


def _count_rows() -> None:
    """Tell the planner what there is now; it would guess until the next autovacuum."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if not connection.in_atomic_block else "ANALYZE")

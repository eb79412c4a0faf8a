"""Making and keeping the files of a report, step by step, each step safe to repeat."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from django.db import transaction
from openpyxl import Workbook

from portal.files.actions import keep_bytes
from portal.files.rules import FileKind
from portal.reports.docx import report_docx
from portal.reports.figures import freeze
from portal.reports.models import Report
from portal.reports.paper import Paper, compose
from portal.reports.pdf import report_pdf
from portal.reports.steady import steady
from portal.sheets import add_sheet

Progress = Callable[[int, int, str], None]
STEPS = 4
_COMMUNE_HEADS = ("Đơn vị", "Báo cáo", "Ngày gửi", "Lượt tiếp công dân", "Nhiệm vụ được giao")


def keep_files(report: Report, *, on: date, progress: Progress) -> None:
    """Make the three files and hang them on the report, unless its content changed meanwhile."""
    progress(0, STEPS, "Đọc số liệu")
    frozen = report.frozen or freeze(report, signed_by="", signed_as="", on=on)
    paper = paper_of(report, frozen)
    progress(1, STEPS, "Dựng trang PDF")
    pdf = report_pdf(paper)
    progress(2, STEPS, "Dựng bản Word")
    docx = report_docx(paper)
    progress(3, STEPS, "Dựng bảng Excel")
    xlsx = report_xlsx(frozen)
    _keep(report, {FileKind.PDF: pdf, FileKind.DOCX: docx, FileKind.XLSX: xlsx})
    progress(STEPS, STEPS, "Đã tạo đủ ba tệp")


def paper_of(report: Report, frozen: Mapping[str, Any]) -> Paper:
    return compose(frozen, outline=report.outline, digest=report.digest)


def report_xlsx(frozen: Mapping[str, Any]) -> bytes:
    """Return the tables of a report as XLSX: the figures, and a province's communes."""
    book = Workbook(write_only=True)
    rows = [_figure_line(figure) for figures in frozen["figures"].values() for figure in figures]
    heads = ("Mã", "Chỉ tiêu", "Đơn vị tính", "Số hệ thống tính", "Số đơn vị ghi", "Ghi chú")
    add_sheet(book, "Số liệu", heads, rows)
    if frozen["communes"]:
        lines = [_commune_line(row) for row in frozen["communes"]]
        add_sheet(book, "Xã, phường", _COMMUNE_HEADS, lines)
    made = BytesIO()
    book.save(made)
    return steady(made.getvalue())


def _figure_line(figure: Mapping[str, Any]) -> tuple[Any, ...]:
    return (
        figure["key"], figure["label"], figure["unit"], _exact(figure["value"]),
        _exact(figure["typed"]), figure["note"],
    )  # fmt: skip


def _commune_line(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["name"], row["state"], row["day"], row["visits"], row["assignments"]


def _exact(value: Any) -> Decimal | None:
    """Return a frozen number as a number: percents and typed ones are kept as text."""
    return None if value is None else Decimal(str(value))


@transaction.atomic
def _keep(report: Report, made: Mapping[FileKind, bytes]) -> None:
    """Hang the files on the report, unless what they say is no longer what it says."""
    held = Report.objects.select_for_update().saying_the_same(report).first()
    if held is None:
        return
    name = f"bao-cao-{report.year}-{report.organisation.unit.code}-lan-{report.revision}"
    kept = {
        kind.suffix: keep_bytes(
            content, name=f"{name}.{kind.suffix}", kind=kind, organisation_id=report.organisation_id
        )
        for kind, content in made.items()
    }
    Report.objects.filter(pk=report.pk).update(**kept)

"""Making and keeping the files of a report, step by step, each step safe to repeat."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.files.actions import Keeping
from portal.files.rules import FileKind
from portal.reports.figures import preview
from portal.reports.models import Report
from portal.reports.paper import Paper, compose
from portal.reports.pdf import report_pdf
from portal.reports.resources import report_xlsx

Progress = Callable[[int, int, str], None]
STEPS = 4


def keep_files(report: Report, *, on: date, progress: Progress) -> None:
    """Make the three files and hang them on the report, unless its content changed meanwhile."""
    from portal.reports.docx import report_docx  # python-docx: no start should wait for it

    progress(0, STEPS, "Đọc số liệu")
    frozen = report.frozen or preview(report, on=on)
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


def _keep(report: Report, made: Mapping[FileKind, bytes]) -> None:
    """Hang the files on the report, unless what they say is no longer what it says."""
    name = f"bao-cao-{report.year}-{report.organisation.unit.code}-lan-{report.revision}"
    with Keeping() as keep:
        held = Report.objects.select_for_update().saying_the_same(report).first()
        if held is None:
            return
        kept = {
            kind.suffix: keep.made(
                content, name=f"{name}.{kind.suffix}", kind=kind,
                organisation_id=report.organisation_id,
            )
            for kind, content in made.items()
        }  # fmt: skip
        Report.objects.filter(pk=report.pk).update(**kept)

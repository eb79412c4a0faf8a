"""Making and keeping the files of a report: three items, each made and hung once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from portal.files.actions import Keeping
from portal.files.rules import FileKind
from portal.jobs.run import JobRun
from portal.reports.figures import preview
from portal.reports.models import Report
from portal.reports.paper import Paper, compose
from portal.reports.pdf import report_pdf
from portal.reports.resources import report_xlsx

ITEMS = {
    FileKind.PDF.suffix: "Bản PDF",
    FileKind.DOCX.suffix: "Bản Word",
    FileKind.XLSX.suffix: "Bảng Excel",
}


def keep_files(report: Report, *, on: date, run: JobRun) -> None:
    """Make the files that are not made yet; hang each, unless the report's content changed meanwhile."""
    from portal.reports.docx import report_docx  # python-docx: no start should wait for it

    frozen = report.frozen or preview(report, on=on)
    paper = paper_of(report, frozen)
    makers: dict[FileKind, Callable[[], bytes]] = {
        FileKind.PDF: lambda: report_pdf(paper),
        FileKind.DOCX: lambda: report_docx(paper),
        FileKind.XLSX: lambda: report_xlsx(frozen),
    }
    kinds = {kind.suffix: kind for kind in makers}
    for item in run.each(ITEMS):
        with item:
            content = makers[kinds[item.key]]()
            with Keeping() as keep, item.done():
                _hang(report, kinds[item.key], content, keep)


def paper_of(report: Report, frozen: Mapping[str, Any]) -> Paper:
    return compose(frozen, outline=report.outline, digest=report.digest)


def _hang(report: Report, kind: FileKind, content: bytes, keep: Keeping) -> None:
    """Hang a file on the report, unless what it says is no longer what the report says."""
    held = Report.objects.select_for_update().saying_the_same(report).first()
    if held is None:
        return
    name = f"bao-cao-{report.year}-{report.organisation.unit.code}-lan-{report.revision}"
    kept = keep.made(
        content, name=f"{name}.{kind.suffix}", kind=kind, organisation_id=report.organisation_id
    )
    Report.objects.filter(pk=report.pk).update(**{kind.suffix: kept})

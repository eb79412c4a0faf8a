"""The PDF, DOCX and XLSX: every number and every mark in them, the same bytes each time."""

import unicodedata
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.access import Scope
from portal.files.models import Attachment
from portal.jobs.models import Job, JobState
from portal.reports import actions, pdf
from portal.reports.docx import report_docx
from portal.reports.files import paper_of
from portal.reports.models import Report
from portal.reports.paper import Paper
from portal.reports.resources import report_xlsx
from tests.reports.conftest import CHAIRMAN, ON, WORDS, write

pytestmark = pytest.mark.django_db
Visit = Callable[..., None]
Make = Callable[[Report], Job]
A4 = (595, 842)


def words_of(content: bytes) -> str:
    """Return the text of a PDF, blanks as one, in the one form of Vietnamese letters."""
    pages = (page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return unicodedata.normalize("NFC", " ".join(" ".join(pages).split()))


def frozen(report: Report) -> dict[str, Any]:
    content: dict[str, Any] | None = report.frozen
    assert content is not None
    return content


def paper(report: Report) -> Paper:
    return paper_of(report, frozen(report))


def bytes_of(attachment: Attachment | None) -> bytes:
    assert attachment is not None
    with attachment.file.open("rb") as file:
        return bytes(file.read())


@pytest.fixture
def counted(draft: Report, official: Scope, leader: Scope, visit: Visit) -> Report:
    """Signed, with two visits of three people each, one typed otherwise."""
    visit()
    visit()
    write(draft, official, tcd_1="5")
    actions.sign(report=draft, version=draft.version, signed_as=CHAIRMAN, by=leader, on=ON)
    return draft


def test_the_worker_makes_three_files_and_says_how_far_it_is(sent: Report, make: Make) -> None:
    job = make(sent)
    assert (job.state, job.done, job.total) == (JobState.DONE, 3, 3)
    assert bytes_of(sent.pdf).startswith(b"%PDF-")
    assert len(Document(BytesIO(bytes_of(sent.docx))).paragraphs) > 20
    assert "Số liệu" in load_workbook(BytesIO(bytes_of(sent.xlsx))).sheetnames


def test_the_pdf_holds_every_figure_with_its_label(counted: Report) -> None:
    text = words_of(pdf.report_pdf(paper(counted)))
    printed = [row for part in paper(counted).parts for row in part.rows]
    assert len(printed) > 20
    for row in printed:
        assert row.label in text
        assert row.value in text
    for table in paper(counted).annexes:
        assert " ".join(table.values) in text
        assert len(table.values) == 21


def test_the_pdf_holds_the_words_with_their_marks(counted: Report) -> None:
    text = words_of(pdf.report_pdf(paper(counted)))
    for said in (
        WORDS, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc",
        "Số: 125/BC-UBND", "Lục Nam, ngày 23 tháng 11 năm 2026", "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH", "Đặng Quốc Hưng", "- Lưu: VT.", counted.digest,
    ):  # fmt: skip
        assert said in text


def test_a_typed_number_is_printed_beside_the_computed_one(counted: Report) -> None:
    text = words_of(pdf.report_pdf(paper(counted)))
    assert "Đơn vị ghi 5, hệ thống tính 2." in text
    assert "Cột 1: Đơn vị ghi 5, hệ thống tính 2." in text


def test_the_pdf_is_set_in_our_own_face_alone(counted: Report) -> None:
    made = PdfReader(BytesIO(pdf.report_pdf(paper(counted))))
    resources: list[Any] = [page["/Resources"] for page in made.pages]
    fonts = [font for one in resources for font in one.get("/Font", {}).values()]
    faces = {str(font.get_object()["/BaseFont"]) for font in fonts}
    assert faces
    assert all("Tinos" in face for face in faces)


def test_the_pages_are_a4_and_the_wide_annex_lies_on_its_side(counted: Report) -> None:
    sizes = [
        (round(page.mediabox.width), round(page.mediabox.height))
        for page in PdfReader(BytesIO(pdf.report_pdf(paper(counted)))).pages
    ]
    assert sizes[-1] == A4[::-1]
    assert set(sizes[:-1]) == {A4}


def test_pages_are_numbered_from_the_second_on(counted: Report) -> None:
    first, second, *_ = PdfReader(BytesIO(pdf.report_pdf(paper(counted)))).pages
    assert not first.extract_text().strip().startswith("1")
    assert "2" in second.extract_text().split()[:1] + second.extract_text().split()[-1:]


def test_the_same_report_gives_the_same_bytes(counted: Report) -> None:
    for render in (pdf.report_pdf, report_docx):
        assert render(paper(counted)) == render(paper(counted))
    assert report_xlsx(frozen(counted)) == report_xlsx(frozen(counted))


def test_a_draft_is_previewed_without_signature_and_digest(written: Report, make: Make) -> None:
    actions.make_files(report=written, by=None, on=ON)
    make(written)
    text = words_of(bytes_of(written.pdf))
    assert "(Chưa ký)" in text
    assert "Mã kiểm tra" not in text


def test_a_missing_font_stops_the_job_and_says_what_to_run(
    sent: Report, make: Make, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("portal.papers.pdf.FONTS", tmp_path)
    job = make(sent)
    assert job.state == JobState.FAILED
    assert "scripts/build_assets.py" in job.error
    assert sent.pdf is None


def test_text_of_officials_reads_no_file_of_the_server(
    draft: Report, official: Scope, leader: Scope
) -> None:
    narrative = {
        s.key: "<img src='file:///etc/passwd'> & <b>đậm</b>" for s in draft.outline.written
    }
    actions.save_draft(
        report=draft, version=draft.version, typed={}, number="", issued_on=None, by=official,
        narrative=narrative, on=ON,
    )  # fmt: skip
    actions.sign(report=draft, version=draft.version, signed_as=CHAIRMAN, by=leader, on=ON)
    text = words_of(pdf.report_pdf(paper(draft)))
    assert "<img src='file:///etc/passwd'> & <b>đậm</b>" in text


def test_files_of_a_report_answered_while_they_were_made_are_kept(
    sent: Report, make: Make, province: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(paper: Paper) -> bytes:
        now = Report.objects.get(pk=sent.pk)
        actions.approve(report=now, version=now.version, answer="", by=province, on=ON)
        return b"%PDF-1.7\n"

    monkeypatch.setattr("portal.reports.files.report_pdf", slow)
    make(sent)
    assert bytes_of(sent.pdf) == b"%PDF-1.7\n"
    assert sent.state == "approved"


def test_a_preview_of_words_written_over_meanwhile_is_dropped(
    written: Report, make: Make, official: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(paper: Paper) -> bytes:
        write(Report.objects.for_page().get(pk=written.pk), official, tcd_1="42")
        return b"%PDF-1.7\n"

    monkeypatch.setattr("portal.reports.files.report_pdf", slow)
    actions.make_files(report=written, by=official, on=ON)
    make(written)
    assert written.pdf is None


def test_a_preview_is_made_anew_when_a_room_has_new_numbers(
    written: Report, official: Scope, visit: Visit
) -> None:
    first = actions.make_files(report=written, by=official, on=ON)
    assert actions.make_files(report=written, by=official, on=ON) == first
    visit()
    assert actions.make_files(report=written, by=official, on=ON) != first


# --- the others ---


def test_the_docx_says_what_the_pdf_says(counted: Report) -> None:
    document = Document(BytesIO(report_docx(paper(counted))))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    paragraphs = [p.text for p in document.paragraphs]
    for part in paper(counted).parts:
        assert part.heading in paragraphs
        for row in part.rows:
            assert row.value in cells
    assert WORDS in paragraphs
    assert any("Đặng Quốc Hưng" in cell for cell in cells)
    assert any(counted.digest in line for line in paragraphs)


def test_the_docx_has_the_margins_and_numbers_its_pages_but_the_first(counted: Report) -> None:
    document = Document(BytesIO(report_docx(paper(counted))))
    first = document.sections[0]
    margins = (first.left_margin, first.right_margin, first.top_margin, first.bottom_margin)
    assert [round(margin.mm) for margin in margins if margin] == [30, 15, 20, 20]
    assert first.different_first_page_header_footer
    assert "PAGE" in first.header.paragraphs[0]._p.xml
    assert "PAGE" not in first.first_page_header.paragraphs[0]._p.xml
    assert document.sections[1].orientation == WD_ORIENT.LANDSCAPE


def test_the_masthead_of_the_docx_has_no_lines_and_its_widths(counted: Report) -> None:
    masthead = Document(BytesIO(report_docx(paper(counted)))).tables[0]
    assert "Table Grid" not in masthead._tbl.xml
    widths = [cell.width for cell in masthead.rows[0].cells]
    assert [round(width.mm) for width in widths if width] == [69, 96]


def test_the_xlsx_holds_the_numbers_as_numbers(counted: Report) -> None:
    rows = list(load_workbook(BytesIO(report_xlsx(frozen(counted))))["Số liệu"].values)
    by_key = {row[0]: row for row in rows}
    assert by_key["tcd_1"][3:5] == (2, 5)
    assert by_key["tcd_2"][3] == 6


def test_no_cell_of_the_xlsx_is_a_formula(counted: Report) -> None:
    content = frozen(counted)
    content["figures"]["receptions"][0]["label"] = '=HYPERLINK("http://x")'
    content["communes"] = [
        {"name": "+xã", "state": "@a", "day": "23/11/2026", "visits": 1, "assignments": None}
    ]
    book = load_workbook(BytesIO(report_xlsx(content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    risky = [c for c in cells if isinstance(c.value, str) and c.value[:1] in ("=", "+", "@")]
    assert len(risky) == 3
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in risky)


def test_the_column_of_units_says_percent_once(counted: Report) -> None:
    rows = [row for part in paper(counted).parts for row in part.rows if row.unit == "%"]
    assert rows
    assert not [row for row in rows if "%" in row.value]

"""The same paper as DOCX, because officials paste. python-docx draws it; the layout is that of the PDF."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from portal.reports.paper import Paper

CENTRE, JUSTIFY, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
FACE = "Times New Roman"


def report_docx(paper: Paper) -> bytes:
    """Return the DOCX bytes of a paper."""
    document = Document()
    _page(document)
    _masthead(document, paper)
    _line(document, "BÁO CÁO", bold=True, align=CENTRE, before=18)
    _line(document, paper.title, bold=True, align=CENTRE)
    _line(document, paper.period, italic=True, align=CENTRE, size=13, before=6)
    for part in paper.parts:
        _line(document, part.heading, bold=True, before=8, indent=True)
        for paragraph in part.paragraphs:
            _line(document, paragraph, align=JUSTIFY, before=6, indent=True)
        if part.rows:
            rows = [
                (str(place), row.label, row.unit, row.value, row.note)
                for place, row in enumerate(part.rows, start=1)
            ]
            _table(document, ("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả", "Ghi chú"), rows)
    _closing(document, paper)
    if paper.communes:
        _annex(document, paper)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), FACE)
    normal.paragraph_format.space_after = Pt(0)


def _masthead(document: Any, paper: Paper) -> None:
    left, right = document.add_table(1, 2).rows[0].cells
    *above, issuer = paper.issuer
    for line in above:
        _line(left, line, size=13, align=CENTRE)
    _line(left, issuer, size=13, bold=True, align=CENTRE)
    _line(left, paper.number_line, size=13, align=CENTRE, before=8)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=13, bold=True, align=CENTRE)
    _line(right, "Độc lập - Tự do - Hạnh phúc", bold=True, align=CENTRE)
    _line(right, paper.date_line, italic=True, align=CENTRE, before=8)


def _closing(document: Any, paper: Paper) -> None:
    title = paper.title[:1].lower() + paper.title[1:]
    _line(document, f"Trên đây là báo cáo {title}./.", align=JUSTIFY, before=6, indent=True)
    left, right = document.add_table(1, 2).rows[0].cells
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for place, line in enumerate(paper.recipients, start=1):
        end = "." if place == len(paper.recipients) else ";"
        _line(left, f"- {line}{end}", size=11)
    for line in paper.signer_lines:
        _line(right, line, bold=True, align=CENTRE)
    _line(right, paper.signer, bold=True, align=CENTRE, before=100)
    if paper.digest:
        _line(document, f"Mã kiểm tra nội dung: {paper.digest}", size=8, before=10)


def _annex(document: Any, paper: Paper) -> None:
    document.add_page_break()
    _line(document, "Phụ lục", bold=True, align=CENTRE)
    _line(document, "TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC XÃ, PHƯỜNG", bold=True, align=CENTRE)
    rows = [
        (str(place), row["name"], row["state"], row["day"], row["visits"], row["assignments"])
        for place, row in enumerate(paper.communes, start=1)
    ]
    heads = ("STT", "Đơn vị", "Báo cáo", "Ngày gửi", "Lượt tiếp công dân", "Nhiệm vụ được giao")
    _table(document, heads, rows)


def _table(document: Any, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = document.add_table(1, len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _line(cell, head, size=12, bold=True, align=CENTRE)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            _line(cell, words, size=12)


def _line(
    holder: Any,
    words: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: int = 0,
    indent: bool = False,
) -> None:
    """Write one paragraph; a fresh cell's empty first paragraph is used before another is added."""
    fresh = holder.paragraphs[-1] if getattr(holder, "_tc", None) is not None else None
    paragraph = fresh if fresh is not None and not fresh.text else holder.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    paragraph.paragraph_format.space_before = Pt(before)
    if indent:
        paragraph.paragraph_format.first_line_indent = Mm(10)

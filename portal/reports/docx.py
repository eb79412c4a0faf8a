"""The same paper as DOCX, because officials paste. python-docx draws it; the layout is that of the PDF.

Only the drawings are left out: the table above each holds the same numbers.
"""

from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Mm

from portal.papers.docx_parts import (
    CENTRE,
    JUSTIFY,
    RIGHT,
    closing,
    gap,
    line,
    masthead,
    page,
    rule,
    table,
)
from portal.papers.docx_pieces import (
    framed_table,
    merged_heads,
    narrow_cells,
    page_number,
    typeface,
)
from portal.papers.steady import steady
from portal.reports.paper import Paper, Part, WideTable

# Widths in mm.
FIGURES, COMMUNES = (13, 93, 27, 32), (13, 50, 24, 24, 27, 27)


def report_docx(paper: Paper) -> bytes:
    """Return the DOCX bytes of a paper; the same paper gives the same bytes."""
    document = Document()
    document.core_properties.title = f"Báo cáo {paper.title}"
    document.core_properties.author = paper.whose
    typeface(document)
    page(document.sections[0], first=True)
    page_number(document.sections[0])
    masthead(document, paper)
    _head(document, paper)
    for part in paper.parts:
        _part(document, part)
    _end(document, paper)
    numbered = bool(paper.communes) or len(paper.annexes) > 1
    for place, annex in enumerate(paper.annexes, start=1):
        _wide(document, paper, annex, f"Phụ lục {place}" if numbered else "Phụ lục")
    if paper.communes:
        _communes(document, paper)
    made = BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _head(document: Any, paper: Paper) -> None:
    line(document, "BÁO CÁO", bold=True, align=CENTRE, before=18)
    subject = line(document, paper.title, bold=True, align=CENTRE)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(12)
    rule(document, 165, 44)
    line(document, paper.period, italic=True, align=CENTRE, size=13, before=6, after=6)


def _part(document: Any, part: Part) -> None:
    heading = line(document, part.heading, bold=True, before=8, indent=True)
    heading.paragraph_format.keep_with_next = True
    for paragraph in part.paragraphs:
        line(document, paragraph, align=JUSTIFY, before=6, indent=True)
    if part.empty:
        line(document, part.empty, italic=True, before=6, indent=True)
    if part.rows:
        rows = [
            (
                str(place),
                f"{row.label} ({row.mark})" if row.mark else row.label,
                row.unit,
                row.value,
            )
            for place, row in enumerate(part.rows, start=1)
        ]
        heads, aligns = ("STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"), (CENTRE, None, CENTRE, RIGHT)
        gap(document, 5)
        table(document, heads, rows, widths=FIGURES, aligns=aligns)
    for place, note in enumerate(part.notes, start=1):
        line(document, f"({place}) {note}", size=11, italic=True, align=JUSTIFY, before=2)


def _end(document: Any, paper: Paper) -> None:
    last = line(document, paper.closing_line, align=JUSTIFY, before=9, after=12, indent=True)
    last.paragraph_format.keep_with_next = True
    closing(document, paper)
    if paper.digest:
        line(document, f"Mã kiểm tra nội dung: {paper.digest}", size=8, before=10)


def _wide(document: Any, paper: Paper, annex: WideTable, head: str) -> None:
    page(document.add_section(), wide=True)
    _annex_head(document, paper, head, annex.title, annex.source)
    drawn = framed_table(document, 4, (252 / len(annex.heads),) * len(annex.heads))
    narrow_cells(drawn)
    merged_heads(drawn, [span for _, span in annex.groups])
    first = 0
    for title, span in annex.groups:
        line(drawn.rows[0].cells[first], title, size=10, bold=True, align=CENTRE)
        first += span
    lines = (annex.heads, [str(n + 1) for n in range(len(annex.heads))], annex.values)
    for place, words in enumerate(lines):
        for cell, word in zip(drawn.rows[place + 1].cells, words, strict=True):
            line(cell, word, size=10, bold=place == 0, italic=place == 1, align=CENTRE)
    for note in annex.notes:
        line(document, note, size=11, italic=True, before=4)


def _communes(document: Any, paper: Paper) -> None:
    page(document.add_section())
    title = "TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC XÃ, PHƯỜNG"
    _annex_head(document, paper, f"Phụ lục {len(paper.annexes) + 1}", title, "")
    rows = [
        (str(place), row.name, row.state, row.day, row.visits, row.assignments)
        for place, row in enumerate(paper.communes, start=1)
    ]
    heads = ("STT", "Đơn vị", "Báo cáo", "Ngày gửi", "Lượt tiếp công dân", "Nhiệm vụ được giao")
    aligns = (CENTRE, None, CENTRE, CENTRE, RIGHT, RIGHT)
    table(document, heads, rows, widths=COMMUNES, aligns=aligns)


def _annex_head(document: Any, paper: Paper, head: str, title: str, source: str) -> None:
    line(document, head, bold=True, align=CENTRE)
    line(document, title, bold=True, align=CENTRE)
    for words in filter(None, (source, paper.attached_to, paper.period)):
        line(document, words, size=13, italic=True, align=CENTRE)
    gap(document, 9)

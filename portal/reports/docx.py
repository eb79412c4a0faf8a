"""The same paper as DOCX, because officials paste. python-docx draws it; the layout is that of the PDF.

Only the drawings are left out: the table above each holds the same numbers.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from portal.reports.docx_pieces import (
    borders_under,
    columns,
    framed_table,
    keep_rows_whole,
    merged_heads,
    narrow_cells,
    page_number,
    typeface,
)
from portal.reports.paper import Paper, Part, WideTable
from portal.reports.steady import steady

CENTRE, JUSTIFY, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
# Widths in mm. The text is 165 wide, 252 on its side.
MASTHEAD, CLOSING = (69, 96), (76, 89)
FIGURES, COMMUNES = (13, 93, 27, 32), (13, 50, 24, 24, 27, 27)
_MOTTO_WIDTH, _NAME_LETTER = 54, 2.6


def report_docx(paper: Paper) -> bytes:
    """Return the DOCX bytes of a paper; the same paper gives the same bytes."""
    document = Document()
    document.core_properties.title = f"Báo cáo {paper.title}"
    document.core_properties.author = paper.whose
    typeface(document)
    _page(document.sections[0], first=True)
    page_number(document.sections[0])
    _masthead(document, paper)
    _head(document, paper)
    for part in paper.parts:
        _part(document, part)
    _closing(document, paper)
    numbered = bool(paper.communes) or len(paper.annexes) > 1
    for place, table in enumerate(paper.annexes, start=1):
        _wide(document, paper, table, f"Phụ lục {place}" if numbered else "Phụ lục")
    if paper.communes:
        _communes(document, paper)
    made = BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _page(section: Any, *, wide: bool = False, first: bool = False) -> None:
    sides = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = sides
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = first


def _masthead(document: Any, paper: Paper) -> None:
    table = columns(document, 2, MASTHEAD)
    left, right = table.rows[0].cells
    for line in paper.over:
        _line(left, line, size=12, align=CENTRE)
    for line in paper.issuer:
        _line(left, line, size=12, bold=True, align=CENTRE)
    _rule(left, MASTHEAD[0], len(paper.issuer[-1]) * _NAME_LETTER * 0.4)
    _line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=CENTRE)
    _line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align=CENTRE)
    _rule(right, MASTHEAD[1], _MOTTO_WIDTH)
    left, right = table.rows[1].cells
    _line(left, paper.number_line, size=13, align=CENTRE, before=4)
    _line(right, paper.date_line, size=13, italic=True, align=CENTRE, before=4)


def _head(document: Any, paper: Paper) -> None:
    _line(document, "BÁO CÁO", bold=True, align=CENTRE, before=18)
    subject = _line(document, paper.title, bold=True, align=CENTRE)
    subject.paragraph_format.left_indent = subject.paragraph_format.right_indent = Mm(12)
    _rule(document, 165, 44)
    _line(document, paper.period, italic=True, align=CENTRE, size=13, before=6, after=6)


def _part(document: Any, part: Part) -> None:
    heading = _line(document, part.heading, bold=True, before=8, indent=True)
    heading.paragraph_format.keep_with_next = True
    for paragraph in part.paragraphs:
        _line(document, paragraph, align=JUSTIFY, before=6, indent=True)
    if part.empty:
        _line(document, part.empty, italic=True, before=6, indent=True)
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
        _gap(document, 5)
        _table(document, heads, rows, widths=FIGURES, aligns=aligns)
    for place, note in enumerate(part.notes, start=1):
        _line(document, f"({place}) {note}", size=11, italic=True, align=JUSTIFY, before=2)


def _closing(document: Any, paper: Paper) -> None:
    last = _line(document, paper.closing_line, align=JUSTIFY, before=9, after=12, indent=True)
    last.paragraph_format.keep_with_next = True
    table = columns(document, 1, CLOSING)
    keep_rows_whole(table)
    left, right = table.rows[0].cells
    _line(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for place, line in enumerate(paper.recipients, start=1):
        end = "." if place == len(paper.recipients) else ";"
        _line(left, f"- {line}{end}", size=11)
    for line in paper.signer_lines:
        _line(right, line, bold=True, align=CENTRE)
    _line(right, paper.signer, bold=True, align=CENTRE, before=Mm(36).pt)
    if paper.digest:
        _line(document, f"Mã kiểm tra nội dung: {paper.digest}", size=8, before=10)


def _wide(document: Any, paper: Paper, table: WideTable, head: str) -> None:
    _page(document.add_section(), wide=True)
    _annex_head(document, paper, head, table.title, table.source)
    drawn = framed_table(document, 4, (252 / len(table.heads),) * len(table.heads))
    narrow_cells(drawn)
    merged_heads(drawn, [span for _, span in table.groups])
    first = 0
    for title, span in table.groups:
        _line(drawn.rows[0].cells[first], title, size=10, bold=True, align=CENTRE)
        first += span
    lines = (table.heads, [str(n + 1) for n in range(len(table.heads))], table.values)
    for place, words in enumerate(lines):
        for cell, word in zip(drawn.rows[place + 1].cells, words, strict=True):
            _line(cell, word, size=10, bold=place == 0, italic=place == 1, align=CENTRE)
    for note in table.notes:
        _line(document, note, size=11, italic=True, before=4)


def _communes(document: Any, paper: Paper) -> None:
    _page(document.add_section())
    title = "TÌNH HÌNH GỬI BÁO CÁO CỦA CÁC XÃ, PHƯỜNG"
    _annex_head(document, paper, f"Phụ lục {len(paper.annexes) + 1}", title, "")
    rows = [
        (str(place), row.name, row.state, row.day, row.visits, row.assignments)
        for place, row in enumerate(paper.communes, start=1)
    ]
    heads = ("STT", "Đơn vị", "Báo cáo", "Ngày gửi", "Lượt tiếp công dân", "Nhiệm vụ được giao")
    aligns = (CENTRE, None, CENTRE, CENTRE, RIGHT, RIGHT)
    _table(document, heads, rows, widths=COMMUNES, aligns=aligns)


def _annex_head(document: Any, paper: Paper, head: str, title: str, source: str) -> None:
    _line(document, head, bold=True, align=CENTRE)
    _line(document, title, bold=True, align=CENTRE)
    for line in filter(None, (source, paper.attached_to, paper.period)):
        _line(document, line, size=13, italic=True, align=CENTRE)
    _gap(document, 9)


def _table(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    aligns: Sequence[Any],
) -> None:
    table = framed_table(document, len(rows) + 1, widths)
    cells = list(table._cells)  # read once: each access of a row walks the whole table
    for place, words in enumerate((heads, *rows)):
        for column, word in enumerate(words):
            cell = cells[place * len(widths) + column]
            align = CENTRE if place == 0 else aligns[column]
            _line(cell, word, size=12, bold=place == 0, align=align)
    keep_rows_whole(table, repeat_head=True)


def _rule(holder: Any, room: float, width: float) -> None:
    """Draw a line of `width` mm in the middle of a column of `room` mm."""
    borders_under(_gap(holder, 4), side=Mm((room - width) / 2))


def _gap(holder: Any, points: int) -> Any:
    """Leave room: an empty paragraph of just this height."""
    paragraph = _line(holder, "")
    paragraph.paragraph_format.line_spacing = Pt(points)
    return paragraph


def _line(
    holder: Any,
    words: str,
    *,
    size: int = 14,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: float = 0,
    after: float = 0,
    indent: bool = False,
) -> Any:
    """Write one paragraph; a fresh cell's empty first paragraph is used before another is added."""
    held = holder.paragraphs if getattr(holder, "_tc", None) is not None else []
    fresh = len(held) == 1 and not held[0].runs
    paragraph = held[0] if fresh else holder.add_paragraph()
    run = paragraph.add_run(words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if indent:
        form.first_line_indent = Mm(10)
    return paragraph

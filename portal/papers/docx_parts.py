"""The parts of an official paper as DOCX (Nghị định 30/2020/NĐ-CP, Phụ lục I): masthead, lines, tables, end."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from portal.papers.docx_pieces import (
    borders_under,
    columns,
    framed_table,
    keep_rows_whole,
    unbroken_numbers,
)

CENTRE, JUSTIFY, RIGHT = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
    WD_ALIGN_PARAGRAPH.RIGHT,
)
# Widths in mm. The text is 165 wide, 252 on its side.
MASTHEAD, CLOSING = (69, 96), (76, 89)
_MOTTO_WIDTH, _NAME_LETTER = 54, 2.6


class Headed(Protocol):
    """A paper with a masthead."""

    @property
    def over(self) -> Sequence[str]: ...
    @property
    def issuer(self) -> Sequence[str]: ...
    @property
    def number_line(self) -> str: ...
    @property
    def date_line(self) -> str: ...


class Closed(Protocol):
    """A paper with an end: who receives it, who signs."""

    @property
    def recipients(self) -> Sequence[str]: ...
    @property
    def signer_lines(self) -> Sequence[str]: ...
    @property
    def signer(self) -> str: ...


def page(section: Any, *, wide: bool = False, first: bool = False) -> None:
    """A4 upright or on its side, with the margins of Nghị định 30; `first` numbers no first page."""
    sides = (Mm(297), Mm(210)) if wide else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = sides
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = Mm(10)
    section.different_first_page_header_footer = first


def masthead(document: Any, paper: Headed, *, subject: str = "") -> None:
    """Issuer and nation, number and date; a letter, which has no name, says its `subject` there."""
    held = columns(document, 2, MASTHEAD)
    left, right = held.rows[0].cells
    for words in paper.over:
        line(left, words, size=12, align=CENTRE)
    for words in paper.issuer:
        line(left, words, size=12, bold=True, align=CENTRE)
    rule(left, MASTHEAD[0], len(paper.issuer[-1]) * _NAME_LETTER * 0.4)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=CENTRE)
    line(right, "Độc lập - Tự do - Hạnh phúc", size=13, bold=True, align=CENTRE)
    rule(right, MASTHEAD[1], _MOTTO_WIDTH)
    left, right = held.rows[1].cells
    line(left, paper.number_line, size=13, align=CENTRE, before=4)
    line(right, paper.date_line, size=13, italic=True, align=CENTRE, before=4)
    if subject:
        line(left, subject, size=12, align=CENTRE, before=4)


def closing(document: Any, paper: Closed) -> None:
    """Who receives it on the left, who signs on the right, with room for the seal; never parted."""
    held = columns(document, 1, CLOSING)
    keep_rows_whole(held)
    left, right = held.rows[0].cells
    line(left, "Nơi nhận:", size=12, bold=True, italic=True)
    for place, words in enumerate(paper.recipients, start=1):
        end = "." if place == len(paper.recipients) else ";"
        line(left, f"- {words}{end}", size=11)
    for words in paper.signer_lines:
        line(right, words, bold=True, align=CENTRE)
    line(right, paper.signer, bold=True, align=CENTRE, before=Mm(36).pt)


def table(
    document: Any,
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths: Sequence[float],
    aligns: Sequence[Any],
    bold: Collection[int] = (),
) -> Any:
    """A framed table whose head comes again on each page; `bold` are places of rows, the head 0."""
    held = framed_table(document, len(rows) + 1, widths)
    cells = list(held._cells)  # read once: each access of a row walks the whole table
    for place, words in enumerate((heads, *rows)):
        for column, word in enumerate(words):
            cell = cells[place * len(widths) + column]
            align = CENTRE if place == 0 else aligns[column]
            line(cell, word, size=12, bold=place == 0 or place in bold, align=align)
    keep_rows_whole(held, repeat_head=True)
    return held


def rule(holder: Any, room: float, width: float) -> None:
    """Draw a line of `width` mm in the middle of a column of `room` mm."""
    borders_under(gap(holder, 4), side=Mm((room - width) / 2))


def gap(holder: Any, points: int) -> Any:
    """Leave room: an empty paragraph of just this height."""
    paragraph = line(holder, "")
    paragraph.paragraph_format.line_spacing = Pt(points)
    return paragraph


def line(
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
    run = paragraph.add_run()
    unbroken_numbers(run, words)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    paragraph.alignment = align
    form = paragraph.paragraph_format
    form.space_before, form.space_after = Pt(before), Pt(after)
    if indent:
        form.first_line_indent = Mm(10)
    return paragraph

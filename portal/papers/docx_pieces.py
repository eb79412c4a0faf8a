"""What python-docx has no word for: borders, fields, columns of fixed widths."""

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from portal.text import is_number, parted_at_numbers

FACE = "Times New Roman"


def typeface(document: Any) -> None:
    """Set the whole document in one face, 14 points, single lines."""
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(14)
    for script in ("w:eastAsia", "w:cs"):
        normal.element.rPr.rFonts.set(qn(script), FACE)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    language = _element("w:lang", {"w:val": "vi-VN"})
    normal.element.rPr.append(language)


def unbroken_numbers(run: Any, words: str) -> None:
    """Write words into a run, the hyphens within numbers of documents never at the end of a line.

    Word's own element does it: the text stays "08/CT-UBND" for whoever copies or searches it.
    """
    for part in parted_at_numbers(words):
        first, *others = part.split("-") if is_number(part) else [part]
        run.add_text(first)
        for other in others:
            run._r.append(OxmlElement("w:noBreakHyphen"))
            run.add_text(other)


def page_number(section: Any) -> None:
    """Number the pages at the top, in the middle."""
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(13)
        run._r.append(_field(kind))


def columns(document: Any, rows: int, widths: Sequence[float]) -> Any:
    """Add a table without lines, its columns of fixed widths in mm."""
    return _sized(document.add_table(rows, len(widths)), widths)


def framed_table(document: Any, rows: int, widths: Sequence[float]) -> Any:
    return _sized(document.add_table(rows, len(widths), style="Table Grid"), widths)


def merged_heads(table: Any, spans: Sequence[int]) -> None:
    """Join the cells of the first row as the groups of columns span them."""
    cells, first = table.rows[0].cells, 0
    for span in spans:
        cells[first].merge(cells[first + span - 1])
        first += span


def joined(cells: Sequence[Any]) -> None:
    """Make one cell of several in a row, of which only the first says anything.

    python-docx's own merge looks through the whole table each time, and keeps the blank lines.
    """
    first, *others = (cell._tc for cell in cells)
    first.width = sum(cell.width for cell in cells)
    first.grid_span = len(cells)
    for other in others:
        other.getparent().remove(other)


def narrow_cells(table: Any) -> None:
    """Leave almost no room at the sides of the cells, for a table of many columns."""
    margins = _element("w:tblCellMar", {})
    for side in ("w:left", "w:right"):
        margins.append(_element(side, {"w:w": "28", "w:type": "dxa"}))
    table._tbl.tblPr.append(margins)


def keep_rows_whole(table: Any, *, repeat_head: bool = False) -> None:
    """Let no row break over two pages; the head comes again on each."""
    for place, row in enumerate(table.rows):
        row._tr.get_or_add_trPr().append(_element("w:cantSplit", {}))
        if repeat_head and place == 0:
            row._tr.get_or_add_trPr().append(_element("w:tblHeader", {}))


def borders_under(paragraph: Any, *, side: Any) -> None:
    """Draw a line under a paragraph, drawn in from both sides."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = side
    line = {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"}
    borders = _element("w:pBdr", {})
    borders.append(_element("w:bottom", line))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _sized(table: Any, widths: Sequence[float]) -> Any:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    cells = list(table._cells)
    for place, cell in enumerate(cells):
        cell.width = Mm(widths[place % len(widths)])
    return table


def _field(kind: str) -> Any:
    if kind in ("begin", "end"):
        return _element("w:fldChar", {"w:fldCharType": kind})
    instruction = _element("w:instrText", {})
    instruction.text = kind
    return instruction


def _element(name: str, attributes: dict[str, str]) -> Any:
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key), value)
    return element

"""The same letter as DOCX, because the office fills in number, day and signer there."""

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
    table,
)
from portal.papers.docx_pieces import joined, page_number, typeface
from portal.papers.steady import steady
from portal.urging.letter import Letter

WIDTHS = (13, 88, 24, 20, 20)  # mm, of 165


def letter_docx(letter: Letter) -> bytes:
    """Return the DOCX bytes of a letter; the same letter gives the same bytes."""
    document = Document()
    document.core_properties.title = letter.subject
    document.core_properties.author = letter.issuer[-1]
    typeface(document)
    page(document.sections[0], first=True)
    page_number(document.sections[0])
    masthead(document, letter, subject=letter.subject)
    line(document, letter.addressed, align=CENTRE, before=12, after=12)
    for paragraph in letter.paragraphs:
        last = line(document, paragraph, align=JUSTIFY, before=6, indent=True)
    last.paragraph_format.keep_with_next = True
    last.paragraph_format.space_after = Mm(4)
    closing(document, letter)
    _list(document, letter)
    made = BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _list(document: Any, letter: Letter) -> None:
    """Who is late with what: a line with the name of each unit, joined across, over its own lines."""
    page(document.add_section())
    line(document, letter.list_head, bold=True, align=CENTRE)
    line(document, letter.list_title, bold=True, align=CENTRE)
    gap(document, 9)
    blank = ("",) * (len(letter.heads) - 2)
    rows: list[tuple[str, ...]] = []
    names: list[int] = []
    for place, unit in enumerate(letter.units, start=1):
        names.append(len(rows) + 1)
        rows += [(str(place), unit.name, *blank), *(("", *row.cells) for row in unit.rows)]
    aligns = (CENTRE, None, CENTRE, RIGHT, RIGHT)
    drawn = table(document, letter.heads, rows, widths=WIDTHS, aligns=aligns, bold=frozenset(names))
    lines = list(drawn.rows)
    for place in names:
        joined(lines[place].cells[1:])

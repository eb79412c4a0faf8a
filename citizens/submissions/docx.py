"""The same paper as DOCX, because the office fills in there what the record does not say."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.shared import Mm

from citizens.submissions.official import Official
from portal.papers.docx_parts import (
    CENTRE,
    JUSTIFY,
    closing,
    gap,
    line,
    masthead,
    page,
    rule,
    table,
)
from portal.papers.docx_pieces import columns, page_number, typeface
from portal.papers.steady import steady

WIDTHS = (13, 72, 20, 22, 38)  # mm, of 165


def official_docx(paper: Official) -> bytes:
    """Return the DOCX bytes of a paper; the same paper gives the same bytes."""
    document = Document()
    document.core_properties.title = paper.title
    document.core_properties.author = paper.issuer[-1]
    typeface(document)
    page(document.sections[0], first=True)
    page_number(document.sections[0])
    masthead(document, paper)
    line(document, paper.title, bold=True, align=CENTRE, before=18)
    if paper.subject:
        line(document, paper.subject, bold=True, align=CENTRE)
        rule(document, 165, 44)
    if paper.addressed:
        line(document, paper.addressed, align=CENTRE, before=12, after=6)
    opening, last = paper.paragraphs[:-1], paper.paragraphs[-1]
    for words in opening:
        line(document, words, align=JUSTIFY, before=6, indent=True)
    if paper.rows:
        gap(document, 6)
        aligns = (CENTRE, None, CENTRE, CENTRE, None)
        table(document, paper.heads, paper.rows, widths=WIDTHS, aligns=aligns)
    end = line(document, last, align=JUSTIFY, before=6, indent=True)
    end.paragraph_format.keep_with_next = True
    end.paragraph_format.space_after = Mm(4)
    if paper.other_signer_lines:
        _two_signers(document, paper)
    else:
        closing(document, paper)
    made = BytesIO()
    document.save(made)
    return steady(made.getvalue())


def _two_signers(document: Any, paper: Official) -> None:
    """Who gave on the left, who took on the right: a receipt goes to nobody else."""
    held = columns(document, 1, (82, 83))
    sides = (
        (paper.other_signer_lines, paper.other_signer),
        (paper.signer_lines, paper.signer),
    )
    for cell, (lines, name) in zip(held.rows[0].cells, sides, strict=True):
        for words in lines:
            line(cell, words, bold=True, align=CENTRE)
        line(cell, name, bold=True, align=CENTRE, before=Mm(36).pt)

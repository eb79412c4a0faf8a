"""A form on paper: one landscape table that breaks no word of its head, two when it is too wide."""

from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from citizens.returns.catalogue import form_files
from citizens.returns.exports import tables
from citizens.returns.figures import Filled, Line
from citizens.returns.rules import WIDEST_ON_PAPER, Form
from portal.figures import Period
from portal.papers.pdf import make_pdf

FORMS = [Form.of(file.content) for file in form_files()]
QUARTER = Period(date(2026, 6, 15), date(2026, 9, 14))


def paper(form: Form) -> PdfReader:
    numbers = tuple(range(1001, 1001 + len(form.columns)))
    found = Filled(form, QUARTER, (Line(form, "UBND phường Lục Nam", numbers),), ())
    context = {"found": found, "form": form, "parts": list(tables(found)), "title": "Quý III"}
    return PdfReader(BytesIO(make_pdf("returns/paper/form.html", context)))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_no_word_of_a_head_is_broken_and_every_number_stands(form: Form) -> None:
    (page,) = paper(form).pages
    width, height = page.mediabox.width, page.mediabox.height
    assert width > height
    text = page.extract_text()
    words = set(text.split())
    heads = {word for column in form.columns for part in column.path for word in part.split()}
    assert heads - words == set()
    for number in range(1001, 1001 + len(form.columns)):
        assert f"{number:,}".replace(",", ".") in words
    assert "ĐƠN VỊ" in text, "the place of the signature is on the same page"


def test_a_form_too_wide_for_a_page_has_a_table_for_each_band() -> None:
    widths = {form.code: [len(part.columns) for part in form.parts] for form in FORMS}
    assert widths["05/KQTH"] == [15, 16]
    assert widths["04/GQTC"] == [25]
    assert max(max(parts) for parts in widths.values()) <= WIDEST_ON_PAPER

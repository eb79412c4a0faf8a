"""The number of a document stays on one line in a letter, and is the same text to who copies it."""

import pytest
from docx import Document
from docx.oxml.ns import qn

from portal.papers.docx_parts import line
from portal.templatetags.show import unbroken
from portal.text import parted_at_numbers

SUBJECT = "V/v đôn đốc thực hiện Chỉ thị 08/CT-UBND, ngày 05/02/2026 - hai lần"


def test_the_pdf_holds_the_number_together() -> None:
    assert (
        unbroken(SUBJECT)
        == 'V/v đôn đốc thực hiện Chỉ thị <span class="nowrap">08/CT-UBND</span>, ngày 05/02/2026 - hai lần'
    )
    assert unbroken("<b> 1/A-B") == '&lt;b&gt; <span class="nowrap">1/A-B</span>'


def test_word_holds_it_together_and_the_text_stays() -> None:
    paragraph = line(Document(), SUBJECT)
    assert paragraph.text == SUBJECT
    held = [one.getnext().text for one in paragraph._p.iter(qn("w:noBreakHyphen"))]
    assert held == ["UBND"]


@pytest.mark.parametrize(
    "number", ["08/CT-UBND", "45a/KH-BCĐ", "178/2026/QĐ-TTg", "30/2020/NĐ-CP", "12/TB-VP-UBND"]
)
def test_a_number_is_found_whole(number: str) -> None:
    assert parted_at_numbers(f"Theo {number}; thì") == ["Theo ", number, "; thì"]

"""Questions that some are asked and some are not: the same on paper, grid, web, sheet and in results."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from pypdf import PdfReader

from citizens.surveys.actions.questionnaires import save_built
from citizens.surveys.figures.results import asked_at
from citizens.surveys.forms_web import WebBallotForm
from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.paper import Heading, ballot_pdf
from citizens.surveys.rules.ballots import Count, asks, read_ballot, ways_on
from citizens.surveys.rules.instruments import Instrument, WrongInstrument, instrument_of
from citizens.surveys.rules.outline import as_outline, read_outline
from citizens.surveys.views.grids import as_data
from portal.access import Scope

OUTLINE = """# Đánh giá
1. Thời gian chờ [chỉ số]
+ Nhanh
= Bình thường
- Lâu
- Rất lâu
1.1. Nguyên nhân [khi 1=3,4]
* Đông người
* Làm chậm
* Khác
1.2. Khác là gì [ý kiến] [khi câu 1.1 = 3]
2. Thái độ [chỉ số]
+ Tốt
- Kém
"""


def built(outline: str = OUTLINE, **more: Any) -> Instrument:
    data = {"code": "re-nhanh", "name": "A", "version": 1, "title": "Phiếu rẽ nhánh", "source": "B"}
    data |= {"formula": "ty-le-hai-long-1", "sections": read_outline(outline)}
    return instrument_of(data | more)


SHEET = built().items


@pytest.mark.parametrize(
    ("given", "asked"), [("1", False), ("2", False), ("3", True), ("4", True), ("0", False)]
)
def test_any_of_several_answers_opens_a_question(given: str, asked: bool) -> None:
    typed = {"1": given, "2": "1"} | ({"1.1": "1"} if asked else {})
    assert read_ballot(SHEET, typed).errors == {}
    assert asks(SHEET[1], typed) is asked
    other = {"1": given, "2": "1"} | ({} if asked else {"1.1": "1"})
    assert read_ballot(SHEET, other).errors.keys() == {"1.1"}


def test_the_condition_is_said_alike_everywhere() -> None:
    assert SHEET[1].asked_when == "câu 1 chọn 3 hoặc 4"
    wrong = read_ballot(SHEET, {"1": "1", "1.1": "2", "2": "1"}).errors["1.1"]
    assert "chỉ trả lời khi câu 1 chọn 3 hoặc 4" in wrong
    assert (
        WebBallotForm(sheet=SHEET).fields["c1"].help_text == "Chỉ trả lời khi câu 1 chọn 3 hoặc 4."
    )
    assert as_data(SHEET)[1]["shownIf"] == ("1", (3, 4))
    back = built(as_outline(SHEET, built().polarities))
    assert [item.shown_if for item in back.items] == [item.shown_if for item in SHEET]


def test_the_paper_says_where_to_go_on() -> None:
    assert ways_on(SHEET) == {
        "1": "Chọn 1 hoặc 2: chuyển sang câu 2", "1.1": "Chọn 1 hoặc 2: chuyển sang câu 2",
    }  # fmt: skip
    assert ways_on(SHEET[:2]) == {"1": "Chọn 1 hoặc 2: hết phần hỏi"}
    assert ways_on(SHEET[3:]) == {}


def test_a_kept_version_prints_its_ways_and_comes_back_as_it_was(front: Scope) -> None:
    kept = save_built(instrument=built(), by=front)
    fresh = QuestionnaireVersion.objects.get(pk=kept.pk)
    assert fresh.sheet == SHEET
    made = ballot_pdf(fresh, size="A5", heading=Heading("UBMTTQ"))
    text = " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages).split())
    assert "Chọn 1 hoặc 2: chuyển sang câu 2" in text
    assert "(chỉ trả lời khi câu 1 chọn 3 hoặc 4)" in text


def test_results_say_how_many_were_asked() -> None:
    counts = {"1": Count(10, by_option={1: 5, 2: 2, 3: 2, 4: 1}), "1.1": Count(3, by_option={3: 1})}
    assert asked_at(SHEET[1], counts) == 3
    assert asked_at(SHEET[2], counts) == 1
    assert asked_at(SHEET[1], {}) is None
    assert asked_at(SHEET[0], counts) is None


def test_a_scale_that_judges_has_two_to_five_levels() -> None:
    six = "# A\n1. Mức độ [chỉ số]\n" + "+ Tốt\n- Kém\n" * 3
    with pytest.raises(WrongInstrument, match="từ 2 đến 5 mức"):
        built(six)
    facts = "# A\n1. Lĩnh vực\n" + "".join(f"* Việc {number}\n" for number in range(6))
    assert len(built(facts).items[0].choices) == 6
    with pytest.raises(WrongInstrument, match="từ 2 đến 9"):
        built("# A\n1. Một\n* Chỉ một\n")


def test_an_option_that_no_question_has_opens_nothing() -> None:
    with pytest.raises(WrongInstrument, match="không có câu 1 phương án 7 ở trước"):
        built(OUTLINE.replace("[khi 1=3,4]", "[khi 1=3,7]"))


def test_the_builder_previews_the_ways_on(client_of: Callable[[str], Client]) -> None:
    sent = {"title": "A", "outline": OUTLINE, "source": "B", "xem": "1", "intro": "", "closing": ""}
    page = client_of("mttq.tinh").post("/khao-sat/phieu/moi/", sent).content.decode()
    assert "→ Chọn 1 hoặc 2: chuyển sang câu 2" in page

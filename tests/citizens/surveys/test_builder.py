"""The builder: an outline becomes a version, with a preview; what was used stays as it is."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.surveys.actions.questionnaires import save_built
from citizens.surveys.management.commands.load_questionnaires import FOLDER
from citizens.surveys.models import QuestionnaireVersion
from citizens.surveys.rules.instruments import instrument_of, read_instrument
from citizens.surveys.rules.outline import WrongOutline, as_outline, read_outline
from portal.access import Scope

OUTLINE = """# Đánh giá
1. Thời gian chờ [chỉ số]
+ Nhanh
= Bình thường
- Rất lâu
# Vì sao chờ [khi 1=3]
1.1. Nguyên nhân [nhiều]
* Đông người
* Làm chậm
1.2. Chờ mấy giờ [số 1-9]
# Thêm
2. Ý kiến [ý kiến]
"""
SENT = {
    "title": "Phiếu thử",
    "intro": "",
    "outline": OUTLINE,
    "closing": "",
    "source": "UBMTTQ tỉnh",
}


def test_an_outline_says_kinds_order_polarity_and_branches() -> None:
    data = {"code": "a", "name": "A", "version": 1, "title": "A", "source": "B"}
    data |= {"formula": "ty-le-hai-long-1", "sections": read_outline(OUTLINE)}
    made = instrument_of(data)
    kinds = [item.kind.value for item in made.items]
    assert kinds == ["single", "multiple", "number", "text"]
    assert [item.shown_if for item in made.items] == [None, ("1", (3,)), ("1", (3,)), None]
    assert [made.polarities["1", number] for number in (1, 2, 3)] == ["good", "neutral", "bad"]
    assert (made.items[2].lowest, made.items[2].highest) == (1, 9)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_each_shipped_questionnaire_comes_back_from_its_outline(path: object) -> None:
    shipped = read_instrument(path.read_bytes())  # type: ignore[attr-defined]
    outline = as_outline(shipped.items, shipped.polarities)
    data = {
        "code": "a", "name": "A", "version": 1, "title": "A", "source": "B",
        "formula": shipped.formula, "sections": read_outline(outline),
    }  # fmt: skip
    back = instrument_of(data)
    assert back.polarities == shipped.polarities
    for one, other in zip(shipped.items, back.items, strict=True):
        assert (one.code, one.text, one.kind, one.shown_if, one.in_index) == (
            other.code, other.text, other.kind, other.shown_if, other.in_index,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("outline", "says"),
    [
        ("xin chào", "Dòng 1: không hiểu"),
        ("+ Tốt", "Dòng 1: phương án đứng trước câu hỏi"),
        ("1. Hỏi [ý kiến]\n+ Tốt", "Dòng 2: câu 1 ghi số hoặc ý kiến"),
        ("1. Hỏi [lạ]", "không hiểu “[lạ]”"),
        ("", "chưa có câu hỏi nào"),
        ("1. Hỏi\n+ A\n- B\n2. Vì sao [khi 1=1] [khi 1=2]\n* X", "viết [khi 1=1,2]"),
        ("1. Hỏi\n+ A\n- B\n2. Vì sao [khi 1=1] [khi 3=2]\n* X", "chỉ có một [khi …]"),
        ("# Phần [khi 1=2] [khi 1=1]\n2. Vì sao\n* X", "Dòng 1: có hai điều kiện về câu 1"),
        ("1. Hỏi [nhiều] [ý kiến]\n* X", "Dòng 1: câu 1 có nhiều cách trả lời: [nhiều], [ý kiến]"),
        ("1. Tuổi [số 1-9] [số 2-8]", "Dòng 1: câu 1 có nhiều cách trả lời: [số 1-9], [số 2-8]"),
        (
            "1. A\n+ B\n- C\n2. D\n+ E\n- F\n# Phần [khi 1=2]\n3. G [khi 2=1]\n* X",
            "Câu 3: phần “Phần” chỉ hỏi khi câu 1 chọn 2; điều kiện riêng",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(outline: str, says: str) -> None:
    with pytest.raises(WrongOutline) as caught:
        read_outline(outline)
    assert says in str(caught.value)


def test_the_options_of_a_refused_question_are_told_of_no_more() -> None:
    with pytest.raises(WrongOutline) as caught:
        read_outline("1. A\n+ B\n- C\n2. Hỏi [nhiều] [ý kiến]\n* D\n\n* E\n3. Hỏi [lạ]\n* F")
    assert [one.split(":")[0] for one in caught.value.says] == ["Dòng 4", "Dòng 8"]


def test_a_question_of_a_branch_may_hang_on_another_of_it() -> None:
    outline = "1. A\n+ B\n- C\n# Phần [khi 1=2]\n2. D\n* E\n* F\n3. G [khi 2=1]\n* X\n* Y"
    _, branch = read_outline(outline)
    assert [one["shown_if"]["question"] for one in branch["questions"]] == ["1", "2"]


def test_the_front_of_the_province_previews_and_keeps_the_next_version(
    client_of: Callable[[str], Client], version: QuestionnaireVersion
) -> None:
    client, page = client_of("mttq.tinh"), f"/khao-sat/phieu/{version.pk}/ban-moi/"
    assert "3. Thời gian chờ đợi, xếp hàng [chỉ số]" in client.get(page).content.decode()
    seen = client.post(page, SENT | {"xem": "1"}).content.decode()
    assert "Ghi thành bản 2" in seen
    assert "chỉ trả lời khi câu 1 chọn 3" in seen
    assert version.questionnaire.versions.count() == 1
    client.post(page, SENT | {"luu": "1"})
    assert version.questionnaire.versions.get(number=2).questions.count() == 4
    version.refresh_from_db()
    assert version.questions.count() == 12


def test_a_wrong_branch_is_said_and_nothing_typed_is_lost(
    client_of: Callable[[str], Client], version: QuestionnaireVersion
) -> None:
    wrong = OUTLINE.replace("[khi 1=3]", "[khi 9=3]")
    answer = client_of("mttq.tinh").post(
        "/khao-sat/phieu/moi/", SENT | {"outline": wrong, "luu": "1"}
    )
    assert answer.status_code == 422
    assert "không có câu 9 phương án 3 ở trước" in answer.content.decode()
    assert "Làm chậm" in answer.content.decode()


def test_a_commune_does_not_even_open_the_builder(
    client_of: Callable[[str], Client], version: QuestionnaireVersion
) -> None:
    for page in ("/khao-sat/phieu/moi/", f"/khao-sat/phieu/{version.pk}/ban-moi/"):
        answer = client_of("mttq.lucnam").get(page, follow=True)
        assert answer.redirect_chain[0][0] == "/khao-sat/phieu/"
        assert "Chỉ Ủy ban MTTQ cấp tỉnh soạn được phiếu hỏi." in answer.content.decode()
        assert client_of("mttq.tinh").get(page).status_code == 200


def test_a_commune_builds_no_questionnaire(
    commune_front: Scope, version: QuestionnaireVersion
) -> None:
    data = {"code": "a", "name": "A", "version": 1, "title": "A", "source": "B"}
    data |= {"formula": "ty-le-hai-long-1", "sections": read_outline(OUTLINE)}
    with pytest.raises(ValidationError, match="Chỉ Ủy ban MTTQ cấp tỉnh"):
        save_built(instrument=instrument_of(data), by=commune_front)

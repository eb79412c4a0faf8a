"""What Word draws without writing it: the numbers of lists, and the optional hyphen that is TCVN3's "ư"."""

from io import BytesIO
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from directives.reading import normalise, read
from directives.registry.uploads.word import docx_text

HEAD = (
    "ỦY BAN NHÂN DÂN", "XÃ HÀ KHÊ", "Số: 12/KH-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc", "Hà Khê, ngày 05 tháng 4 năm 2024", "KẾ HOẠCH", "Về tiếp công dân",
)  # fmt: skip
# Form and wording of each depth of one list.
LEVELS = (("upperRoman", "%1."), ("decimal", "%2."), ("lowerLetter", "%3)"), ("bullet", "\uf0b7"))
PLAN = (
    (0, "MỤC ĐÍCH"), (1, "Nâng cao chất lượng phục vụ."),
    (0, "NHIỆM VỤ"), (1, "Văn phòng niêm yết lịch tiếp công dân trước ngày 30/4/2024."),
    (1, "Công an xã:"), (2, "Bảo đảm an ninh tại nơi tiếp công dân."), (2, "Báo cáo kết quả hằng tháng."),
    (0, "TỔ CHỨC THỰC HIỆN"), (1, "Các thôn:"), (3, "Tuyên truyền đến Nhân dân."),
)  # fmt: skip


def element(name: str, value: str | None = None, **named: str) -> Any:
    made = OxmlElement(name)
    for key, said in ({"w:val": value} if value is not None else {}).items() | named.items():
        made.set(qn(key.replace("_", ":")), said)
    return made


def listed(levels: tuple[tuple[str, str], ...]) -> Any:
    """A document with one list of these depths, called 77."""
    document = Document()
    numbering = document.part.numbering_part.element
    abstract = element("w:abstractNum", w_abstractNumId="77")
    for depth, (form, wording) in enumerate(levels):
        level = element("w:lvl", w_ilvl=str(depth))
        for name, value in (("w:start", "1"), ("w:numFmt", form), ("w:lvlText", wording)):
            level.append(element(name, value))
        abstract.append(level)
    numbering.insert(0, abstract)
    number = element("w:num", w_numId="77")
    number.append(element("w:abstractNumId", "77"))
    numbering.append(number)
    return document


def add(document: Any, text: str, depth: int) -> None:
    properties = document.add_paragraph(text)._p.get_or_add_pPr()
    place = element("w:numPr")
    place.append(element("w:ilvl", str(depth)))
    place.append(element("w:numId", "77"))
    properties.append(place)


def text_of(document: Any) -> str:
    kept = BytesIO()
    document.save(kept)
    return docx_text(kept.getvalue())


def test_orders_have_the_clauses_that_word_numbers() -> None:
    document = listed(LEVELS)
    for line in HEAD:
        document.add_paragraph(line)
    for depth, line in PLAN:
        add(document, line, depth)
    duties = read(text_of(document)).duties
    assert [(duty.clause, duty.actors) for duty in duties] == [
        ("II.1", ("Văn phòng",)),
        ("II.2.a", ("Công an xã",)),
        ("II.2.b", ("Công an xã",)),
        ("III.1", ("Các thôn",)),
    ]


@pytest.mark.parametrize(
    ("form", "wording", "third"),
    [
        ("decimal", "Điều %1.", "Điều 3. c"),
        ("decimalZero", "%1", "03 c"),
        ("lowerRoman", "(%1)", "(iii) c"),
        ("upperLetter", "%1.", "C. c"),
        ("bullet", "-", "- c"),
    ],
)
def test_a_list_counts_in_its_form(form: str, wording: str, third: str) -> None:
    document = listed(((form, wording),))
    for line in "abc":
        add(document, line, 0)
    assert text_of(document).splitlines()[-1] == third


def test_a_number_holds_those_above_it() -> None:
    document = listed((("decimal", "%1."), ("decimal", "%1.%2.")))
    for depth, line in ((0, "a"), (1, "b"), (0, "c"), (1, "d"), (1, "e")):
        add(document, line, depth)
    assert text_of(document) == "1. a\n1.1. b\n2. c\n2.1. d\n2.2. e"


def test_an_optional_hyphen_is_the_letter_that_tcvn3_makes_of_it() -> None:
    document = Document()
    run = document.add_paragraph("UBND x· yªu cÇu tr").add_run()
    run._r.append(OxmlElement("w:softHyphen"))
    document.paragraphs[0].add_run("íc ngµy 30/4 tæ chøc tiÕp c«ng d©n")
    said = normalise(text_of(document))
    assert said == "UBND xã yêu cầu trước ngày 30/4 tổ chức tiếp công dân"

"""What a list of citations says once for several: one day, days in turn, one issuer, one cue."""

from datetime import date

import pytest

from directives.reading import Citation, Relation, read

FEBRUARY, APRIL, MAY = date(2012, 2, 20), date(2019, 4, 22), date(2019, 5, 13)


def cited(text: str) -> dict[str, Citation]:
    return {citation.number: citation for citation in read(text).citations}


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chỉ thị số 3/CT-UBND, Kế hoạch số 12/KH-UBND cùng ngày 20/02/2012 của UBND tỉnh.",
        "Thực hiện Chỉ thị số 3-CT/TU và Kế hoạch số 12-KH/TU cùng ngày 20/02/2012 của Tỉnh ủy.",
        "Thực hiện Chỉ thị số 3/CT-UBND và Công văn số 12/UBND-NC cùng ngày 20/02/2012.",
        "Ngày 20/02/2012, UBND tỉnh ban hành Chỉ thị số 3/CT-UBND về tiếp dân; cùng ngày, Sở Nội vụ có Công văn"
        " số 12/SNV-CCHC.",
        "Sau Thông báo số 3/TB-UBND ngày 20/02/2012, trong cùng ngày UBND huyện ban hành Kế hoạch số 12/KH-UBND.",
        "Ngày 20/02/2012, Ban Thường vụ Tỉnh ủy ban hành Quy định số 3-QĐ/TU về trách nhiệm của người đứng đầu,"
        " CV 12-CV/TU về đường dây nóng.",
    ],
)
def test_one_day_is_said_for_two(text: str) -> None:
    assert [citation.issued_on for citation in cited(text).values()] == [FEBRUARY, FEBRUARY]


def test_of_one_day_but_of_another_organ() -> None:
    found = cited(
        "Thực hiện Kế hoạch số 3-KH/ĐU ngày 20/02/2012 của Đảng ủy xã, Công văn số 12/UBND-NC cùng ngày của UBND"
        " tỉnh."
    )
    assert found["12/UBND-NC"].issuer == "UBND tỉnh"
    assert found["12/UBND-NC"].issued_on == FEBRUARY
    assert found["3-KH/ĐU"].issuer == "Đảng ủy xã"


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Thông báo số 132/TB-UBND, 160/TB-UBND ngày 22/4/2019 và 13/5/2019 của UBND huyện.",
        "Thực hiện Thông báo số 132/TB-UBND và số 160/TB-UBND ngày 22/4/2019, ngày 13/5/2019.",
        "Thực hiện các Quyết định số 132, 160/QĐ-UBND ngày 22/4/2019 và ngày 13/5/2019.",
        "Thực hiện Chỉ thị số 132-CT/TU và Kế hoạch số 160-KH/TU lần lượt ngày 22/4/2019 và ngày 13/5/2019.",
    ],
)
def test_days_behind_a_list_are_its_items_in_turn(text: str) -> None:
    assert [citation.issued_on for citation in cited(text).values()] == [APRIL, MAY]


def test_more_days_than_numbers_are_not_given_out() -> None:
    found = cited(
        "Quyết định số 1/QĐ-UBND ngày 02/3/2019; họp theo Giấy mời số 9/GM-UBND ngày 22/4/2019, 13/5/2019."
    )
    assert found["9/GM-UBND"].issued_on == APRIL
    assert found["1/QĐ-UBND"].issued_on == date(2019, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "Bãi bỏ Chỉ thị số 18/2009/CT-UBND ngày 21/9/2009, khoản 3 Điều 4 Quyết định số 52/2011/QĐ-UBND của UBND"
        " tỉnh.",
        "Bãi bỏ Điều 3 Quyết định số 1/2009/QĐ-UBND và Điều 5, Điều 6 Quyết định số 2/2011/QĐ-UBND của UBND tỉnh.",
    ],
)
def test_parts_of_documents_stand_in_one_list(text: str) -> None:
    assert [(item.issuer, item.relation) for item in cited(text).values()] == [
        ("UBND tỉnh", Relation.REPEALS)
    ] * 2


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        (
            "Căn cứ các Nghị định của Chính phủ: Nghị định số 64/2014/NĐ-CP, số 12/2020/NĐ-CP;",
            "Chính phủ",
        ),
        (
            "Thực hiện các văn bản của Tỉnh ủy: Chỉ thị số 33-CT/TU, Kế hoạch số 12-KH/TU;",
            "Tỉnh ủy",
        ),
        (
            "Thực hiện các văn bản chỉ đạo của UBND tỉnh: Công văn số 3/UBND-NC, số 4/UBND-NC.",
            "UBND tỉnh",
        ),
    ],
)
def test_whose_a_list_is_stands_before_its_colon(text: str, issuer: str) -> None:
    assert [citation.issuer for citation in cited(text).values()] == [issuer, issuer]


def test_a_letter_and_a_plan_of_one_committee_share_it() -> None:
    found = cited("Thực hiện Quyết định số 10/QĐ-UBND và Công văn số 13/UBND-VP của UBND tỉnh.")
    assert found["10/QĐ-UBND"].issuer == "UBND tỉnh"


@pytest.mark.parametrize(
    ("text", "issuer"),
    [
        ("Thực hiện ý kiến chỉ đạo của UBND tỉnh tại Công văn số 241/UBND-NC.", "UBND tỉnh"),
        ("Theo yêu cầu của Sở Nội vụ tại Công văn số 9/SNV-CCHC, UBND xã báo cáo.", "Sở Nội vụ"),
        ("Thực hiện Quyết định số 218-QĐ/TW của BCT.", "BCT"),
        ("Thực hiện Chỉ thị số 33-CT/TW của Ban Bí thư TW.", "Ban Bí thư TW"),
        ("Thực hiện Hướng dẫn số 12-HD/TU của BTV TU.", "BTV TU"),
        (
            "Thực hiện Kết luận số 41/KL-TTr ngày 05/3/2019 của Chánh Thanh tra huyện.",
            "Chánh Thanh tra huyện",
        ),
        (
            "Sửa đổi Quyết định số 37/2015/QĐ-UBND của Ủy ban nhân dân tỉnh\n1. Sửa đổi khoản 2 như sau",
            "Ủy ban nhân dân tỉnh",
        ),
    ],
)
def test_whose_document_it_is(text: str, issuer: str) -> None:
    assert [citation.issuer for citation in cited(text).values()] == [issuer]


def test_a_number_without_its_hyphen_has_the_day_of_the_whole_one() -> None:
    found = cited(
        "Nghị định số 61/2018/NĐCP ngày 23/4/2018 của Chính phủ. Trái với Nghị định số 61/2018/NĐ-CP."
    )
    assert found["61/2018/NĐ-CP"].issued_on == date(2018, 4, 23)
    assert found["61/2018/NĐ-CP"].issuer == "Chính phủ"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("Theo Báo cáo số 90/BC-STP của Sở Tư pháp, có 12 đơn vị chậm.", Relation.CITES),
        ("Theo số liệu tại Báo cáo số 90/BC-STP, có 12 đơn vị chậm.", Relation.CITES),
        ("Theo nội dung Tờ trình số 90/TTr-STP, kinh phí là 2 tỷ đồng.", Relation.CITES),
        (
            "Thi hành Luật Khiếu nại (sửa đổi, bổ sung năm 2013), Nghị định số 90/2006/NĐ-CP.",
            Relation.IMPLEMENTS,
        ),
        (
            "Thi hành Luật Thanh tra (thay thế Luật năm 2010), Nghị định số 90/2006/NĐ-CP.",
            Relation.IMPLEMENTS,
        ),
    ],
)
def test_what_a_source_and_an_aside_say(text: str, relation: Relation) -> None:
    assert [citation.relation for citation in cited(text).values()] == [relation]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "Căn cứ Hướng dẫn số 16-HD/BTCTW; tiếp tục thực hiện Nghị quyết Trung ương 4 (khóa XII), Nghị quyết"
            " số 25-NQ/TW.",
            "25-NQ/TW",
        ),
        (
            "Căn cứ Quyết định số 1/QĐ-UBND; triển khai Luật Tiếp công dân, Nghị định số 64/2014/NĐ-CP.",
            "64/2014/NĐ-CP",
        ),
        (
            "Quán triệt Pháp lệnh số 34/2007/PL-UBTVQH11 về dân chủ; NQLT số 09/2008/NQLT-CP-UBTWMTTQVN.",
            "09/2008/NQLT-CP-UBTWMTTQVN",
        ),
        (
            "Thi hành Nghị định số 136/2006/NĐ-CP của Chính phủ và ý kiến chỉ đạo của Thủ tướng tại Chỉ thị số"
            " 26/CT-TTg.",
            "26/CT-TTg",
        ),
    ],
)
def test_what_is_carried_out_after_a_law_by_name(text: str, number: str) -> None:
    assert cited(text)[number].relation is Relation.IMPLEMENTS


def test_a_plenum_resolution_before_a_numbered_one_has_no_number() -> None:
    text = "Thực hiện Nghị quyết Trung ương 4 (khóa XII), Nghị quyết số 25-NQ/TW."
    assert [law.title for law in read(text).named] == ["Nghị quyết Trung ương 4 (khóa XII)"]


def test_a_law_on_amending_is_named_whole_in_capitals_too() -> None:
    text = (
        "Căn cứ Luật Sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa"
        " phương ngày 22/11/2019;"
    )
    assert [law.title for law in read(text).named] == [
        "Luật Sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương"
    ]

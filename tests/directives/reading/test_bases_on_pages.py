"""Bases and their relations as pages of collections give them: cut lines, glued words, lists behind an aside."""

from datetime import date

import pytest

from directives.reading import Citation, Relation, read


def cited(text: str) -> dict[str, Citation]:
    return {citation.number: citation for citation in read(text).citations}


def relations(text: str) -> dict[str, str]:
    return {number: citation.relation.value for number, citation in cited(text).items()}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (
            "Căn cứ Nghị định số 31/2020/NĐ\n- CP ngày 05 tháng 3 năm 2020 của Chính phủ;",
            "31/2020/NĐ-CP",
        ),
        ("Căn cứ Nghị định s31/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;", "31/2020/NĐ-CP"),
        ("theo Công văn số 212CV/TCTU ngày 05/3/2020", "212CV/TCTU"),
        ("- 3Nghị định 31/2020/NĐ-CP về kênh nội đồng", "31/2020/NĐ-CP"),
    ],
)
def test_damaged_number_is_read(text: str, number: str) -> None:
    assert [citation.number for citation in read(text).citations] == [number]


def test_bullet_below_a_line_that_ends_with_a_number_stays_a_bullet() -> None:
    text = "Giao trực theo Nghị định số 31/2020/NĐ\n- Công an xã: 02 người"
    assert read(text).citations[0].number == "31/2020/NĐ"


def test_kind_behind_a_lost_blank_names_its_number() -> None:
    (found,) = read("- 8Nghị quyết 85/2020/QH14 về giám sát tối cao").citations
    assert (found.kind, found.number) == ("nghị quyết", "85/2020/QH14")
    (found,) = read("Thực hiệnQuyết định số 48/QĐ-TTg ngày 05/3/2020 về kênh,").citations
    assert found.relation is Relation.IMPLEMENTS


def test_laws_of_a_numbered_list_without_blanks_are_named() -> None:
    reading = read("- 1Luật thủy lợi 2017\n- 2Hiến pháp 2013\n- 3Luật Thư viện 2019")
    assert [law.title for law in reading.named] == ["Luật thủy lợi", "Hiến pháp", "Luật Thư viện"]


def test_own_number_without_its_slash_is_the_own_number() -> None:
    text = "Quyết định số 52 QĐ-STP ngày 5 3 2020\n\nSỞ TƯ PHÁP\nSố: 52/QĐ-STP\nQUYẾT ĐỊNH\nVề việc trực Tết"
    assert not read(text).citations


def test_list_goes_on_behind_what_an_item_amends() -> None:
    assert relations(
        "Căn cứ Nghị định số 31/2020/NĐ-CP; Nghị định số 40/2021/NĐ-CP sửa đổi một số điều của Nghị định số "
        "31/2020/NĐ-CP; Nghị định số 52/2022/NĐ-CP về hồ chứa, UBND tỉnh ban hành Kế hoạch như sau:"
    ) == {
        "31/2020/NĐ-CP": "legal_basis",
        "40/2021/NĐ-CP": "legal_basis",
        "52/2022/NĐ-CP": "legal_basis",
    }


def test_aim_in_the_title_before_holds_no_later_basis() -> None:
    assert relations(
        "Căn cứ các Nghị định của Chính phủ: Số 31/2020/NĐ-CP quy định biện pháp để thi hành Luật Thủy lợi; "
        "số 40/2021/NĐ-CP về hồ chứa."
    ) == {"31/2020/NĐ-CP": "legal_basis", "40/2021/NĐ-CP": "legal_basis"}


def test_proposal_behind_bases_on_one_line_is_no_basis() -> None:
    assert relations(
        "Căn cứ Nghị định số 31/2020/NĐ-CP ngày 05/3/2020; Theo đề nghị của Giám đốc Sở Xây dựng tại Tờ trình "
        "số 84/TTr-SXD ngày 29/6/2020,"
    ) == {"31/2020/NĐ-CP": "legal_basis", "84/TTr-SXD": "cites"}


def test_what_is_carried_out_goes_on_in_the_next_paragraph() -> None:
    assert relations(
        "Thực hiện Nghị quyết số 31/NQ-CP ngày 05/3/2020 của Chính phủ về kênh;\n\n"
        "Chỉ thị số 40/CT-TTg ngày 06/4/2021 của Thủ tướng Chính phủ về hồ chứa;\n\nUBND tỉnh họp ngày 01/5."
    ) == {"31/NQ-CP": "implements", "40/CT-TTg": "implements"}


def test_basis_goes_on_below_a_line_cut_short() -> None:
    found = cited(
        "Thực hiện Chương trình số 12/CTr-UBND ngày 05/3/2020 của\nUBND tỉnh và Kết luận của\nHội đồng Điều phối\n"
        "Vùng về nước, giai đoạn 2017\n- 2021; Quyết định số 48/QĐ-UBND ngày 06/4/2021\nban hành quy trình,"
    )
    assert found["12/CTr-UBND"].issuer == "UBND tỉnh"
    assert found["48/QĐ-UBND"].relation is Relation.IMPLEMENTS
    assert found["48/QĐ-UBND"].issued_on == date(2021, 4, 6)


def test_title_below_the_bases_is_no_part_of_them() -> None:
    reading = read(
        "Căn cứ Quy chế làm việc của Sở Xây dựng\nSở Xây dựng đề nghị:\nQUYẾT ĐỊNH\nĐiều 1. Giao kho."
    )
    assert "QUYẾT ĐỊNH" in reading.text
    assert not reading.citations


def test_title_behind_a_comma_holds_what_it_names() -> None:
    assert relations(
        "Thực hiện Kế hoạch số 57-KH/TU của Tỉnh ủy, về việc thực hiện Kết luận số 11-KL/TW của Ban Bí thư"
    ) == {"57-KH/TU": "implements", "11-KL/TW": "cites"}


def test_long_title_in_capitals_goes_on_below() -> None:
    assert relations(
        "KẾ HOẠCH\nTRIỂN KHAI THỰC HIỆN QUYẾT ĐỊNH SỐ 42/QĐ-TTG CỦA THỦ TƯỚNG; KẾ HOẠCH SỐ\n"
        "15-KH/TU NGÀY 02/3/2023 CỦA BAN THƯỜNG VỤ TỈNH\nỦY VỀ VIỆC THỰC HIỆN CHỈ THỊ SỐ 17-CT/TW VỀ ĐÊ ĐIỀU"
    ) == {"42/QĐ-TTG": "implements", "15-KH/TU": "implements", "17-CT/TW": "cites"}

"""The number and symbol of a document, in every form that pages have."""

import unicodedata

import pytest

from directives.reading import System, canonical_number, number_key, read
from directives.reading.numbers import kind_of_symbol


def numbers(text: str) -> list[str]:
    return [citation.number for citation in read(text).citations]


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("Chỉ thị số 33- CT/TU", "33-CT/TU"),
        ("Quyết định 23 – QĐ/TW", "23-QĐ/TW"),
        ("Quyết định số 90 / QĐ - TTg", "90/QĐ-TTg"),
        ("Chỉ thị số 33-\nCT/TU", "33-CT/TU"),
        ("Chỉ thị số 33\n-CT/TU", "33-CT/TU"),
        ("Nghị định số 61/\n2018/NĐ-CP", "61/2018/NĐ-CP"),
        ("Quyết định số 09-Q\u00adĐ\u200b/H\ufeffU", "09-QĐ/HU"),
        (unicodedata.normalize("NFD", "Quyết định số 9-QĐ/HU"), "9-QĐ/HU"),
        ("Quyết định số 55/QÐ-UBND", "55/QĐ-UBND"),
        ("Nghị định 61/2018/NĐCP", "61/2018/NĐCP"),
        ("theo NĐ61/2018/NĐ-CP", "61/2018/NĐ-CP"),
        ("CV 924-CV/TU", "924-CV/TU"),
        ("Pháp lệnh số 34/2007/PL-UBTVQH XI", "34/2007/PL-UBTVQHXI"),
        ("Kế hoạch số 10-KH/BDVTU-BCS.UBND", "10-KH/BDVTU-BCS.UBND"),
        ("Công văn 9086/BNV-CTTN&BĐG", "9086/BNV-CTTN&BĐG"),
        ("Chương trình số 05-Ctr/QU", "05-Ctr/QU"),
        ("Nghị định số 89-CP", "89-CP"),
        ("Công văn số: 12/ UBND - VX", "12/UBND-VX"),
        ("Chỉ thị số 33CT/TU", "33CT/TU"),
        ("Luật số 42/2013/QH13", "42/2013/QH13"),
        ("Công văn số 1.234/UBND-NC", "1.234/UBND-NC"),
        ("Công văn số 12.345-CV/TU", "12.345-CV/TU"),
        ("Quyết định 1.676/QĐ-UBND", "1.676/QĐ-UBND"),
    ],
)
def test_a_damaged_number_is_read(written: str, number: str) -> None:
    assert numbers(f"Thực hiện {written} của cấp trên.") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Có 1.676 thủ tục, trực 24/7, đạt 98,61%.",
        "Điện thoại 0204.3856.123, số 12/4 đường Lê Lợi.",
        "Theo Mẫu số 01-TCD và Biểu số 02/XLD.",
        "Thửa đất số 33/TĐ, tờ bản đồ số 15/BĐ-ĐC, quốc lộ 1A.",
        "Nghị quyết 18 và Chỉ thị số 05 được nhắc lại.",
        "Ngày 26/11/2021, từ 7h30 đến 8h30, giai đoạn 2021-2025.",
        "Giấy phép số 15/GP-TTĐT do Sở cấp.",
        "Gồm 15\n- UBND xã;\n- Công an xã.",
        "Đã giải quyết 1.676/1.700 hồ sơ, 2.050 - 2.100 lượt; hợp đồng 3.456.789/HĐ.",
    ],
)
def test_a_look_alike_is_no_citation(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("các Nghị quyết số 18, 19-NQ/TW", ["18-NQ/TW", "19-NQ/TW"]),
        ("Thông tư số 01, 02/2015/TT-BNV", ["01/2015/TT-BNV", "02/2015/TT-BNV"]),
        ("từ số 12 đến số 18-KH/TU", ["12-KH/TU", "18-KH/TU"]),
        ("Chỉ thị 33-CT/TU - UBND tỉnh", ["33-CT/TU"]),
        ("Chỉ thị số 33-CT/TU.Theo đó", ["33-CT/TU"]),
    ],
)
def test_a_list_shares_its_suffix(text: str, expected: list[str]) -> None:
    assert numbers(f"Thực hiện {text}") == expected


def test_a_canonical_number_keeps_case_and_slashes() -> None:
    assert canonical_number(" 05 – Ctr / QU\u200b") == "05-Ctr/QU"


def test_numbers_written_differently_have_one_key() -> None:
    assert number_key("05 - Ctr/QU") == number_key("5-CTr/QU")
    assert number_key("33-CT/TU") != number_key("33/CT-TU")


def test_the_dot_of_thousands_makes_no_other_number() -> None:
    assert number_key("1.234/UBND-NC") == number_key("1234/UBND-NC")
    assert number_key("1.2345/UBND") != number_key("12345/UBND")


def test_the_dot_of_thousands_in_a_documents_own_number() -> None:
    text = "UBND TỈNH BẮC NINH\nSố: 1.234/UBND-NC\nBắc Ninh, ngày 05 tháng 3 năm 2026\n"
    assert read(text).masthead.number == "1.234/UBND-NC"


@pytest.mark.parametrize("symbol", ["/TTCP-VP", "/TTHĐND-VP", "/TTUBND-NC", "/TTHU-VP"])
def test_an_inspectorate_and_a_standing_body_issue_no_circular_by_their_name(symbol: str) -> None:
    assert kind_of_symbol(symbol, System.STATE) is None


def test_a_circular_that_lost_its_hyphen_is_one() -> None:
    kind = kind_of_symbol("/TTBNV", System.STATE)
    assert kind is not None
    assert kind.name == "thông tư"


@pytest.mark.parametrize(
    "written",
    [
        "Chỉ thị số:05/CT-UBND",
        "Chỉ thị số:05 /CT-UBND",
        "Chỉ thị số.05/CT-UBND",
        "Chỉ thị:05/CT-UBND",
        "CT:05/CT-UBND",
        "Kế hoạch này theo Chỉ thị,số:05/CT-UBND",
    ],
)
def test_a_number_may_stick_to_the_mark_before_it(written: str) -> None:
    found = read(f"Thực hiện {written},ngày 03/4/2020 của UBND tỉnh.").citations
    assert [(citation.number, citation.kind) for citation in found] == [("05/CT-UBND", "chỉ thị")]


@pytest.mark.parametrize("text", ["Bản đồ tỷ lệ 1:500/QH-KT", "Mở cửa lúc 7:30/QĐ-UBND"])
def test_a_scale_and_an_hour_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


@pytest.mark.parametrize("line", ["Sô: 57/KH-UBND", "SÔ: 57/KH-UBND", "(Số: 57/KH-UBND)"])
def test_an_own_number_behind_a_misread_or_bracketed_word(line: str) -> None:
    text = f"ỦY BAN NHÂN DÂN\nXÃ TÂN LẬP\n{line}\nTân Lập, ngày 22 tháng 9 năm 2025\n\nKẾ HOẠCH\nTiếp dân\n"
    assert read(text).masthead.number == "57/KH-UBND"

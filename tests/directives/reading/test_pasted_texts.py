"""Texts as they are pasted: doubled blanks, digits misread as letters, half-shouted TCVN3."""

from datetime import date

import pytest

from directives.reading import Relation, read
from directives.reading.legacy import converted
from directives.reading.scans import digits_mended


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("Số: 73O/UBND-NV", "Số: 730/UBND-NV"),
        ("ngày l5 tháng 7 năm 20l3", "ngày 15 tháng 7 năm 2013"),
        ("ngày l2/6/2013", "ngày 12/6/2013"),
        ("ngày l tháng 7", "ngày 1 tháng 7"),
        ("ít nhất 0l ngày/tuần", "ít nhất 01 ngày/tuần"),
    ],
)
def test_letters_read_for_digits_are_read_as_digits(seen: str, meant: str) -> None:
    assert digits_mended(seen) == meant


@pytest.mark.parametrize(
    "said", ["khí CO2 và O2", "Quý II/2024", "lO lắng", "số 12a/QĐ-UBND", "IOC"]
)
def test_letters_that_are_letters_stay(said: str) -> None:
    assert digits_mended(said) == said


def test_a_misread_number_keeps_its_place_in_the_stored_text() -> None:
    reading = read("Thực hiện Công văn số 45l/TTTP-P6 ngày 0l/7/2013 của Thanh tra Thành phố")
    (citation,) = reading.citations
    assert (citation.number, citation.issued_on) == ("451/TTTP-P6", date(2013, 7, 1))
    assert reading.text[citation.start : citation.end] == "45l/TTTP-P6"


def test_doubled_blanks_hide_nothing_and_move_no_span() -> None:
    reading = read(
        "1.  Sở  Nội  vụ  rà  soát  ít  nhất  04  xã  theo  Chỉ thị  số\n"
        "35-CT/TW,  hoàn  thành  trong\nquý  I/2022."
    )
    (duty,) = reading.duties
    (citation,) = reading.citations
    assert duty.actors == ("Sở Nội vụ",)
    assert duty.due is not None
    assert duty.due.last_day == date(2022, 3, 31)
    assert duty.quantity is not None
    assert duty.quantity.value == 4
    assert reading.text[duty.start : duty.end].endswith("trong\nquý  I/2022")
    assert reading.text[duty.due.start : duty.due.end] == "trong\nquý  I/2022"
    assert reading.text[citation.start : citation.end] == "35-CT/TW"
    assert citation.relation is Relation.IMPLEMENTS


def test_capitals_of_tcvn3_are_capitals_again() -> None:
    typed = (
        "CHñ TÞCH\nUBND HUYÖN Kim B«i vµ CHñ TÞCH c¸c x· chÞu tr¸ch nhiÖm thi hµnh\nBïi V¨n Kh¸nh"
    )
    assert converted(typed).text == (
        "CHỦ TỊCH\nUBND HUYỆN Kim Bôi và CHỦ TỊCH các xã chịu trách nhiệm thi hành\nBùi Văn Khánh"
    )

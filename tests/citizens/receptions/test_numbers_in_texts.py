"""Which numbers a denunciation may speak of, and which tell who somebody is."""

import pytest

from citizens.receptions.rules import numbers_that_identify, redacted


@pytest.mark.parametrize(
    "number",
    [
        "0240900012345", "CCCD024090001234", "024/090/001234", "024090001234a", "024.090.001.234",
        "024 090 001 234", "024 - 090 - 001 - 234", "024, 090, 001, 234", "024. 090. 001234",
        "024_090_001234", "024--090--001234", "024,090,001,234", "024\u200b090001234", "(024)090001234",
        "024:090:001:234", "số024090001234", "121234567", "121.234.567", "CMND:121/234/567",
        "0912345678", "0912.345.678", "+84 912 345 678", "19001234567890", "024090\n001234",
        "024.090.001.234 đồng", "２４０９０００１２３４", "12/10/2026/024090001", "0204 3854 123",
    ],
)  # fmt: skip
def test_nine_digits_or_more_are_refused_however_they_are_typed(number: str) -> None:
    text = f"người đến có {number} nộp"
    assert numbers_that_identify(text)
    assert not numbers_that_identify(redacted(text, []))
    assert not any(char.isdecimal() for char in redacted(f"có {number} nộp", [])[:20])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("nộp kèm C1234567", "C1234567"), ("(p12345678)", "p12345678"), ("Hộ chiếu số B 123456", "B 123456"),
        ("hộ chiếu: PA123456.", "PA123456"), ("có hộ chiếu N1234567 và", "N1234567"),
    ],
)  # fmt: skip
def test_a_passport_is_refused_too(text: str, number: str) -> None:
    assert {one.text for one in numbers_that_identify(text)} == {number}
    assert number not in redacted(text, [])


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định 1234/QĐ-UBND", "Quyết định số 12345/2026/QĐ-UBND ngày 12/10/2026", "136/2025/QH15",
        "từ 12/10/2026-15/10/2026", "ngày 12-15/10/2026", "từ 10/2026 - 12/2026", "8:30 12.10.2026",
        "các năm 2024, 2025, 2026", "giai đoạn 2021-2025, 2026-2030", "năm 2024-2025-2026",
        "thu 1.500.000.000 đồng", "150.000.000đ", "1,500,000,000 VNĐ", "1 500 000 000 đồng",
        "từ 100.000.000 - 150.000.000 đồng", "1.500.000.000 đồng/năm", "khoản 2 150.000.000 đồng",
        "thửa 123, 124, 125", "thửa đất số 123-124-125 tờ bản đồ số 45", "120m2, 350m2, 1.250,5 m2",
        "100.000.000 m2", "tổ 01, 02, 03, 04, 05", "thu 500.000. 12 hộ chưa nộp", "giấy CH 012345",
        "08h00 - 11h30 12/10/2026", "500.000, 600.000 và 700.000",
        "giấy BK 123456, vào sổ H 0012345", "công văn A1234567/UBND", "cấp hộ chiếu cho 1234567 người",
    ],
)  # fmt: skip
def test_ordinary_numbers_are_not(text: str) -> None:
    assert numbers_that_identify(text) == []

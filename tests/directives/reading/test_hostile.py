"""Hostile input is read in time proportional to its length."""

import time

import pytest

from directives.reading import read

UNITS = [
    "1/", "số ", "ngày ngày ", "số 1, ", "a", "A ", "A- ", "CHÁNH ", "33-CT/TU, ", "33-CT/TU\n", "Luật ",
    "Luật A b, ", "thực hiện ", "Điều 1. ", "1. a\n", "(", " ", "\n", " . ", "sở, ", "UBND tỉnh A và ", "1% ",
    "; hằng năm", "TM. A\n", "- x;\n", "Nơi nhận:\n", "Chỉ thị của ", "1-A/B-C ",
    "Ban Chỉ đạo a ", "ngày 1/1/2000 ", "Căn cứ ", "ban hành kèm theo ", ". . .", "“", "7", "a\u0301\u0323", "(; ",
    "1. Sở Nội vụ rà soát; ", "giao các sở, ban, ", "trước khi họp ", "ít nhất một ", "Nơi nhận: - a; ", "x   y",
    "được sửa đổi theo ", "1.1- a:\n", "TM. UBND   CHỦ TỊCH\n", "Lưu TM. AB ", "Chủ tịch\n", "Céng hßa ", "Coäng ",
    "nội dung | đơn vị\n", "nhiệm vụ\nTT\n1\n", "a\tb\tc\t", "a\t", "Một là, a\n", "A- a\n", "việc a do b ", "Ã»",
    "Ã ", "á»‰", "1/ a/ ", "không ", "tự ", "đơn vị nào ",
    "TT\tviệc\tđơn vị\tnhiệm vụ\n1\ta\nb\tc\n", "nhiệm vụ | đơn vị | x\n1 | a\nb\n",
    "ngày 25 hằng tháng ", "không quá ngày ", "Trường hợp ông A, ",
    "Luật sửa đổi, bổ sung một số điều của Luật Thanh tra và ", "100% xã được ",
    "x  ", "0l ", "| a | b |\n", "hết hiệu lực ", "hết hiệu lực: ", "Về a: giao b ", "từ nay đến hết năm 2026 ",
    "Thời gian: 1/1. ", "Báo cáo a gửi về ", "Điều 1. Tổ chức thực hiện\n", "ngày l", "Cấp xã: ",
    "ĐẢNG CỘNG SẢN VIỆT NAM ", "ĐẢNG CỘNG SẢN VIỆT NAM Số 5-", "|\n", "ĐẢNG | Số: 1 |\n", "ĐẢNG\nỦY\n",
    "thay mặt UBND tỉnh, ", "Chỉ thị số 05-CT/TW về a b do ",
    "aangày 5", "đối với UBND tại Công văn số 4/UBND-NC ", "tuần đầu tháng 1 ",
]  # fmt: skip


def seconds(text: str) -> float:
    started = time.process_time()
    read(text)
    return time.process_time() - started


@pytest.mark.parametrize("unit", UNITS)
def test_eight_times_the_text_takes_no_more_than_twenty_times_as_long(unit: str) -> None:
    size = 12_000
    short = min(seconds(unit * (size // len(unit))) for _ in range(2))
    long = min(seconds(unit * (8 * size // len(unit))) for _ in range(2))
    assert long <= max(20 * short, 0.5)


@pytest.mark.parametrize("lead", ["Nơi nhận:\n", "Kính gửi:\n"])
@pytest.mark.parametrize("items", ["- \nSở Nội vụ\n", "-\n-\nSở Nội vụ;\n", "- .\nvà Sở Y tế\n"])
def test_an_empty_bullet_among_recipients_breaks_nothing(lead: str, items: str) -> None:
    assert read(
        f"UBND TỈNH HÀ KHÊ\nSố: 12/KH-UBND\nKẾ HOẠCH\nVề tiếp dân\n{lead}{items}"
    ).masthead.number


def test_an_issuer_on_the_last_line_breaks_nothing() -> None:
    assert read("Số: 12/KH-UBND\nUBND TỈNH HÀ KHÊ").masthead.issuer == "UBND tỉnh Hà Khê"

"""Heads as pages of collections give them: the table's bars, columns that break names, a card above, one line."""

import pytest

from directives.reading import read
from directives.reading.proposals import Masthead

BODY = (
    "Căn cứ Luật Thủy lợi ngày 19/6/2017;\nQUYẾT ĐỊNH:\nĐiều 1. Giao các xã quản lý kênh nội đồng."
)
TITLE = "QUYẾT ĐỊNH\nVỀ VIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI ĐỒNG"
HEADS = {
    "bars behind the cells": (
        "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        f"Số: 41/2021/QĐ-UBND | Sông Lam, ngày 06 tháng 5 năm 2021 |\n{TITLE}\n{BODY}"
    ),
    "bars on lines of their own, first words cut off": (
        "ỦY\nBAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\n|\nCỘNG\nHÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n-------\n|\nSố:\n41/2021/QĐ-UBND\n|\n"
        "Sông\nLam, ngày 06 tháng 5 năm 2021\n|\nQUYẾT ĐỊNH\n"
        f"VỀ\nVIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI ĐỒNG\n{BODY}"
    ),
    "the motto on two lines, bars in front": (
        "|\nỦY BAN NHÂN DÂN TỈNH SÔNG LAM |\nCỘNG HÒA XÃ HỘI\nCHỦ NGHĨA VIỆT NAM |\n|\n"
        f"Số: 41/2021/QĐ-UBND |\nSông Lam, ngày 06 tháng 5 năm 2021 |\n{TITLE}\n{BODY}"
    ),
    "who decides names the place that the head leaves out": (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        f"Số: 41/2021/QĐ-UBND | Sông Lam, ngày 06 tháng 5 năm 2021 |\n{TITLE}\n"
        f"CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n{BODY}"
    ),
    "no kind above the subject": (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 41/2021/QĐ-UBND | Sông Lam, ngày 06 tháng 5 năm 2021 |\n"
        f"VỀ VIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI ĐỒNG\nỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n{BODY}"
    ),
    "bars behind the cells alone, motto and organ broken": (
        "ỦY\nBAN NHÂN DÂN |\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM |\nSố: 41/2021/QĐ-UBND |\n"
        f"Sông Lam, ngày 06 tháng 5 năm 2021 |\n{TITLE}\nỦY BAN NHÂN DÂN TỈNH SÔNG LAM\n{BODY}"
    ),
    "a column whose last word stands alone": (
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n|\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n|\nSố: 41/2021/QĐ-UBND\n|\n"
        "Sông Lam, ngày 06 tháng 5 năm 2021\n|\nQUYẾT ĐỊNH\n"
        f"VỀ VIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI\nĐỒNG\n{BODY}"
    ),
    "a card above": (
        "Quyết định 41/2021/QĐ-UBND phân cấp quản lý kênh\nSố hiệu: 41/2021/QĐ-UBND Loại văn bản: Quyết định\n"
        "Nơi ban hành: Tỉnh Sông Lam Người ký: Vũ Văn Kênh\nNgày ban hành: 06/05/2021\n\n"
        "ỦY BAN NHÂN DÂN\nTỈNH SÔNG LAM\n-------\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n-------\n\nSố: 41/2021/QĐ-UBND\n\nSông Lam, ngày 06 tháng 5 năm 2021\n\n"
        f"QUYẾT ĐỊNH\n\nVỀ VIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI ĐỒNG\n\n{BODY}"
    ),
    "all on one line": (
        "ỦY BAN NHÂN DÂN TỈNH SÔNG LAM CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
        "Số: 41/2021/QĐ-UBND Sông Lam, ngày 06 tháng 5 năm 2021 QUYẾT ĐỊNH VỀ VIỆC PHÂN CẤP QUẢN LÝ KÊNH NỘI ĐỒNG "
        f"ỦY BAN NHÂN DÂN TỈNH SÔNG LAM {BODY.replace(chr(10), ' ')}"
    ),
}


def _fields(masthead: Masthead) -> tuple[object, ...]:
    day = masthead.issued_on.isoformat() if masthead.issued_on else None
    subject = (masthead.subject or "").lower()
    return masthead.number, masthead.kind, masthead.issuer, masthead.place, day, subject


@pytest.mark.parametrize("text", HEADS.values(), ids=HEADS)
def test_head_is_read_however_the_page_cuts_it(text: str) -> None:
    reading = read(text)
    assert _fields(reading.masthead) == (
        "41/2021/QĐ-UBND",
        "quyết định",
        "Ủy ban nhân dân tỉnh Sông Lam",
        "Sông Lam",
        "2021-05-06",
        "về việc phân cấp quản lý kênh nội đồng",
    )
    assert not reading.citations  # its own number is none
    start, end = reading.masthead.spans["number"]
    assert "".join(reading.text[start:end].split()) == "41/2021/QĐ-UBND"


def test_card_alone_still_tells_the_number() -> None:
    masthead = read(
        "Số hiệu: 12/KH-UBND Loại văn bản: Kế hoạch\nNgày ban hành: 06/05/2021"
    ).masthead
    assert masthead.number == "12/KH-UBND"


def test_subject_that_wraps_before_an_organ_goes_on() -> None:
    masthead = read(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 3/KH-UBND | Lam Hạ, ngày 02 tháng 3 năm 2022 |\n"
        "KẾ HOẠCH\nRÀ SOÁT HỒ SƠ LƯU TRỮ CỦA\nỦY BAN NHÂN DÂN XÃ LAM HẠ\nThực hiện Quyết định số 5/QĐ-TTg,"
    ).masthead
    assert masthead.subject == "RÀ SOÁT HỒ SƠ LƯU TRỮ CỦA ỦY BAN NHÂN DÂN XÃ LAM HẠ"


def test_subject_without_its_kind_ends_above_who_decides() -> None:
    masthead = read(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 7/QĐ-UBND | Lam Hạ, ngày 02 tháng 3 năm 2022 |\n"
        "BAN HÀNH NỘI QUY NHÀ VĂN HÓA CÁC THÔN\nỦY BAN NHÂN DÂN XÃ LAM HẠ\nật Thư viện ngày 21 tháng 11 năm 2019;"
    ).masthead
    assert (masthead.kind, masthead.issuer) == ("quyết định", "Ủy ban nhân dân xã Lam Hạ")
    assert masthead.subject == "BAN HÀNH NỘI QUY NHÀ VĂN HÓA CÁC THÔN"


def test_title_with_its_manner_opens_a_text_without_a_number() -> None:
    masthead = read(
        "KẾ HOẠCH HÀNH ĐỘNG\nTRỒNG CÂY PHÂN TÁN\nCăn cứ Luật Lâm nghiệp;\nI. MỤC TIÊU"
    ).masthead
    assert (masthead.kind, masthead.subject) == ("kế hoạch", "TRỒNG CÂY PHÂN TÁN")


@pytest.mark.parametrize(
    "decides", ["CHỦ TỊCH UỶ BAN NHÂN DÂN XÃ LAM HẠ", "ỦY BAN NHÂN DÂN XÃ LAM HẠ"]
)
def test_who_decides_is_the_issuer_however_it_is_spelt(decides: str) -> None:
    masthead = read(
        "UỶ BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 7/QĐ-UBND | Lam Hạ, ngày 02 tháng 3 năm 2022 |\n"
        f"QUYẾT ĐỊNH\nVỀ NỘI QUY NHÀ VĂN HÓA\n{decides}\nCăn cứ Luật Thư viện ngày 21/11/2019;"
    ).masthead
    assert masthead.issuer
    assert masthead.issuer.lower().replace("uỷ", "ủy") == "ủy ban nhân dân xã lam hạ"


def test_subject_may_begin_with_a_word_of_haste() -> None:
    masthead = read(
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n"
        "Số: 7/KH-UBND | Lam Hạ, ngày 02 tháng 3 năm 2022 |\n"
        "KHẨN CẤP ỨNG CỨU ĐÊ BỐI LAM HẠ\nTheo tin của Đài Khí tượng, mực nước đang lên."
    ).masthead
    assert masthead.subject == "KHẨN CẤP ỨNG CỨU ĐÊ BỐI LAM HẠ"


def test_word_that_no_line_ends_with_keeps_a_subject_whole() -> None:
    masthead = read(
        "ỦY BAN NHÂN DÂN XÃ LAM HẠ\nSố: 7/KH-UBND\nLam Hạ, ngày 02 tháng 3 năm 2022\nKẾ HOẠCH\n"
        "TẬP HUẤN TỔ HÒA GIẢI Ở CƠ\nSỞ; TỦ SÁCH THÔN NĂM 2022\nThực hiện Luật Hòa giải ở cơ sở, UBND xã ban hành:"
    ).masthead
    assert masthead.subject == "TẬP HUẤN TỔ HÒA GIẢI Ở CƠ SỞ; TỦ SÁCH THÔN NĂM 2022"

"""Heads laid out in a table, as the text of a page of laws keeps them: bars, and words broken in cells."""

from datetime import date

import pytest

from directives.reading import read
from directives.reading.cells import without_bars

STATE = """ỦY
BAN NHÂN DÂN
TỈNH HÀ KHÊ
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
|
Số: 77/KH-UBND
|
Hà
Khê, ngày 07 tháng 12
năm 2022
|
KẾ HOẠCH
TIẾP CÔNG DÂN TẠI CƠ SỞ, HƯỚNG
TỚI SỰ HÀI LÒNG CỦA NGƯỜI DÂN GIAI ĐOẠN 2022-2025
Căn cứ Chỉ thị số 12-CT/TU ngày 06
tháng 10 năm 2021 của Tỉnh ủy;
"""
PARTY = """BAN CHẤP HÀNH
TRUNG ƯƠNG
BAN DÂN VẬN
--------
|
ĐẢNG CỘNG SẢN
VIỆT NAM
---------------
|
Số: 16 -
HD/BDVTW
|
Hà Nội, ngày
24 tháng 9 năm 2018
|
HƯỚNG DẪN
ĐỐI THOẠI VỚI NHÂN DÂN
Ban Dân vận Trung ương hướng dẫn như sau:
I.
MỤC ĐÍCH, YÊU CẦU
"""
ROWS = """ỦY BAN NHÂN DÂN XÃ HÀ KHÊ |
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập – Tự do – Hạnh phúc |
Số: /KH-UBND |
Hà Khê, ngày 26 tháng 4 năm 2024 |
KẾ HOẠCH
Đối thoại với nông dân năm 2024
![]() |
Thực hiện Kế hoạch số 50/KH-UBND ngày 11/3/2024 của UBND huyện Thanh Lâm;
"""
SIDE_BY_SIDE = """ỦY BAN NHÂN DÂN HUYỆN HÀ KHÊ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 30/CT-UBND | Hà Khê, ngày 09 tháng 10 năm 2018 |
CHỈ THỊ
Về kỷ luật, kỷ cương
Căn cứ Luật Tiếp công dân;
"""


def test_a_state_head_broken_in_its_cells_is_read_whole() -> None:
    head = read(STATE).masthead
    assert (head.number, head.kind, head.place) == ("77/KH-UBND", "kế hoạch", "Hà Khê")
    assert (head.issuer, head.issued_on) == ("Ủy ban nhân dân tỉnh Hà Khê", date(2022, 12, 7))
    assert head.subject == (
        "TIẾP CÔNG DÂN TẠI CƠ SỞ, HƯỚNG TỚI SỰ HÀI LÒNG CỦA NGƯỜI DÂN GIAI ĐOẠN 2022-2025"
    )


def test_a_party_head_broken_in_its_cells_is_read_whole() -> None:
    head = read(PARTY).masthead
    assert (head.number, head.kind, head.place) == ("16-HD/BDVTW", "hướng dẫn", "Hà Nội")
    assert (head.issuer, head.parent) == ("Ban Dân vận", "Ban Chấp hành Trung ương")
    assert head.issued_on == date(2018, 9, 24)
    assert head.subject == "ĐỐI THOẠI VỚI NHÂN DÂN"


@pytest.mark.parametrize(
    ("said", "issuer", "number"),
    [
        (ROWS, "Ủy ban nhân dân xã Hà Khê", None),
        (SIDE_BY_SIDE, "Ủy ban nhân dân huyện Hà Khê", "30/CT-UBND"),
    ],
)
def test_a_head_in_rows_with_bars_has_no_bar_in_a_field(
    said: str, issuer: str, number: str | None
) -> None:
    head = read(said).masthead
    assert (head.issuer, head.place, head.number) == (issuer, "Hà Khê", number)
    assert head.subject in ("Đối thoại với nông dân năm 2024", "Về kỷ luật, kỷ cương")


def test_no_position_moves_and_a_table_of_tasks_keeps_its_bars() -> None:
    tasks = "TT | Nội dung | Chủ trì\n1 | Rà soát sổ tiếp dân | Văn phòng\n"
    assert without_bars(tasks) == tasks
    for said in (STATE, PARTY, ROWS, SIDE_BY_SIDE):
        assert len(without_bars(said)) == len(said)


@pytest.mark.parametrize(
    ("said", "issuer"),
    [
        (
            "BAN CHẤP\nHÀNH TRUNG ƯƠNG |\nĐOÀN TNCS HỒ\nCHÍ MINH |\nSố: 41-KH/TWĐTN |\n"
            "Hà Khê, ngày 25 tháng 8 năm 2021 |\n",
            "Ban Chấp hành trung ương",
        ),
        (
            "TỈNH\nĐOÀN HÀ KHÊ\nBCH ĐOÀN HUYỆN THANH LÂM\n***\nSố:\n41-KH/TWĐTN\n|\nĐOÀN\nTNCS HỒ CHÍ MINH\n"
            "Hà Khê,\nngày 25 tháng 8 năm 2021\n|\n",
            "BCH Đoàn huyện Thanh Lâm",
        ),
    ],
)
def test_the_youth_union_s_name_is_no_issuer_beside_one(said: str, issuer: str) -> None:
    head = read(f"{said}KẾ HOẠCH\nĐối thoại với thanh niên\nCăn cứ Điều lệ Đoàn;\n").masthead
    assert (head.issuer or "").lower() == issuer.lower()
    assert (head.number, head.place, head.issued_on) == (
        "41-KH/TWĐTN",
        "Hà Khê",
        date(2021, 8, 25),
    )

"""Heads that a page ran together into one line, two columns mixed."""

from datetime import date

from directives.reading import read
from directives.reading.run_in import laid_out

STATE = (
    "  1. BỘ HÀNG HẢI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM VÀ SÔNG NƯỚC Độc lập – Tự do – Hạnh phúc ******* ******* "
    "Số: 23/2007/QĐ-BHHSN Hà Nội, ngày 05 tháng 10 năm 2007 QUYẾT ĐỊNH VỀ SỔ TIẾP CÔNG DÂN CỦA NGÀNH "
    "BỘ TRƯỞNG BỘ HÀNG HẢI VÀ SÔNG NƯỚC Căn cứ Nghị định số 29/2003/NĐ-CP ngày 31 tháng 3 năm 2003 của Chính phủ; "
    "QUYẾT ĐỊNH Điều 1. Ban hành kèm theo Quyết định này mẫu sổ. Điều 2. Giao Văn phòng Bộ hướng dẫn thực hiện."
)
PARTY = (
    "Tải xuống\n\nĐẢNG BỘ HUYỆN THANH LÂM ĐẢNG ỦY XÃ HÀ KHÊ * Số 09-KH/ĐU ĐẢNG CỘNG SẢN VIỆT NAM Hà Khê, ngày 24 "
    "tháng 11 năm 2020 KẾ HOẠCH kiểm tra, giám sát năm 2021 Căn cứ Hướng dẫn số 10-HD/HU ngày 27/11/2019 của Ban "
    "Thường vụ Huyện ủy về công tác kiểm tra, Ban Thường vụ Đảng ủy xây dựng kế hoạch như sau:"
)


def test_a_state_head_on_one_line_is_read() -> None:
    reading = read(STATE)
    head = reading.masthead
    assert (head.number, head.kind, head.place) == ("23/2007/QĐ-BHHSN", "quyết định", "Hà Nội")
    assert (head.issued_on, head.subject) == (
        date(2007, 10, 5),
        "VỀ SỔ TIẾP CÔNG DÂN CỦA NGÀNH",
    )
    assert head.issuer == "Bộ Hàng Hải và Sông Nước"
    assert [citation.number for citation in reading.citations] == ["29/2003/NĐ-CP"]


def test_a_party_head_on_one_line_is_read() -> None:
    reading = read(PARTY)
    head = reading.masthead
    assert (head.number, head.kind, head.place) == ("09-KH/ĐU", "kế hoạch", "Hà Khê")
    assert (head.issuer, head.parent) == ("Đảng ủy xã Hà Khê", "Đảng bộ huyện Thanh Lâm")
    assert (head.issued_on, head.subject) == (date(2020, 11, 24), "kiểm tra, giám sát năm 2021")
    assert [citation.issuer for citation in reading.citations] == ["Ban Thường vụ Huyện ủy"]


def test_no_position_moves_and_a_head_in_lines_stays() -> None:
    assert len(laid_out(STATE)) == len(STATE)
    said = "ĐẢNG CỘNG SẢN VIỆT NAM\nSố 09-KH/ĐU\nHà Khê, ngày 24 tháng 11 năm 2020\n"
    assert laid_out(said) == said
    told = f"Ngày 3/2/1930 Đảng Cộng sản Việt Nam ra đời. {'Từ đó nước ta đổi mới. ' * 12}"
    assert laid_out(told) == told


def test_two_organs_that_number_together_issue_together() -> None:
    said = (
        "ỦY BAN NHÂN DÂN\nỦY BAN MTTQ VIỆT NAM\nHUYỆN HÀ KHÊ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 01/QCPH/UBND-UBMTTQ\nHà Khê, ngày 27 tháng 10 năm 2017\nQUY CHẾ\nPHỐI HỢP CÔNG TÁC\n"
        "Căn cứ Luật Mặt trận Tổ quốc Việt Nam;\n"
    )
    head = read(said).masthead
    assert head.issuer == "Ủy ban nhân dân - Ủy ban MTTQ Việt Nam huyện Hà Khê"
    assert head.parent is None

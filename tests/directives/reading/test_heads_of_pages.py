"""Heads as pages give them: one line above the text, a title below a menu, a letter without its head."""

from datetime import date

import pytest

from directives.reading import read

BELOW = (
    "I- TÌNH HÌNH\nThời gian qua, công tác tiếp dân có chuyển biến.\n",
    "A - MỤC ĐÍCH, YÊU CẦU\n- Nâng cao chất lượng đối thoại.\n",
    "Căn cứ Luật Tiếp công dân;\n",
    "Điều 1. Phạm vi\n",
)


@pytest.mark.parametrize("below", BELOW)
@pytest.mark.parametrize(
    ("said", "kind", "number", "issuer"),
    [
        (
            "Hướng dẫn số 21-HD/BDVTU, ngày 10/10/2018 của Ban Dân vận Tỉnh ủy về đối thoại ở xã",
            "hướng dẫn",
            "21-HD/BDVTU",
            "Ban Dân vận Tỉnh ủy",
        ),
        (
            "Nghị quyết số 22-NQ/TU ngày 10/10/2018 ban hành bởi Tỉnh ủy Hà Khê về đối thoại ở xã.",
            "nghị quyết",
            "22-NQ/TU",
            "Tỉnh ủy Hà Khê",
        ),
        (
            "Công văn 3141 của Ban Dân vận TW ngày 10/10/2018 về đối thoại ở xã",
            "công văn",
            None,
            "Ban Dân vận TW",
        ),
    ],
)
def test_a_line_above_the_text_itself_is_its_head(
    said: str, kind: str, number: str | None, issuer: str, below: str
) -> None:
    reading = read(f"Trang chủ » Văn bản\n\n{said}\n16:21 | 27/10/2018\n{below}")
    head = reading.masthead
    assert (head.kind, head.number, head.issuer) == (kind, number, issuer)
    assert (head.issued_on, head.subject) == (date(2018, 10, 10), "về đối thoại ở xã")
    assert reading.citations == ()


def test_the_same_line_above_a_report_is_a_citation() -> None:
    said = "Chỉ thị số 21-CT/TU ngày 10/10/2018 của Ban Thường vụ Tỉnh ủy về đối thoại ở xã"
    reading = read(f"{said}\nSáng 12/10, Huyện ủy Thanh Lâm tổ chức hội nghị quán triệt.\n")
    assert reading.masthead.number is None
    assert [citation.number for citation in reading.citations] == ["21-CT/TU"]


def test_a_title_below_a_menu_is_one_where_the_preamble_follows() -> None:
    menu = "Giới thiệu\nTin tức\nVăn bản\nLiên hệ\n"
    titled = "CHƯƠNG TRÌNH\nHoạt động của Mặt trận Tổ quốc xã năm 2024\n-----\nCăn cứ Điều lệ;\n"
    assert read(menu + titled).masthead.kind == "chương trình"
    assert read(menu + titled).masthead.subject == "Hoạt động của Mặt trận Tổ quốc xã năm 2024"
    listed = "CHƯƠNG TRÌNH\nGặp mặt nông dân tiêu biểu\nThực hiện tốt việc tiếp dân\n"
    assert read(menu + listed).masthead.kind is None


def test_a_notice_may_say_beside_its_kind_what_it_is_about() -> None:
    grounds = "Thực hiện Chỉ thị số 44-CT/TU ngày 24/7/2025 của Thành ủy về vệ sinh đường phố;\n"
    head = read(f"THÔNG BÁO TỔNG VỆ SINH ĐƯỜNG PHỐ\n17 giờ trước\n{grounds}").masthead
    assert (head.kind, head.subject) == ("thông báo", "TỔNG VỆ SINH ĐƯỜNG PHỐ")
    assert read(f"THÔNG BÁO TỔNG VỆ SINH ĐƯỜNG PHỐ\n{grounds[:-2]}.\n").masthead.kind is None


LETTER = """Kính gửi: Các huyện ủy, thị ủy
Ban Dân vận Tỉnh ủy đề nghị các huyện ủy, thị ủy góp ý dự thảo trước ngày 20/6/2024.
Nơi nhận:
- Như trên,
- Lưu VP.
|
K/T
TRƯỞNG BAN
PHÓ TRƯỞNG BAN
Lý Thị Mơ
|
(Ban hành kèm theo Công văn số 76-CV/BDVTU, ngày 10/6/2024 của Ban Dân
vận Tỉnh ủy)
"""


def test_a_letter_whose_head_is_lost_has_its_number_from_what_is_attached() -> None:
    reading = read(LETTER)
    head = reading.masthead
    assert (head.kind, head.number, head.issuer) == (
        "công văn",
        "76-CV/BDVTU",
        "Ban Dân vận Tỉnh ủy",
    )
    assert (head.issued_on, head.addressees) == (date(2024, 6, 10), ("Các huyện ủy, thị ủy",))
    assert (head.signer, head.signer_capacity) == (
        "Lý Thị Mơ",
        "K/T TRƯỞNG BAN / PHÓ TRƯỞNG BAN",
    )
    assert reading.citations == ()
    start, end = head.spans["number"]
    assert reading.text[start:end] == "76-CV/BDVTU"


def test_a_table_of_properties_gives_way_to_the_head() -> None:
    told = "Số hiệu 19-CT/TU\nLoại văn bản Chỉ thị\nNgày ban hành 19/10/2018\n"
    said = (
        "THÀNH ỦY\n\nHÀ KHÊ\n\n-------\n\nĐẢNG CỘNG SẢN VIỆT NAM\n\nSố: 19-CT/TU\n\n"
        "Hà Khê, ngày 19 tháng 10 năm 2018\n\nCHỈ THỊ\n\nVỀ TIẾP CÔNG DÂN\n\nThực hiện Nghị quyết của Đảng bộ.\n"
    )
    head = read(told + said).masthead
    assert (head.number, head.issuer, head.place) == ("19-CT/TU", "Thành ủy Hà Khê", "Hà Khê")
    assert (head.issued_on, head.subject) == (date(2018, 10, 19), "VỀ TIẾP CÔNG DÂN")
    assert read(told).masthead.number == "19-CT/TU"


def test_an_issuer_of_no_level_is_named_in_full_above_the_preamble() -> None:
    said = (
        "ỦY BAN NHÂN DÂN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 30/2018/QĐ-UBND\n"
        "Hà Khê, ngày 09 tháng 10 năm 2018\nQUYẾT ĐỊNH\nVỀ TIẾP CÔNG DÂN\n"
        "ỦY BAN NHÂN DÂN TỈNH HÀ KHÊ\nCăn cứ Luật Tiếp công dân;\n"
    )
    assert read(said).masthead.issuer == "Ủy ban nhân dân tỉnh Hà Khê"


@pytest.mark.parametrize(
    "below",
    [
        "Hội nghị lần thứ bảy Ban Chấp hành Đảng bộ tỉnh đã thảo luận và kết luận:",
        "Tại phiên họp ngày 26/4/2022, Ban Thường vụ đã cho ý kiến:",
        "A -MỤC ĐÍCH, YÊU CẦU",
    ],
)
def test_the_subject_ends_where_the_text_begins(below: str) -> None:
    head = "TỈNH ỦY HÀ KHÊ\n*\nSố 45-KL/TU\nHà Khê, ngày 13 tháng 5 năm 2022\nKẾT LUẬN\n"
    reading = read(f"{head}về đối thoại ở xã đến năm 2025,\nđịnh hướng đến năm 2030\n{below}\n")
    assert reading.masthead.subject == "về đối thoại ở xã đến năm 2025, định hướng đến năm 2030"


def test_a_period_alone_on_the_last_line_belongs_to_the_subject() -> None:
    head = "TỈNH ỦY HÀ KHÊ\n*\nSố 45-NQ/TU\nHà Khê, ngày 13 tháng 5 năm 2022\nNGHỊ QUYẾT\n"
    said = read(f"{head}VỀ TIẾP CÔNG DÂN GIAI ĐOẠN\n2011-2020\nI- Tình hình\n").masthead.subject
    assert said == "VỀ TIẾP CÔNG DÂN GIAI ĐOẠN 2011-2020"

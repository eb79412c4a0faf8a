"""Head and foot of a document."""

from datetime import date

import pytest

from directives.reading import Masthead, System, kind_named, kind_of, read
from directives.reading.casing import written_small

STATE = """UBND TỈNH HÀ KHÊ
SỞ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-SYT
Hà Khê, ngày 05 tháng 4 năm 2024
KẾ HOẠCH
Tiếp công dân năm 2024
1. Phòng Tổ chức niêm yết lịch tiếp công dân.
Nơi nhận:
- UBND tỉnh (b/c);
- Lưu: VT.
KT.GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trần Thị Bích
"""


def test_a_state_masthead_is_read_whole() -> None:
    head = read(STATE).masthead
    assert (head.number, head.kind, head.system) == ("12/KH-SYT", "kế hoạch", System.STATE)
    assert (head.issuer, head.parent, head.place) == ("Sở Y tế", "UBND tỉnh Hà Khê", "Hà Khê")
    assert (head.issued_on, head.subject) == (date(2024, 4, 5), "Tiếp công dân năm 2024")
    assert (head.signer, head.signer_capacity) == ("Trần Thị Bích", "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC")
    assert head.recipients == ("UBND tỉnh (b/c)",)


def test_every_field_has_the_span_it_was_read_from() -> None:
    reading = read(STATE)
    said = {name: reading.text[start:end] for name, (start, end) in reading.masthead.spans.items()}
    assert said["number"] == "12/KH-SYT"
    assert said["issuer"] == "SỞ Y TẾ"
    assert said["issued_on"] == "ngày 05 tháng 4 năm 2024"
    assert said["signer"] == "Trần Thị Bích"


def test_number_and_date_may_share_a_line_with_the_motto() -> None:
    text = (
        "ỦY BAN NHÂN DÂN XÃ A LƯỚI   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Số: 7/QĐ-UBND   A Lưới, ngày 1 tháng 2 năm 2026\nQUYẾT ĐỊNH\nVề việc kiện toàn Tổ công tác\n"
    )
    head = read(text).masthead
    assert (head.issuer, head.place, head.issued_on) == (
        "Ủy ban nhân dân xã A Lưới",
        "A Lưới",
        date(2026, 2, 1),
    )


def test_the_own_number_is_no_citation_wherever_it_recurs() -> None:
    assert read(STATE + "\n(Kèm theo Kế hoạch số 12/KH-SYT ngày 05/4/2024)").citations == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hôm nay họp.",
        "Thực hiện Chỉ thị số 33-CT/TU ngày 12/3/2024 của Tỉnh ủy.",
        "Số lượt xem: 12",
    ],
)
def test_a_text_without_a_head_has_an_empty_masthead(text: str) -> None:
    assert read(text).masthead == Masthead()


def test_page_furniture_after_the_signature_is_neither_signer_nor_recipient() -> None:
    text = STATE + "\nĐã xem: 12\nThuộc tính văn bản\nNgười ký\nTin khác\n- Tin một;\n"
    assert read(text).masthead == read(STATE).masthead


@pytest.mark.parametrize(
    ("shouted", "small"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", "Ủy ban nhân dân tỉnh Bắc Giang"),
        ("UBND THÀNH PHỐ HỒ CHÍ MINH", "UBND thành phố Hồ Chí Minh"),
        ("TỈNH ỦY BẮC NINH", "Tỉnh ủy Bắc Ninh"),
        ("ĐẢNG BỘ TỈNH BẮC NINH", "Đảng bộ tỉnh Bắc Ninh"),
        ("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", "Sở Lao động - Thương binh và Xã hội"),
        ("BỘ NỘI VỤ", "Bộ Nội vụ"),
        ("Sở Nội vụ", "Sở Nội vụ"),
    ],
)
def test_a_shouted_name_is_written_small(shouted: str, small: str) -> None:
    assert written_small(shouted) == small


def test_kinds_know_their_system() -> None:
    assert kind_of("QĐi") == kind_named("quy định", System.PARTY)
    named = kind_named("quy định", System.STATE)
    assert named is not None
    assert named.code == "QyĐ"
    party = kind_of("TT", System.PARTY)
    assert party is not None
    assert party.name == "thông tri"
    assert kind_of("XYZ") is None


def test_whom_it_addresses_is_not_who_else_gets_it() -> None:
    text = STATE.replace("1. Phòng", "Kính gửi: Các sở, ban, ngành; UBND các xã, phường.\n1. Phòng")
    head = read(text).masthead
    assert head.addressees == ("Các sở, ban, ngành", "UBND các xã, phường")
    assert head.recipients == ("UBND tỉnh (b/c)",)


def test_a_rank_is_no_part_of_a_name_that_is_shouted() -> None:
    foot = "Nơi nhận:\n- Lưu: VT.\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\nĐẠI TÁ LÊ VĂN BÌNH\n"
    masthead = read(
        f"CÔNG AN TỈNH HÀ KHÊ\nSố: 12/KH-CAT\nKẾ HOẠCH\nTiếp dân\n\n1. a\n{foot}"
    ).masthead
    assert (masthead.signer, masthead.signer_capacity) == (
        "Lê Văn Bình",
        "KT. GIÁM ĐỐC / PHÓ GIÁM ĐỐC",
    )


@pytest.mark.parametrize(
    "hour",
    ["hồi 16 giờ 00", "hồi 16 giờ 00 phút", "lúc 7 giờ 30 phút", "vào hồi 05 giờ", "10h30", "18 giờ,"],
)  # fmt: skip
def test_a_telegram_tells_its_hour(hour: str) -> None:
    masthead = read(
        f"UBND TỈNH HÀ KHÊ\nSố: 06/CĐ-UBND\nHà Khê, {hour} ngày 17 tháng 7 năm 2023\nCÔNG ĐIỆN\n"
    ).masthead
    assert (masthead.place, str(masthead.issued_on)) == ("Hà Khê", "2023-07-17")


@pytest.mark.parametrize(
    "date",
    [
        "ngày 09 tháng 02\nnăm 2017", "ngày 09 tháng 02 năm\n2017", "ngày 09\ntháng 02 năm 2017",
        "ngày\n09 tháng 02 năm 2017", "ngày 09 tháng\n02 năm 2017",
    ],
)  # fmt: skip
def test_a_narrow_column_may_break_the_date(date: str) -> None:
    masthead = read(
        f"HUYỆN ỦY HÀ KHÊ\nSố 312-TB/HU\nĐẢNG CỘNG SẢN VIỆT NAM\nHà Khê, {date}\n"
        "THÔNG BÁO\nKết quả hội nghị\n1. Giao Ban Dân vận chuẩn bị.\n"
    ).masthead
    assert (masthead.place, str(masthead.issued_on)) == ("Hà Khê", "2017-02-09")
    assert masthead.subject == "Kết quả hội nghị"


def test_lines_that_are_broken_at_one_width_are_one_sentence() -> None:
    text = (
        "HUYỆN ỦY HÀ KHÊ\nSố 312-TB/HU\nTHÔNG BÁO\nKết quả hội nghị\n"
        + "1. Các xã tiếp tục tổ chức thực hiện nghiêm túc những nội dung đã\nnêu.\n" * 10
        + "2. Ban Dân vận hoàn thiện quy chế hoạt động của Khối, trình\n"
        "Thường trực Huyện ủy trong tháng 3/2017.\n"
    )
    assert read(text).duties[-1].text == (
        "Ban Dân vận hoàn thiện quy chế hoạt động của Khối, trình Thường trực Huyện ủy trong tháng 3/2017"
    )


@pytest.mark.parametrize(
    "motto",
    ["CỘNG HÒA XÃ HỘI.CHỦ NGHĨA VIỆT NAM", "CỘNG HÒA. XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do . Hạnh phúc"],
)  # fmt: skip
def test_specks_of_a_scan_make_no_issuer_of_the_motto(motto: str) -> None:
    masthead = read(f"UBND TỈNH HÀ KHÊ\n{motto}\nSố: 06/CĐ-UBND\nCÔNG ĐIỆN\nVề bão số 1\n").masthead
    assert (masthead.issuer, masthead.parent) == ("UBND tỉnh Hà Khê", None)


@pytest.mark.parametrize("label", ["1..", "1.:", "2.1-:", "1.,", "1)."])
def test_specks_of_a_scan_hide_no_clause(label: str) -> None:
    (duty,) = read(
        f"UBND TỈNH HÀ KHÊ\nSố: 06/KH-UBND\nKẾ HOẠCH\nVề bão số 1\n{label}Sở Y tế trực cấp cứu.\n"
    ).duties
    assert (duty.clause, duty.text) == (label.rstrip(".:,-)"), "Sở Y tế trực cấp cứu")


@pytest.mark.parametrize("opens", ["Sau 12 năm thực hiện,", "Qua kiểm tra,", "Nhìn chung,"])
def test_what_looks_back_is_no_subject(opens: str) -> None:
    masthead = read(
        f"TỈNH ỦY HÀ KHÊ\nSố 07-CT/TU\nCHỈ THỊ\nvề hòa giải ở cơ sở\n{opens} toàn tỉnh có\n2.243 tổ hòa giải.\n"
    ).masthead
    assert masthead.subject == "về hòa giải ở cơ sở"


def test_what_stands_behind_a_recipient_in_brackets_belongs_to_it() -> None:
    text = STATE.replace("- UBND tỉnh (b/c);", "- UBND tỉnh; (để b/c)")
    assert read(text).masthead.recipients == ("UBND tỉnh (để b/c)",)


@pytest.mark.parametrize(
    ("title", "kind", "code"),
    [
        ("HƯỚNG DẪN LIÊN NGÀNH", "hướng dẫn liên ngành", "HD"),
        ("KẾ HOẠCH LIÊN TỊCH", "kế hoạch liên tịch", "KH"),
        ("THÔNG TƯ LIÊN BỘ", "thông tư liên tịch", "TTLT"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "chương trình", "CTr"),
    ],
)
def test_a_title_may_say_that_organs_issue_it_together(title: str, kind: str, code: str) -> None:
    head = read(STATE.replace("KẾ HOẠCH", title)).masthead
    assert head.kind == kind
    named = kind_named(kind)
    assert named is not None
    assert named.code == code


def test_bold_and_slanted_type_in_markdown_is_no_part_of_the_words() -> None:
    text = (
        "**ỦY BAN NHÂN DÂN**\n**PHƯỜNG TÂN AN**\n**Số: 88/UBND-VHXH**\n*V/v niêm yết lịch tiếp công dân*\n"
        "**CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM**\n*Tân An, ngày 07 tháng 8 năm 2025*\nKính gửi: Các phòng.\n\n"
        "**1. Văn phòng** niêm yết lịch trước ngày 10/8/2025.\n\n*Nơi nhận:*\n- Như trên;\n- Lưu: VT.\n"
        "**KT. CHỦ TỊCH**\n**PHÓ CHỦ TỊCH**\n**Lê Thị Thu**"
    )
    reading = read(text)
    assert reading.masthead.number == "88/UBND-VHXH"
    assert reading.masthead.subject == "V/v niêm yết lịch tiếp công dân"
    assert reading.masthead.signer == "Lê Thị Thu"
    assert reading.masthead.recipients == ("Như trên",)
    assert [duty.actors for duty in reading.duties] == [("Văn phòng",)]
    assert reading.text == text


def test_a_letter_of_an_inspectorate_is_no_proposal() -> None:
    text = (
        "SỞ XÂY DỰNG TỈNH NINH BÌNH\nTHANH TRA SỞ\nSố: 12/TTr-GQKNTC\nNinh Bình, ngày 3 tháng 6 năm 2024\n"
        "V/v trả lời đơn của công dân\n\nKính gửi: Ông Trần Văn Bảy\n\nThanh tra Sở trả lời như sau."
    )
    assert read(text).masthead.kind == "công văn"

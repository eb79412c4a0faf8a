"""Heads, feet and addressees as Nghị định 30/2020 and Hướng dẫn 36-HD/VPTW have them, and as they are pasted."""

import pytest

from directives.reading import Masthead, read

MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DATE = "Bắc Ninh, ngày 5 tháng 3 năm 2024\n"
UBND = "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\n"
PLAN = "KẾ HOẠCH\nGiám sát\n\nI. A\n"


def head_of(
    issuer: str = UBND, number: str = "Số: 5/KH-UBND", date: str = DATE, body: str = PLAN
) -> Masthead:
    return read(f"{issuer}{MOTTO}{number}\n{date}{body}").masthead


@pytest.mark.parametrize(
    ("issuer", "read_as"),
    [
        ("Ủy ban nhân dân\ntỉnh Bắc Ninh\n", "Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH BẮC NINH\nTHƯỜNG TRỰC\n", "Thường trực"),
        ("TỔNG CÔNG TY ĐIỆN LỰC\nCÔNG TY ĐIỆN LỰC BẮC NINH\n", "Công Ty Điện Lực Bắc Ninh"),
        ("ĐẢNG ỦY CÁC CƠ QUAN TỈNH\nCHI BỘ VĂN PHÒNG\n", "Chi Bộ Văn phòng"),
        ("UBND TỈNH BẮC NINH ------\n", "UBND tỉnh Bắc Ninh"),
        (
            "BỘ NỘI VỤ - ỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\n",
            "Bộ Nội vụ - Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam",
        ),
    ],
)
def test_the_issuer_is_the_organ_nearest_the_number(issuer: str, read_as: str) -> None:
    assert head_of(issuer=issuer).issuer == read_as


@pytest.mark.parametrize("label", ["Số:", "Số. ", "số: ", "Số văn bản: "])
def test_the_number_is_found_however_its_label_is_typed(label: str) -> None:
    assert head_of(number=f"{label}12/KH-UBND").number == "12/KH-UBND"


@pytest.mark.parametrize("place", ["Bà Rịa – Vũng Tàu", "Cư M’gar", "Phường 12", "TP. Hồ Chí Minh"])
def test_a_place_has_dashes_apostrophes_and_numbers(place: str) -> None:
    assert head_of(date=f"{place}, Ngày 5 tháng 3 năm 2024\n").place == place


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("KẾ HOẠCH: Tổ chức đối thoại\n\nI. A\n", "Tổ chức đối thoại"),
        ("CHỈ THỊ\nVỀ CÔNG TÁC DÂN VẬN\ntrong tình hình mới\n\nThời gian qua.\n",
         "VỀ CÔNG TÁC DÂN VẬN trong tình hình mới"),
        ("KẾ HOẠCH\nDân vận\n(Kèm theo Quyết định số 1/QĐ-UBND)\n\nI. A\n", "Dân vận"),
        ("NGHỊ QUYẾT\nHỘI NGHỊ LẦN THỨ 5 BAN CHẤP HÀNH\nvề dân vận\n\nI- A\n", "về dân vận"),
        ("Về việc tiếp công dân\n\nKính gửi: Các sở.\n", "Về việc tiếp công dân"),
        ("KẾ HOẠCH\nTruyền thông\nChương trình mục tiêu\n\nI. A\n", "Truyền thông Chương trình mục tiêu"),
    ],
)  # fmt: skip
def test_the_subject_is_read_whole_and_alone(body: str, subject: str) -> None:
    assert head_of(body=body).subject == subject


def test_a_column_beside_the_subject_is_no_part_of_it() -> None:
    text = f"{UBND}Số: 5/SYT-VP\nV/v đổi mới phong cách,            {DATE}thái độ phục vụ\n\nKính gửi: Các sở.\n"
    assert read(text).masthead.subject == "V/v đổi mới phong cách, thái độ phục vụ"


def test_an_old_heading_names_kind_issuer_and_subject_around_the_number() -> None:
    text = "CHỈ THỊ CỦA THỦ TƯỚNG CHÍNH PHỦ\nSố 18/2000/CT-TTg ngày 21/9/2000 về công tác dân vận\n\nA.\n"
    head = read(text).masthead
    assert (head.kind, head.issuer) == ("chỉ thị", "Thủ tướng Chính phủ")
    assert head.subject == "về công tác dân vận"


@pytest.mark.parametrize(
    "lines",
    [
        "Kính gửi:\n- Sở Nội vụ;\n- Các đoàn thể\n  chính trị - xã hội tỉnh.\nTheo báo cáo.\n",
        "Kính gửi\nSở Nội vụ\nCác đoàn thể chính trị - xã hội tỉnh\n\nTheo báo cáo.\n",
        "CHỦ TỊCH UBND TỈNH điện:\n1. Sở Nội vụ;\n2. Các đoàn thể chính trị - xã hội tỉnh.\nA.\n",
    ],
)
def test_addressees_stand_in_bullets_in_lines_and_after_a_telegram(lines: str) -> None:
    head = head_of(body=f"CÔNG ĐIỆN\nvề dân vận\n\n{lines}")
    assert head.addressees == ("Sở Nội vụ", "Các đoàn thể chính trị - xã hội tỉnh")


@pytest.mark.parametrize(
    ("foot", "capacity"),
    [
        ("T.M ỦY BAN NHÂN DÂN\nK.T CHỦ TỊCH\nPHÓ CHỦ TỊCH", "T.M ỦY BAN NHÂN DÂN / K.T CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("TM. UBND xã Lạc Vệ\nCHỦ TỊCH", "TM. UBND xã Lạc Vệ / CHỦ TỊCH"),
        ("T/M Ban Thường vụ\nPhó Bí thư\n(Đã ký)", "T/M Ban Thường vụ / Phó Bí thư"),
        ("KT. BỘ TRƯỞNG\nBỘ TÀI CHÍNH\nTHỨ TRƯỞNG", "KT. BỘ TRƯỞNG / BỘ TÀI CHÍNH / THỨ TRƯỞNG"),
        ("TM. BAN CHẤP HÀNH\nTHƯỜNG VỤ\nPHÓ BÍ THƯ", "TM. BAN CHẤP HÀNH / THƯỜNG VỤ / PHÓ BÍ THƯ"),
        ("Nơi nhận: KT. CHỦ TỊCH\n- Như trên; PHÓ CHỦ TỊCH\n- Lưu: VT.", "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"),
        ("TM. ĐOÀN CHỦ TỊCH\nTỔNG THƯ KÝ", "TM. ĐOÀN CHỦ TỊCH / TỔNG THƯ KÝ"),
    ],
)  # fmt: skip
def test_who_signs_as_what_is_read_from_every_foot(foot: str, capacity: str) -> None:
    head = head_of(body=f"{PLAN}\n{foot}\n\nNguyễn Văn An\n")
    assert (head.signer, head.signer_capacity) == ("Nguyễn Văn An", capacity)


def test_of_two_columns_each_signer_keeps_the_lines_under_his_own() -> None:
    foot = (
        "TM. ỦY BAN NHÂN DÂN          TM. BAN THƯỜNG TRỰC\n    KT. CHỦ TỊCH                    CHỦ TỊCH\n"
        "    PHÓ CHỦ TỊCH\n\n  Nguyễn Văn An              Trần Văn Bình\n"
    )
    assert head_of(body=f"{PLAN}\n{foot}").signer_capacity == (
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    )

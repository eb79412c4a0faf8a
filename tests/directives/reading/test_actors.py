"""Some 220 organs, offices and groups of State, Party and Front, each before orders of many kinds."""

from pathlib import Path

import pytest

from directives.reading import read
from directives.reading.actors import actors_at
from directives.reading.lines import Text

NAMES = (Path(__file__).parent / "who_must.txt").read_text(encoding="utf-8").splitlines()
ORDERS = (
    "chủ trì, phối hợp với các cơ quan liên quan triển khai", "tổ chức quán triệt", "nắm tình hình",
    "phát triển thêm hội viên", "dự thảo báo cáo", "phát động phong trào", "bảo đảm kinh phí",
    "đẩy mạnh tuyên truyền", "có trách nhiệm theo dõi", "tiếp tục duy trì", "thực hiện nghiêm",
    "vận động hội viên", "hướng dẫn người dân", "giải quyết kịp thời", "tăng cường đối thoại",
    "siết chặt kỷ luật", "thu hồi giấy phép", "nghiệm thu công trình", "không được gây phiền hà",
)  # fmt: skip


def told(words: str) -> str:
    """The actors of a sentence as one list, however many they are."""
    text = Text(words)
    return ", ".join(actors_at(text, 0, len(text))[0]).replace(" và ", ", ")


@pytest.mark.parametrize("name", NAMES)
def test_whoever_must_is_read_whole_before_any_order(name: str) -> None:
    wrong = {
        order: read_as
        for order in ORDERS
        for lead in ("", "Giao ")
        if (read_as := told(f"{lead}{name} {order} trong tháng 5/2024."))
        != name.replace(" và ", ", ")
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Hội Phụ nữ và Đoàn Thanh niên phát triển 20% hội viên", ("Hội Phụ nữ", "Đoàn Thanh niên")),
        (
            "Các đảng ủy trực thuộc, đảng ủy các xã, phường tiếp tục quán triệt Nghị quyết",
            ("Các đảng ủy trực thuộc", "đảng ủy các xã, phường"),
        ),
        (
            "Các huyện ủy, thị ủy, thành ủy và đảng ủy trực thuộc Tỉnh ủy gửi báo cáo",
            ("Các huyện ủy, thị ủy, thành ủy", "đảng ủy trực thuộc Tỉnh ủy"),
        ),
        ("Phân công Đảng ủy viên phụ trách chi bộ theo dõi", ("Đảng ủy viên phụ trách chi bộ",)),
        ("Đoàn kiểm tra việc chấp hành giờ giấc", ()),
        (
            "Trường hợp bà Huỳnh Thị Sáu, thôn Phước Thọ: giao Ban Tiếp công dân thị xã hướng dẫn",
            ("Ban Tiếp công dân thị xã",),
        ),
        ("Trường hợp ông Đỗ Thành Long, khu phố 3, phường Phước Hội khiếu nại:", ()),
        ("Tổ Cảnh sát quản lý hành chính lập danh sách", ("Tổ Cảnh sát quản lý hành chính",)),
    ],
)  # fmt: skip
def test_where_one_name_ends_and_the_next_begins(sentence: str, actors: tuple[str, ...]) -> None:
    text = Text(sentence)
    assert actors_at(text, 0, len(text))[0] == actors


def test_a_committee_leads_another_organ_and_does_not_become_it() -> None:
    reading = read(
        "KẾ HOẠCH\n1. Đảng ủy Ủy ban nhân dân phường:\n- Lãnh đạo Ủy ban nhân dân phường ban hành kế hoạch.\n"
    )
    assert [duty.actors for duty in reading.duties] == [("Đảng ủy Ủy ban nhân dân phường",)]


@pytest.mark.parametrize(
    "heading",
    [
        "Tổ phản ứng nhanh có nhiệm vụ:", "Tổ phản ứng nhanh có trách nhiệm sau:",
        "Tổ phản ứng nhanh thực hiện các nhiệm vụ sau đây:",
    ],
)  # fmt: skip
def test_a_heading_may_say_that_it_gives_tasks(heading: str) -> None:
    reading = read(f"KẾ HOẠCH\n1. {heading}\na) Họp giao ban vào chiều thứ Sáu hằng tuần;\n")
    assert [duty.clause for duty in reading.duties] == ["1.a"]
    assert reading.duties[0].actors == ("Tổ phản ứng nhanh",)


@pytest.mark.parametrize(("one", "two"), [("1/", "2/"), ("a/", "b/"), ("1-", "2-"), ("1)", "2)")])
def test_points_of_older_papers_are_clauses(one: str, two: str) -> None:
    reading = read(
        "CHỈ THỊ\nBan Thường vụ Huyện ủy yêu cầu:\n"
        f"{one} Các chi bộ sinh hoạt mỗi tháng một kỳ.\n{two} UBND xã sửa xong cầu.\n"
    )
    assert [duty.clause for duty in reading.duties] == [one[:-1], two[:-1]]
    assert [duty.actors for duty in reading.duties] == [("Các chi bộ",), ("UBND xã",)]


def test_what_is_forbidden_is_a_duty_and_what_was_not_found_is_none() -> None:
    reading = read(
        "KẾ HOẠCH\n1. UBND các xã:\n- Không can thiệp vào việc lấy phiếu;\n- Không có vụ việc nào kéo dài.\n"
    )
    assert [duty.text for duty in reading.duties] == ["Không can thiệp vào việc lấy phiếu"]


def test_who_stands_on_a_long_heading_and_the_order_below_it() -> None:
    reading = read(
        "CHỈ THỊ\n1. Đề nghị Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh và các tổ chức chính trị - xã hội\n"
        "Vận động “Tết vì người nghèo”.\n"
    )
    assert [(duty.text, len(duty.actors)) for duty in reading.duties] == [
        ("Vận động “Tết vì người nghèo”", 2)
    ]


def test_a_name_board_is_replaced_by_somebody_a_decision_by_a_document() -> None:
    reading = read(
        "QUYẾT ĐỊNH\nĐiều 1. UBND xã thay thế bảng tên công chức cũ.\n"
        "Điều 2. Quyết định này thay thế Quyết định số 5/QĐ-UBND ngày 02/7/2025.\n"
    )
    assert [duty.clause for duty in reading.duties] == ["Điều 1"]


def test_how_often_may_stand_before_the_order() -> None:
    reading = read(
        "KẾ HOẠCH\n1. Sở Tư pháp biên soạn tài liệu; sáu tháng một lần báo cáo UBND tỉnh.\n"
    )
    assert [duty.text for duty in reading.duties][1:] == ["sáu tháng một lần báo cáo UBND tỉnh"]
    assert reading.duties[1].actors == ("Sở Tư pháp",)


@pytest.mark.parametrize(
    "who",
    [
        "Chủ tịch UBND các huyện Tiền Hải, Thái Thụy",
        "UBND các xã Tân Phú, Long Hòa, Mỹ Lệ",
        "Đảng ủy các xã Nà Ớt, Chiềng Nơi",
        "Công an các phường Bến Nghé, Cầu Ông Lãnh",
        "Trưởng Công an các xã Ea Kly, Krông Búk",
        "Các huyện Lạng Giang, Yên Thế",
    ],
)
def test_a_row_of_places_belongs_to_those_who_act_there(who: str) -> None:
    for order in ORDERS:
        assert told(f"{who} {order}") == who, order


def test_an_organ_after_a_place_is_no_place() -> None:
    assert told("UBND các xã Tân Phú, Sở Nội vụ tổ chức") == "UBND các xã Tân Phú, Sở Nội vụ"

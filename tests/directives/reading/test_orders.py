"""Orders in whole documents: of whom a line asks what by when, and what asks nothing."""

import pytest

from directives.reading import read
from directives.reading.scoring import due_form


def asked(text: str) -> list[tuple[str, tuple[str, ...], tuple[object, ...] | None]]:
    return [
        (duty.text, duty.actors, due_form(duty.due) if duty.due else None)
        for duty in read(text).duties
    ]


HEAD = (
    "UBND XÃ HÒA AN\nSố: 5/KH-UBND\nHòa An, ngày 02 tháng 02 năm 2026\nKẾ HOẠCH\nPhục vụ Nhân dân\n"
)


@pytest.mark.parametrize(
    ("line", "text", "actors", "when"),
    [
        (
            "Về chợ tạm: giao Công an xã kiểm tra trước ngày 01/3/2026.",
            "giao Công an xã kiểm tra trước ngày 01/3/2026",
            ("Công an xã",),
            ("date", "2026-02-28"),
        ),
        (
            "Cấp huyện: Bí thư Huyện ủy đối thoại mỗi năm ít nhất 02 cuộc.",
            "Bí thư Huyện ủy đối thoại mỗi năm ít nhất 02 cuộc",
            ("Bí thư Huyện ủy",),
            ("yearly",),
        ),
        (
            "Công an xã rà soát hộ nghèo. Thời gian hoàn thành: 31/3/2026.",
            "Công an xã rà soát hộ nghèo",
            ("Công an xã",),
            ("date", "2026-03-31"),
        ),
        (
            "Văn phòng tổng hợp báo cáo tháng (trước ngày 20), báo cáo quý.",
            "Văn phòng tổng hợp báo cáo tháng (trước ngày 20), báo cáo quý",
            ("Văn phòng",),
            ("monthly", 19),
        ),
        (
            "Văn phòng gửi báo cáo hằng quý (ngày 15 tháng cuối quý).",
            "Văn phòng gửi báo cáo hằng quý (ngày 15 tháng cuối quý)",
            ("Văn phòng",),
            ("quarterly", 15),
        ),
        (
            "Bộ Y tế và các bộ quản lý chuyên ngành sửa đổi quy định.",
            "Bộ Y tế và các bộ quản lý chuyên ngành sửa đổi quy định",
            ("Bộ Y tế", "các bộ quản lý chuyên ngành"),
            None,
        ),
        (
            "Ban Thường vụ các huyện, thị, thành ủy kiện toàn Ban chỉ đạo.",
            "Ban Thường vụ các huyện, thị, thành ủy kiện toàn Ban chỉ đạo",
            ("Ban Thường vụ các huyện, thị, thành ủy",),
            None,
        ),
        (
            "Trung tâm Văn hóa, Thông tin và Thể thao huyện gửi bài trước 17 giờ 00 phút, ngày 15/3/2026.",
            "Trung tâm Văn hóa, Thông tin và Thể thao huyện gửi bài trước 17 giờ 00 phút, ngày 15/3/2026",
            ("Trung tâm Văn hóa, Thông tin và Thể thao huyện",),
            ("date", "2026-03-15"),
        ),
        (
            "Chánh Văn phòng HĐND và UBND huyện rà soát hồ sơ.",
            "Chánh Văn phòng HĐND và UBND huyện rà soát hồ sơ",
            ("Chánh Văn phòng HĐND và UBND huyện",),
            None,
        ),
        (
            "Chi ủy nơi cư trú nhận xét trong thời hạn 05 ngày, kể từ ngày nhận được phiếu.",
            "Chi ủy nơi cư trú nhận xét trong thời hạn 05 ngày, kể từ ngày nhận được phiếu",
            ("Chi ủy nơi cư trú",),
            ("within", 5, "days"),
        ),
        (
            "Đề nghị UB MTTQ Việt Nam xã và các đoàn thể: Vận động từng hộ.",
            "Đề nghị UB MTTQ Việt Nam xã và các đoàn thể: Vận động từng hộ",
            ("UB MTTQ Việt Nam xã", "các đoàn thể"),
            None,
        ),
        (
            "Đến cuối quý III-2026 có trên 90% thôn, buôn, khu phố hoàn thành.",
            "Đến cuối quý III-2026 có trên 90% thôn, buôn, khu phố hoàn thành",
            (),
            ("date", "2026-09-30"),
        ),
    ],
)
def test_one_line_asks_of_whom_by_when(
    line: str, text: str, actors: tuple[str, ...], when: tuple[object, ...] | None
) -> None:
    assert asked(f"{HEAD}1. {line}\n") == [(text, actors, when)]


def test_an_order_may_begin_with_its_day_or_its_turn() -> None:
    line = (
        "Công an xã tuần tra; từ nay đến hết năm 2026 tổ chức 03 buổi họp dân;"
        " định kỳ sáu tháng, một năm báo cáo xã"
    )
    assert [when for _, _, when in asked(f"{HEAD}1. {line}.\n")] == [
        None,
        ("date", "2026-12-31"),
        ("half-yearly",),
    ]


def test_aims_under_a_lettered_heading_are_proposed() -> None:
    text = f"{HEAD}A. MỤC TIÊU\n- Đến hết năm 2026, 100% hồ sơ đúng hạn.\nB. NHIỆM VỤ\n1. Công an xã tuần tra.\n"
    assert [when for _, _, when in asked(text)] == [("date", "2026-12-31"), None]


def test_a_report_is_asked_of_all_again_after_one_was_charged() -> None:
    text = (
        "UBND TỈNH A\nSỞ Y TẾ\nSố: 7/SYT-VP\nA, ngày 02 tháng 02 năm 2026\nV/v phục vụ\nKính gửi: Các bệnh viện.\n"
        "Sở Y tế yêu cầu Thủ trưởng các đơn vị thực hiện:\n1. Niêm yết giá.\n"
        "Giao Phòng Nghiệp vụ Y kiểm tra. Báo cáo kết quả gửi về Sở Y tế trước ngày 25/6/2026.\n"
    )
    assert [actors for _, actors, _ in asked(text)] == [
        ("Thủ trưởng các đơn vị",),
        ("Phòng Nghiệp vụ Y",),
        ("Thủ trưởng các đơn vị",),
    ]


def test_whoever_carries_a_decision_out_is_asked_nothing_by_its_last_article() -> None:
    text = (
        "UBND TỈNH A\nSố: 7/QĐ-UBND\nA, ngày 02 tháng 02 năm 2026\nQUYẾT ĐỊNH\nVề việc ban hành Kế hoạch\n"
        "Điều 1. Ban hành Kế hoạch.\nĐiều 2. Các ông (bà): Chánh Văn phòng UBND tỉnh; Giám đốc các sở;"
        " Chủ tịch UBND các huyện chịu trách nhiệm thi hành Quyết định này.\n"
    )
    assert asked(text) == []


def test_an_article_on_carrying_out_a_decree_asks_what_has_a_day() -> None:
    text = (
        "CHÍNH PHỦ\nSố: 7/2026/NĐ-CP\nHà Nội, ngày 02 tháng 02 năm 2026\nNGHỊ ĐỊNH\nVề một cửa\n"
        "Điều 1. Nguyên tắc\n1. Cơ quan nhà nước trả kết quả trước ngày 15 hằng tháng.\n"
        "Điều 2. Trách nhiệm thi hành\n1. Ủy ban nhân dân cấp tỉnh số hóa hồ sơ trước ngày 01 tháng 6 năm 2026.\n"
        "2. Bộ trưởng chịu trách nhiệm thi hành Nghị định này.\n"
    )
    assert asked(text) == [
        (
            "Ủy ban nhân dân cấp tỉnh số hóa hồ sơ trước ngày 01 tháng 6 năm 2026",
            ("Ủy ban nhân dân cấp tỉnh",),
            ("date", "2026-05-31"),
        )
    ]


def test_where_a_meeting_is_held_asks_nothing_of_the_room() -> None:
    said = (
        "1. Thời gian: ngày 20 hằng tháng.\n2. Địa điểm: Phòng Tiếp công dân, trụ sở UBND huyện.\n"
        "3. Giao Trung tâm Văn hóa, thể thao & Truyền thông đăng tải thông báo này.\n"
    )
    duties = read(said).duties
    assert [duty.actors for duty in duties if duty.actors] == [
        ("Trung tâm Văn hóa, thể thao & Truyền thông",)
    ]


def test_a_line_that_opens_a_table_ends_the_duty_above() -> None:
    said = (
        "1. Chủ tịch UBND xã Hà Khê tiếp công dân định kỳ vào thứ năm hằng tuần tại trụ sở (nếu trùng ngày lễ "
        "thì chuyển sang ngày làm việc kế tiếp)\nCụ thể:\nTháng | Ngày\nTháng 7 | Ngày 03\n"
    )
    reading = read(said)
    assert reading.text[reading.duties[0].start : reading.duties[0].end].endswith("kế tiếp)")


@pytest.mark.parametrize(
    ("said", "actors"),
    [
        ("Cụ thể, Bí thư Huyện ủy phải trực tiếp tiếp dân.", ("Bí thư Huyện ủy",)),
        ("Quy định nêu rõ, Bí thư Huyện ủy phải đối thoại với dân.", ("Bí thư Huyện ủy",)),
        ("Theo quy định, người đứng đầu cấp ủy phải chỉ đạo việc này.", ("người đứng đầu cấp ủy",)),
        ("Cấp xã phải tiếp dân ít nhất 2 ngày/tháng.", ("Cấp xã",)),
        (
            "Ban tổ chức các huyện ủy, thị ủy phải theo dõi việc này.",
            ("Ban tổ chức các huyện ủy, thị ủy",),
        ),
    ],
)
def test_news_says_who_must_behind_a_lead(said: str, actors: tuple[str, ...]) -> None:
    (duty,) = read(said).duties
    assert duty.actors == actors

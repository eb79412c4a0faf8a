"""Terms as they are written beside a task, and the tasks that were passed over for their wording."""

from datetime import date

import pytest

from directives.reading import DueKind, read
from tests.directives.reading.plan import HEAD


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("rà soát hồ sơ, hoàn thành ngày 15/10/2026.", date(2026, 10, 15)),
        ("rà soát hồ sơ, xong ngày 15/10/2026.", date(2026, 10, 15)),
        ("rà soát hồ sơ (hoàn thành 15/10/2026).", date(2026, 10, 15)),
        ("rà soát hồ sơ; hoàn thành: 15/10/2026.", date(2026, 10, 15)),
        ("rà soát hồ sơ; thời hạn: trước 15/10/2026.", date(2026, 10, 14)),
        ("rà soát hồ sơ (thời gian: tháng 10 - 11/2026).", date(2026, 11, 30)),
        ("rà soát hồ sơ; thời gian thực hiện: quý III - IV/2026.", date(2026, 12, 31)),
        ("tổ chức tập huấn trong tháng 10 và tháng 11/2026.", date(2026, 11, 30)),
        ("tổ chức tập huấn trong quý II, III/2026.", date(2026, 9, 30)),
        ("gửi báo cáo chậm nhất 17h00' ngày 15/10/2026.", date(2026, 10, 15)),
        (
            "thống kê đơn nhận từ 01/01/2023 đến 30/6/2023, gửi trước 15/10/2026.",
            date(2026, 10, 14),
        ),
    ],
)
def test_a_last_day_in_a_clerk_s_words(text: str, last_day: date) -> None:
    (duty,) = read(f"{HEAD}1. Phòng Nội vụ {text}").duties
    assert duty.actors == ("Phòng Nội vụ",)
    assert duty.due is not None
    assert duty.due.last_day == last_day


def test_a_term_in_days_behind_a_semicolon() -> None:
    (duty,) = read(
        f"{HEAD}1. Giao Phòng Nội vụ xác minh đơn; thời gian hoàn thành: 30 ngày."
    ).duties
    assert duty.due is not None
    assert (duty.due.kind, duty.due.count, duty.due.unit) == (DueKind.WITHIN, 30, "days")


def test_a_period_that_is_over_is_no_deadline() -> None:
    (duty,) = read(f"{HEAD}1. Phòng Nội vụ thống kê đơn tính đến ngày 30/6/2023.").duties
    assert duty.due is None


def test_two_days_of_a_year_in_one_breath() -> None:
    (duty,) = read(f"{HEAD}1. Phòng Nội vụ gửi báo cáo vào các ngày 15/6 và 15/12 hằng năm.").duties
    assert duty.due is not None
    assert duty.due.kind is DueKind.HALF_YEARLY


@pytest.mark.parametrize("what", ["thông báo kết luận", "kế hoạch chi tiết", "nội quy tiếp dân"])
def test_issuing_a_paper_is_a_task(what: str) -> None:
    (duty,) = read(f"{HEAD}1. Văn phòng UBND xã:\n- Ban hành {what} trước ngày 05/10/2026.").duties
    assert duty.actors == ("Văn phòng UBND xã",)


@pytest.mark.parametrize(
    "who",
    [
        ("Phòng TN&MT", "Phòng Quản lý đô thị"),
        ("Phòng LĐTB&XH", "Phòng VH&TT", "UBND các xã"),
        ("Sở NN&PTNT",),
        ("Văn phòng HĐND&UBND xã",),
        ("Văn phòng HĐND-UBND huyện",),
    ],
)
def test_an_ampersand_is_part_of_a_name(who: tuple[str, ...]) -> None:
    (duty,) = read(f"{HEAD}1. {', '.join(who)} trả lời đơn trước ngày 10/10/2026.").duties
    assert duty.actors == who


def test_a_telephone_number_in_the_matter_s_name() -> None:
    text = (
        "1. Về đơn của ông Hợi (SĐT 0912.345.678), xã Vân Hòa: Giao Thanh tra huyện xác minh đơn."
    )
    (duty,) = read(f"{HEAD}{text}").duties
    assert duty.text == "Giao Thanh tra huyện xác minh đơn"


def test_a_list_of_documents_goes_on_behind_a_semicolon() -> None:
    text = "Yêu cầu UBND xã Tản Lĩnh thực hiện Kết luận số 41/KL-TTr; Thông báo số 132/TB-UBND"
    (duty,) = read(f"{HEAD}1. {text}.").duties
    assert duty.text == text


def test_the_new_words_of_what_is_amended_ask_nothing() -> None:
    text = (
        "ỦY BAN NHÂN DÂN\nTỈNH LONG AN\nSố: 46/2020/QĐ-UBND\nLong An, ngày 12 tháng 11 năm 2020\n\nQUYẾT ĐỊNH\n"
        "Sửa đổi Quy chế tiếp công dân\n\nĐiều 1. Sửa đổi Quy chế\n1. Sửa đổi khoản 2 Điều 5 như sau:\n"
        "“2. Ban Tiếp công dân tỉnh gửi lịch tiếp công dân trước ngày 25 hằng tháng.”\n"
        "Điều 2. Giao Sở Nội vụ theo dõi việc thực hiện trước ngày 01/12/2020."
    )
    assert [duty.actors for duty in read(text).duties] == [("Sở Nội vụ",)]


@pytest.mark.parametrize("rule", ["|---|---|---|---|", "|:---|:---:|---|---|", "|-|-|-|-|"])
def test_a_table_with_a_rule_under_its_headings(rule: str) -> None:
    table = (
        f"| TT | Nội dung công việc | Đơn vị chủ trì | Thời gian |\n{rule}\n"
        "| 1 | Tập huấn cho 235 hòa giải viên | Phòng Nội vụ | Quý IV/2026 |\n"
    )
    (duty,) = read(f"{HEAD}\n{table}").duties
    assert duty.actors == ("Phòng Nội vụ",)
    assert duty.quantity is not None
    assert duty.quantity.value == 235


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("Đài Truyền thanh xã phát 03 lượt/tuần.", DueKind.WEEKLY, 3),
        ("Đài Truyền thanh xã phát 02 tin, bài/tháng.", DueKind.MONTHLY, 2),
        ("Các thôn xây dựng 01 mô hình/năm.", DueKind.YEARLY, 1),
    ],
)
def test_so_many_a_time_without_a_blank(text: str, kind: DueKind, value: int) -> None:
    (duty,) = read(f"{HEAD}1. {text}").duties
    assert duty.due is not None
    assert duty.quantity is not None
    assert duty.due.kind is kind
    assert duty.quantity.value == value


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hàng tháng (trước ngày 25) Văn phòng tổng hợp kết quả.", "Văn phòng"),
        (
            "Định kỳ hằng quý (trước ngày 20 của tháng cuối quý), Công an xã báo cáo kết quả.",
            "Công an xã",
        ),
        ("Hằng năm (trước ngày 15/11) các thôn tổng hợp kết quả.", "các thôn"),
        ("Đ/c Chánh Văn phòng đôn đốc các phòng.", "Đ/c Chánh Văn phòng"),
        ("Giao đ/c Phó Chủ tịch UBND xã đôn đốc.", "đ/c Phó Chủ tịch UBND xã"),
        ("Các đ/c Đảng ủy viên dự sinh hoạt chi bộ hằng tháng.", "Các đ/c Đảng ủy viên"),
        ("Phân công đ/c Nguyễn Thị Bình phụ trách thôn 3.", "đ/c Nguyễn Thị Bình"),
    ],
)
def test_who_acts_behind_an_aside_or_as_a_comrade(text: str, actor: str) -> None:
    (duty,) = read(f"{HEAD}1. {text}").duties
    assert duty.actors == (actor,)


@pytest.mark.parametrize(
    ("said", "last_day"),
    [
        ("hoàn thành giữa tháng 10/2026", date(2026, 10, 15)),
        ("hoàn thành trong nửa đầu tháng 10/2026", date(2026, 10, 15)),
        ("báo cáo vào tuần đầu tháng 10/2026", date(2026, 10, 7)),
        ("báo cáo trong tuần thứ hai của tháng 10 năm 2026", date(2026, 10, 14)),
        ("báo cáo tuần thứ ba tháng 10/2026", date(2026, 10, 21)),
        ("báo cáo trong tuần cuối tháng 10/2026", date(2026, 10, 31)),
        ("hoàn thành trong 10 ngày đầu tháng 10/2026", date(2026, 10, 10)),
        ("tổ chức trung tuần tháng 10/2026", date(2026, 10, 20)),
        ("tổ chức trong thượng tuần tháng 10/2026", date(2026, 10, 10)),
        ("kiểm tra (thời gian: quý IV/2026 – quý I/2027)", date(2027, 3, 31)),
        ("kiểm tra trong quý IV/2026 và quý I/2027", date(2027, 3, 31)),
        ("kiểm tra trong tháng 12/2026 - tháng 01/2027", date(2027, 1, 31)),
    ],
)
def test_a_part_of_a_month_and_a_turn_of_the_year(said: str, last_day: date) -> None:
    (duty,) = read(f"{HEAD}1. Phòng Nội vụ rà soát hồ sơ, {said}.").duties
    assert duty.due is not None
    assert duty.due.last_day == last_day


def test_the_beginning_of_a_month_is_no_day() -> None:
    (duty,) = read(f"{HEAD}1. Phòng Nội vụ rà soát hồ sơ vào đầu tháng 10/2026.").duties
    assert duty.due is None

"""Who must do what by when, and how much."""

from datetime import date
from decimal import Decimal

import pytest

from directives.reading import Bound, Due, DueKind, Quantity, read
from directives.reading.deadlines import due_in
from directives.reading.lines import Text
from directives.reading.quantities import quantity_in
from directives.reading.scoring import due_form


def due(text: str) -> Due:
    found = due_in(Text(text), 0, len(text), date(2022, 5, 14))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "last_day"),
    [
        ("gửi trước ngày 30/11/2022", date(2022, 11, 29)),
        ("gửi trước ngày 01/3/2024", date(2024, 2, 29)),
        ("gửi trước ngày 1 tháng 1 năm 2023", date(2022, 12, 31)),
        ("chậm nhất ngày 15/7/2022", date(2022, 7, 15)),
        ("đến hết ngày 15/7/2022", date(2022, 7, 15)),
        ("không muộn hơn ngày 15/7/2022", date(2022, 7, 15)),
        ("không quá ngày 15/7/2022", date(2022, 7, 15)),
        ("đến hết năm 2022", date(2022, 12, 31)),
        ("trước năm 2025", date(2024, 12, 31)),
        ("xong trong tháng 6/2022", date(2022, 6, 30)),
        ("trong quý II năm 2023", date(2023, 6, 30)),
        ("trước tháng 01/2023", date(2022, 12, 31)),
        ("trước 17 giờ ngày 20/6/2022", date(2022, 6, 20)),
        ("báo cáo trước ngày 30/11", date(2022, 11, 29)),
        ("báo cáo trước ngày 01/3", date(2023, 2, 28)),
        ("hoàn thành trong tháng 6", date(2022, 6, 30)),
    ],
)
def test_a_last_day_is_read(text: str, last_day: date) -> None:
    found = due(text)
    assert (found.kind, found.last_day) == (DueKind.ONCE, last_day)


@pytest.mark.parametrize(
    ("text", "kind", "month", "day"),
    [
        ("Hằng năm, gửi về Sở Nội vụ trước ngày 30/11", DueKind.YEARLY, 11, 29),
        ("trước ngày 01/12 hằng năm", DueKind.YEARLY, 11, 31),
        ("Định kỳ hàng quý", DueKind.QUARTERLY, None, None),
        ("mỗi quý 1 lần", DueKind.QUARTERLY, None, None),
        ("hằng quý, trước ngày 20 của tháng cuối quý", DueKind.QUARTERLY, 3, 19),
        ("chậm nhất ngày 25 hằng tháng", DueKind.MONTHLY, None, 25),
        ("báo cáo ngày 25 hằng tháng", DueKind.MONTHLY, None, 25),
        ("giao ban ngày 15 mỗi tháng", DueKind.MONTHLY, None, 15),
        ("định kỳ sáu tháng (trước ngày 15/6 và ngày 15/12)", DueKind.HALF_YEARLY, 6, 14),
        ("từ 7h30 đến 8h30 hàng ngày", DueKind.DAILY, None, None),
        ("ít nhất 02 lần/năm", DueKind.YEARLY, None, None),
    ],
)
def test_a_recurrence_is_read(text: str, kind: DueKind, month: int | None, day: int | None) -> None:
    found = due(text)
    assert (found.kind, found.month, found.day, found.last_day) == (kind, month, day, None)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("trong 05 ngày làm việc kể từ ngày nhận", ("within", 5, "working days")),
        ("trong vòng 24 giờ", ("within", 24, "hours")),
        ("chậm nhất 15 ngày sau khi họp", ("within", 15, "days")),
        ("chậm nhất 03 ngày trước ngày họp", ("before", 3, "days")),
        ("trước khi họp ít nhất 02 ngày", ("before", 2, "days")),
        ("cứ 02 tuần một lần", ("every", 2, "weeks")),
        ("03 giờ một lần", ("every", 3, "hours")),
        ("ba tháng một lần", ("quarterly",)),
        ("mỗi năm hai lần", ("half-yearly",)),
        ("từ 7h30 đến 11h30 hằng ngày", ("daily", "07:30", "11:30")),
        ("trong 6 tháng cuối năm 2022", ("date", "2022-12-31")),
        ("trong 6 tháng đầu năm 2023", ("date", "2023-06-30")),
    ],
)
def test_what_is_counted_is_read(text: str, form: tuple[object, ...]) -> None:
    assert due_form(due(text)) == form


@pytest.mark.parametrize(
    ("words", "actors"),
    [
        ("Ban Thường vụ các huyện ủy, thành ủy lãnh đạo", ["Ban Thường vụ các huyện ủy, thành ủy"]),
        ("Văn phòng Tỉnh ủy phối hợp với Ban Dân vận theo dõi", ["Văn phòng Tỉnh ủy"]),
        ("Giao Giám đốc Công an tỉnh chỉ đạo công an cấp xã tiếp dân", ["Giám đốc Công an tỉnh"]),
        ("Mỗi cán bộ, công chức, viên chức phải gương mẫu", ["cán bộ, công chức, viên chức"]),
        (
            "Thanh tra tỉnh, Sở Tư pháp và Sở Y tế rà soát",
            ["Thanh tra tỉnh", "Sở Tư pháp", "Sở Y tế"],
        ),
        ("Bí thư chi bộ, trưởng thôn nắm chắc tình hình", ["Bí thư chi bộ", "trưởng thôn"]),
        ("Tổ Dân vận khu phố vận động từng hộ", ["Tổ Dân vận khu phố"]),
        ("Các chi bộ trực thuộc sinh hoạt chuyên đề", ["Các chi bộ trực thuộc"]),
        ("Đối với việc này, Sở Y tế kiểm tra ngay", ["Sở Y tế"]),
    ],
)
def test_an_actor_ends_where_the_verb_begins(words: str, actors: list[str]) -> None:
    assert [list(duty.actors) for duty in read(f"1. {words}.").duties] == [actors]


def test_the_rules_of_a_regulation_are_no_duties() -> None:
    text = "Số: 7/QC-UBND\nQUY CHẾ\nTiếp công dân\n1. Ban Tiếp công dân ghi sổ hằng ngày.\n"
    assert read(text).duties == ()


def test_a_yearly_duty_has_a_day_in_each_year() -> None:
    assert due("Hằng năm, trước ngày 30/11").on(2026) == date(2026, 11, 29)
    assert due("trước ngày 01/3 hằng năm").on(2024) == date(2024, 2, 29)
    assert due("trước ngày 01/3 hằng năm").on(2026) == date(2026, 2, 28)


def test_a_weekday_is_read() -> None:
    assert (due("thứ năm hàng tuần").kind, due("thứ năm hàng tuần").weekday) == (DueKind.WEEKLY, 3)


@pytest.mark.parametrize(
    "text", ["thường xuyên", "giai đoạn 2021-2025", "trước ngày 31/02", "trước mắt"]
)
def test_what_is_no_deadline_gives_none(text: str) -> None:
    assert due_in(Text(text), 0, len(text), None) is None


def test_quantities_are_read_with_bound_and_share() -> None:
    text = "mỗi xã, phường, thị trấn xây dựng ít nhất 01 mô hình"
    assert quantity_in(Text(text), 0, len(text)) == Quantity(
        Decimal(1), "mô hình", False, Bound.AT_LEAST, "xã, phường, thị trấn", "ít nhất 01 mô hình"
    )
    text = "98,5% hồ sơ trở lên đúng hạn"
    assert quantity_in(Text(text), 0, len(text)) == Quantity(
        Decimal("98.5"), "hồ sơ", True, Bound.AT_LEAST, None, "98,5% hồ sơ"
    )
    text = "tỷ lệ hài lòng đạt từ 98% trở lên"
    found = quantity_in(Text(text), 0, len(text))
    assert found is not None
    assert (found.value, found.unit, found.bound) == (Decimal(98), "", Bound.AT_LEAST)
    text = "lấy ý kiến của ít nhất 60% số hộ dân ở mỗi thôn, tổ dân phố"
    assert quantity_in(Text(text), 0, len(text)) == Quantity(
        Decimal(60), "hộ dân", True, Bound.AT_LEAST, "thôn, tổ dân phố", "ít nhất 60% số hộ dân"
    )


LETTER = """SỞ NỘI VỤ
Số: 1234/SNV-CCHC
Bắc Ninh, ngày 02 tháng 11 năm 2026
Kính gửi: Ủy ban nhân dân các xã, phường.
Sở Nội vụ đề nghị UBND các xã, phường:
1. Tự chấm điểm theo Phụ lục kèm theo, gửi về Sở Nội vụ (qua Phòng Cải cách hành chính) trước 17 giờ 00
ngày 10/11/2026.
2. Tự khai, tự in phiếu.
Sau thời hạn trên, đơn vị nào không gửi thì coi như không đăng ký.
Đơn vị nào chưa có tổ dân vận thì thành lập xong trước ngày 01/12/2026.
KT. GIÁM ĐỐC
"""


def test_what_one_does_oneself_is_a_duty_and_what_becomes_of_the_silent_is_none() -> None:
    duties = read(LETTER).duties
    assert [duty.text.split(" ", 3)[:3] for duty in duties] == [
        ["Tự", "chấm", "điểm"], ["Tự", "khai,", "tự"], ["Đơn", "vị", "nào"],
    ]  # fmt: skip
    first, _, last = duties
    assert first.actors == ("UBND các xã, phường",)
    assert first.due is not None
    assert first.due.last_day == date(2026, 11, 10)
    assert last.due is not None


DIRECTIVE = """Số: 3/CT-UBND
Chủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, ban, ngành tỉnh, Chủ tịch UBND các huyện, thành phố thực hiện:
I. MỤC ĐÍCH
1. Nâng cao nhận thức.
II. NHIỆM VỤ
1. Tăng cường đối thoại với Nhân dân.
2. Công an tỉnh xây dựng hướng dẫn xong trong tháng 6/2022. Hằng năm, báo cáo UBND tỉnh.
3. Sở Nội vụ:
- Theo dõi, đôn đốc việc thực hiện.
a) Giao Báo Bắc Giang tuyên truyền; hằng quý, tổng hợp tin bài.
"""


def test_actors_are_handed_down() -> None:
    duties = read(DIRECTIVE).duties
    assert [(duty.clause, duty.actors) for duty in duties] == [
        ("II.1", ("Thủ trưởng các sở, ban, ngành tỉnh", "Chủ tịch UBND các huyện, thành phố")),
        ("II.2", ("Công an tỉnh",)),
        ("II.2", ("Công an tỉnh",)),
        ("II.3", ("Sở Nội vụ",)),
        ("II.3.a", ("Báo Bắc Giang",)),
        ("II.3.a", ("Báo Bắc Giang",)),
    ]
    assert duties[-1].due is not None
    assert duties[-1].due.kind is DueKind.QUARTERLY


def test_the_words_of_a_duty_are_its_span() -> None:
    reading = read(DIRECTIVE)
    for duty in reading.duties:
        assert " ".join(reading.text[duty.start : duty.end].split()) == duty.text


def test_what_was_done_is_no_duty() -> None:
    told = "Hàng tuần, các cơ quan đều tiếp công dân tốt.\nSở Nội vụ đã hoàn thành kế hoạch.\n"
    assert read(told).duties == ()


@pytest.mark.parametrize(
    "told",
    [
        "Thời gian qua, công tác tiếp dân đã có chuyển biến rõ nét. Các xã chủ động nắm tình hình;"
        " đẩy mạnh cải cách hành chính, công khai thủ tục.",
        "Trong những năm qua, các cấp quan tâm chỉ đạo; nâng cao chất lượng phục vụ Nhân dân.",
        "Công tác dân vận đạt được những kết quả quan trọng; thực hiện tốt quy chế dân chủ.",
        "Bên cạnh đó, một số nơi còn hình thức; tổ chức đối thoại ở các xã chưa thường xuyên.",
        "Việc tiếp công dân đang được đổi mới; phát huy vai trò người đứng đầu.",
    ],
)
def test_an_assessment_before_the_orders_gives_no_duty(told: str) -> None:
    text = f"{told}\nChủ tịch UBND tỉnh yêu cầu Thủ trưởng các sở, Chủ tịch UBND các xã:\n1. Họp dân hằng quý.\n"
    assert [duty.text for duty in read(text).duties] == ["Họp dân hằng quý"]


def test_what_is_called_for_after_an_assessment_is_a_duty() -> None:
    text = (
        "Thời gian qua, việc tiếp dân đã có chuyển biến. Yêu cầu các sở công khai lịch tiếp; báo cáo kết quả"
        " trước ngày 30/11/2022.\nChủ tịch UBND tỉnh yêu cầu Giám đốc các sở:\n1. Họp dân hằng quý.\n"
    )
    assert len(read(text).duties) == 3


@pytest.mark.parametrize(
    ("sentence", "actors"),
    [
        ("Người đứng đầu cấp ủy các cấp gương mẫu thực hiện.", ("Người đứng đầu cấp ủy các cấp",)),
        ("Ban Dân vận các huyện ủy, thành ủy; Khối Dân vận xã, phường tham mưu kế hoạch.",
         ("Ban Dân vận các huyện ủy, thành ủy", "Khối Dân vận xã, phường")),
        ("Giao đồng chí Phó Bí thư Thường trực Tỉnh ủy chỉ đạo.", ("đồng chí Phó Bí thư Thường trực Tỉnh ủy",)),
        ("Giao đồng chí Lê Văn An, Phó Chủ tịch UBND xã theo dõi.", ("đồng chí Lê Văn An, Phó Chủ tịch UBND xã",)),
        ("Về kinh phí: Sở Tài chính bố trí dự toán.", ("Sở Tài chính",)),
        ("Trong quá trình thực hiện, nếu có khó khăn, các địa phương kịp thời báo cáo.", ("các địa phương",)),
        ("Căn cứ Chỉ thị này, các huyện ủy, thành ủy xây dựng kế hoạch.", ("các huyện ủy, thành ủy",)),
        ("Trường hợp vướng mắc, các cơ quan, đơn vị phản ánh về Sở.", ("các cơ quan, đơn vị",)),
        ("Cán bộ, đảng viên, công chức và người lao động nêu gương.",
         ("Cán bộ, đảng viên, công chức và người lao động",)),
    ],
)  # fmt: skip
def test_an_actor_is_read_to_its_end_and_no_further(sentence: str, actors: tuple[str, ...]) -> None:
    text = f"Chủ tịch UBND tỉnh yêu cầu:\n1. {sentence}\n"
    assert read(text).duties[-1].actors == actors


def test_news_tells_a_duty_by_its_deadline_alone() -> None:
    text = "Sở Nội vụ tổng hợp kết quả, báo cáo UBND tỉnh trước ngày 15 hằng tháng.\nUBND xã tổ chức họp dân."
    assert [duty.actors for duty in read(text).duties] == [("Sở Nội vụ",)]


PLAN = (
    "UBND TỈNH HÀ KHÊ\nSố: 12/KH-UBND\nHà Khê, ngày 05 tháng 01 năm 2024\nKẾ HOẠCH\nVề tiếp dân\n\n"
)


@pytest.mark.parametrize(
    ("heading", "actors"),
    [
        ("1. Sở Nội vụ (cơ quan thường trực)", ("Sở Nội vụ (cơ quan thường trực)",)),
        ("1. Đề nghị UBND các xã nơi có dự án", ("UBND các xã nơi có dự án",)),
        ("1. Trưởng các thôn, làng", ("Trưởng các thôn, làng",)),
        ("1. Hai bên", ("Hai bên",)),
    ],
)
def test_a_heading_over_bullets_hands_on_whom_it_names(
    heading: str, actors: tuple[str, ...]
) -> None:
    duties = read(f"{PLAN}{heading}\n- Rà soát từng hộ.\n- Lập danh sách.\n").duties
    assert [duty.actors for duty in duties] == [actors, actors]


def test_a_section_marked_by_a_capital_letter_ends_what_was_skipped() -> None:
    (duty,) = read(
        f"{PLAN}A- KẾT QUẢ\n1- Công an xã tiếp 12 lượt.\nB- NHIỆM VỤ\n1- Công an xã mở sổ tiếp dân."
    ).duties
    assert (duty.clause, duty.actors) == ("B.1", ("Công an xã",))


def test_points_counted_in_words_are_clauses() -> None:
    duties = read(
        f"{PLAN}UBND tỉnh yêu cầu:\n\nMột là, Sở Nội vụ rà soát.\n\nHai là, Sở Tư pháp kiểm tra."
    ).duties
    assert [duty.clause for duty in duties] == ["1", "2"]


def test_who_comes_last_is_who_must() -> None:
    duties = read(f"{PLAN}1. Việc tuyên truyền Kế hoạch do Sở Tư pháp chịu trách nhiệm.").duties
    assert duties[0].actors == ("Sở Tư pháp",)


def test_a_section_inside_an_article_stands_below_it() -> None:
    (duty,) = read(
        f"{PLAN}Điều 1. Phê duyệt Đề án\nI. MỤC TIÊU\nPhấn đấu đến năm 2025, 80% người dân hài lòng."
    ).duties
    assert duty.clause == "Điều 1.I"


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("báo cáo 06 giờ/lần", ("every", 6, "hours")),
        ("họp 3 tháng/lần", ("quarterly",)),
        ("gửi trước ngày 15 của tháng cuối quý", ("quarterly", 14)),
        ("gửi báo cáo năm trước ngày 20/11", ("yearly", 11, 19)),
    ],
)
def test_more_recurrences_are_read(text: str, form: tuple[object, ...]) -> None:
    assert due_form(due(text)) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (
            "báo cáo UBND tỉnh kết quả gỡ khó khăn, vướng mắc của hộ trồng chè trong 9 tháng đầu năm 2021",
            None,
        ),
        ("tổng hợp số liệu tưới tiêu toàn huyện trong 6 tháng đầu năm 2021", None),
        (
            "báo cáo kết quả trực đê 6 tháng đầu năm 2024 trước ngày 15/6/2024",
            ("date", "2024-06-14"),
        ),
        (
            "báo cáo tình hình, xử lý xong các hộ lấn kênh trong 6 tháng đầu năm 2024",
            ("date", "2024-06-30"),
        ),
        ("kiểm tra toàn bộ cống lấy nước trong 6 tháng đầu năm 2024", ("date", "2024-06-30")),
    ],
)
def test_months_that_a_report_tells_of_are_no_deadline(
    text: str, form: tuple[str, str] | None
) -> None:
    found = due_in(Text(text), 0, len(text), date(2020, 5, 14))
    assert (due_form(found) if found else None) == form

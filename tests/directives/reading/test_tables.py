"""Tables of tasks at the end of a plan: rows are duties, whatever way their cells arrive."""

from datetime import date

import pytest

from directives.reading import Reading, normalise, read

HEAD = (
    "UBND XÃ AN PHÚ\nSố: 12/KH-UBND\nAn Phú, ngày 05 tháng 01 năm 2026\nKẾ HOẠCH\nTiếp công dân năm 2026\n\n"
    "1. Công an xã bố trí lực lượng.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nĐỗ Văn Nam\n\nBẢNG PHÂN CÔNG\n"
)
COLUMNS = ["STT", "Nội dung công việc", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian hoàn thành"]
ROWS = [
    ["1", "Niêm yết lịch tiếp công dân", "Văn phòng HĐND và UBND", "Các phòng", "Trước 15/02/2026"],
    ["2", "Tập huấn kỹ năng giao tiếp", "Phòng Văn hóa - Xã hội; Công an xã", "", "Quý II/2026"],
]


def ruled(mark: str, rows: list[list[str]]) -> str:
    return "\n".join(mark.join(row) for row in [COLUMNS, *rows])


def stacked(rows: list[list[str]]) -> str:
    return "\n".join(cell or "-" for row in [COLUMNS, *rows] for cell in row)


@pytest.mark.parametrize(
    "table", [ruled("\t", ROWS), ruled(" | ", ROWS), f"| {ruled(' | ', ROWS)}", stacked(ROWS)]
)
def test_a_row_is_a_duty_with_its_actor_and_day(table: str) -> None:
    reading = read(HEAD + table)
    _, first, second = reading.duties
    assert (first.clause, first.text) == ("1", "Niêm yết lịch tiếp công dân")
    assert first.actors == ("Văn phòng HĐND và UBND",)
    days = [duty.due.last_day for duty in (first, second) if duty.due]
    assert days == [date(2026, 2, 14), date(2026, 6, 30)]


def test_the_span_of_a_row_is_its_task() -> None:
    reading = read(HEAD + ruled("\t", ROWS))
    assert [spanned(reading, place) for place in (1, 2)] == [row[1] for row in ROWS]


def spanned(reading: Reading, place: int) -> str:
    duty = reading.duties[place]
    return reading.text[duty.start : duty.end]


def test_a_table_of_figures_asks_nothing() -> None:
    figures = "TT\tĐơn vị\tSố lượt tiếp\tTỷ lệ\n1\tXã An Phú\t24\t98%\n2\tXã An Hòa\t31\t87%"
    assert len(read(HEAD + figures).duties) == 1


def test_rows_read_again_keep_their_columns() -> None:
    stored = normalise(ruled("\t", ROWS))
    assert stored.count(" | ") == 12
    assert normalise(stored) == stored


def test_two_columns_of_a_masthead_stay_apart_by_blanks() -> None:
    assert "|" not in normalise("UBND XÃ AN PHÚ\t\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


BROKEN = [
    [["1"], ["Niêm yết lịch", "Tiếp công dân tại trụ sở"], ["Công an xã", "Trạm Y tế"], ["Các phòng"],
     ["Trước 15/02/2026"]],
    [["2"], ["Tập huấn kỹ năng giao tiếp"], ["Phòng Văn hóa - Xã hội"], ["Hội Nông dân", "Đoàn xã"],
     ["Quý II/2026"]],
    [["3"], ["Họp giao ban", "Đánh giá kết quả"], ["Văn phòng HĐND và UBND"], ["Các phòng"], ["Hằng quý"]],
]  # fmt: skip


def with_lines(rows: list[list[list[str]]], mark: str) -> str:
    return "\n".join([mark.join(COLUMNS), *(mark.join(map("\n".join, row)) for row in rows)])


@pytest.mark.parametrize("mark", ["\t", "\n"])
def test_cells_of_several_lines_keep_their_columns(mark: str) -> None:
    _, first, second, third = read(HEAD + with_lines(BROKEN, mark)).duties
    assert first.text == "Niêm yết lịch Tiếp công dân tại trụ sở"
    assert second.actors == ("Phòng Văn hóa - Xã hội",)
    assert third.actors == ("Văn phòng HĐND và UBND",)
    if mark == "\t":  # one below the other, nobody can tell who leads from who helps
        assert first.actors == ("Công an xã", "Trạm Y tế")
    days = [duty.due.last_day for duty in (first, second) if duty.due]
    assert days == [date(2026, 2, 14), date(2026, 6, 30)]


def test_the_last_cell_of_a_row_may_have_lines_of_its_own() -> None:
    rows = [
        [
            ["1"],
            ["Niêm yết lịch tiếp dân"],
            ["Công an xã"],
            ["-"],
            ["Quý I/2026", "(có thể sớm hơn)"],
        ],
        BROKEN[1],
    ]
    _, first, second = read(HEAD + with_lines(rows, "\t")).duties
    assert (first.actors, second.actors) == (("Công an xã",), ("Phòng Văn hóa - Xã hội",))


def test_broken_rows_read_again_keep_their_columns() -> None:
    stored = normalise(with_lines(BROKEN, "\t"))
    assert stored.count(" | ") == 16
    assert normalise(stored) == stored

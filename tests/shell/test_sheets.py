"""What every spreadsheet of the portal keeps: types, heads, harmless text; what reading one refuses."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook, load_workbook

from directives.registry.models import Directive
from portal.sheets import LINE, Column, Label, Part, Sheet, read_rows, workbook

HEADS = ("Mã", "Tiến độ")


class Sample(Sheet):
    name = Column("Tên", "name", width=30)
    on = Column("Ngày", "on")
    count = Column("Số", "count")
    share = Column("Tỷ lệ", "share", places=2)


class Kinds(Sheet):
    kind = Label("Loại", "kind")


class Grouped(Sheet):
    number = Column("STT", "number")
    accepted = Column("Thụ lý", "accepted", group="Hướng xử lý")
    guided = Column("Hướng dẫn", "guided", group="Hướng xử lý")


ROW: dict[str, Any] = {
    "name": "Hoa\u0300 Bi\u0300nh", "on": date(2026, 11, 29), "count": 1676,
    "share": Decimal("66.665"),
}  # fmt: skip


def page(*rows: dict[str, Any], sheet: Sheet | None = None, above: tuple[str, ...] = ()) -> Any:
    made = workbook(Part("Trang", sheet or Sample(), rows, above=above))
    return load_workbook(BytesIO(made))["Trang"]


def uploaded(*rows: tuple[Any, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_date_is_a_date_a_number_a_number_and_text_is_composed() -> None:
    cells = page(ROW)[2]
    assert [cell.data_type for cell in cells] == ["s", "d", "n", "n"]
    assert cells[0].value == "Hoà Bình"
    assert (cells[1].value.date(), cells[1].number_format) == (date(2026, 11, 29), "dd/mm/yyyy")
    assert (cells[2].value, cells[3].value, cells[3].number_format) == (1676, 66.67, "0.00")


def test_heads_are_bold_and_stay_in_sight() -> None:
    sheet = page(ROW)
    assert [(cell.value, cell.font.b) for cell in sheet[1]][:2] == [("Tên", True), ("Ngày", True)]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:D2")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_begins_like_a_formula_stays_the_text_it_is(start: str) -> None:
    typed = f'{start}HYPERLINK("http://xau")'
    cell = page(ROW | {"name": typed})["A2"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.strip() == typed.strip()


def test_no_formula_stands_in_the_file_itself() -> None:
    made = workbook(Part("Trang", Sample(), [ROW | {"name": "=1+1"}]))
    assert b"<f>" not in zipfile.ZipFile(BytesIO(made)).read("xl/worksheets/sheet1.xml")


def test_a_sign_that_no_file_can_hold_is_left_out() -> None:
    assert page(ROW | {"name": "a\x00b\x1fc"})["A2"].value == "abc"


def test_a_head_of_two_rows_joins_what_belongs_together() -> None:
    sheet = page({"number": 1, "accepted": "x", "guided": ""}, sheet=Grouped(), above=("SỔ",))
    rows = [[cell.value for cell in row] for row in sheet["A2:C4"]]
    assert rows[:2] == [["STT", "Hướng xử lý", None], [None, "Thụ lý", "Hướng dẫn"]]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {"A2:A3", "B2:C2"}
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("A4", "$2:$3")


def test_rows_are_written_one_by_one() -> None:
    def rows(count: int) -> Iterator[dict[str, Any]]:
        return (ROW | {"name": f"Dòng {place}"} for place in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        made = workbook(Part("Trang", Sample(), rows(count)))
        held = tracemalloc.get_traced_memory()[1] - 2 * len(made)
        tracemalloc.stop()
        return held

    peak(1)
    assert peak(3000) < peak(300) * 2


def test_columns_are_found_wherever_they_stand_and_lines_not_filled_in_are_left_out() -> None:
    sent = uploaded(
        ("Danh sách",),
        ("Ghi chú", "Tiến độ", " Mã "),
        ("a", 5, 1),
        (None, None, None),
        ("b", "6", 2),
    )
    assert list(read_rows(sent, heads=HEADS, filled=HEADS[1:], most=9).dict) == [
        {LINE: 3, "Mã": 1, "Tiến độ": 5},
        {LINE: 5, "Mã": 2, "Tiến độ": "6"},
    ]


def test_a_percent_is_what_it_shows() -> None:
    book = Workbook()
    for row in (["Mã", "Tiến độ"], [1, 0.57]):
        book.active.append(row)  # type: ignore[union-attr]
    book.active["B2"].number_format = "0%"  # type: ignore[index]
    made = BytesIO()
    book.save(made)
    assert read_rows(made.getvalue(), heads=HEADS, filled=HEADS[1:], most=9)[0] == (2, 1, 57)


def bomb() -> bytes:
    """A true workbook with one part that unpacks far beyond what a list holds."""
    made = BytesIO(uploaded(HEADS))
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/media/x.bin", bytes(60 * 1024 * 1024))
    return made.getvalue()


def laughing() -> bytes:
    """A workbook whose sheet defines entities that multiply."""
    old, made = zipfile.ZipFile(BytesIO(uploaded(HEADS))), BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in old.namelist():
            text = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                text = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + text
            package.writestr(name, text)
    return made.getvalue()


def far_down() -> bytes:
    """Five kilobytes with one cell in the last row that Excel has."""
    book = Workbook()
    book.active.append(HEADS)  # type: ignore[union-attr]
    book.active.cell(1_048_576, 1, "x")  # type: ignore[union-attr]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (uploaded(("Mã", "Khác"), (1, 2)), "cần có các cột “Mã”, “Tiến độ”"),
        (uploaded(), "cần có các cột"),
        (uploaded(HEADS, *((place, 1) for place in range(4))), "điền hơn 3 dòng"),
        (bomb(), "quá nhiều dữ liệu"),
        (laughing(), "Không mở được bảng tính"),
        (far_down(), "dưới dòng 21.000"),
        (b"PK\x03\x04 broken", "Không mở được bảng tính"),
    ],
    ids=["another shape", "empty", "too long", "bomb", "entities", "far down", "broken"],
)
def test_what_is_no_such_sheet_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence) as refused:
        read_rows(content, heads=HEADS, filled=HEADS[1:], most=3)
    assert len(refused.value.messages) == 1


def test_a_table_is_as_wide_as_its_reader_says() -> None:
    heads = tuple(str(place) for place in range(100))
    sent = uploaded(heads, heads)
    with pytest.raises(ValidationError, match="cần có các cột"):
        read_rows(sent, heads=heads, filled=heads, most=3)
    assert len(read_rows(sent, heads=heads, filled=heads, most=3, widest=100)) == 1


def test_a_label_is_what_a_page_shows() -> None:
    kinds = [kind for kind, _ in Directive._meta.get_field("kind").flatchoices][:3]
    rows = [Directive(kind=kind) for kind in [*kinds, "không có", *kinds]]
    sheet = Kinds()
    shown = [sheet.export_resource(row)[0] for row in rows]
    assert shown == [row.get_kind_display() for row in rows]


def test_a_date_a_number_and_a_guarded_text_keep_their_own_looks() -> None:
    first = page(ROW, ROW | {"name": "=1+1"})
    (name, on, count, share), (guarded, *_) = first["A2:D2"][0], first["A3:D3"][0]
    formats = [cell.number_format for cell in (name, on, count, share)]
    assert formats == ["General", "dd/mm/yyyy", "General", "0.00"]
    assert (name.quotePrefix, guarded.quotePrefix) == (False, True)

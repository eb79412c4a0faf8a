"""Drawings: right lengths, gaps where nothing is known, every number in the table behind."""

import io
import re
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from portal.charts import (
    Bar,
    Chart,
    HeatCell,
    HeatRow,
    Interval,
    Point,
    Stack,
    State,
    bars,
    heat_level,
    heat_map,
    intervals,
    stacked,
    trend,
)
from portal.charts.drawing import WIDTH, ticks
from tests.shell.gallery import charts

SVG = "{http://www.w3.org/2000/svg}"


def drawing(chart: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(chart.svg)  # noqa: S314 - drawn a moment ago


def widths(chart: Chart) -> list[float]:
    return [float(r.get("width", 0)) for r in drawing(chart).iter(f"{SVG}rect")]


def words(chart: Chart) -> list[str]:
    return ["".join(t.itertext()) for t in drawing(chart).iter(f"{SVG}text")]


def test_bars_are_as_long_as_what_they_count() -> None:
    drawn = widths(bars("Lượt", [Bar("A", 100), Bar("B", 25), Bar("C", 0)]))
    assert drawn[0] == pytest.approx(4 * drawn[1], abs=0.05)
    assert drawn[2] == 0


def test_bars_of_nothing_are_drawn_without_dividing_by_it() -> None:
    assert widths(bars("Lượt", [Bar("A", 0)])) == [0]
    assert bars("Lượt", []).table.rows == ()


def test_states_are_shares_of_their_row_and_an_absent_state_is_not_drawn() -> None:
    chart = stacked("Nhiệm vụ", [Stack("A", {"on_time": 30, "overdue": 10})])
    on_time, overdue = (width + 1.5 for width in widths(chart))
    assert on_time == pytest.approx(3 * overdue, abs=0.1)
    assert chart.table.rows == (("A", "30", "0", "0", "10", "40"),)


def test_a_row_without_any_state_has_no_bar() -> None:
    assert widths(stacked("Nhiệm vụ", [Stack("A", {})])) == []


def test_a_missing_month_is_a_gap_in_the_line_not_a_zero() -> None:
    chart = trend("Tỷ lệ", [Point("T1", 50), Point("T2", 60), Point("T3", None), Point("T4", 70)])
    lines = [p for p in drawing(chart).iter(f"{SVG}path") if p.get("class") == "stroke"]
    assert len(lines) == 1
    assert len(list(drawing(chart).iter(f"{SVG}circle"))) == 3
    assert chart.table.rows[2] == ("T3", "chưa xác định")


def test_a_small_group_shows_its_note_instead_of_a_value() -> None:
    chart = intervals("Hài lòng", [Interval("Xã A", None, note="Chưa đủ phiếu")])
    assert "Chưa đủ phiếu" in words(chart)
    assert chart.table.rows == (("Xã A", "Chưa đủ phiếu", ""),)


def test_an_interval_lies_around_its_value() -> None:
    chart = intervals("Hài lòng", [Interval("A", Decimal(50), Decimal(25), Decimal(75))])
    drawn = drawing(chart)
    path = next(p for p in drawn.iter(f"{SVG}path")).get("d", "")
    low, high = (float(x) for x in re.findall(r"[ML]([\d.]+)", path))
    middle = float(next(drawn.iter(f"{SVG}circle")).get("cx", 0))
    assert middle == pytest.approx((low + high) / 2, abs=0.05)


@pytest.mark.parametrize("largest", [0, 1, 3, 7, 10, 99, 100, 1676, 0.4])
def test_scales_reach_their_largest_value_in_a_few_round_steps(largest: float) -> None:
    scale = ticks(largest)
    assert scale[0] == 0
    assert scale[-1] >= largest
    assert 2 <= len(scale) <= 7


def test_names_are_escaped_and_long_ones_cut_but_whole_in_the_table() -> None:
    name = "Xã <b>rất</b> dài " * 6
    chart = bars("Lượt", [Bar(name, 1)])
    assert "<b>" not in chart.svg
    assert any(word.endswith("…") for word in words(chart))
    assert chart.table.rows[0][0] == name


def shares(chart: Chart, row: int = 0) -> list[float]:
    """The widths of the pieces of one row on the screen, in percent."""
    return [
        float(width) for width in re.findall(r'width="([\d.]+)%" height', chart.tracks[row].drawing)
    ][1:]


def test_on_a_screen_a_long_name_is_whole_beside_its_bar() -> None:
    name = "Mục 1: UBND các xã, phường ban hành kế hoạch xây dựng “Chính quyền thân thiện”"
    chart = stacked("Nhiệm vụ", [Stack(name, {"on_time": 30, "overdue": 10}, href="/x/")])
    assert (chart.tracks[0].label, chart.tracks[0].value, chart.tracks[0].href) == (
        name,
        "40",
        "/x/",
    )
    on_time, overdue = shares(chart)
    assert on_time == pytest.approx(3 * overdue, abs=1)


def test_on_a_screen_an_estimate_stands_at_its_share_of_the_scale() -> None:
    chart = intervals("Hài lòng", [Interval("A", Decimal(50), Decimal(25), Decimal(75))])
    assert 'x1="25%" x2="75%"' in chart.tracks[0].drawing
    assert 'cx="50%"' in chart.tracks[0].drawing
    assert ">100<" in chart.scale


def test_a_bar_with_rows_behind_it_is_a_link_to_them() -> None:
    chart = bars("Lượt", [Bar("A", 1, href="/nhiem-vu/?don-vi=1&qua-han=1")])
    link = next(drawing(chart).iter(f"{SVG}a"))
    assert link.get("href") == "/nhiem-vu/?don-vi=1&qua-han=1"


@pytest.mark.parametrize("name", ["bars", "stacked", "trend", "intervals"])
def test_no_drawing_needs_an_inline_style_or_leaves_its_box(name: str) -> None:
    chart = charts()[name]
    assert isinstance(chart, Chart)
    assert "style=" not in chart.svg
    for shape in drawing(chart).iter(f"{SVG}rect"):
        assert float(shape.get("x", 0)) + float(shape.get("width", 0)) <= WIDTH


@pytest.mark.parametrize(
    ("share", "tone"),
    [(0, "level-0"), (0.19, "level-0"), (0.2, "level-1"), (1, "level-4"), (3, "level-4")],
)
def test_heat_has_five_depths(share: float, tone: str) -> None:
    assert heat_level(share) == tone


def test_a_heat_row_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(ValueError, match="Xã A"):
        heat_map("Tiến độ", [("NV1", "", "")], [HeatRow("Xã A", (HeatCell(), HeatCell()))])


def test_a_heat_map_escapes_all_that_it_is_given() -> None:
    bad = "<b>\"&'"
    heat = heat_map(bad, [(bad, bad, bad)], [HeatRow(bad, (HeatCell(bad, bad, bad, bad),), bad)])
    for drawn in (heat.heads(), heat.rows[0].drawn()):
        assert "<b>" not in drawn
        assert drawn.count("&lt;b&gt;&quot;&amp;&#x27;") >= 3


def test_a_cell_without_a_link_is_its_text() -> None:
    row = HeatRow("Xã A", (HeatCell(), HeatCell("Xong", "done", "", "Đúng hạn")))
    assert row.drawn() == (
        '<tr><th scope="row">Xã A</th><td class=""></td>'
        '<td class="heat-done" title="Đúng hạn">Xong</td></tr>'
    )


def test_the_same_drawing_prints_with_its_words_in_the_pdf() -> None:
    weasyprint = pytest.importorskip("weasyprint")
    from pypdf import PdfReader

    chart = charts()["bars"]
    assert isinstance(chart, Chart)
    pdf = weasyprint.HTML(string=f"<html lang='vi'><body>{chart.svg}</body></html>").write_pdf()
    text = PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert "Phường Bắc Giang" in text
    assert "1.676" in text


def test_rows_and_table_of_a_chart_escape_what_they_are_given() -> None:
    chart = stacked(
        "Báo cáo", [Stack("<b>Xã</b>", {"in_time": 3}, "/?a=1&b=2")],
        states=(State("in_time", "Đúng hạn", "done"),),
    )  # fmt: skip
    assert (
        '<a class="title-link" href="/?a=1&amp;b=2">&lt;b&gt;Xã&lt;/b&gt;</a>' in chart.track_lines
    )
    assert chart.table.lines.startswith(
        '<tr><th scope="row">&lt;b&gt;Xã&lt;/b&gt;</th><td class="num">3</td>'
    )

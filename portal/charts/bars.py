"""Bars: one value a row, or the states of what a row counts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.safestring import SafeString

from portal.charts.drawing import (
    LETTER,
    WIDTH,
    Chart,
    ChartTable,
    LegendKey,
    Number,
    Track,
    cut,
    label_column,
    line,
    linked,
    rect,
    svg,
    text,
    text_on,
)
from portal.charts.tracks import length, segments
from portal.templatetags.show import number

ROW, THICK = 28, 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; `tone` is a key of `drawing.TONES`, `href` opens the rows it counts."""

    label: str
    value: Number
    tone: str = "action"
    href: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """One state of a stacked bar, in drawing order."""

    key: str
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One stacked bar: how many of its rows are in each state."""

    label: str
    counts: Mapping[str, int]
    href: str = ""

    @property
    def total(self) -> int:
        return sum(self.counts.values())


FOUR_STATES = (
    State("on_time", "Xong đúng hạn", "done"),
    State("late_done", "Xong sau hạn", "done-late"),
    State("open", "Đang làm, còn hạn", "open"),
    State("overdue", "Quá hạn, chưa xong", "late"),
)


def bars(title: str, rows: Sequence[Bar], *, unit: str = "", note: str = "") -> Chart:
    """Draw a bar a row with its value beside it; the longest fills the width."""
    values = [_valued(row.value, unit) for row in rows]
    largest = max((float(row.value) for row in rows), default=0) or 1.0
    table = ChartTable(
        ("", unit or "Số lượng"), tuple((row.label, number(row.value)) for row in rows)
    )
    tracks = tuple(
        Track(row.label, length(float(row.value) / largest, row.tone), value, row.href)
        for row, value in zip(rows, values, strict=True)
    )
    draw = partial(_bars_on_paper, title, rows, values, largest)
    return Chart(title, draw, table, note=note, tracks=tracks)


def _bars_on_paper(
    title: str, rows: Sequence[Bar], values: Sequence[str], largest: float
) -> SafeString:
    column = label_column(row.label for row in rows)
    room = WIDTH - column - max((len(value) for value in values), default=0) * LETTER - 14
    shapes = [line(column, 0, column, len(rows) * ROW)]
    for place, (row, value) in enumerate(zip(rows, values, strict=True)):
        width = float(row.value) / largest * room
        top = place * ROW + (ROW - THICK) / 2
        drawn = [
            text(column - 8, top + 13.5, cut(row.label, column), anchor="end"),
            rect(column, top, width, THICK, row.tone),
            text(column + width + 7, top + 13.5, value),
        ]
        shapes.append(linked(drawn, row.href))
    return svg(title, len(rows) * ROW, shapes, links=any(row.href for row in rows))


def stacked(
    title: str, rows: Sequence[Stack], *, states: Sequence[State] = FOUR_STATES, note: str = ""
) -> Chart:
    """Draw each row's states as shares of its own total, the total beside it."""
    totals = [number(row.total) for row in rows]
    legend = tuple(LegendKey(state.label, state.tone) for state in states)
    tracks = tuple(
        Track(row.label, segments(_pieces(row, states)), total, row.href)
        for row, total in zip(rows, totals, strict=True)
    )
    draw = partial(_stacked_on_paper, title, rows, states, totals)
    return Chart(title, draw, _state_table(rows, states), legend, note, tracks)


def _stacked_on_paper(
    title: str, rows: Sequence[Stack], states: Sequence[State], totals: Sequence[str]
) -> SafeString:
    column = label_column(row.label for row in rows)
    room = WIDTH - column - max((len(total) for total in totals), default=0) * LETTER - 14
    shapes: list[SafeString] = []
    for place, (row, total) in enumerate(zip(rows, totals, strict=True)):
        top = place * ROW + (ROW - THICK) / 2
        drawn = [
            text(column - 8, top + 13.5, cut(row.label, column), anchor="end"),
            *_segments(row, states, column, top, room),
            text(column + room + 8, top + 13.5, total, soft=True),
        ]
        shapes.append(linked(drawn, row.href))
    return svg(title, len(rows) * ROW, shapes, links=any(row.href for row in rows))


def _pieces(row: Stack, states: Sequence[State]) -> list[tuple[int, str]]:
    return [(row.counts.get(state.key, 0), state.tone) for state in states]


def _segments(
    row: Stack, states: Sequence[State], left: float, top: float, room: float
) -> Iterator[SafeString]:
    for state in states:
        count = row.counts.get(state.key, 0)
        if not count:
            continue
        width = count / row.total * room
        yield rect(left, top, max(width - 1.5, 1), THICK, state.tone)
        if width > len(number(count)) * LETTER + 6:
            yield text_on(left + width / 2, top + 13.5, number(count), state.tone)
        left += width


def _state_table(rows: Sequence[Stack], states: Sequence[State]) -> ChartTable:
    cells = tuple(
        (row.label, *(number(row.counts.get(s.key, 0)) for s in states), number(row.total))
        for row in rows
    )
    return ChartTable(("", *(state.label for state in states), "Tổng"), cells)


def _valued(value: Number, unit: str) -> str:
    return f"{number(value)}{unit}" if unit == "%" else f"{number(value)} {unit}".rstrip()

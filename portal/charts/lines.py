"""Lines over time, and values with their intervals."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from django.utils.safestring import SafeString

from portal.charts.drawing import (
    LETTER,
    WIDTH,
    Chart,
    ChartTable,
    Number,
    Track,
    cut,
    dot,
    label_column,
    line,
    stroke,
    svg,
    text,
    ticks,
)
from portal.charts.tracks import estimate, nothing, under
from portal.templatetags.show import UNKNOWN, number

TALL, TOP, BOTTOM = 200, 20, 26
ROW = 30


@dataclass(frozen=True, slots=True)
class Point:
    """One moment of a trend; a value of None is a gap, not a zero."""

    label: str
    value: Number | None


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the interval it lies in; `value` None is a group too small to show."""

    label: str
    value: Number | None
    low: Number = 0
    high: Number = 0
    note: str = ""


def trend(
    title: str,
    points: Sequence[Point],
    *,
    unit: str = "",
    target: Number | None = None,
    note: str = "",
) -> Chart:
    """Draw a line over equal steps from zero, with a dashed line at the target."""
    known = [float(point.value) for point in points if point.value is not None]
    scale = ticks(max([*known, float(target or 0)], default=0))
    left = max(len(_shown(tick)) for tick in scale) * LETTER + 10
    # The first and the last label stand whole, neither on the scale nor over the edge.
    beside = max((_half(point) for point in points), default=0) + 4
    step = (WIDTH - left - 2 * beside) / max(len(points) - 1, 1)

    def height(value: float) -> float:
        return TOP + (TALL - TOP - BOTTOM) * (1 - value / scale[-1])

    shapes: list[SafeString] = []
    for tick in scale:
        shapes.append(line(left, height(tick), WIDTH, height(tick)))
        shapes.append(text(left - 6, height(tick) + 4, _shown(tick), anchor="end", soft=True))
    if target is not None:
        shapes.append(
            stroke([(left, height(float(target))), (WIDTH, height(float(target)))], dashed=True)
        )
    spots = [
        (left + beside + place * step, height(float(p.value)) if p.value is not None else None)
        for place, p in enumerate(points)
    ]
    shapes += [stroke(run) for run in _runs(spots) if len(run) > 1]
    shapes += _marks(points, spots)
    table = ChartTable(("", unit or "Giá trị"), tuple((p.label, number(p.value)) for p in points))
    return Chart(title, partial(svg, title, TALL, shapes, links=False), table, note=note)


def intervals(
    title: str,
    rows: Sequence[Interval],
    *,
    unit: str = "",
    largest: Number = 100,
    note: str = "",
) -> Chart:
    """Draw each estimate as a dot on its interval, over one scale from zero."""
    scale = ticks(largest)
    return Chart(
        title,
        partial(_intervals_on_paper, title, rows, scale, unit),
        _interval_table(rows),
        note=note,
        tracks=tuple(_track(row, scale, unit) for row in rows),
        scale=under((tick / scale[-1], _shown(tick)) for tick in scale),
    )


def _intervals_on_paper(
    title: str, rows: Sequence[Interval], scale: Sequence[float], unit: str
) -> SafeString:
    column = label_column(row.label for row in rows)
    room = WIDTH - column - 68
    base = len(rows) * ROW

    def across(value: Number) -> float:
        return column + float(value) / scale[-1] * room

    shapes: list[SafeString] = []
    for tick in scale:
        shapes.append(line(across(tick), 0, across(tick), base))
        shapes.append(text(across(tick), base + 16, _shown(tick), anchor="middle", soft=True))
    for place, row in enumerate(rows):
        middle = place * ROW + ROW / 2
        shapes.append(text(column - 8, middle + 4.5, cut(row.label, column), anchor="end"))
        if row.value is None:
            shapes.append(text(column + 8, middle + 4.5, row.note or UNKNOWN, soft=True))
            continue
        shapes.append(stroke([(across(row.low), middle), (across(row.high), middle)]))
        shapes.append(dot(across(row.value), middle))
        shapes.append(text(WIDTH - 4, middle + 4.5, f"{number(row.value)}{unit}", anchor="end"))
    return svg(title, base + 24, shapes, links=False)


def _track(row: Interval, scale: Sequence[float], unit: str) -> Track:
    marks = [tick / scale[-1] for tick in scale]
    if row.value is None:
        return Track(row.label, nothing(marks), row.note or UNKNOWN)
    place, low, high = (float(x) / scale[-1] for x in (row.value, row.low, row.high))
    return Track(row.label, estimate(place, low, high, marks), f"{number(row.value)}{unit}")


def _half(point: Point) -> float:
    """Half the width of what is written at a point."""
    return max(len(point.label), len(number(point.value))) * LETTER / 2


def _runs(spots: Sequence[tuple[float, float | None]]) -> list[list[tuple[float, float]]]:
    """Split a line where a value is missing."""
    runs: list[list[tuple[float, float]]] = [[]]
    for x, y in spots:
        if y is None:
            runs.append([])
        else:
            runs[-1].append((x, y))
    return runs


def _marks(
    points: Sequence[Point], spots: Sequence[tuple[float, float | None]]
) -> list[SafeString]:
    """Draw dots with their values, and labels below: all of them while there is room."""
    widest = max((len(point.label) for point in points), default=1) * LETTER + 10
    every = max(1, -(-len(points) * int(widest) // (WIDTH - 60)))
    shapes: list[SafeString] = []
    for place, (point, (x, y)) in enumerate(zip(points, spots, strict=True)):
        if place % every == 0:
            shapes.append(text(x, TALL - 6, point.label, anchor="middle", soft=True))
        if y is None:
            continue
        shapes.append(dot(x, y))
        if place % every == 0:
            shapes.append(text(x, y - 9, number(point.value), anchor="middle"))
    return shapes


def _interval_table(rows: Sequence[Interval]) -> ChartTable:
    cells = tuple(
        (row.label, number(row.value), f"{number(row.low)} – {number(row.high)}")
        if row.value is not None
        else (row.label, row.note or UNKNOWN, "")
        for row in rows
    )
    return ChartTable(("", "Giá trị", "Khoảng tin cậy"), cells)


def _shown(tick: float) -> str:
    return number(Decimal(repr(tick)).normalize())

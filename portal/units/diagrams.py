"""Drawing who follows whom: former units left, later ones right, a line for each edge."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.units.kinds import Extent
from portal.units.models import AdministrativeUnit, UnitSuccession

BOX_WIDTH, BOX_HEIGHT, ROW, GAP = 264, 30, 38, 132
_LONGEST = 34


@dataclass(frozen=True, slots=True)
class Box:
    unit: AdministrativeUnit
    label: str
    x: int
    y: int

    @property
    def text_y(self) -> int:
        return self.y + BOX_HEIGHT // 2 + 5

    @property
    def middle(self) -> int:
        return self.y + BOX_HEIGHT // 2


@dataclass(frozen=True, slots=True)
class Line:
    path: str
    is_part: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    boxes: list[Box]
    lines: list[Line]
    width: int
    height: int
    box_width: int = BOX_WIDTH
    box_height: int = BOX_HEIGHT


def diagram(edges: Sequence[UnitSuccession]) -> Diagram | None:
    """Draw the edges in two columns; None when there is nothing to draw."""
    if not edges:
        return None
    left = list({edge.predecessor_id: edge.predecessor for edge in edges}.values())
    places = {unit.pk: place for place, unit in enumerate(left)}
    right = sorted(
        {edge.successor_id: edge.successor for edge in edges}.values(),
        key=lambda unit: _mean(
            [places[e.predecessor_id] for e in edges if e.successor_id == unit.pk]
        ),
    )
    rows = max(len(left), len(right))
    before = _column(left, x=1, rows=rows)
    after = _column(right, x=1 + BOX_WIDTH + GAP, rows=rows)
    lines = [_line(before[e.predecessor_id], after[e.successor_id], e) for e in edges]
    return Diagram([*before.values(), *after.values()], lines, 2 * BOX_WIDTH + GAP + 2, rows * ROW)


def _column(units: Sequence[AdministrativeUnit], *, x: int, rows: int) -> dict[int, Box]:
    """Spread the units over the height of the drawing."""
    step = rows * ROW / len(units)
    return {
        unit.pk: Box(unit, _short(unit.full_name), x, round(step * (place + 0.5) - BOX_HEIGHT / 2))
        for place, unit in enumerate(units)
    }


def _line(before: Box, after: Box, edge: UnitSuccession) -> Line:
    start, end = before.x + BOX_WIDTH, after.x
    bend = (start + end) // 2
    path = f"M{start} {before.middle} C{bend} {before.middle} {bend} {after.middle} {end} {after.middle}"
    return Line(path, edge.extent == Extent.PART)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)

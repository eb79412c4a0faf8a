"""What all charts are drawn with: shapes, scales, colours, and the finished chart."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import TypeAlias

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Number: TypeAlias = int | float | Decimal

WIDTH = 480
FONT = "Be Vietnam Pro, Tinos, sans-serif"
FONT_SIZE = 13
LETTER = 7.2  # mean width of a letter at FONT_SIZE
INK, SOFT, LINE = "#1b2430", "#4f5b6b", "#dce1e7"

# tone → (fill, colour of text on it); the names are classes of charts.css too.
TONES = {
    "action": ("#0b57a4", "#ffffff"),
    "done": ("#1f7a46", "#ffffff"),
    "done-late": ("#a9d8bb", "#14361f"),
    "active": ("#9cc3ee", "#0b2f57"),
    "open": ("#c9d1db", "#1b2430"),
    "soon": ("#f0c36d", "#3f2a00"),
    "late": ("#b3261e", "#ffffff"),
}


@dataclass(frozen=True, slots=True)
class LegendKey:
    label: str
    tone: str


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The numbers of a chart, as text, the first cell of a row being its head."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def lines(self) -> SafeString:
        """The rows as HTML: a template takes ten times as long."""
        return drawn(
            "".join(
                f'<tr><th scope="row">{conditional_escape(head)}</th>'
                + "".join(f'<td class="num">{conditional_escape(cell)}</td>' for cell in cells)
                + "</tr>"
                for head, *cells in self.rows
            )
        )


@dataclass(frozen=True, slots=True)
class Track:
    """One row of a chart on a screen: its words, its drawing, its value."""

    label: str
    drawing: SafeString
    value: str
    href: str = ""

    @property
    def line(self) -> str:
        """The row as HTML; where it leads somewhere, its words do."""
        words = f"<span>{conditional_escape(self.label)}</span>"
        if self.href:
            words = (
                f'<a class="title-link" href="{conditional_escape(self.href)}">'
                f"{conditional_escape(self.label)}</a>"
            )
        value = f'<span class="num">{conditional_escape(self.value)}</span>'
        return f"<li>{words}{self.drawing}{value}</li>\n"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and what a reader who does not see it reads instead.

    A chart of rows has `tracks` for the screen, with the numbers under them in `scale`; the one
    drawing in `svg` is for paper, and for the screen where a chart is no rows: drawn when asked for.
    """

    title: str
    draw: Callable[[], SafeString]
    table: ChartTable
    legend: tuple[LegendKey, ...] = field(default=())
    note: str = ""
    tracks: tuple[Track, ...] = ()
    scale: SafeString = field(default=SafeString(""))

    @property
    def track_lines(self) -> SafeString:
        return drawn("".join(track.line for track in self.tracks))

    @property
    def svg(self) -> SafeString:
        return self.draw()


def at(value: float) -> str:
    """Write a coordinate: two decimals at most, always with a point."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def rect(x: float, y: float, width: float, height: float, tone: str) -> SafeString:
    return drawn(
        f'<rect x="{at(x)}" y="{at(y)}" width="{at(max(width, 0))}" height="{at(height)}" rx="2"'
        f' fill="{TONES[tone][0]}" class="tone-{tone}"/>'
    )


def text(
    x: float, y: float, words: str, *, anchor: str = "start", soft: bool = False
) -> SafeString:
    return drawn(
        f'<text x="{at(x)}" y="{at(y)}" text-anchor="{anchor}" fill="{SOFT if soft else INK}"'
        f' class="{"words-soft" if soft else "words"}">{escape(words)}</text>'
    )


def text_on(x: float, y: float, words: str, tone: str) -> SafeString:
    """Write centred text on a shape of that tone."""
    return drawn(
        f'<text x="{at(x)}" y="{at(y)}" text-anchor="middle" fill="{TONES[tone][1]}"'
        f' class="on-{tone}">{escape(words)}</text>'
    )


def line(x1: float, y1: float, x2: float, y2: float) -> SafeString:
    return drawn(
        f'<line x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}" stroke="{LINE}"'
        ' class="rule"/>'
    )


def dot(x: float, y: float, tone: str = "action") -> SafeString:
    return drawn(
        f'<circle cx="{at(x)}" cy="{at(y)}" r="4" fill="{TONES[tone][0]}" class="tone-{tone}"/>'
    )


def stroke(points: Iterable[tuple[float, float]], *, dashed: bool = False) -> SafeString:
    path = " L".join(f"{at(x)} {at(y)}" for x, y in points)
    colour, dashes = (SOFT, "5 4") if dashed else (TONES["action"][0], "none")
    return drawn(
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"'
        f' stroke-dasharray="{dashes}" class="{"stroke-soft" if dashed else "stroke"}"/>'
    )


def linked(shapes: Iterable[SafeString], href: str) -> SafeString:
    """Put shapes under one link, or under none."""
    inside = "".join(shapes)
    return drawn(f'<a href="{escape(href)}">{inside}</a>' if href else inside)


def svg(title: str, height: float, shapes: Sequence[SafeString], *, links: bool) -> SafeString:
    """Close a drawing. One with links is a group for readers, one without is an image."""
    return drawn(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {at(height)}"'
        f' width="{WIDTH}" height="{at(height)}" role="{"group" if links else "img"}"'
        f' aria-label="{escape(title)}. Số liệu ở bảng kèm theo." font-family="{FONT}"'
        f' font-size="{FONT_SIZE}">{"".join(shapes)}</svg>'
    )


def drawn(shape: str) -> SafeString:
    """Say that a shape is HTML: its words and links were escaped, the rest are numbers and names in code.

    A chart has hundreds of shapes; `format_html` takes five times as long over each.
    """
    return mark_safe(shape)  # noqa: S308  # as above


def label_column(labels: Iterable[str]) -> float:
    """Return how wide the column of labels must be: no wider than two fifths of the chart."""
    longest = max((len(label) for label in labels), default=0)
    return min(longest * LETTER + 12, WIDTH * 0.4)


def cut(label: str, width: float) -> str:
    """Shorten a label to its column; the table behind holds it whole."""
    room = int((width - 12) / LETTER)
    return label if len(label) <= room + 1 else label[: room - 1].rstrip() + "…"


def ticks(largest: Number, wanted: int = 4) -> list[float]:
    """Return round values from 0 to at least `largest`: 1, 2, 2.5 or 5 times a power of ten apart."""
    top = float(largest)
    if top <= 0:
        return [0.0, 1.0]
    rough = top / wanted
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough - 1e-9)
    return [step * place for place in range(math.ceil(top / step - 1e-9) + 1)]

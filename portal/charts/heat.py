"""Heat maps: an HTML table whose cells carry their value as text and as a depth of colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString, mark_safe

LEVELS = 5


@dataclass(frozen=True, slots=True)
class HeatCell:
    """One cell: its text, and either a depth 0–4 or a state (`done`, `late`, `soon`, `open`, …).

    An empty cell (nothing to count) has neither text nor tone.
    """

    text: str = ""
    tone: str = ""
    href: str = ""
    title: str = ""

    def drawn(self) -> str:
        """Return the cell as HTML, all that was given escaped."""
        text = escape(self.text)
        if self.href:
            text = f'<a href="{escape(self.href)}">{text}</a>'
        tone = f"heat-{escape(self.tone)}" if self.tone else ""
        title = f' title="{escape(self.title)}"' if self.title else ""
        return f'<td class="{tone}"{title}>{text}</td>'


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: str
    cells: tuple[HeatCell, ...]
    href: str = ""

    def drawn(self) -> SafeString:
        """Return the cells as HTML. A province has thousands: a template's loop takes twice as long."""
        return mark_safe("".join(cell.drawn() for cell in self.cells))  # noqa: S308  # each is escaped


@dataclass(frozen=True, slots=True)
class HeatMap:
    """`columns` are (short head, whole title, href) and as many as each row has cells.

    `legend` has one cell a state: its word in the map, and its whole meaning as the title.
    """

    title: str
    columns: tuple[tuple[str, str, str], ...]
    rows: tuple[HeatRow, ...]
    note: str = ""
    legend: tuple[HeatCell, ...] = ()


def heat_map(
    title: str,
    columns: Sequence[tuple[str, str, str]],
    rows: Sequence[HeatRow],
    *,
    note: str = "",
    legend: Sequence[HeatCell] = (),
) -> HeatMap:
    """Put rows under their columns; a row of another length is a mistake of the caller."""
    for row in rows:
        if len(row.cells) != len(columns):
            raise ValueError(f"{row.label}: {len(row.cells)} cells under {len(columns)} columns")
    return HeatMap(title, tuple(columns), tuple(rows), note, tuple(legend))


def heat_level(share: float) -> str:
    """Return the tone of a share between 0 and 1: "level-0" … "level-4"."""
    return f"level-{min(int(max(share, 0.0) * LEVELS), LEVELS - 1)}"

"""Heat maps: an HTML table whose cells carry their value as text and as a depth of colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

LEVELS = 5
_TONES = tuple(f"level-{level}" for level in range(LEVELS))


class HeatCell(NamedTuple):
    """One cell: its text, and either a depth 0–4 or a state (`done`, `late`, `soon`, `open`, …).

    An empty cell (nothing to count) has neither text nor tone. A cell that is a link opens the
    address of its row, and `more`.
    """

    text: str = ""
    tone: str = ""
    more: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One row: `href` is what its cells open more of, and its label; `opens`, what its label opens
    instead."""

    label: str
    cells: tuple[HeatCell, ...]
    href: str = ""
    opens: str = ""

    def drawn(self) -> SafeString:
        """Return the row as HTML, all that was given escaped. A province has thousands of cells."""
        head = f'<tr><th scope="row">{_linked(escape(self.label), self.opens or self.href)}</th>'
        href = escape(self.href)
        cells = "".join([href.join(_drawn(cell)) for cell in self.cells])
        return mark_safe(f"{head}{cells}</tr>")  # noqa: S308  # each is escaped


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

    def heads(self) -> SafeString:
        """Return the heads of the columns as HTML."""
        drawn = (
            f'<th scope="col" title="{escape(whole)}">{_linked(escape(head), href)}</th>'
            for head, whole, href in self.columns
        )
        return mark_safe("".join(drawn))  # noqa: S308  # each is escaped


@lru_cache(maxsize=2048)
def _drawn(cell: HeatCell) -> tuple[str, ...]:
    """Return what stands before the address of the row and after it: a map has few cells that
    differ, and thousands in all."""
    kind = f"heat-{escape(cell.tone)}" if cell.tone else ""
    named = f' title="{escape(cell.title)}"' if cell.title else ""
    start, word = f'<td class="{kind}"{named}>', escape(cell.text)
    if not cell.more:
        return (f"{start}{word}</td>",)
    return f'{start}<a href="', f'{escape(cell.more)}">{word}</a></td>'


def _linked(text: str, href: str) -> str:
    return f'<a href="{escape(href)}">{text}</a>' if href else text


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
    return _TONES[min(int(max(share, 0.0) * LEVELS), LEVELS - 1)]

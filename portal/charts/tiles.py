"""Tile maps: one square a place, arranged by a rule, each told by a word, a number and a depth of colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

_escaped = lru_cache(maxsize=1024)(escape)  # of the few words and numbers that all tiles share


@dataclass(frozen=True, slots=True)
class Tile:
    """One place. `tone` is "level-0" … "level-4" or "none"; `title` is all of it in one sentence.

    `place` is a class that puts it somewhere ("tile-at-3-5"), "" for the next free square.
    """

    label: str
    value: str
    word: str
    tone: str
    href: str = ""
    title: str = ""
    place: str = ""

    def drawn(self) -> str:
        """Return the tile as HTML, all that was given escaped."""
        inside = (
            f'<span class="tile-name">{escape(self.label)}</span><b>{_escaped(self.value)}</b>'
            f"<small>{_escaped(self.word)}</small>"
        )
        tag = f'a href="{escape(self.href)}"' if self.href else "span"
        title = escape(self.title)
        return (
            f'<li class="tile heat-{_escaped(self.tone)} {_escaped(self.place)}"><{tag} title="{title}">'
            f"{inside}</{tag.split()[0]}></li>"
        )


@dataclass(frozen=True, slots=True)
class TileMap:
    """`drawn` are the tiles as HTML: a province has hundreds, a template's loop takes ten times as long."""

    title: str
    tiles: tuple[Tile, ...]
    drawn: SafeString
    legend: tuple[Tile, ...] = ()
    note: str = ""
    is_placed: bool = False


def tile_map(
    title: str, tiles: Sequence[Tile], *, legend: Sequence[Tile] = (), note: str = ""
) -> TileMap:
    """Put tiles in the order given, or each at its place; some placed and some not is a mistake."""
    placed = {bool(tile.place) for tile in tiles}
    if len(placed) > 1:
        raise ValueError("either every tile has its place, or none has")
    drawn = mark_safe("".join(tile.drawn() for tile in tiles))  # noqa: S308  # each is escaped
    return TileMap(title, tuple(tiles), drawn, tuple(legend), note, placed == {True})

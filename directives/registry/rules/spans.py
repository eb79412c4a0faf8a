"""Where the spans of a text lie after it was edited, told from the two texts alone.

The texts are compared line by line, and word by word where lines differ. A span whose words stand
unchanged has the very same words at its new place; one whose words changed covers what came in their
stead; one of which nothing is left has no place.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_MOST_COMPARED = 4_000_000  # pairs of pieces; beyond it a stretch counts as rewritten

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Moved:
    """The new place of a span, and whether its words are the same."""

    start: int
    end: int
    same: bool


class _Block(NamedTuple):
    """A stretch of the old text and the stretch of the new one that stands for it."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int
    same: bool


def moved(spans: Iterable[Span], before: str, after: str) -> list[Moved | None]:
    """Return the place of each span of `before` in `after`; None for one of which nothing is left."""
    blocks = list(_blocks(before, after))
    starts = [block.old_start for block in blocks]
    found: list[Moved | None] = []
    for start, end in spans:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        found.append(_place(start, end, blocks[first : last + 1], before, after))
    return found


def _place(start: int, end: int, blocks: Sequence[_Block], before: str, after: str) -> Moved | None:
    kept = (
        before[max(start, block.old_start) : min(end, block.old_end)]
        for block in blocks
        if block.same
    )
    untouched = len(blocks) == 1 and blocks[0].same
    if not untouched and not any(map(str.strip, kept)):
        return None
    first, last = blocks[0], blocks[-1]
    new_start = first.new_start + (start - first.old_start if first.same else 0)
    new_end = last.new_end - (last.old_end - end if last.same else 0)
    return Moved(new_start, new_end, after[new_start:new_end] == before[start:end])


def _blocks(before: str, after: str) -> Iterator[_Block]:
    """Cut both texts into stretches, in order, that are the same or stand for each other."""
    if before == after:
        yield _Block(0, len(before), 0, len(after), same=True)
        return
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    for line in _compared(old, new, 0, 0):
        if line.same:
            yield line
            continue
        old_words = _TOKEN.findall(before[line.old_start : line.old_end])
        new_words = _TOKEN.findall(after[line.new_start : line.new_end])
        yield from _compared(old_words, new_words, line.old_start, line.new_start)


def _compared(
    old: Sequence[str], new: Sequence[str], old_from: int, new_from: int
) -> Iterator[_Block]:
    """Compare two lists of pieces that begin at these places. What is only inserted joins no span."""
    old_at = list(accumulate(map(len, old), initial=old_from))
    new_at = list(accumulate(map(len, new), initial=new_from))
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    if head:
        yield _Block(old_from, old_at[head], new_from, new_at[head], same=True)
    middle = _opcodes(old[head : len(old) - tail], new[head : len(new) - tail])
    for kind, first, last, new_first, new_last in middle:
        if kind != "insert":
            yield _Block(
                old_at[head + first], old_at[head + last],
                new_at[head + new_first], new_at[head + new_last], same=kind == "equal",
            )  # fmt: skip
    if tail:
        yield _Block(old_at[-1 - tail], old_at[-1], new_at[-1 - tail], new_at[-1], same=True)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) * len(new) > _MOST_COMPARED:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(_is_filling, old, new, autojunk=False).get_opcodes()


def _is_filling(piece: str) -> bool:
    """Blanks and signs come everywhere: they follow the words beside them and anchor nothing."""
    return not any(map(str.isalnum, piece))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces the two begin with in common."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((place for place, (left, right) in pairs if left != right), shorter)

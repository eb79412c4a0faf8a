"""Where the spans of a text lie after it was edited, told from the two texts alone.

The texts are compared line by line, and word by word where lines differ: a long stretch is first cut at
pieces that come once in both, a short one without such is compared whole. A span whose words stand
unchanged has the very same words at its new place; one whose words changed covers what came in their
stead; one of which nothing is left has no place.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|\s+|.", re.DOTALL)
_MOST_COMPARED = 10_000  # pairs of pieces; the time grows with the cube of the pieces
_MOST_CUTS = 20  # how often a stretch is cut into smaller ones; beyond it, it counts as rewritten

Span = tuple[int, int]
_Step = tuple[str, int, int, int, int]


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
    for kind, first, last, new_first, new_last in _steps(old, new, _MOST_CUTS):
        if kind != "insert" and first < last:
            yield _Block(
                old_at[first], old_at[last], new_at[new_first], new_at[new_last],
                same=kind == "equal",
            )  # fmt: skip


def _steps(old: Sequence[str], new: Sequence[str], cuts: int) -> Iterator[_Step]:
    """What leads from the old pieces to the new: kind, then from and to in both."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    old_end, new_end = len(old) - tail, len(new) - tail
    yield "equal", 0, head, 0, head
    middle = _middle(old[head:old_end], new[head:new_end], cuts)
    for kind, *places in middle:
        first, last, new_first, new_last = (head + place for place in places)
        yield kind, first, last, new_first, new_last
    yield "equal", old_end, len(old), new_end, len(new)


def _middle(old: Sequence[str], new: Sequence[str], cuts: int) -> Iterator[_Step]:
    """Two lists that neither begin nor end alike."""
    if not old or not new or len(old) * len(new) <= _MOST_COMPARED:
        yield from SequenceMatcher(_is_filling, old, new, autojunk=False).get_opcodes()
        return
    anchors = _anchors(old, new) if cuts else []
    if not anchors:
        yield "replace", 0, len(old), 0, len(new)
        return
    done, new_done = 0, 0
    for place, new_place in [*anchors, (len(old), len(new))]:
        between = _steps(old[done:place], new[new_done:new_place], cuts - 1)
        for kind, first, last, new_first, new_last in between:
            yield kind, done + first, done + last, new_done + new_first, new_done + new_last
        done, new_done = place, new_place  # the anchor begins the next stretch, alike in both


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where pieces that come once in both stand, as many as stand in one order in both."""
    old_times, new_times = Counter(old), Counter(new)
    new_at = {piece: place for place, piece in enumerate(new) if new_times[piece] == 1}
    pairs = [
        (place, new_at[piece])
        for place, piece in enumerate(old)
        if old_times[piece] == 1 and piece in new_at and not _is_filling(piece)
    ]
    return _longest_in_order(pairs)


def _longest_in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain whose second numbers rise as the first ones do (patience sorting)."""
    tops, ends, before = list[int](), list[int](), list[int | None]()
    for index, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else None)
        tops[pile : pile + 1], ends[pile : pile + 1] = [place], [index]
    chain, last = list[tuple[int, int]](), ends[-1] if ends else None
    while last is not None:
        chain.append(pairs[last])
        last = before[last]
    return chain[::-1]


def _is_filling(piece: str) -> bool:
    """Blanks and signs come everywhere: they follow the words beside them and anchor nothing."""
    return not any(map(str.isalnum, piece))


def _alike(old: Sequence[str], new: Sequence[str]) -> int:
    """How many pieces the two begin with in common."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((place for place, (left, right) in pairs if left != right), shorter)

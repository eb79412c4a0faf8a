"""Doubled blanks inside a line, as a page set to full width gives them, read as one; a lost one set."""

import re
from bisect import bisect_right
from dataclasses import replace
from typing import NamedTuple

from directives.reading.lines import UPPER, Text
from directives.reading.proposals import Citation, DutyProposal, NamedLaw, Span

# Blanks that stand for one, and the place of one that is lost: "Luật Tổ chức Chính phủngày 25 tháng 12".
# and of one before a kind: "Thực hiệnQuyết định số 5", "8Nghị quyết 85/2014/QH13".
_KINDS = (
    "Quyết định",
    "Nghị quyết",
    "Nghị định",
    "Thông tư",
    "Chỉ thị",
    "Công văn",
    "Kế hoạch",
    "Chương trình",
)
_GLUED_ON = rf"(?<=[^\W_{UPPER}].)"  # behind the first letter
_LOST_AT = (  # each begins with its letters: a scan looks for those alone
    r"ngày(?<=\w\wngày)(?=\s{0,2}\d)",
    r"về(?<=\w\wvề)(?=\s)",
    "|".join(
        (
            *(rf"{kind[0]}{_GLUED_ON}(?={kind[1:]}\s(?:số\s?:?\s?)?\d)" for kind in _KINDS),
            rf"L{_GLUED_ON}(?=uật\s(?:[{UPPER}]|(?<=\dLuật\s)))",
            rf"H{_GLUED_ON}(?=iến pháp\s)",
        )
    ),
)
_GAP = re.compile(rf"(?P<doubled>  +)|(?P<lost>{'|'.join(_LOST_AT)})")
_GLUED = tuple(map(re.compile, _LOST_AT))


class Squeezed(NamedTuple):
    """`text` with single blanks, and where each place of it stands in the text that was squeezed."""

    text: Text
    places: tuple[int, ...] = ()  # in `text`, behind each blank that stands for several
    wholes: tuple[int, ...] = ()  # the same places in the whole text

    def whole(self, at: int) -> int:
        """Where `at` stands in the whole text."""
        cut = bisect_right(self.places, at) - 1
        return at + self.wholes[cut] - self.places[cut] if cut >= 0 else at

    def place(self, at: int) -> int:
        """Where `at` of the whole text stands here."""
        cut = bisect_right(self.wholes, at) - 1
        return at - self.wholes[cut] + self.places[cut] if cut >= 0 else at

    def citation(self, found: Citation) -> Citation:
        """`found` with its spans in the whole text."""
        start, end = self._span((found.start, found.end))
        return found._replace(start=start, end=end, mentions=tuple(map(self._span, found.mentions)))

    def named(self, found: NamedLaw) -> NamedLaw:
        """`found` with its spans in the whole text."""
        start, end = self._span((found.start, found.end))
        return found._replace(start=start, end=end, mentions=tuple(map(self._span, found.mentions)))

    def duty(self, found: DutyProposal) -> DutyProposal:
        """`found` with its spans in the whole text."""
        start, end = self._span((found.start, found.end))
        due = found.due
        if due is not None:
            first, last = self._span((due.start, due.end))
            due = replace(due, start=first, end=last)
        return found._replace(start=start, end=end, due=due)

    def _span(self, span: Span) -> Span:
        return self.whole(span[0]), self.whole(span[1] - 1) + 1


def squeezed(text: Text) -> Squeezed:
    """`text` (an unwrapped one) with each run of blanks as one, but for those that open or end a line."""
    if "  " not in text and not any(glued.search(text) for glued in _GLUED):
        return Squeezed(text)
    pieces: list[str] = []
    places: list[int] = []
    wholes: list[int] = []
    at = length = 0
    for gap in _GAP.finditer(text):
        start, end = gap.span("doubled")
        if start < 0:  # the blank is set before the day or the kind
            pieces.append(text[at : gap.start()] + " ")
            length += gap.start() - at + 1
            at = gap.start()
            places.append(length)
            wholes.append(at)
            continue
        if start == 0 or text[start - 1] == "\n" or text[end : end + 1] in ("", "\n"):
            continue
        pieces.append(text[at : start + 1])
        length += start + 1 - at
        at = end
        places.append(length)
        wholes.append(end)
    pieces.append(text[at:])
    return Squeezed(Text("".join(pieces)), tuple(places), tuple(wholes))

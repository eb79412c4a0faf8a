"""The rows of a chart for a screen: words that wrap and keep their size, shapes as wide as there is
room. Places are percents, so that a phone and a wall show the same drawing; paper has the SVG.
"""

from collections.abc import Iterable, Sequence
from html import escape

from django.utils.safestring import SafeString

from portal.charts.drawing import LINE, SOFT, TONES, at, drawn
from portal.templatetags.show import number

TALL, MIDDLE = 20, 10
GAP = 0.3  # between the pieces of one bar, in percent
DIGIT = 2.6  # about how much of the narrowest bar one digit takes, in percent

Piece = tuple[int, str]  # a count and its tone


def segments(pieces: Sequence[Piece], *, words: bool = True) -> SafeString:
    """Draw counts as shares of their sum; a count stands on its piece where it fits, or nowhere."""
    total = sum(count for count, _ in pieces)
    shapes: list[SafeString] = []
    left = 0.0
    for count, tone in pieces:
        if not count:
            continue
        width = count / total * 100
        shapes.append(_rect(left, max(width - GAP, GAP), tone))
        if words and width > len(number(count)) * DIGIT + 2:
            shapes.append(_word(left + width / 2, number(count), tone))
        left += width
    return _drawing(shapes)


def length(share: float, tone: str) -> SafeString:
    """Draw one bar that fills `share` of its place."""
    return _drawing([_rect(0, share * 100, tone)])


def estimate(place: float, low: float, high: float, marks: Iterable[float]) -> SafeString:
    """Draw a dot on its interval, over the marks of the scale; all as shares of the place."""
    middle, colour = _percent(place), TONES["action"][0]
    line = drawn(
        f'<line x1="{_percent(low)}" x2="{_percent(high)}" y1="{MIDDLE}" y2="{MIDDLE}"'
        f' stroke="{colour}" stroke-width="2" class="stroke"/>'
    )
    dot = drawn(
        f'<circle cx="{middle}" cy="{MIDDLE}" r="4.5" fill="{colour}" class="tone-action"/>'
    )
    return _drawing([*_marks(marks), line, dot])


def nothing(marks: Iterable[float]) -> SafeString:
    """Draw the scale alone: there is no estimate to show."""
    return _drawing(_marks(marks))


def under(marks: Iterable[tuple[float, str]]) -> SafeString:
    """Write the scale's words under its marks."""
    return _drawing(
        drawn(
            f'<text x="{_percent(place)}" y="14" text-anchor="middle" fill="{SOFT}"'
            f' class="words-soft">{escape(word)}</text>'
        )
        for place, word in marks
    )


def _marks(places: Iterable[float]) -> list[SafeString]:
    return [
        drawn(
            f'<line x1="{_percent(place)}" x2="{_percent(place)}" y1="-6" y2="{TALL + 6}"'
            f' stroke="{LINE}" class="rule"/>'
        )
        for place in places
    ]


def _rect(left: float, width: float, tone: str) -> SafeString:
    return drawn(
        f'<rect x="{at(left)}%" width="{at(width)}%" height="{TALL}" rx="2"'
        f' fill="{TONES[tone][0]}" class="tone-{tone}"/>'
    )


def _word(place: float, words: str, tone: str) -> SafeString:
    return drawn(
        f'<text x="{at(place)}%" y="14.5" text-anchor="middle" fill="{TONES[tone][1]}"'
        f' class="on-{tone}">{escape(words)}</text>'
    )


def _percent(share: float) -> str:
    return f"{at(share * 100)}%"


def _drawing(shapes: Iterable[SafeString]) -> SafeString:
    return drawn(
        f'<svg class="track" width="100%" height="{TALL}" aria-hidden="true">'
        f"{''.join(shapes)}</svg>"
    )

"""The rows of a chart for a screen: words that wrap and keep their size, shapes as wide as there is
room. Places are percents, so that a phone and a wall show the same drawing; paper has the SVG.
"""

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from portal.charts.drawing import LINE, SOFT, TONES, at
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
    line = format_html(
        '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="{}" stroke-width="2" class="stroke"/>',
        *(_percent(low), _percent(high), MIDDLE, MIDDLE, TONES["action"][0]),
    )
    dot = format_html(
        '<circle cx="{}" cy="{}" r="4.5" fill="{}" class="tone-action"/>',
        *(_percent(place), MIDDLE, TONES["action"][0]),
    )
    return _drawing([*_marks(marks), line, dot])


def nothing(marks: Iterable[float]) -> SafeString:
    """Draw the scale alone: there is no estimate to show."""
    return _drawing(_marks(marks))


def under(marks: Iterable[tuple[float, str]]) -> SafeString:
    """Write the scale's words under its marks."""
    return _drawing(
        format_html(
            '<text x="{}" y="14" text-anchor="middle" fill="{}" class="words-soft">{}</text>',
            *(_percent(place), SOFT, word),
        )
        for place, word in marks
    )


def _marks(places: Iterable[float]) -> list[SafeString]:
    return [
        format_html(
            '<line x1="{}" x2="{}" y1="-6" y2="{}" stroke="{}" class="rule"/>',
            *(_percent(place), _percent(place), TALL + 6, LINE),
        )
        for place in places
    ]


def _rect(left: float, width: float, tone: str) -> SafeString:
    return format_html(
        '<rect x="{}%" width="{}%" height="{}" rx="2" fill="{}" class="tone-{}"/>',
        *(at(left), at(width), TALL, TONES[tone][0], tone),
    )


def _word(place: float, words: str, tone: str) -> SafeString:
    return format_html(
        '<text x="{}%" y="14.5" text-anchor="middle" fill="{}" class="on-{}">{}</text>',
        *(at(place), TONES[tone][1], tone, words),
    )


def _percent(share: float) -> str:
    return f"{at(share * 100)}%"


def _drawing(shapes: Iterable[SafeString]) -> SafeString:
    drawn = format_html_join("", "{}", ((shape,) for shape in shapes))
    return format_html(
        '<svg class="track" width="100%" height="{}" aria-hidden="true">{}</svg>', TALL, drawn
    )

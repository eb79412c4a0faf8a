"""What the start page repeats, drawn in Python: a template takes ten times what joining strings takes."""

from collections.abc import Iterable
from datetime import date
from html import escape

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from portal.controls import icon
from portal.home.lines import Line
from portal.home.today import Count
from portal.templatetags.show import due, number, state_icon

LONGEST_SUB = 140


def figures_drawn(counts: Iterable[Count]) -> SafeString:
    """Draw the numbers at the top as `components/figure.html` does."""
    return mark_safe("\n  ".join(map(_figure, counts)))  # noqa: S308  # all put in is escaped


def lines_drawn(lines: Iterable[Line], on: date) -> SafeString:
    """Draw what there is to do, each line with how far it is and by when."""
    return mark_safe("\n      ".join(_line(line, on) for line in lines))  # noqa: S308  # all put in is escaped


def _figure(count: Count) -> str:
    kind = f" figure-{count.state}" if count.value else ""
    return (
        f'<a class="figure{kind}" href="{escape(count.href)}">'
        f'<span class="figure-value">{number(count.value)}</span>'
        f'<span class="figure-label">{icon(state_icon(count.state))}{escape(count.label)}</span></a>'
    )


def _line(line: Line, on: date) -> str:
    sub = f'<div class="table-sub">{escape(_shortened(line.sub))}</div>' if line.sub else ""
    done = ""
    if line.whole:  # of few lines: a campaign, a batch of ballots
        progress = {"done": line.part, "total": line.whole, "note": line.unit, "label": line.text}
        done = render_to_string("components/progress.html", progress)
    until = due(line.deadline, on) if line.deadline else ""
    opened = f'<a href="{escape(line.href)}">{escape(line.text)}</a>'
    return f'<li class="todo"><div>{opened}{sub}{done}</div>{until}</li>'


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_SUB else Truncator(text).chars(LONGEST_SUB)

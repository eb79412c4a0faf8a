"""What the pages that enter ballots show of a questionnaire: its sections, its data for the script, its tally.

Rows are drawn in Python: fifteen ballots of twenty answers are three hundred cells (decisions/speed.md).
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from citizens.surveys.rules.ballots import Count, Item
from portal.controls import icon


def sections_of(sheet: tuple[Item, ...]) -> list[tuple[str, int]]:
    """Return each section with how many columns it spans."""
    spans: dict[str, int] = {}
    for item in sheet:
        spans[item.section] = spans.get(item.section, 0) + 1
    return list(spans.items())


def as_data(sheet: tuple[Item, ...]) -> list[dict[str, Any]]:
    """Return the questions as the page's script reads them."""
    return [
        {
            "code": item.code,
            "text": item.text,
            "kind": item.kind.value,
            "required": item.required,
            "lowest": item.lowest,
            "highest": item.highest,
            "shownIf": item.shown_if,
            "choices": [[choice.number, choice.text] for choice in item.choices],
        }
        for item in sheet
    ]


def latest_rows(lines: Iterable[tuple[int, str, Mapping[str, str]]]) -> SafeString:
    """Draw the ballots above the row that is typed in: number, where it is corrected, what was typed."""
    pencil = icon("pencil")
    rows = (
        f'<tr><th scope="row" class="num"><a href="{href}" title="Sửa phiếu {number}">{number}</a></th>'
        f"{''.join(map(_cell, typed.values()))}"
        f'<td class="acts"><a href="{href}" aria-label="Sửa phiếu {number}">{pencil}</a></td></tr>'
        for number, href, typed in lines
    )
    return mark_safe("".join(rows))  # noqa: S308  # what was typed is escaped


def _cell(given: str) -> str:
    if not given:
        return '<td class="grid-none">–</td>'
    said = escape(given)
    return f'<td><span class="grid-value" title="{said}">{said}</span></td>'


def tally_body(sheet: Sequence[Item], counts: Mapping[str, Count]) -> SafeString:
    """Draw the running tally: under each question how many answered it, then a line an option."""
    return mark_safe("".join(_counted(item, counts[item.code]) for item in sheet))  # noqa: S308  # escaped


def _counted(item: Item, count: Count) -> str:
    code = escape(item.code)
    options = (
        f"<tr><td>{choice.number}. {escape(choice.text)}</td>"
        f'<td class="num" data-tally="{code}:{choice.number}">'
        f"{count.by_option.get(choice.number, 0)}</td></tr>"
        for choice in item.choices
    )
    return (
        f'<tbody><tr><th scope="row" rowspan="{len(item.choices) + 1}">{code}. {escape(item.short)}</th>'
        f'<td>Có trả lời</td><td class="num" data-tally="{code}">{count.answered}</td></tr>'
        f"{''.join(options)}</tbody>"
    )

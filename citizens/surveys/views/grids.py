"""What the pages that enter ballots show of a questionnaire: its sections, and its data for the script."""

from collections.abc import Mapping, Sequence
from typing import Any

from citizens.surveys.rules.ballots import Count, Item


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


def tally_lines(
    sheet: Sequence[Item], counts: Mapping[str, Count]
) -> list[tuple[Item, Count, list[tuple[int, str, int]]]]:
    """Return the running tally: each question, its count, and a line an option."""
    return [
        (
            item,
            counts[item.code],
            [
                (choice.number, choice.text, counts[item.code].by_option.get(choice.number, 0))
                for choice in item.choices
            ],
        )
        for item in sheet
    ]

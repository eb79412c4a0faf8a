"""What a choice is called, looked up: Django lays out all choices of a field anew for each row."""

from collections.abc import Callable, Iterable
from typing import Any


def label_of(field: str, choices: Iterable[tuple[str, str]]) -> Callable[[Any], str]:
    """Return a model's `get_…_display`: the label of what the row holds, as Django's own gives it.

    `choices` are pairs of what is stored and what is shown: `Status.choices`.
    """
    labels = dict(choices)

    def shown(row: Any) -> str:
        stored = getattr(row, field)
        return labels.get(stored, str(stored))

    return shown

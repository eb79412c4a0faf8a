"""Writing to the registry: entering a text, reviewing what was read in it, linking citations."""

from directives.registry.actions.entry import discard, enter, enter_reading
from directives.registry.actions.masthead import place, why_not_final
from directives.registry.actions.references import resolve, resolve_waiting
from directives.registry.actions.review import (
    DutyAnswer,
    MastheadAnswer,
    ReferenceAnswer,
    Review,
    save_review,
)

__all__ = [
    "DutyAnswer",
    "MastheadAnswer",
    "ReferenceAnswer",
    "Review",
    "discard",
    "enter",
    "enter_reading",
    "place",
    "resolve",
    "resolve_waiting",
    "save_review",
    "why_not_final",
]

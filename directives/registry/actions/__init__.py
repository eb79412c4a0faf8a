"""Writing to the registry: entering a text, reviewing what was read in it, linking citations."""

from directives.registry.actions.answers import choose, refuse, reject
from directives.registry.actions.correcting import Correction, correct_text, look_again
from directives.registry.actions.entry import discard, enter, enter_reading
from directives.registry.actions.masthead import place, why_not_final
from directives.registry.actions.references import ranked, resolve, resolve_waiting
from directives.registry.actions.review import (
    DutyAnswer,
    MastheadAnswer,
    ReferenceAnswer,
    Review,
    save_review,
)
from directives.registry.actions.scans import (
    enter_scan,
    has_letters,
    keep_page,
    keep_unread,
    read_scan,
)
from directives.registry.actions.stubs import follow, unfollow

__all__ = [
    "Correction",
    "DutyAnswer",
    "MastheadAnswer",
    "ReferenceAnswer",
    "Review",
    "choose",
    "correct_text",
    "discard",
    "enter",
    "enter_reading",
    "enter_scan",
    "follow",
    "has_letters",
    "keep_page",
    "keep_unread",
    "look_again",
    "place",
    "ranked",
    "read_scan",
    "refuse",
    "reject",
    "resolve",
    "resolve_waiting",
    "save_review",
    "unfollow",
    "why_not_final",
]

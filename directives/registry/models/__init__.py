"""The registry: directives, the text they were read from, what they rest on, what they ask of whom.

A draft belongs to the organisation that entered it. A text is never changed, the database refuses it:
a correction is a new `TextVersion`. Spans are code points of the newest text, end exclusive.
"""

from directives.registry.models.directives import Directive, Recipient, TextVersion, new_entry_key
from directives.registry.models.duties import Duty
from directives.registry.models.references import CrossReference, Follow, Stub
from directives.registry.models.scans import Scan, ScanPage

__all__ = [
    "CrossReference",
    "Directive",
    "Duty",
    "Follow",
    "Recipient",
    "Scan",
    "ScanPage",
    "Stub",
    "TextVersion",
    "new_entry_key",
]

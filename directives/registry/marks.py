"""A text cut into pieces, so that a template can mark what was read where. Escaping is the template's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from directives.registry.models import CrossReference, Directive, Duty

_UNSURE = "chua-chac"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span of the text that belongs to a row: `key` is "dan-3" for a citation, "nv-7" for a duty.

    One without a row is a word that reading a scan was not sure of.
    """

    key: str
    start: int
    end: int
    reference: CrossReference | None = None
    duty: Duty | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Some letters under the same marks; `anchors` are the rows that begin here."""

    text: str
    reference: CrossReference | None = None
    duty: Duty | None = None
    anchors: tuple[str, ...] = ()
    is_unsure: bool = False

    @property
    def keys(self) -> str:
        """The rows to which the piece belongs, for the script that shows them together."""
        rows = []
        if self.reference is not None:
            rows.append(f"dan-{self.reference.pk}")
        if self.duty is not None:
            rows.append(f"nv-{self.duty.pk}")
        return " ".join(rows)


def marks_of(references: Iterable[CrossReference], duties: Iterable[Duty]) -> list[Mark]:
    """Every mention of every citation, and the span of every duty."""
    marks = [
        Mark(f"dan-{row.pk}", start, end, reference=row)
        for row in references
        for start, end in row.mentions or _own_span(row)
    ]
    marks += [
        Mark(f"nv-{row.pk}", start, end, duty=row)
        for row in duties
        for start, end in _own_span(row)
    ]
    return marks


def _own_span(row: CrossReference | Duty) -> list[tuple[int, int]]:
    return [] if row.start is None or row.end is None else [(row.start, row.end)]


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[Piece]:
    """Cut `text` where marks begin and end. Of two marks of one kind the later start wins."""
    sound = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    cuts = sorted({0, len(text), *(m.start for m in sound), *(m.end for m in sound)})
    waiting = sorted(sound, key=lambda mark: mark.start, reverse=True)
    open_marks: list[Mark] = []
    anchored: set[str] = set()
    for start, end in pairwise(cuts):
        while waiting and waiting[-1].start <= start:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.end > start]
        yield _piece(text[start:end], open_marks, anchored)


def _piece(text: str, open_marks: list[Mark], anchored: set[str]) -> Piece:
    citing = [mark for mark in open_marks if mark.reference is not None]
    asking = [mark for mark in open_marks if mark.duty is not None]
    fresh = [mark.key for mark in (*asking[-1:], *citing[-1:]) if mark.key not in anchored]
    anchored.update(fresh)
    return Piece(
        text,
        reference=citing[-1].reference if citing else None,
        duty=asking[-1].duty if asking else None,
        anchors=tuple(fresh),
        is_unsure=any(mark.key == _UNSURE for mark in open_marks),
    )


def marked(directive: Directive) -> Iterator[Piece]:
    """The text with everything that was read in it, as the review shows it."""
    marks = marks_of(directive.references.all(), directive.duties.all())
    marks += [Mark(_UNSURE, start, end) for start, end in directive.unsure]
    return pieces(directive.text, marks)

"""Correcting the text of a directive: a new version of it, and where everything read in it now stands."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from django.core.exceptions import ValidationError
from django.db import transaction

from directives.reading import Reading, number_key, read
from directives.registry.actions.numbers import hold_numbers
from directives.registry.actions.proposals import duty_read, reference_read
from directives.registry.actions.references import resolve
from directives.registry.kinds import DutyState, ReferenceState
from directives.registry.models import CrossReference, Directive, Duty, TextVersion
from directives.registry.rules import Moved, moved
from portal.access import Scope
from portal.audit.actions import record

Span = tuple[int, int]
Row = CrossReference | Duty
_MOVED = ("start", "end", "words_changed")


@dataclass(frozen=True, slots=True)
class Correction:
    """How many citations and duties had their words changed, and how many were read besides."""

    changed: int
    found: int


@transaction.atomic
def correct_text(*, directive: Directive, text: str, over: TextVersion, by: Scope) -> Correction:
    """Put `text` in the place of the version that the person saw, and read it again.

    What a person decided stays as it is: only its place moves, and where the words changed it asks
    to be looked at again. What is read anew is proposed. Raises `ValidationError` when somebody
    else corrected the text meanwhile.
    """
    reading = read(text)
    there = directive.references.values_list("number_key", flat=True)
    hold_numbers(cited=[*there, *(number_key(one.number)[:60] for one in reading.citations)])
    Directive.objects.select_for_update().get(pk=directive.pk)  # one correction after another
    if directive.versions.latest("ordinal").pk != over.pk:
        raise ValidationError("Có người vừa sửa phần chữ này. Hãy mở lại trang rồi sửa tiếp.")
    references = list(directive.references.select_for_update())
    duties = list(directive.duties.select_for_update())
    rows: list[Row] = [*references, *duties]
    unsure = _move(rows, directive.unsure, over.text, reading.text)
    TextVersion.objects.create(
        directive=directive, ordinal=over.ordinal + 1, text=reading.text, source=over.source,
        sha256=hashlib.sha256(reading.text.encode()).hexdigest(), unsure=unsure or None,
    )  # fmt: skip
    CrossReference.objects.bulk_create(
        references, update_conflicts=True, unique_fields=["id"], update_fields=[*_MOVED, "mentions"]
    )
    Duty.objects.bulk_create(
        duties, update_conflicts=True, unique_fields=["id"], update_fields=_MOVED
    )
    found = _propose(directive, reading, references, duties)
    resolve(directive=directive)
    changed = sum(row.words_changed for row in rows)
    record(
        act="directive.correct", target=directive, by=by,
        says=f"Sửa phần chữ {directive.title}, bản {over.ordinal + 1}: {changed} dẫn chiếu, nhiệm vụ"
        f" cần xem lại, đọc thêm được {found}.",
    )  # fmt: skip
    return Correction(changed, found)


@transaction.atomic
def look_again(*, row: Row, by: Scope) -> None:
    """Keep that a person looked at the words that were changed, and lets the row stand as it is."""
    if isinstance(row, Duty):
        directive, what = row.directive, f"nhiệm vụ {row.place}"
        seen = Duty.objects.words_changed().filter(pk=row.pk).update(words_changed=False)
    else:
        directive, what = row.source, f"dẫn chiếu {row.number}"
        seen = CrossReference.objects.words_changed().filter(pk=row.pk).update(words_changed=False)
    if not seen:
        return
    says = f"Đã xem lại {what} sau khi sửa phần chữ."
    record(act="directive.look_again", target=directive, by=by, says=says)


def _move(rows: list[Row], unsure: Iterable[Span], before: str, after: str) -> list[Span]:
    """Set each row to where its words stand now; return the unsure words that nobody touched."""
    spans = [span for row in rows for span in _spans(row)]
    places = iter(moved([*spans, *unsure], before, after))
    for row in rows:
        _set(row, [next(places) for _ in _spans(row)])
    return [(one.start, one.end) for one in places if one is not None and one.same]


def _spans(row: Row) -> list[Span]:
    """Where a row was read: every mention of a citation, the one place of a duty."""
    if isinstance(row, CrossReference) and row.mentions:
        return [(start, end) for start, end in row.mentions]
    return [] if row.start is None or row.end is None else [(row.start, row.end)]


def _set(row: Row, places: list[Moved | None]) -> None:
    if not places:
        return
    kept = [(one.start, one.end) for one in places if one is not None]
    row.start, row.end = kept[0] if kept else (None, None)
    if isinstance(row, CrossReference):
        row.mentions = [list(span) for span in kept]
    touched = any(one is None or not one.same for one in places)
    if touched and row.state not in (ReferenceState.REJECTED, DutyState.REJECTED):
        row.words_changed = True


def _propose(
    directive: Directive, reading: Reading, references: list[CrossReference], duties: list[Duty]
) -> int:
    """Add what is read in the text and has no row yet: another number, a duty at another place."""
    known = {row.number_key for row in references}
    fresh = [one for one in reading.citations if number_key(one.number)[:60] not in known]
    taken = [span for row in duties for span in _spans(row)]
    asked = [
        one
        for one in reading.duties
        if not any(start < one.end and one.start < end for start, end in taken)
    ]
    CrossReference.objects.bulk_create(
        reference_read(directive, place, one)
        for place, one in zip(_from(references), fresh, strict=False)
    )
    Duty.objects.bulk_create(
        duty_read(directive, place, one) for place, one in zip(_from(duties), asked, strict=False)
    )
    return len(fresh) + len(asked)


def _from(rows: list[CrossReference] | list[Duty]) -> Iterator[int]:
    """The ordinals that are free after those of the rows."""
    return count(max((row.ordinal for row in rows), default=-1) + 1)

"""What a person says of a citation that the system did not link by itself."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from directives.registry.actions.references import resolve_again
from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive
from portal.access import Scope
from portal.audit.actions import record


@transaction.atomic
def choose(*, reference: CrossReference, target: Directive, by: Scope) -> None:
    """Link a citation to the directive that a person chose. Raises `ValidationError` when answered."""
    _answer(reference, by, state=ReferenceState.RESOLVED, target=target)
    _record(reference.source, by, f"Chọn {target.title} cho dẫn chiếu {reference.number}.")


@transaction.atomic
def refuse(*, reference: CrossReference, candidates: Iterable[int], by: Scope) -> None:
    """Keep that a citation means none of these; it goes on waiting, and they are not asked again."""
    refused = sorted({*reference.refused, *candidates})
    _answer(reference, by, state=ReferenceState.UNKNOWN, refused=refused)
    _record(reference.source, by, f"Dẫn chiếu {reference.number} không phải văn bản nào đã có.")
    resolve_again(reference=reference)


@transaction.atomic
def reject(*, reference: CrossReference, by: Scope) -> None:
    """Keep that what was read is no citation at all."""
    _answer(reference, by, state=ReferenceState.REJECTED, words_changed=False)
    _record(reference.source, by, f"{reference.number} không phải là dẫn chiếu.")


def _answer(reference: CrossReference, by: Scope, **values: Any) -> None:
    """Write only while the question is open: of two people at once, the first is kept."""
    stamp = {"decided_by_id": by.user_id, "decided_at": timezone.now(), "reason": "Do người chọn."}
    still_open = CrossReference.objects.ambiguous().filter(pk=reference.pk)
    if not still_open.update(**values, **stamp):
        raise ValidationError("Dẫn chiếu này vừa được người khác trả lời.")
    reference.refresh_from_db()


def _record(source: Directive, by: Scope, says: str) -> None:
    record(act="reference.answer", target=source, by=by, says=says)

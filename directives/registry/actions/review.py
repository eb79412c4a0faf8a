"""Saving a review: the masthead as a person corrected it, each proposal as they answered it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from directives.reading import canonical_number, number_key
from directives.registry.actions.masthead import place, search_words, why_not_final
from directives.registry.actions.numbers import hold_numbers
from directives.registry.actions.recipients import keep_recipients
from directives.registry.actions.references import resolve, resolve_waiting
from directives.registry.kinds import DutyState, IssuerLevel, ReferenceState, Status
from directives.registry.models import CrossReference, Directive, Duty
from directives.registry.rules import actor_kind
from portal.access import Scope
from portal.audit.actions import record

# How PostgreSQL and SQLite name the constraint that two people saving one number meet.
_SAME_NUMBER = ("registry_final_numbers_come_once_in_a_series", "registry_directive.issuer_key")
ACCEPT, REJECT = "accept", "reject"
_MASTHEAD = (
    "number", "kind", "system", "issuer", "issued_on", "series", "effective_from",
    "effective_to", "subject", "signer", "signer_capacity",
)  # fmt: skip
_ANSWERED = (
    "number", "number_key", "kind", "issued_on", "issuer", "relation", "state", "target", "stub",
    "decided_by_id", "decided_at", "words_changed",
)  # fmt: skip
# Its place in the text moves when the text is corrected, and then alone.
_ANSWERED_DUTY = [
    field.name
    for field in Duty._meta.concrete_fields
    if field.name not in ("id", "directive", "ordinal", "start", "end")
]


@dataclass(frozen=True, slots=True)
class MastheadAnswer:
    """The masthead as typed; `level` None leaves the issuer's level to its wording."""

    values: dict[str, Any]
    recipients: list[str] = field(default_factory=list)
    level: IssuerLevel | None = None


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """One citation as answered; `row` None is one that the person added."""

    row: CrossReference | None
    values: dict[str, Any]
    decision: str = ""
    target_id: int | None = None


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """One duty as answered; `row` None is one that the person added."""

    row: Duty | None
    values: dict[str, Any]
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """Everything on the review page, checked by its forms."""

    masthead: MastheadAnswer
    references: list[ReferenceAnswer]
    duties: list[DutyAnswer]


def save_review(
    *, directive: Directive, review: Review, by: Scope, on: date, finish: bool
) -> Directive:
    """Save what a person reviewed; with `finish` the draft becomes final and is linked both ways.

    Raises `ValidationError` when the number is already there, also when it came a moment ago,
    and when the issuer is not one that the person may save (`why_not_final`).
    """
    try:
        with transaction.atomic():
            return _save(directive, review, by=by, on=on, finish=finish)
    except IntegrityError as error:
        if not any(told in str(error) for told in _SAME_NUMBER):
            raise
        raise ValidationError(
            {"number": "Số, ký hiệu này của cơ quan ban hành đã có trong hệ thống."}
        ) from error


def _save(directive: Directive, review: Review, *, by: Scope, on: date, finish: bool) -> Directive:
    before = _state(directive)
    becomes_final = finish and not directive.is_final
    _set_masthead(directive, review.masthead, by=by)
    if becomes_final:
        directive.status, directive.final_at = Status.FINAL, timezone.now()
    if directive.is_final and (refused := why_not_final(directive, home_unit_id=by.unit_id)):
        raise ValidationError(refused)
    directive.full_clean(exclude=["search_key"])
    _hold_numbers_of(directive, review.references)
    directive.save()
    keep_recipients(directive=directive, wordings=review.masthead.recipients)
    _answer_references(directive, review.references, by=by)
    _answer_duties(directive, review.duties, by=by)
    resolve(directive=directive)
    if becomes_final:
        resolve_waiting(directive=directive, by=by)
    _record(directive, before, by=by, becomes_final=becomes_final)
    return directive


def _hold_numbers_of(directive: Directive, answers: Iterable[ReferenceAnswer]) -> None:
    """Hold every number that the save looks up or brings, before any row is held."""
    typed = (one.values["number"] for one in answers if "number" in one.values)
    there = directive.references.values_list("number_key", flat=True)
    brought = directive.number_key if directive.is_final else ""
    hold_numbers(cited=[*there, *map(number_key, typed)], brought=brought)


def _set_masthead(directive: Directive, answer: MastheadAnswer, *, by: Scope) -> None:
    for name in _MASTHEAD:
        if name in answer.values:
            setattr(directive, name, answer.values[name])
    directive.number = canonical_number(directive.number)
    place(directive, home_unit_id=by.unit_id, level=answer.level)
    directive.search_key = search_words(directive)


def _answer_references(
    directive: Directive, answers: Iterable[ReferenceAnswer], *, by: Scope
) -> None:
    rows, first = list[CrossReference](), _next(directive.references)
    for answer in answers:
        row = answer.row or CrossReference(source=directive, ordinal=first + len(rows))
        _set(row, answer.values)
        row.number = canonical_number(row.number)
        row.number_key = number_key(row.number)
        _decide_reference(row, answer)
        _stamp(row, decided=bool(answer.decision), by=by)
        rows.append(row)
    CrossReference.objects.bulk_create(row for row in rows if row.pk is None)
    CrossReference.objects.bulk_create(
        [row for row in rows if row.pk is not None],
        update_conflicts=True, unique_fields=["id"], update_fields=_ANSWERED,
    )  # fmt: skip


def _decide_reference(row: CrossReference, answer: ReferenceAnswer) -> None:
    row.stub = None
    if answer.decision == REJECT:
        row.target_id, row.state = None, ReferenceState.REJECTED
        row.words_changed = False
    elif answer.target_id is not None:
        row.target_id, row.state = answer.target_id, ReferenceState.RESOLVED
    else:
        row.target_id, row.state = None, ReferenceState.UNKNOWN  # looked up anew after this


def _answer_duties(directive: Directive, answers: Iterable[DutyAnswer], *, by: Scope) -> None:
    states = {ACCEPT: DutyState.ACCEPTED, REJECT: DutyState.REJECTED}
    rows, first = list[Duty](), _next(directive.duties)
    for answer in answers:
        row = answer.row or Duty(directive=directive, ordinal=first + len(rows))
        wordings = answer.values.pop("actor_wordings", None)
        _set(row, answer.values)
        if wordings is not None:
            row.actors = [{"kind": actor_kind(words), "wording": words} for words in wordings]
        row.state = states.get(answer.decision, DutyState.PROPOSED)
        if answer.decision == REJECT:
            row.words_changed = False
        _stamp(row, decided=bool(answer.decision), by=by)
        row.full_clean(exclude=["directive"], validate_constraints=False)  # a query for each
        rows.append(row)
    Duty.objects.bulk_create(row for row in rows if row.pk is None)
    Duty.objects.bulk_create(
        [row for row in rows if row.pk is not None],
        update_conflicts=True, unique_fields=["id"], update_fields=_ANSWERED_DUTY,
    )  # fmt: skip


def _set(row: models.Model, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


def _stamp(row: CrossReference | Duty, *, decided: bool, by: Scope) -> None:
    """Keep who decided first: they saw the words as they are. An answer taken back is nobody's."""
    if not decided:
        row.decided_by_id, row.decided_at = None, None
    elif row.decided_by_id is None:
        row.decided_by_id, row.decided_at = by.user_id, timezone.now()
        row.words_changed = False


def _next(rows: Any) -> int:
    last = rows.aggregate(last=models.Max("ordinal"))["last"]
    return 0 if last is None else int(last) + 1


def _state(directive: Directive) -> dict[str, Any]:
    return {name: getattr(directive, name) for name in _MASTHEAD} | {"status": directive.status}


def _record(
    directive: Directive, before: dict[str, Any], *, by: Scope, becomes_final: bool
) -> None:
    after = _state(directive)
    changes = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
    accepted = directive.duties.accepted().count()
    says = (
        f"Lưu văn bản {directive.title} sau rà soát, {accepted} nhiệm vụ được nhận."
        if becomes_final
        else f"Sửa kết quả rà soát {directive.title}."
    )
    act = "directive.finish" if becomes_final else "directive.review"
    record(act=act, target=directive, by=by, says=says, changes=changes)

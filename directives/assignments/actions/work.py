"""Doing work and reviewing it. Each act moves one step, once, and leaves a timeline entry."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from directives.assignments.actions.counting import count_changed
from directives.assignments.kinds import EntryKind
from directives.assignments.models import (
    Assignment,
    Extension,
    ProgressEntry,
    StandingOrder,
)
from directives.assignments.rules import (
    Refusal,
    Step,
    check_more_time,
    check_percent,
    check_reached,
)
from portal.access import Power, Scope
from portal.audit.actions import record
from portal.files.models import Attachment
from portal.notices.actions import tell, who_may
from portal.notices.kinds import NoticeKind

OVERTAKEN = Refusal(
    "Có người vừa cập nhật nhiệm vụ này. Hãy xem lại nội dung mới nhất rồi gửi lại.", "__all__"
)


@transaction.atomic
def acknowledge(*, assignment: Assignment, version: int, by: Scope) -> None:
    """The commune takes the work on."""
    _expect(assignment, Step.GIVEN)
    _move(assignment, version, step=Step.ACKNOWLEDGED)
    _note(assignment, EntryKind.ACKNOWLEDGE, by=by)


@transaction.atomic
def report_progress(
    *,
    assignment: Assignment,
    version: int,
    percent: int,
    note: str,
    evidence: Iterable[Attachment],
    key: str,
    by: Scope,
    reached: Decimal | None = None,
) -> None:
    """Say how far the work is, and what was `reached` of its target, if anything is to be said.

    The same `key` twice is one report. Raises `Refusal`.
    """
    if _already(assignment, EntryKind.PROGRESS, key):
        return
    _expect(assignment, Step.GIVEN, Step.ACKNOWLEDGED)
    check_percent(before=assignment.percent, now=percent, note=note)
    check_reached(reached=reached, target=assignment.duty.target)
    now = assignment.reached if reached is None else reached
    _move(assignment, version, step=Step.ACKNOWLEDGED, percent=percent, reached=now)
    _note(
        assignment,
        EntryKind.PROGRESS,
        by=by,
        percent=percent,
        reached=reached,
        note=note,
        evidence=evidence,
        key=key,
    )


@transaction.atomic
def submit(
    *,
    assignment: Assignment,
    version: int,
    note: str,
    evidence: Iterable[Attachment],
    key: str,
    by: Scope,
    on: date,
    percent: int = 100,
    reached: Decimal | None = None,
) -> bool:
    """Report the work as done; the day of this report is the one that counts once it is accepted.

    Where something is unfinished, what was told is kept as progress, nothing of it lost, and the
    work is not done: returns False, and `complete` is the answer to what is asked then.
    """
    if _already(assignment, EntryKind.SUBMIT, key):
        return True
    asked = f"{key}?" if key else ""
    if _already(assignment, EntryKind.PROGRESS, asked):
        return False
    _expect(assignment, Step.GIVEN, Step.ACKNOWLEDGED)
    if not note.strip():
        raise Refusal("Hãy ghi kết quả đã làm được, để người duyệt đối chiếu.", "note")
    check_reached(reached=reached, target=assignment.duty.target)
    kept, before = list(evidence), assignment.unfinished()
    left = replace(
        before,
        percent=percent,
        lacks_evidence=before.lacks_evidence and not kept,
        reached=before.reached if reached is None else reached,
    )
    if left:
        report_progress(
            assignment=assignment, version=version, percent=percent, note=note, evidence=kept,
            key=asked, by=by, reached=reached,
        )  # fmt: skip
        return False
    _move(
        assignment, version, step=Step.SUBMITTED, percent=100, submitted_on=on, reached=left.reached
    )
    _note(
        assignment, EntryKind.SUBMIT, by=by, percent=100, reached=reached, note=note,
        evidence=kept, key=key,
    )  # fmt: skip
    return True


@transaction.atomic
def complete(
    *, assignment: Assignment, version: int, note: str, key: str, by: Scope, on: date
) -> None:
    """Report the work as done though something is open, with the reason where one is asked.

    Raises `Refusal`.
    """
    if _already(assignment, EntryKind.SUBMIT, key):
        return
    _expect(assignment, Step.GIVEN, Step.ACKNOWLEDGED)
    if assignment.unfinished().asks_why and not note.strip():
        raise Refusal("Hãy ghi vì sao vẫn báo cáo hoàn thành, để người duyệt biết.", "note")
    _move(assignment, version, step=Step.SUBMITTED, percent=100, submitted_on=on)
    _note(assignment, EntryKind.SUBMIT, by=by, percent=100, note=note, key=key)


@transaction.atomic
def hand_back(*, assignment: Assignment, version: int, note: str, by: Scope) -> None:
    """Ask to be rid of work that is not the commune's, with the reason."""
    _expect(assignment, Step.GIVEN, Step.ACKNOWLEDGED)
    if not note.strip():
        raise Refusal("Hãy ghi lý do đề nghị trả lại nhiệm vụ.")
    _move(assignment, version, step=Step.HANDED_BACK)
    _note(assignment, EntryKind.HAND_BACK, by=by, note=note)


@transaction.atomic
def accept(*, assignment: Assignment, version: int, note: str, by: Scope) -> None:
    """Find the submitted work done."""
    _expect(assignment, Step.SUBMITTED)
    if assignment.extensions.waiting().exists():
        raise Refusal("Còn đề nghị gia hạn chưa quyết định. Hãy quyết định trước khi duyệt.")
    _move(assignment, version, step=Step.ACCEPTED)
    _note(assignment, EntryKind.ACCEPT, by=by, note=note)


@transaction.atomic
def send_back(*, assignment: Assignment, version: int, note: str, by: Scope, on: date) -> None:
    """Return submitted or handed-back work to the commune, with the reason."""
    _expect(assignment, Step.SUBMITTED, Step.HANDED_BACK)
    if not note.strip():
        raise Refusal("Hãy ghi lý do trả lại, để đơn vị biết phải làm gì.")
    kind = EntryKind.RETURN if assignment.step == Step.SUBMITTED else EntryKind.TAKE_BACK
    _move(assignment, version, step=Step.ACKNOWLEDGED, submitted_on=None)
    _note(assignment, kind, by=by, note=note)
    tell(
        postings=who_may(Power.ASSIGNMENT_WORK, organisations=[assignment.organisation_id], on=on),
        kind=NoticeKind.RETURNED,
        key=f"assignment:{assignment.pk}:{assignment.version}",
        text=f"{kind.label}: {assignment.duty}",
        href=assignment.get_absolute_url(),
        urgent=True,
    )


@transaction.atomic
def withdraw(*, assignment: Assignment, version: int, note: str, by: Scope, on: date) -> None:
    """Take back what was given, with the reason: it stays in sight, struck, and counts nowhere.

    No further period of it comes either.
    """
    _expect(assignment, *(step for step in Step if not step.is_over))
    if not note.strip():
        raise Refusal("Hãy ghi lý do thu hồi, để đơn vị biết vì sao.")
    assignment.extensions.waiting().update(
        decided_on=on, granted=False, answer="Nhiệm vụ đã được thu hồi."
    )
    StandingOrder.objects.running().of_duty(assignment.duty_id).of_organisations(
        [assignment.organisation_id]
    ).update(ended_on=on)
    _move(assignment, version, step=Step.WITHDRAWN)
    _note(assignment, EntryKind.WITHDRAW, by=by, note=note)
    tell(
        postings=who_may(Power.ASSIGNMENT_WORK, organisations=[assignment.organisation_id], on=on),
        kind=NoticeKind.WITHDRAWN,
        key=f"assignment:{assignment.pk}:{assignment.version}",
        text=f"Thu hồi nhiệm vụ: {assignment.duty}",
        href=assignment.get_absolute_url(),
    )


@transaction.atomic
def note_urged(*, assignments: Iterable[Assignment], note: str, by: Scope) -> None:
    """Say on each timeline that a letter urged the unit on; the work itself stays as it is."""
    for one in assignments:
        _write(one, EntryKind.URGE, by=by, note=note)


@transaction.atomic
def ask_more_time(
    *, assignment: Assignment, version: int, until: date, reason: str, by: Scope, on: date
) -> Extension:
    """Ask for a later day. The same request twice is one. Raises `Refusal`."""
    waiting = assignment.extensions.waiting()
    if same := waiting.filter(until=until, reason=reason).first():
        return same
    _expect(assignment, Step.GIVEN, Step.ACKNOWLEDGED)
    if assignment.due_on is None:
        raise Refusal("Nhiệm vụ này không có hạn nên không cần gia hạn.", "until")
    check_more_time(until=until, due_on=assignment.due_on, on=on)
    if not reason.strip():
        raise Refusal("Hãy ghi lý do xin gia hạn.", "reason")
    if waiting.exists():
        raise Refusal("Đã có một đề nghị gia hạn đang chờ quyết định.", "until")
    _move(assignment, version)
    extension = Extension.objects.create(
        assignment=assignment, asked_on=on, until=until, reason=reason
    )
    _note(
        assignment, EntryKind.ASK_MORE_TIME, by=by, note=f"Đến hết ngày {until:%d/%m/%Y}: {reason}"
    )
    return extension


@transaction.atomic
def decide_extension(
    *, extension: Extension, version: int, granted: bool, answer: str, by: Scope, on: date
) -> None:
    """Grant or refuse more time; the original date stays beside the new one.

    `version` is that of the assignment as whoever decides saw it. Raises `Refusal`.
    """
    assignment = extension.assignment
    _expect(assignment, *(step for step in Step if not step.is_over))
    decided = Extension.objects.waiting().filter(pk=extension.pk).update(
        decided_on=on, granted=granted, answer=answer
    )  # fmt: skip
    if not decided:
        raise OVERTAKEN
    _move(assignment, version, **({"due_on": extension.until} if granted else {}))
    _note(assignment, EntryKind.GRANT if granted else EntryKind.REFUSE, by=by, note=answer)
    answered = (
        f"được gia hạn đến hết ngày {extension.until:%d/%m/%Y}" if granted else "không được gia hạn"
    )
    tell(
        postings=who_may(Power.ASSIGNMENT_WORK, organisations=[assignment.organisation_id], on=on),
        kind=NoticeKind.DUE,
        key=f"extension:{extension.pk}",
        text=f"Nhiệm vụ từ {assignment.duty.directive.title}: {answered}.",
        href=assignment.get_absolute_url(),
        urgent=not granted,
    )


def _expect(assignment: Assignment, *steps: Step) -> None:
    """Raise `Refusal` when the assignment is at another step than the act needs."""
    if assignment.step not in steps:
        raise Refusal(
            f"Nhiệm vụ đang ở bước “{assignment.get_step_display()}” nên không làm được việc này.",
            "__all__",
        )


def _move(assignment: Assignment, version: int, **values: object) -> None:
    """Change the row if nobody did since `version` was read. Raises `Refusal`."""
    held = Assignment.objects.filter(pk=assignment.pk, version=version)
    if not held.update(version=version + 1, **values):
        raise OVERTAKEN
    assignment.refresh_from_db()


def _already(assignment: Assignment, kind: EntryKind, key: str) -> bool:
    """Return whether this very act was written under the key; another act is not hidden by it."""
    return bool(key) and assignment.entries.filter(kind=kind, key=key).exists()


def _note(assignment: Assignment, kind: EntryKind, **said: Any) -> None:
    """Write what was done, and count again what the organisation has of the directive."""
    _write(assignment, kind, **said)
    units = {assignment.organisation_id: assignment.organisation.unit_id}
    count_changed(assignment.duty, units)


def _write(
    assignment: Assignment,
    kind: EntryKind,
    *,
    by: Scope,
    note: str = "",
    percent: int | None = None,
    reached: Decimal | None = None,
    evidence: Iterable[Attachment] = (),
    key: str = "",
) -> None:
    try:
        with transaction.atomic():
            entry = ProgressEntry.objects.create(
                assignment=assignment, kind=kind, note=note, percent=percent, reached=reached,
                key=key or None, by_user_id=by.user_id, by_name=by.recorded_name[:150],
                by_organisation_id=by.organisation_id,
            )  # fmt: skip
    except IntegrityError as error:  # the same form sent twice at once: the other one counts
        raise OVERTAKEN from error
    entry.evidence.set(evidence)
    record(
        act=f"assignment.{kind}", target=assignment, by=by,
        organisation_id=assignment.organisation_id, says=f"{kind.label}: {note}" if note else kind.label,
    )  # fmt: skip

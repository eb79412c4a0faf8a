"""Settling a matter: begun by an acceptance, suspended, ended, carried out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from citizens.receptions.actions.untold import untold
from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.submissions.actions.terms import keep_terms_of_settlement, keep_terms_of_visits
from citizens.submissions.deadlines import spans_of
from citizens.submissions.entries import EndEntry
from citizens.submissions.kinds import RemedyKind, Round, SubmissionOutcome
from citizens.submissions.law import law
from citizens.submissions.models import Remedy, RemedyStep, Settlement, Submission, Suspension
from citizens.submissions.rules import secret_problems
from citizens.submissions.rules.settlements import (
    acceptance_problems,
    end_problems,
    remedy_problems,
    round_problems,
    suspension_problems,
    term_problems,
)
from portal.access import Scope
from portal.audit.actions import record
from portal.overtaken import hold, refuse_overtaken

_DECIDED = "Việc giải quyết theo đơn này đã kết thúc: không hủy đơn, không đổi việc thụ lý, đổi lần được nữa."
_SUSPENDED = "Việc giải quyết theo đơn này có lần tạm đình chỉ: không hủy đơn, không đổi việc thụ lý được nữa."
_HELD_ELSEWHERE = (
    "Việc giải quyết theo đơn này nay do cơ quan khác giữ: không hủy, không đổi việc thụ lý được."
)


def follow_acceptance(submission: Submission, *, was: str, by: Scope) -> None:
    """Begin the settlement that an accepted paper asks for; take an untouched one back with it."""
    accepted = SubmissionOutcome.ACCEPTED
    if submission.outcome == accepted:
        _begin_with(submission, by=by)
    elif was == accepted:
        _take_back(submission, by=by)


def follow_round(submission: Submission, *, was: Round, by: Scope) -> None:
    """The round of a paper was corrected: the open settlement that it began goes along.

    Raises `ValidationError`: also for one that has ended, which the other round would judge otherwise.
    """
    if submission.outcome != SubmissionOutcome.ACCEPTED or submission.round == was:
        return
    begun = _begun_by(submission, was, by=by)
    there = Settlement.objects.filter(matter=submission.matter, round=submission.round)
    if begun is None:
        _begin_with(submission, by=by)
        return
    if there.exists():
        _refuse_suspended(begun)
        _drop(begun, submission, by=by)
        return
    Settlement.objects.filter(pk=begun.pk).update(round=submission.round)
    begun.refresh_from_db()
    if told := _round_problem(submission.matter, Round(begun.round), begun.accepted_on, but=begun):
        raise ValidationError({"round": list(told.values())})
    keep_terms_of_settlement(begun)
    record(act="settlement.move", target=begun, by=by,
           says=f"{begun}: theo đơn số {submission} đã sửa, trước ghi là {was.label.lower()}.")  # fmt: skip


def follow_voiding(submission: Submission, *, by: Scope) -> str:
    """A paper that is struck out takes the untouched settlement that it began along: say which."""
    if submission.outcome == SubmissionOutcome.ACCEPTED:
        return _take_back(submission, by=by)
    return ""


@transaction.atomic
def carry_in(
    *, matter: Matter, round_: Round, accepted_on: date, accepted_document: str, by: Scope, on: date
) -> Settlement:  # fmt: skip
    """Begin a settlement that others accepted before: the opening balance. Raises `ValidationError`."""
    hold(matter, ["kind"])  # two who save at once stand in a row
    kind = MatterKind(matter.kind)
    problems = acceptance_problems(kind, round_, accepted_on, on=on)
    problems |= secret_problems(
        {"accepted_document": accepted_document}, is_secret=matter.is_secret
    )
    if problems:
        raise ValidationError(problems)
    if told := _round_problem(matter, round_, accepted_on):
        raise ValidationError(told)
    settlement = Settlement(
        matter=matter, holder_id=_holder_of(matter), round=round_, accepted_on=accepted_on,
        accepted_document=accepted_document, carried_over=True,
    )  # fmt: skip
    settlement.full_clean(exclude=["matter"])
    settlement.save()
    keep_terms_of_settlement(settlement)
    keep_terms_of_visits(matter)
    record(act="settlement.carry_in", target=settlement, by=by,
           says=f"{settlement}: nhận bàn giao, thụ lý từ {accepted_on:%d/%m/%Y}.")  # fmt: skip
    return settlement


@transaction.atomic
def set_term(
    *, settlement: Settlement, is_complex: bool, is_remote: bool, extensions: int, by: Scope
) -> None:
    """Say what makes the deadline longer. Raises `ValidationError`."""
    columns = {"is_complex": is_complex, "is_remote": is_remote, "extensions": extensions}
    hold(settlement.matter, ["kind"])  # first, as whoever hands it over does
    held = hold(settlement, columns)
    kind = MatterKind(held.matter.kind)
    if problems := term_problems(kind, extensions=extensions, is_complex=is_complex):
        raise ValidationError(problems)
    _write(held, columns, act="settlement.term", says="thời hạn", by=by)
    settlement.refresh_from_db()


@transaction.atomic
def suspend(
    *, settlement: Settlement, starts_on: date, ends_on: date | None, document_number: str,
    reason: str, by: Scope, on: date,
) -> Suspension:  # fmt: skip
    """Let a settlement stand still; its days do not count as far as the law says. Raises `ValidationError`."""
    hold(settlement.matter, ["kind"])  # first, as whoever hands it over does
    held = Settlement.objects.select_for_update().select_related("matter").get(pk=settlement.pk)
    kind = MatterKind(held.matter.kind)
    problems = suspension_problems(
        starts_on, ends_on, accepted_on=held.accepted_on, ended_on=held.ended_on,
        others=spans_of(held), can_be_suspended=law().suspension(kind) is not None, on=on,
    )  # fmt: skip
    texts = {"document_number": document_number, "reason": reason}
    if problems := problems | secret_problems(texts, is_secret=kind.is_secret):
        raise ValidationError(problems)
    suspension = Suspension.objects.create(
        settlement=held, starts_on=starts_on, ends_on=ends_on, document_number=document_number,
        reason=reason,
    )  # fmt: skip
    keep_terms_of_settlement(held)
    until = f" đến hết {ends_on:%d/%m/%Y}" if ends_on else ""
    changes = {"tạm đình chỉ": ("", f"số {document_number}: {reason}")}
    if kind.is_secret:
        changes = untold(changes, "tạm đình chỉ", target=settlement, by=by)
    record(act="settlement.suspend", target=settlement, by=by, changes=changes,
           says=f"{held}: tạm đình chỉ từ {starts_on:%d/%m/%Y}{until}.")  # fmt: skip
    return suspension


@transaction.atomic
def resume(*, settlement: Settlement, ends_on: date, by: Scope, on: date) -> None:
    """Go on with a settlement after `ends_on`, its last suspended day. Raises `ValidationError`."""
    hold(settlement.matter, ["kind"])  # first, as whoever hands it over does
    open_one = settlement.suspensions.select_for_update().filter(ends_on__isnull=True).first()
    if open_one is None:
        raise ValidationError({"ends_on": "Việc giải quyết không còn tạm đình chỉ."})
    if not open_one.starts_on <= ends_on <= on:
        raise ValidationError(
            {"ends_on": f"Chọn ngày từ {open_one.starts_on:%d/%m/%Y} đến hôm nay."}
        )
    open_one.ends_on = ends_on
    open_one.save(update_fields=["ends_on"])
    keep_terms_of_settlement(settlement)
    record(act="settlement.resume", target=settlement, by=by,
           says=f"{settlement}: tạm đình chỉ đến hết {ends_on:%d/%m/%Y}, nay tiếp tục.")  # fmt: skip


@transaction.atomic
def end_settlement(*, settlement: Settlement, entry: EndEntry, by: Scope, on: date) -> None:
    """Write down the decision or conclusion, or why there is none. Raises `ValidationError`."""
    columns = {
        "end": entry.end or "", "ended_on": entry.ended_on,
        "decision_number": entry.decision_number, "decided_by": entry.decided_by,
        "verdict": entry.verdict or "", "content": entry.content,
        "reported_on": entry.reported_on,
    }  # fmt: skip
    hold(settlement.matter, ["kind"])  # first, as whoever hands it over does
    held = hold(settlement, columns)
    kind, round_ = MatterKind(held.matter.kind), Round(held.round)
    problems = end_problems(entry, kind, round_, accepted_on=held.accepted_on, on=on)
    if held.suspensions.filter(ends_on__isnull=True).exists() and entry.end is not None:
        problems["end"] = "Đang tạm đình chỉ: hãy ghi ngày tiếp tục giải quyết trước."
    if held.remedies.exists() and entry.end != held.end:
        problems["end"] = "Đã ghi nội dung phải thi hành; hãy xóa các nội dung ấy trước."
    if problems:
        raise ValidationError(problems)
    _write(held, columns, act="settlement.end", says="kết quả", by=by)
    settlement.refresh_from_db()


@transaction.atomic
def keep_remedies(
    *, settlement: Settlement, remedies: Mapping[RemedyKind, tuple[Decimal, Decimal]],
    executed_on: date | None, by: Scope, on: date, as_of: date | None = None,
    seen: Mapping[RemedyKind, tuple[Decimal, Decimal]] | None = None,
) -> None:  # fmt: skip
    """Write what is to be recovered, returned, punished, and how much is done.

    What is done now and was not before counts for `as_of`; unsaid, for the day when all was done, or
    today. Raises `ValidationError`: also when other amounts stand there than the writer has `seen`.
    """
    held = hold(settlement, ["executed_on"])
    before = {RemedyKind(one.kind): (one.owed, one.done) for one in held.remedies.all()}
    if seen is not None:
        refuse_overtaken(seen, before)
    decided_on = held.ended_on if held.end == "decided" else None
    as_of = as_of or executed_on or on
    problems = remedy_problems(
        remedies, decided_on=decided_on, executed_on=executed_on, as_of=as_of, on=on
    )
    if problems:
        raise ValidationError(problems)
    wanted = {kind: pair for kind, pair in remedies.items() if pair[0] > 0}
    changes = {
        kind.label: (_pair(before.get(kind)), _pair(wanted.get(kind)))
        for kind in RemedyKind
        if before.get(kind) != wanted.get(kind)
    }
    held.remedies.exclude(kind__in=wanted).delete()
    for kind, (owed, done) in wanted.items():
        remedy, _ = Remedy.objects.update_or_create(
            settlement=held, kind=kind, defaults={"owed": owed, "done": done}
        )
        if more := done - before.get(kind, (owed, Decimal(0)))[1]:
            RemedyStep.objects.create(remedy=remedy, day=as_of, amount=more)
    if held.executed_on != executed_on:
        changes["thi hành xong ngày"] = (_day(held.executed_on), _day(executed_on))
        Settlement.objects.filter(pk=held.pk).update(executed_on=executed_on)
    settlement.refresh_from_db()
    if changes:
        record(act="settlement.execute", target=settlement, by=by, changes=changes,
               says=f"{settlement}: cập nhật thi hành.")  # fmt: skip


def follow_holder(matter: Matter) -> None:
    """The settlements of a matter go to whoever holds it now."""
    Settlement.objects.of_matter(matter).update(holder=_holder_of(matter))


def _holder_of(matter: Matter) -> int:
    return MatterOwner.objects.now().of_matter(matter.pk).get().organisation_id


def _begin_with(submission: Submission, *, by: Scope) -> None:
    there = Settlement.objects.filter(matter=submission.matter, round=submission.round).first()
    if there is not None:
        return
    assert submission.decided_on is not None
    told = _round_problem(submission.matter, Round(submission.round), submission.decided_on)
    if told:
        raise ValidationError({"decided_on": list(told.values())})
    settlement = Settlement.objects.create(
        matter=submission.matter, holder_id=_holder_of(submission.matter),
        round=submission.round, accepted_on=submission.decided_on,
        accepted_document=submission.document_number, carried_over=submission.carried_over,
    )  # fmt: skip
    keep_terms_of_settlement(settlement)
    record(act="settlement.begin", target=settlement, by=by,
           says=f"{settlement}: thụ lý theo đơn số {submission}.")  # fmt: skip


def _round_problem(
    matter: Matter, round_: Round, accepted_on: date, *, but: Settlement | None = None
) -> dict[str, str]:
    """Say why a matter does not begin this round on that day, given its other rounds, or nothing."""
    rounds = Settlement.objects.of_matter(matter)
    begun = {Round(one.round): one.accepted_on for one in rounds if one != but}
    return round_problems(round_, accepted_on, begun=begun)


def _take_back(submission: Submission, *, by: Scope) -> str:
    """The acceptance was a slip: nothing is left of a settlement that had not gone on."""
    settlement = _begun_by(submission, Round(submission.round), by=by)
    if settlement is None:
        return ""
    _refuse_suspended(settlement)
    return _drop(settlement, submission, by=by)


def _begun_by(submission: Submission, round_: Round, *, by: Scope) -> Settlement | None:
    """Return the open settlement that this paper alone began. Raises `ValidationError`."""
    others = Submission.objects.standing().filter(
        matter=submission.matter, round=round_, outcome=SubmissionOutcome.ACCEPTED
    )
    settlement = Settlement.objects.filter(matter=submission.matter, round=round_).first()
    if settlement is None or others.exclude(pk=submission.pk).exists():
        return None
    if settlement.carried_over and not submission.carried_over:
        return None  # it was begun elsewhere, and not by this paper
    if not settlement.is_open:
        raise ValidationError(_DECIDED)
    if not Settlement.objects.editable_by(by).contains(settlement):
        raise ValidationError(_HELD_ELSEWHERE)
    return settlement


def _refuse_suspended(settlement: Settlement) -> None:
    if settlement.suspensions.exists():
        raise ValidationError(_SUSPENDED)


def _drop(settlement: Settlement, submission: Submission, *, by: Scope) -> str:
    begun = f"{settlement.get_round_display().lower()}, thụ lý ngày {_day(settlement.accepted_on)}"
    record(act="settlement.take_back", target=settlement, by=by,
           says=f"{settlement}: bỏ, vì đơn số {submission} không thụ lý nữa hoặc đã hủy.")  # fmt: skip
    settlement.delete()
    return begun


def _write(
    settlement: Settlement, columns: dict[str, Any], *, act: str, says: str, by: Scope
) -> None:
    fields: dict[str, Any] = {name: Settlement._meta.get_field(name) for name in columns}
    changes = {
        str(fields[name].verbose_name): (
            _shown(fields[name], getattr(settlement, name)), _shown(fields[name], new)
        )
        for name, new in columns.items()
        if getattr(settlement, name) != new
    }  # fmt: skip
    if not changes:
        return
    for name, value in columns.items():
        setattr(settlement, name, value)
    settlement.full_clean(exclude=["matter"])
    settlement.save(update_fields=list(columns))
    keep_terms_of_settlement(settlement)
    if settlement.matter.is_secret:
        changes = untold(changes, target=settlement, by=by)
    record(act=act, target=settlement, by=by, changes=changes,
           says=f"{settlement}: ghi {says}.")  # fmt: skip


def _shown(column: Any, value: Any) -> Any:
    if isinstance(value, date):
        return _day(value)
    if isinstance(value, bool):
        return "có" if value else "không"
    return dict(column.flatchoices).get(value, "" if value is None else value)


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _pair(pair: tuple[Decimal, Decimal] | None) -> str:
    return f"{pair[1].normalize():f} trên {pair[0].normalize():f}" if pair else ""

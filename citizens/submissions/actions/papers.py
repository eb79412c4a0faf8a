"""A submission: written once, corrected visibly, voided with a reason."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.receptions.actions.opening import open_matter
from citizens.receptions.actions.untold import untold
from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Handling, Matter, MatterOwner, Reception
from citizens.submissions.actions.settlements import follow_round, follow_voiding
from citizens.submissions.actions.terms import keep_terms_of_paper, keep_terms_of_visits
from citizens.submissions.entries import PaperEntry, PetitionerEntry, SubjectEntry
from citizens.submissions.kinds import Round, Source
from citizens.submissions.models import Petitioner, Submission, SubmissionSeries
from citizens.submissions.rules import paper_problems, secret_problems
from portal.access import Scope
from portal.audit.actions import record
from portal.overtaken import hold, refuse_overtaken
from portal.text import search_key
from portal.units.models import Organisation

_HANDED_ON = "Vụ việc này vừa được chuyển cho cơ quan khác, không ghi thêm đơn vào được."


def log_submission(
    *,
    key: UUID,
    paper: PaperEntry,
    people: Sequence[PetitionerEntry],
    subject: SubjectEntry,
    by: Scope,
    on: date,
) -> Submission:
    """Write one paper into the petition book and give it the next number.

    `key` makes it happen once. A denunciation is written without `people`. Raises `ValidationError`.
    """
    known = Submission.objects.saved_with(by.organisation_id, key).first()
    if known is not None:
        return known
    try:
        return _write(key=key, paper=paper, people=people, subject=subject, by=by, on=on)
    except IntegrityError:
        known = Submission.objects.saved_with(by.organisation_id, key).first()
        if known is None:
            raise
        return known


@transaction.atomic
def _write(
    *,
    key: UUID,
    paper: PaperEntry,
    people: Sequence[PetitionerEntry],
    subject: SubjectEntry,
    by: Scope,
    on: date,
) -> Submission:
    office = Organisation.objects.select_related("unit__parent__parent").get(pk=by.organisation_id)
    people = () if subject.is_secret else people
    if problems := paper_problems(paper, people, subject, office_since=office.valid_from, on=on):
        raise ValidationError(problems)
    if subject.matter is not None:
        _refuse_joining(subject.matter, by)
    matter = subject.matter or open_matter(
        kind=subject.kind, field=subject.field, summary=subject.summary, organisation=office,
        opened_on=paper.received_on,
        reason="Nhận bàn giao" if paper.carried_over else "Tiếp nhận",
    )  # fmt: skip
    submission = _put_into_book(
        office, matter, year=on.year if paper.carried_over else paper.received_on.year, key=key,
        is_secret=subject.is_secret, columns=_columns(paper),
    )  # fmt: skip
    _seat(submission, people)
    keep_terms_of_paper(submission)
    record(
        act="submission.log", target=submission, by=by, organisation_id=office.pk,
        says=f"Ghi đơn số {submission}.",
    )  # fmt: skip
    return submission


def take_in_at_visit(*, handling: Handling, by: Scope, on: date) -> Submission:
    """Write the paper that was handed in at a visit: who signed stands at the visit, nowhere twice."""
    visit = handling.reception
    submission = _put_into_book(
        visit.organisation, handling.matter, year=visit.received_on.year, key=_key_of(handling),
        is_secret=visit.is_secret, reception=visit,
        columns={
            "received_on": visit.received_on, "source": Source.VISIT,
            "signatories": visit.head_count,
        },
    )  # fmt: skip
    keep_terms_of_paper(submission)
    record(
        act="submission.log", target=submission, by=by, organisation_id=visit.organisation_id,
        says=f"Nhận đơn số {submission} tại lượt tiếp số {visit}.",
    )  # fmt: skip
    return submission


def _key_of(handling: Handling) -> UUID:
    """The first paper of a visit has the visit's own key, a further one a key of its matter."""
    visit = handling.reception
    taken = Submission.objects.saved_with(visit.organisation_id, visit.key).exists()
    return uuid5(visit.key, f"matter {handling.matter_id}") if taken else visit.key


@transaction.atomic
def correct_submission(
    *, submission: Submission, paper: PaperEntry, people: Sequence[PetitionerEntry], by: Scope,
    on: date, seen: Sequence[int] | None = None,
) -> None:  # fmt: skip
    """Correct what was written of a paper; what stood there stays in the history.

    A paper handed in at a visit keeps its day and its people: those are corrected at the visit.
    Raises `ValidationError`: also when other petitioners stand there than the writer has `seen`.
    """
    columns = _columns(paper)
    hold(submission.matter, ["kind"])  # first: who signed is not written while they are purged
    held = hold(submission, columns)
    before = list(held.petitioners.all())
    if seen is not None:
        refuse_overtaken(list(seen), [one.pk for one in before])
    matter, office = held.matter, held.organisation
    people = () if held.is_secret or held.reception_id else people
    subject = SubjectEntry(MatterKind(matter.kind), matter=matter)
    problems = paper_problems(paper, people, subject, office_since=office.valid_from, on=on)
    if held.reception_id and (paper.received_on, paper.source) != (held.received_on, Source.VISIT):
        problems["received_on"] = "Đơn nhận khi tiếp công dân: sửa ngày ở lượt tiếp."
    if held.decided_on and paper.received_on > held.decided_on:
        problems["received_on"] = f"Đơn đã được xử lý ngày {held.decided_on:%d/%m/%Y}."
    if problems:
        raise ValidationError(problems)
    changes = changed(held, columns)
    if not held.is_secret and not held.reception_id and not _same(before, people):
        changes["người đứng đơn"] = ("(không ghi nhật ký)", "(đã sửa)")
        held.petitioners.all().delete()
        held.signatories = paper.signatories
        _seat(held, people, before)
    if not changes:
        return
    if held.is_secret:
        changes = untold(changes, target=held, by=by)
    was = Round(held.round)
    Submission.objects.filter(pk=held.pk).update(**columns)
    submission.refresh_from_db()
    try:
        follow_round(submission, was=was, by=by)
    except ValidationError as error:
        raise ValidationError({"round": error.messages}) from error
    keep_terms_of_paper(submission)
    record(
        act="submission.correct", target=submission, by=by, changes=changes,
        says=f"Sửa đơn số {submission}: {', '.join(changes)}.",
    )  # fmt: skip


@transaction.atomic
def void_submission(*, submission: Submission, reason: str, by: Scope, at: datetime) -> None:
    """Strike a paper out. It keeps its number and stays in the book, and counts for nothing.

    The settlement that it began goes along, and is told of in its history. Raises `ValidationError`
    for a reason that would tell who denounced, and when that settlement has gone on.
    """
    if problems := secret_problems({"reason": reason}, is_secret=submission.is_secret):
        raise ValidationError(problems)
    hold(submission.matter, ["kind"])  # first, as whoever hands it over does
    standing = Submission.objects.filter(pk=submission.pk).standing()
    if standing.update(voided_at=at, void_reason=reason):
        begun = follow_voiding(submission, by=by)
        keep_terms_of_visits(submission.matter)
        changes = {"lý do hủy": ("", reason)}
        if submission.is_secret:
            changes = untold(changes, target=submission, by=by)
        if begun:
            changes["giải quyết"] = (begun, "bỏ theo đơn đã hủy")
        record(
            act="submission.void", target=submission, by=by, says=f"Hủy đơn số {submission}.",
            changes=changes,
        )  # fmt: skip


def follow_visit(reception: Reception, *, by: Scope) -> None:
    """Give the papers of a visit its corrected day and number of people. Raises `ValidationError`."""
    day, people = reception.received_on, reception.head_count
    for paper in Submission.objects.filter(reception=reception).select_related("matter", "series"):
        if (paper.received_on, paper.signatories) == (day, people):
            continue
        if paper.decided_on is not None and day > paper.decided_on:
            raise ValidationError(
                {
                    "received_on": f"Đơn số {paper} của lượt này đã được xử lý ngày {paper.decided_on:%d/%m/%Y}."
                }
            )
        changes = changed(paper, {"received_on": day, "signatories": people})
        paper.received_on, paper.signatories = day, people
        paper.save(update_fields=["received_on", "signatories"])
        keep_terms_of_paper(paper)
        record(
            act="submission.correct", target=paper, by=by, changes=changes,
            says=f"Đơn số {paper} theo lượt tiếp đã sửa: {', '.join(changes)}.",
        )  # fmt: skip


def void_of_visit(reception: Reception, *, reason: str, by: Scope, at: datetime) -> None:
    for submission in Submission.objects.filter(reception=reception).standing():
        void_submission(submission=submission, reason=reason, by=by, at=at)


def changed(row: Submission, columns: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return the changed columns by their Vietnamese names, as a reader sees their values."""
    fields: dict[str, Any] = {name: Submission._meta.get_field(name) for name in columns}
    return {
        str(fields[name].verbose_name): (_shown(fields[name], old), _shown(fields[name], new))
        for name, new in columns.items()
        if (old := getattr(row, name)) != new
    }


def _shown(column: Any, value: Any) -> Any:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return dict(column.flatchoices).get(value, "" if value is None else value)


def _refuse_joining(matter: Matter, by: Scope) -> None:
    hold(matter, ["kind"])  # nobody signs a denunciation, nor what is handed on meanwhile
    held = MatterOwner.objects.now().filter(matter=matter, organisation_id=by.organisation_id)
    if not held.exists():
        raise ValidationError({"matter": _HANDED_ON})


def _put_into_book(
    office: Organisation,
    matter: Matter,
    *,
    year: int,
    key: UUID,
    is_secret: bool,
    columns: dict[str, Any],
    reception: Reception | None = None,
) -> Submission:
    book = SubmissionSeries.objects.get_or_create(organisation=office, year=year)[0]
    number = SubmissionSeries.objects.take_number(book.pk)
    if number is None:
        raise ValidationError({"received_on": f"Sổ đơn năm {year} đã khóa, không ghi thêm được."})
    return Submission.objects.create(
        organisation=office, series=book, number=number, key=key, matter=matter,
        reception=reception, is_secret=is_secret, **columns,
    )  # fmt: skip


def _seat(
    submission: Submission, people: Sequence[PetitionerEntry], before: Sequence[Petitioner] = ()
) -> None:
    """Write who signed; of those who stood there `before`, a number not typed again stays sealed."""
    there = {one.pk: one for one in before}
    rows = []
    for place, one in enumerate(people, start=1):
        row = Petitioner(
            submission=submission, place=place, name=one.name,
            name_key=search_key(one.name)[:150], address=one.address,
            is_representative=submission.signatories > 1,
        )  # fmt: skip
        row.seal_number(one.number, one.identity_kind)
        if (kept := there.pop(one.kept_from or 0, None)) is not None:
            row.stand_for(kept)
        rows.append(row)
    Petitioner.objects.bulk_create(rows)


def _same(there: Sequence[Petitioner], people: Sequence[PetitionerEntry]) -> bool:
    return len(there) == len(people) and all(
        (row.name, row.address) == (one.name, one.address)
        and not one.number and one.kept_from in (None, row.pk)
        for row, one in zip(there, people, strict=True)
    )  # fmt: skip


def _columns(paper: PaperEntry) -> dict[str, Any]:
    return {
        "received_on": paper.received_on, "written_on": paper.written_on, "source": paper.source,
        "sender": paper.sender, "sender_document": paper.sender_document, "round": paper.round,
        "signatories": paper.signatories, "carried_over": paper.carried_over, "note": paper.note,
        "pages": paper.pages, "enclosures": paper.enclosures,
    }  # fmt: skip

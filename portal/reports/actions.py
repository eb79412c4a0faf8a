"""The life of a report: prepared, written, signed and frozen, reviewed, opened again."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.access import Power, Scope
from portal.accounts.models import Posting
from portal.audit.actions import record
from portal.calendar.clock import now
from portal.calendar.models import DayOff
from portal.figures import Figure
from portal.jobs.actions import enqueue
from portal.jobs.models import Job
from portal.notices.actions import roles_with, tell, told_already, who_may
from portal.notices.kinds import NoticeKind
from portal.reports.figures import communes_of, count, digest, freeze, preview
from portal.reports.models import FormVersion, Report, ReportKind, ReportState
from portal.reports.outline import Window, form_files
from portal.reports.rules import (
    Refusal,
    capacities,
    check_ended,
    check_paper,
    missing,
    recounted,
    reminder_due,
    reminder_text,
    rewritten,
)
from portal.units.models import Organisation

OVERTAKEN = Refusal("Có người vừa sửa báo cáo này. Hãy xem bản mới nhất rồi lưu lại.")


def load_forms() -> int:
    """Load each reviewed form file once. Raises `ValueError` when a loaded version was edited."""
    new = 0
    for file in form_files():
        content = file.content
        row, created = FormVersion.objects.get_or_create(
            code=content["code"],
            version=content["version"],
            defaults={
                "kind": content["kind"],
                "checksum": file.checksum,
                "valid_from": content["valid_from"],
                "content": _as_json(content),
            },
        )
        if row.checksum != file.checksum:
            raise ValueError(f"{row}: tệp mẫu đã đổi, hãy tăng số phiên bản.")
        new += created
    return new


def prepare(*, on: date) -> int:
    """Open the draft of every report whose period has ended. Safe to repeat; catches up by itself.

    Communes whose province works with the portal get theirs, and the province its own.
    """
    return sum(prepare_province(staff.organisation, on=on) for staff in provinces_at_work(on))


def provinces_at_work(on: date) -> list[Posting]:
    """One posting per province that works with the portal: of who consolidates its reports."""
    staff = Posting.objects.on(on).with_roles(roles_with(Power.REPORT_CONSOLIDATE)).with_place()
    return list({one.organisation_id: one for one in staff}.values())


def prepare_province(organisation: Organisation, *, on: date) -> int:
    """Open the drafts of one province: its own, and those of its communes. Returns how many."""
    made = _open(ReportKind.PROVINCE_YEARLY, [organisation.pk], on=on)
    communes = communes_of(organisation, on=on).values_list("pk", flat=True)
    return made + _open(ReportKind.COMMUNE_YEARLY, list(communes), on=on)


def _open(kind: ReportKind, organisation_ids: Collection[int], *, on: date) -> int:
    form = FormVersion.objects.of_kind(kind).in_force(on).first()
    if form is None:
        return 0
    window = form.outline.window
    year = window.year_on(on)
    period = window.period(year)
    there = Report.objects.of_kind(kind).of_year(year).of_organisations(organisation_ids)
    known = set(there.values_list("organisation_id", flat=True))
    new = [pk for pk in organisation_ids if pk not in known]
    due_on = _due_days(window, year, new)
    reports = [
        Report(
            organisation_id=pk, form=form, kind=kind, year=year, starts_on=period.starts_on,
            ends_on=period.ends_on, due_on=due_on[pk],
        )
        for pk in new
    ]  # fmt: skip
    Report.objects.bulk_create(reports, ignore_conflicts=True, batch_size=1000)
    return len(reports)


def _due_days(window: Window, year: int, organisation_ids: Collection[int]) -> dict[int, date]:
    """Until when each organisation sends, by the calendar of its province."""
    calendars = DayOff.objects.calendars_around([window.named_day(year)])
    there = Organisation.objects.filter(pk__in=organisation_ids).with_places()
    days = {one.pk: calendars.of(one.unit.province.pk) for one in there}
    return {pk: window.deadline(year, days_off).last_day for pk, days_off in days.items()}


def remind(*, on: date) -> int:
    """Tell who writes a report that is still open that its day is near or past. Said once each."""
    return sum(say(reminder) for reminder in reminders(on=on))


@dataclass(frozen=True, slots=True)
class Reminder:
    """What is to be said about one report, and to whom; `key` names the report and the threshold."""

    key: str
    report: Report
    text: str
    urgent: bool
    writers: list[Posting]


def reminders(*, on: date) -> list[Reminder]:
    """The reminders that have come due and that somebody was not told yet."""
    open_reports = Report.objects.open().select_related("form")
    due = {one: reminder_due(due_on=one.due_on, on=on) for one in open_reports}
    writers = _writers([one.organisation_id for one, name in due.items() if name], on)
    found = [
        Reminder(
            f"report:{one.pk}:{name}", one, writers=writers[one.organisation_id],
            text=reminder_text(title=one.title, due_on=one.due_on, on=on), urgent=one.due_on <= on,
        )
        for one, name in due.items()
        if name and writers[one.organisation_id]
    ]  # fmt: skip
    told = told_already([reminder.key for reminder in found])
    return [one for one in found if any((w.pk, one.key) not in told for w in one.writers)]


def say(reminder: Reminder) -> int:
    """Tell the writers of a report; who was told before is not told again."""
    return tell(
        postings=reminder.writers, kind=NoticeKind.REPORT, key=reminder.key, text=reminder.text,
        href=reminder.report.get_absolute_url(), urgent=reminder.urgent,
    )  # fmt: skip


def _writers(organisation_ids: Collection[int], on: date) -> dict[int, list[Posting]]:
    """Who writes the reports of each organisation."""
    writers: dict[int, list[Posting]] = defaultdict(list)
    for one in who_may(Power.REPORT_WRITE, organisations=organisation_ids, on=on):
        writers[one.organisation_id].append(one)
    return writers


@transaction.atomic
def save_draft(
    *,
    report: Report,
    version: int,
    narrative: Mapping[str, str],
    typed: Mapping[str, Any],
    number: str,
    issued_on: date | None,
    by: Scope,
    on: date,
    figures: Iterable[Figure] = (),
) -> None:
    """Keep the words and the typed figures of an open report. Raises `Refusal`.

    The record tells which sections changed, and the values of all else; `figures` name the typed.
    """
    _expect(report, ReportState.DRAFT, ReportState.WAITING)
    check_paper(number=number, issued_on=issued_on, starts_on=report.starts_on, on=on)
    columns = {"number": number, "issued_on": issued_on, "state": ReportState.DRAFT}
    changes = {
        name: (getattr(report, name), value)
        for name, value in columns.items()
        if getattr(report, name) != value
    }
    numbers = recounted(report.typed, typed, {one.key: one.label for one in figures})
    sections = _rewritten_sections(report, narrative)
    if not (changes or numbers or sections):
        return
    _move(
        report, version, narrative={**report.narrative, **narrative}, typed=dict(typed), **columns
    )
    record(
        act="report.write", target=report, by=by, organisation_id=report.organisation_id,
        says=f"Soạn báo cáo năm {report.year}.", changes={**changes, **numbers, **sections},
    )  # fmt: skip


def _rewritten_sections(report: Report, narrative: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """What became of each section, by its heading."""
    outline = report.outline
    told = {
        outline.heading(section, report.year): rewritten(
            report.text_of(section.key), narrative.get(section.key, report.text_of(section.key))
        )
        for section in outline.written
    }
    return {heading: change for heading, change in told.items() if change}


def recount(*, report: Report, at: datetime) -> None:
    """Count the figures of an open report anew, and keep them with the moment. Raises `Refusal`.

    Of two who count at once the later stands; what is signed meanwhile keeps what it froze.
    """
    _expect(report, ReportState.DRAFT, ReportState.WAITING)
    counted = count(report, on=at.date()).kept()
    held = Report.objects.open().filter(pk=report.pk).last_counted_by(at)
    if held.update(counted=counted, counted_at=at):
        report.counted, report.counted_at = counted, at


@transaction.atomic
def ask_to_sign(*, report: Report, version: int, by: Scope) -> None:
    """Hand a written report to the leader. Raises `Refusal` naming the headings that are empty."""
    _expect(report, ReportState.DRAFT)
    empty = missing(report.outline, report.narrative, year=report.year)
    if empty:
        raise Refusal(f"Chưa viết: {'; '.join(empty)}.")
    _move(report, version, state=ReportState.WAITING)
    record(
        act="report.ask", target=report, by=by, organisation_id=report.organisation_id,
        says=f"Trình ký báo cáo năm {report.year}.",
    )  # fmt: skip


@transaction.atomic
def sign(*, report: Report, version: int, signed_as: str, by: Scope, on: date) -> Job:
    """Freeze the report as it stands, send it, and have its files made. Raises `Refusal`."""
    _expect(report, ReportState.DRAFT, ReportState.WAITING)
    check_ended(ends_on=report.ends_on, on=on)
    check_paper(number=report.number, issued_on=report.issued_on, starts_on=report.starts_on, on=on)
    signers = capacities(report.outline.signers, stands_in=bool(by.acting_for))
    if tuple(signed_as.split("|")) not in signers:
        raise Refusal("Người ký không ký được với tư cách này.", "signed_as")
    empty = missing(report.outline, report.narrative, year=report.year)
    if empty:
        raise Refusal(f"Chưa viết: {'; '.join(empty)}.")
    frozen = freeze(report, count(report, on=on), signed_by=by.name, signed_as=signed_as, on=on)
    _move(
        report, version, state=ReportState.SUBMITTED, frozen=frozen, digest=digest(frozen),
        counted=None, counted_at=None,
        submitted_on=on, signed_by=by.name, signed_as=signed_as,
        issued_on=report.issued_on or on, pdf=None, docx=None, xlsx=None,
    )  # fmt: skip
    record(
        act="report.sign", target=report, by=by, organisation_id=report.organisation_id,
        says=f"Ký và gửi báo cáo năm {report.year}, mã kiểm tra {report.digest[:12]}.",
    )  # fmt: skip
    return make_files(report=report, by=by, on=on)


@transaction.atomic
def make_files(*, report: Report, by: Scope | None, on: date) -> Job:
    """Have the PDF, DOCX and XLSX of the report made by a worker, once per content.

    The content of an open one is what it would freeze today: its words, and its figures of now,
    which its page then shows too.
    """
    if report.is_open:
        recount(report=report, at=now())
    content = report.digest or digest(preview(report, on=on))
    job = enqueue(
        "report_files", {"report": report.pk}, by=by,
        title=f"Tạo tệp báo cáo năm {report.year}", key=f"report-files:{report.pk}:{content}",
    )  # fmt: skip
    if report.job_id != job.pk:  # files of other content go, so that no two differ
        Report.objects.filter(pk=report.pk).update(job=job, pdf=None, docx=None, xlsx=None)
        report.job = job
    return job


@transaction.atomic
def approve(*, report: Report, version: int, answer: str, by: Scope, on: date) -> None:
    """Accept a sent report; its writers hear of it."""
    _expect(report, ReportState.SUBMITTED)
    _move(report, version, state=ReportState.APPROVED, answer=answer)
    record(
        act="report.approve", target=report, by=by, organisation_id=report.organisation_id,
        says=f"Duyệt báo cáo năm {report.year}.",
    )  # fmt: skip
    _answered(report, f"Báo cáo “{report.title}” đã được duyệt.", on=on)


@transaction.atomic
def give_back(*, report: Report, version: int, answer: str, by: Scope, on: date) -> Report:
    """Return a sent report with the reason, and open its next revision with the same words.

    Its writers hear of it; the reason stays on the page, since a notice may go by mail.
    """
    _expect(report, ReportState.SUBMITTED)
    if not answer.strip():
        raise Refusal("Hãy ghi lý do trả lại, để đơn vị biết phải sửa gì.", "answer")
    _move(report, version, state=ReportState.RETURNED, answer=answer)
    fresh = Report.objects.create(
        organisation=report.organisation, form=report.form, kind=report.kind, year=report.year,
        revision=report.revision + 1, starts_on=report.starts_on, ends_on=report.ends_on,
        due_on=report.due_on, narrative=report.narrative, typed=report.typed, answer=answer,
    )  # fmt: skip
    record(
        act="report.return", target=report, by=by, organisation_id=report.organisation_id,
        says=f"Trả lại báo cáo năm {report.year}: {answer}",
    )  # fmt: skip
    _answered(
        fresh, f"Báo cáo “{fresh.title}” bị trả lại: hãy sửa theo ý kiến rồi ký gửi lần "
        f"{fresh.revision}.", on=on, urgent=True,
    )  # fmt: skip
    return fresh


def _answered(report: Report, text: str, *, on: date, urgent: bool = False) -> None:
    tell(
        postings=_writers([report.organisation_id], on)[report.organisation_id],
        kind=NoticeKind.REPORT, key=f"report:{report.pk}:answered", text=text,
        href=report.get_absolute_url(), urgent=urgent,
    )  # fmt: skip


def _expect(report: Report, *states: ReportState) -> None:
    if report.state not in states:
        raise Refusal(
            f"Báo cáo đang ở bước “{report.get_state_display()}” nên không làm được việc này."
        )


def _move(report: Report, version: int, **values: Any) -> None:
    """Change the row if nobody did since `version` was read. Raises `Refusal`."""
    held = Report.objects.filter(pk=report.pk, version=version)
    if not held.update(version=version + 1, **values):
        raise OVERTAKEN
    report.refresh_from_db()


def _as_json(content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in content.items()
    }

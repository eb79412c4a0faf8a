"""The life of a person's mail of a day: begun in the database before a word goes out, ended after.

Each writing is fenced: a worker that was superseded meets `Superseded`, and its writing is rolled back.
What was begun by a worker that died is given up as "perhaps sent", and never sent again.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from portal.accounts.models import Posting, User
from portal.calendar.models import DayOff
from portal.calendar.rules import DaysOff
from portal.jobs.run import JobRun
from portal.mail import Answer, Fate
from portal.notices.kinds import DigestChoice, DigestState
from portal.notices.models import Digest, MailChoice, Notice
from portal.notices.querysets import people_with_mail
from portal.notices.rules import is_due

_ENDS = {
    Fate.ACCEPTED: DigestState.SENT,
    Fate.UNKNOWN: DigestState.UNKNOWN,
    Fate.REFUSED: DigestState.REFUSED,
}


@dataclass(frozen=True, slots=True)
class Addressee:
    """A person for whom something waits, with what decides when it goes."""

    user: User
    choice: MailChoice
    days_off: DaysOff
    has_urgent: bool

    def is_due(self, at: datetime) -> bool:
        return is_due(
            DigestChoice(self.choice.when), urgent=self.has_urgent, at=at,
            hours=settings.OFFICE_HOURS, days_off=self.days_off, chosen=self.choice.at,
        )  # fmt: skip


def due_people(*, at: datetime) -> dict[int, Addressee]:
    """Return, by id, who gets their mail at this moment: by choice, office hours and days off."""
    people = people_with_mail(on=at.date())
    held = Posting.objects.on(at.date()).of_people(people).with_province()
    provinces = {one.user_id: one.organisation.unit.province.pk for one in held}
    calendars = DayOff.objects.calendars_around([at.date()])
    waiting = (
        Addressee(
            one, getattr(one, "mail_choice", None) or MailChoice(user=one),
            calendars.of(provinces.get(one.pk)), one.has_urgent,  # type: ignore[attr-defined]  # annotated
        )
        for one in people
    )  # fmt: skip
    return {one.user.pk: one for one in waiting if one.is_due(at)}


def waiting_for(user: User, *, on: date) -> list[Notice]:
    """Return what the person's mail of the day would take along."""
    return list(Notice.objects.for_mail_of(user, on=on))


def begin_digest(run: JobRun, user: User, notices: list[Notice], *, on: date) -> Digest | None:
    """Commit that the person's mail of the day is being sent; None when it was begun before."""
    try:
        with transaction.atomic():
            digest = Digest.objects.create(user=user, day=on, job=run.job, fence=run.fence)
            Notice.objects.numbered(one.pk for one in notices).update(digest=digest)
            run.beat()
    except IntegrityError:
        return None
    return digest


def end_digest(digest: Digest, answer: Answer, *, at: datetime) -> None:
    """Write down what the server said. What it refused waits for the next day's mail."""
    refusal = f"Máy chủ thư trả lời {answer.code}." if answer.fate is Fate.REFUSED else ""
    Digest.objects.filter(pk=digest.pk).held(digest.fence).update(
        state=_ENDS[answer.fate], ended_at=at, refusal=refusal
    )
    if answer.fate is Fate.REFUSED:
        Notice.objects.filter(digest=digest).update(digest=None)


@transaction.atomic
def put_off(run: JobRun, digest: Digest) -> None:
    """Take back a mail that the server did not take and asks to try again: nothing went out."""
    Notice.objects.filter(digest=digest).update(digest=None)
    Digest.objects.filter(pk=digest.pk).held(digest.fence).delete()
    run.beat()


def give_up(run: JobRun, user_id: int, *, at: datetime) -> bool:
    """Close the mail that an earlier attempt at this job began and did not end; tell whether one was."""
    left = Digest.objects.filter(user=user_id).sending().begun_before(run)
    return bool(left.update(state=DigestState.UNKNOWN, ended_at=at))


def close_stranded(*, at: datetime) -> int:
    """Close the mails of jobs that are over without having ended them. Returns how many."""
    return Digest.objects.stranded().update(state=DigestState.UNKNOWN, ended_at=at)

"""Sending each person's mail of the day, at most once."""

from django.conf import settings

from portal.calendar.clock import now
from portal.jobs.kinds import job_kind
from portal.jobs.rules import Missed
from portal.jobs.run import ItemRun, JobFailure, JobRun
from portal.mail import Fate, MailAway, mail_line, post
from portal.notices import actions
from portal.notices.actions.digests import Addressee
from portal.notices.letters import letter_of


# What is unread is gathered by each run, so the newest slot makes up for all before it. Office hours
# lie between 6 and 18 (portal.env).
@job_kind(
    "notices_digest", title="Gửi bản tin thông báo", cron="*/15 6-17 * * *", missed=Missed.NEWEST
)
def send_digests(run: JobRun) -> None:
    """Send what is due now, person by person. By the clock, not by the slot: quiet hours are quiet."""
    if not settings.DIGESTS:
        return
    actions.close_stranded(at=now())
    due = actions.due_people(at=now())
    try:
        for item in run.each({str(pk): one.user.full_name for pk, one in due.items()}):
            who = due.get(int(item.key))
            if actions.give_up(run, int(item.key), at=now()) or who is None:
                with item:
                    pass  # was perhaps sent, or is not due any more
            else:
                _send(run, item, who)
    except MailAway as away:
        raise JobFailure(f"{away} Lần chạy sau gửi tiếp.") from None


def _send(run: JobRun, item: ItemRun, who: Addressee) -> None:
    """Open the line, commit "sending", send, commit how it ended: in this order."""
    day = now().date()
    with mail_line() as line, item:
        notices = actions.waiting_for(who.user, on=day)
        if not notices or not who.is_due(now()):  # read meanwhile, or the office has closed
            return
        letter = letter_of(who.user, notices, day=day)
        digest = actions.begin_digest(run, who.user, notices, on=day)
        if digest is None:
            return
        answer = post(line, letter)
        if answer.fate is Fate.LATER:
            actions.put_off(run, digest)
            raise JobFailure(f"Máy chủ thư hẹn gửi lại ({answer.code}); lần chạy sau gửi tiếp.")
        with item.done():
            actions.end_digest(digest, answer, at=now())

"""One mail a person and day: what it holds, when it goes, and what becomes of one that was cut off."""

import smtplib
from datetime import date, timedelta
from email.message import Message
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from pytest_django import Settings

from portal.accounts.models import Posting, User
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind
from portal.demo.cast import posting_of
from portal.handover.open_work import give_notices
from portal.jobs.actions import enqueue, take
from portal.jobs.models import JobState
from portal.notices.actions import begin_digest, close_stranded, due_people, waiting_for
from portal.notices.kinds import DigestChoice, DigestState, NoticeKind
from portal.notices.models import Digest, MailChoice, Notice
from portal.retention.classes import CLASSES
from tests.notices.conftest import NINE, Say, Send

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def state() -> str:
    return Digest.objects.get().state


def words(letter: Any) -> str:
    return f"{letter.body} {letter.alternatives[0][0]}"


def test_what_is_unread_comes_in_one_mail(reached: User, say: Say, send: Send) -> None:
    notices = [say("Báo cáo năm: còn 3 ngày."), say("Nhiệm vụ mới.", kind=NoticeKind.WORK)]
    assert send().state == JobState.DONE
    (letter,) = mail.outbox
    assert letter.to == [reached.email]
    assert letter.subject == "2 thông báo chưa đọc, ngày 25/11/2026"
    for one in notices:
        assert f"https://cong.example/thong-bao/{one.pk}/" in letter.body
        assert one.text in words(letter)
    assert "BÁO CÁO\n" in letter.body
    assert state() == DigestState.SENT


def test_the_id_of_the_mail_can_be_told_beforehand(reached: User, say: Say, send: Send) -> None:
    say()
    send()
    sent: Message = mail.outbox[0].message()
    assert sent["Message-ID"] == f"<ban-tin.20261125.{reached.pk}@localhost>"
    assert sent["Auto-Submitted"] == "auto-generated"


def test_no_words_that_may_name_a_citizen_leave_the_portal(
    reached: User, say: Say, send: Send
) -> None:
    say("Trả lại: trả lời đơn của bà Lê Thị Mận", kind=NoticeKind.RETURNED, urgent=True)
    send()
    assert "Mận" not in words(mail.outbox[0])
    assert "Nhiệm vụ bị trả lại" in words(mail.outbox[0])
    assert "Gấp" in words(mail.outbox[0])


def test_a_second_run_of_the_day_sends_nothing(reached: User, say: Say, send: Send) -> None:
    say()
    send("08:00")
    say("Còn việc nữa.")
    send("08:15")
    assert len(mail.outbox) == 1


def test_the_next_day_brings_what_is_new_alone(
    reached: User, say: Say, send: Send, clock: time_machine.Traveller
) -> None:
    say("Hôm qua.")
    send("thứ Tư")
    say("Hôm nay.")
    clock.move_to(NINE + DAY)
    send("thứ Năm")
    assert "Hôm nay." in mail.outbox[1].body
    assert "Hôm qua." not in mail.outbox[1].body


def test_days_without_a_scheduler_come_in_one_mail(
    reached: User, say: Say, send: Send, clock: time_machine.Traveller
) -> None:
    say("Ngày 25.")
    clock.move_to(NINE + DAY)
    say("Ngày 26.")
    clock.move_to(NINE + 2 * DAY)
    send()
    assert [one.subject for one in mail.outbox] == ["2 thông báo chưa đọc, ngày 27/11/2026"]


def test_what_was_read_is_not_mailed(reached: User, say: Say, send: Send) -> None:
    one = say()
    Notice.objects.filter(pk=one.pk).update(read_at=NINE)
    send()
    assert mail.outbox == []


@pytest.mark.parametrize("change", [{"email_confirmed_at": None}, {"is_active": False}])
def test_no_mail_goes_to_who_is_not_to_be_reached(
    reached: User, say: Say, send: Send, change: dict[str, Any]
) -> None:
    say()
    User.objects.filter(pk=reached.pk).update(**change)
    send()
    assert mail.outbox == []


def test_what_was_said_to_a_posting_that_is_over_stays_in_the_portal(
    reached: User, say: Say, send: Send
) -> None:
    say()
    Posting.objects.filter(user=reached).update(ends_on=date(2026, 11, 24))
    send()
    assert mail.outbox == []


@pytest.mark.parametrize("hour", [6, 12, 20])
def test_quiet_hours_are_quiet_and_lose_nothing(
    reached: User, say: Say, send: Send, clock: time_machine.Traveller, hour: int
) -> None:
    say()
    clock.move_to(NINE.replace(hour=hour))
    send("im lặng")
    assert mail.outbox == []
    clock.move_to(NINE + DAY)
    send("sáng sau")
    assert len(mail.outbox) == 1


def test_a_day_off_of_the_province_is_quiet(reached: User, say: Say, send: Send) -> None:
    province = Posting.objects.get(user=reached).organisation.unit.province
    DayOff.objects.create(
        day=NINE.date(), kind=DayKind.HOLIDAY, name="Nghỉ của tỉnh", province=province
    )
    say()
    send()
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("when", "urgent", "mails"),
    [(DigestChoice.NONE, True, 0), (DigestChoice.URGENT, False, 0), (DigestChoice.URGENT, True, 1)],
)
def test_a_person_chooses_what_comes(
    reached: User, say: Say, send: Send, when: DigestChoice, urgent: bool, mails: int
) -> None:
    MailChoice.objects.create(user=reached, when=when)
    say(urgent=urgent)
    send()
    assert len(mail.outbox) == mails


def test_a_portal_without_a_mail_server_sends_nothing(
    reached: User, say: Say, send: Send, settings: Settings
) -> None:
    settings.DIGESTS = False
    say()
    assert send().state == JobState.DONE
    assert not Digest.objects.exists()


def test_a_mail_that_was_cut_off_is_never_sent_again(reached: User, say: Say, send: Send) -> None:
    say()
    job = enqueue("notices_digest", {}, title="Gửi", key="slot", by=None)
    run = take(job.pk, worker="bị giết")
    assert run is not None
    list(run.each({str(reached.pk): reached.full_name}))
    begin_digest(run, reached, waiting_for(reached, on=NINE.date()), on=NINE.date())
    type(job).objects.filter(pk=job.pk).update(state=JobState.WAITING)  # its lease has run out
    assert send("slot").state == JobState.DONE
    assert (state(), mail.outbox) == (DigestState.UNKNOWN, [])


def test_what_was_perhaps_mailed_is_said_again_the_next_day_with_that_word(
    reached: User, say: Say, send: Send, clock: time_machine.Traveller
) -> None:
    cut_off(reached, say("Có thể đã gửi."))
    clock.move_to(NINE + DAY)
    send("hôm sau")
    assert "Có thể đã gửi. (có thể đã gửi trong thư trước)" in mail.outbox[0].body
    clock.move_to(NINE + 2 * DAY)
    send("hôm sau nữa")
    assert len(mail.outbox) == 1


def cut_off(user: User, notice: Notice) -> Digest:
    """A mail that nobody knows whether it arrived."""
    digest = Digest.objects.create(
        user=user, day=NINE.date(), fence=1, state=DigestState.UNKNOWN, ended_at=NINE
    )
    Notice.objects.filter(pk=notice.pk).update(digest=digest)
    return digest


def test_a_mail_of_a_job_that_is_over_is_given_up(reached: User, say: Say) -> None:
    job = enqueue("notices_digest", {}, title="Gửi", key="slot", by=None)
    run = take(job.pk, worker="w")
    assert run is not None
    begin_digest(run, reached, [say()], on=NINE.date())
    assert close_stranded(at=NINE) == 0  # its job is at work
    type(job).objects.filter(pk=job.pk).update(state=JobState.CANCELLED)
    assert close_stranded(at=NINE) == 1
    assert state() == DigestState.UNKNOWN


class Refusing(EmailBackend):
    """A mail server that answers every letter with an error."""

    error: OSError = smtplib.SMTPRecipientsRefused({"thuy@bacninh.example": (550, b"no such box")})
    down = False

    def open(self) -> bool:
        if self.down:
            raise ConnectionRefusedError
        return True

    def send_messages(self, messages: Any) -> int:
        raise self.error


@pytest.fixture
def refusing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    return monkeypatch


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suite imports by path; Django finds the server above by its name all the same."""
    monkeypatch.setattr("django.core.mail.import_string", _backend, raising=True)


def _backend(path: str) -> type[EmailBackend]:
    return Refusing if path.endswith(".Refusing") else EmailBackend


def test_an_address_that_the_server_refuses_is_told_and_loses_nothing(
    reached: User, say: Say, send: Send, refusing: pytest.MonkeyPatch
) -> None:
    one = say()
    assert send().state == JobState.DONE
    digest = Digest.objects.get()
    assert (digest.state, digest.refusal) == (DigestState.REFUSED, "Máy chủ thư trả lời 550.")
    one.refresh_from_db()
    assert one.digest is None


def test_a_server_that_asks_to_come_back_is_asked_again_by_the_next_run(
    reached: User, say: Say, send: Send, refusing: pytest.MonkeyPatch, settings: Settings
) -> None:
    refusing.setattr(Refusing, "error", smtplib.SMTPDataError(451, b"greylisted"))
    say()
    assert send("08:00").error.endswith("lần chạy sau gửi tiếp.")
    assert not Digest.objects.exists()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send("08:15")
    assert len(mail.outbox) == 1


def test_a_line_that_breaks_leaves_it_unknown(
    reached: User, say: Say, send: Send, refusing: pytest.MonkeyPatch
) -> None:
    refusing.setattr(Refusing, "error", smtplib.SMTPServerDisconnected("cut"))
    say()
    send()
    assert state() == DigestState.UNKNOWN


def test_a_server_that_is_down_begins_no_mail(
    reached: User, say: Say, send: Send, refusing: pytest.MonkeyPatch
) -> None:
    refusing.setattr(Refusing, "down", True)
    say()
    assert send().error == "Chưa nối được máy chủ thư. Lần chạy sau gửi tiếp."
    assert not Digest.objects.exists()


def test_no_address_stands_in_a_log(
    reached: User, say: Say, send: Send, refusing: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    say()
    send()
    assert "bacninh.example" not in caplog.text


def test_a_letter_that_cannot_be_made_begins_no_mail(
    reached: User, say: Say, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> EmailMultiAlternatives:
        raise RuntimeError("a template is broken")

    monkeypatch.setattr("portal.notices.tasks.letter_of", broken)
    say()
    assert send().state == JobState.FAILED
    assert not Digest.objects.exists()


def test_the_database_has_one_mail_a_person_and_day(reached: User) -> None:
    Digest.objects.create(user=reached, day=NINE.date(), fence=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(user=reached, day=NINE.date(), fence=2)


def test_the_database_has_no_end_of_what_is_being_sent(reached: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Digest.objects.create(user=reached, day=NINE.date(), fence=1, ended_at=NINE)


def test_finding_who_is_due_costs_the_same_for_one_and_for_many(
    reached: User, say: Say, django_assert_num_queries: Any
) -> None:
    say()
    with django_assert_num_queries(3):
        assert len(due_people(at=NINE)) == 1
    others = User.objects.filter(username__in=["lanhdao.lucnam", "canbo.bacgiang", "sonoivu"])
    for one in others:
        say(username=one.username)
    others.update(email="a@b.example", email_confirmed_at=NINE)
    with django_assert_num_queries(3):
        assert len(due_people(at=NINE)) == 4


def test_a_notice_that_was_mailed_and_is_handed_over_comes_to_its_new_holder(
    reached: User, say: Say, send: Send
) -> None:
    one = say()
    send("08:00")
    successor = posting_of("lanhdao.lucnam")
    give_notices(one.posting, successor)
    User.objects.filter(pk=successor.user_id).update(email="h@b.example", email_confirmed_at=NINE)
    send("08:15")
    assert [letter.to for letter in mail.outbox] == [[reached.email], ["h@b.example"]]


def test_that_mails_went_out_is_destroyed_by_a_decision_of_the_own_province(reached: User) -> None:
    Digest.objects.create(user=reached, day=NINE.date(), fence=1)
    kind = CLASSES["digests"]
    here, elsewhere = posting_of("sonoivu"), posting_of("canbo.trian").organisation.unit.province
    assert not kind.rows(NINE.date(), elsewhere.pk).exists()
    assert not kind.rows(NINE.date() - DAY, here.organisation.unit_id).exists()
    kind.destroy(list(kind.rows(NINE.date(), here.organisation.unit_id)))
    assert not Digest.objects.exists()

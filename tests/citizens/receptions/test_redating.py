"""A holiday announced later moves until when open matters must be answered, and says so."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from citizens.receptions.kinds import ReplyKind
from citizens.receptions.models import Handling, Reception
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar import actions, tasks  # noqa: F401  # registers the kind of job
from portal.calendar.actions import Announced, add_day_off, remove_day_off
from portal.calendar.clock import now
from portal.calendar.models import DayOff, Redating
from portal.calendar.redating import made, redate
from portal.calendar.rules import DayKind
from portal.jobs.actions import carry_out, take
from portal.jobs.models import JobState
from portal.notices.models import Notice

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
NEW_DAY, BEFORE, AFTER = date(2026, 11, 19), date(2026, 12, 1), date(2026, 12, 2)


def announce(by: Scope | None = None, **changed: Any) -> Announced:
    plain: dict[str, Any] = {
        "day": NEW_DAY, "kind": DayKind.HOLIDAY, "name": "Nghỉ đột xuất",
        "decision": "Công điện 99/CĐ-TTg", "province_id": None, "certain": True,
    }  # fmt: skip
    return add_day_off(**plain | changed, by=by)


def due() -> date:
    return Handling.objects.get().reply_by


def test_an_open_reply_is_moved_and_keeps_the_first_date_beside_it(log: Log) -> None:
    log()
    assert due() == BEFORE
    assert announce().moved == 1
    kept = Redating.objects.get()
    assert (due(), kept.before, kept.after) == (AFTER, BEFORE, AFTER)


def test_the_record_says_from_when_to_when_and_why(log: Log) -> None:
    visit = log()
    announce()
    entry = Entry.objects.about(visit).get(act="calendar.redate")
    assert "Dời hạn từ 01/12/2026 sang 02/12/2026 vì nghỉ lễ, tết thứ Năm, 19/11/2026" in entry.says
    assert "Công điện 99/CĐ-TTg" in entry.says
    assert entry.chain_id == visit.organisation_id


def test_the_people_concerned_are_told_once(log: Log) -> None:
    log()
    log()
    announced = announce()
    redate(made(announced.day_off, taken_back=False), by=None, on=NEW_DAY)
    told = Notice.objects.filter(key__startswith="redated:")
    assert sorted(one.posting.user.username for one in told) == ["canbo.lucnam", "lanhdao.lucnam"]
    assert told[0].text.startswith("Trả lời công dân: 2 hạn được dời vì nghỉ lễ, tết")


def test_what_is_answered_or_void_is_not_touched(log: Log) -> None:
    answered, void = log().handlings.get(), log()
    Handling.objects.filter(pk=answered.pk).update(
        replied_on=date(2026, 12, 5), reply_kind=ReplyKind.values[0]
    )
    Reception.objects.filter(pk=void.pk).update(voided_at=now(), void_reason="Ghi nhầm")
    assert announce().moved == 0
    assert set(Handling.objects.values_list("reply_by", flat=True)) == {BEFORE}


def test_a_day_outside_the_period_or_on_a_weekend_moves_nothing(log: Log) -> None:
    log()
    for day in (date(2026, 11, 16), date(2026, 11, 21), date(2026, 12, 2)):
        assert announce(day=day).moved == 0
    assert due() == BEFORE


def test_the_day_of_another_province_moves_nothing_here(
    log: Log, scopes: Callable[[str], Scope]
) -> None:
    log()
    foreign = Reception.objects.get().organisation.unit.province
    other = type(foreign).objects.provinces().filter(valid_to=None).exclude(pk=foreign.pk)[0]
    elsewhere = replace(scopes("sonoivu"), unit_id=other.pk)
    assert announce(elsewhere, province_id=other.pk).moved == 0
    assert announce(scopes("sonoivu"), province_id=foreign.pk).moved == 1


def test_taking_the_day_back_moves_the_date_back(log: Log) -> None:
    log()
    row = announce().day_off
    assert remove_day_off(day_off=row, by=None, at=now()).moved == 1
    assert due() == BEFORE
    assert [one.taken_back for one in Redating.objects.order_by("pk")] == [False, True]


def test_a_make_up_saturday_brings_the_date_forward(log: Log) -> None:
    log()
    announce(day=date(2026, 11, 21), kind=DayKind.MAKE_UP_WORK)
    assert due() == date(2026, 11, 30)


def test_many_are_moved_by_a_job_that_may_be_killed_and_run_again(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        log()
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    job = announce().job
    assert job is not None
    change = made(DayOff.objects.get(day=NEW_DAY), taken_back=False)

    def dies(seen: int) -> None:
        if seen == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        redate(change, by=None, on=NEW_DAY, step=dies)
    run = take(job.pk, worker="w")
    assert run is not None
    carry_out(run)
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert set(Handling.objects.values_list("reply_by", flat=True)) == {AFTER}
    assert Redating.objects.count() == Entry.objects.filter(act="calendar.redate").count() == 3


def test_a_row_that_was_closed_meanwhile_is_left_with_no_trace(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    from citizens.receptions.redating import Replies

    log()
    monkeypatch.setattr(Replies, "move", lambda *_, **__: None)
    assert announce().moved == 0
    assert not Redating.objects.exists()


def test_the_preview_counts_what_will_move_and_the_visit_shows_it_after(
    log: Log, client_of: Callable[[str], Client]
) -> None:
    visit, client = log(), client_of("quantri")
    typed = {"day": "19/11/2026", "kind": "holiday", "name": "Nghỉ đột xuất", "certain": "on"}
    seen = client.post(reverse("calendar:add"), typed).content.decode()
    assert "1 việc sẽ đổi hạn" in seen
    client.post(reverse("calendar:add"), typed | {"seen": "1"})
    page = client_of("canbo.lucnam").get(visit.get_absolute_url()).content.decode()
    assert "trước khi dời: <del>01/12/2026</del>" in page
    assert "Dời hạn từ 01/12/2026 sang 02/12/2026" in page


def test_a_person_reads_what_was_moved_of_their_own_organisation(
    log: Log, client_of: Callable[[str], Client], scopes: Callable[[str], Scope]
) -> None:
    log()
    marking = scopes("quantri")
    address = reverse(
        "calendar:moved", args=[announce(marking, province_id=marking.unit_id).day_off.pk]
    )
    assert "Trả lời lượt tiếp số 1/2026" in client_of("canbo.lucnam").get(address).content.decode()
    assert "lượt tiếp số" not in client_of("canbo.bacgiang").get(address).content.decode()
    manager = client_of("quantri").get(address).content.decode()
    assert "1 hạn đã dời" in manager
    assert "lượt tiếp số" not in manager

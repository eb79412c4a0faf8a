from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from directives.assignments import actions
from directives.assignments.models import Assignment, Extension
from directives.assignments.rules import Refusal, State, Step, state_of
from directives.registry.models import Duty
from portal.access import Scope
from portal.audit.models import Entry
from portal.notices.models import Notice
from portal.units.models import Organisation

ScopeOf = Callable[[str], Scope]
SUBMITTED = date(2026, 11, 28)


def submit(work: Assignment, by: Scope, *, on: date = SUBMITTED, key: str = "k") -> None:
    actions.submit(
        assignment=work,
        version=work.version,
        note="Đã gửi báo cáo.",
        evidence=[],
        key=key,
        by=by,
        on=on,
    )


def test_giving_twice_gives_once(
    duty: Duty, work: Assignment, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    again = actions.assign(
        duty=duty, organisations=[luc_nam], due_on=work.due_on, period="Năm 2026",
        by=scopes("sonoivu"), on=work.assigned_on,
    )  # fmt: skip
    assert again == 0
    assert Assignment.objects.of_duty(duty.pk).count() == 1


def test_giving_to_nobody_is_refused(duty: Duty, scopes: ScopeOf, today: date) -> None:
    with pytest.raises(Refusal, match="Chưa chọn đơn vị"):
        actions.assign(
            duty=duty, organisations=[], due_on=None, period="", by=scopes("sonoivu"), on=today
        )


def test_work_goes_from_given_to_accepted(work: Assignment, scopes: ScopeOf) -> None:
    actions.acknowledge(assignment=work, version=work.version, by=scopes("canbo.lucnam"))
    submit(work, scopes("canbo.lucnam"))
    actions.accept(assignment=work, version=work.version, note="", by=scopes("sonoivu"))
    assert work.step == Step.ACCEPTED
    assert [entry.kind for entry in work.entries.order_by("id")] == [
        "acknowledge",
        "submit",
        "accept",
    ]


def test_a_slow_review_makes_nobody_late(work: Assignment, scopes: ScopeOf) -> None:
    submit(work, scopes("canbo.lucnam"))
    actions.accept(assignment=work, version=work.version, note="", by=scopes("sonoivu"))
    on = date(2027, 1, 15)
    assert Assignment.objects.in_state(State.ON_TIME, on).filter(pk=work.pk).exists()


def test_the_commune_is_told_of_new_and_of_returned_work_once(
    work: Assignment, scopes: ScopeOf
) -> None:
    mine = Notice.objects.visible_to(scopes("canbo.lucnam"))
    assert mine.count() == 1
    submit(work, scopes("canbo.lucnam"))
    back: dict[str, Any] = {
        "assignment": work,
        "note": "Thiếu phụ lục",
        "by": scopes("sonoivu"),
        "on": SUBMITTED,
    }
    actions.send_back(version=work.version, **back)
    assert mine.count() == 2
    assert not Notice.objects.visible_to(scopes("canbo.bacgiang")).exists()


def test_returned_work_counts_from_its_new_submission(work: Assignment, scopes: ScopeOf) -> None:
    submit(work, scopes("canbo.lucnam"))
    actions.send_back(
        assignment=work,
        version=work.version,
        note="Thiếu phụ lục",
        by=scopes("sonoivu"),
        on=SUBMITTED,
    )
    assert work.submitted_on is None
    submit(work, scopes("canbo.lucnam"), on=date(2026, 12, 2), key="k2")
    actions.accept(assignment=work, version=work.version, note="", by=scopes("sonoivu"))
    assert Assignment.objects.in_state(State.LATE, date(2026, 12, 3)).get() == work


def test_two_people_on_one_row_never_overwrite_each_other_unseen(
    work: Assignment, scopes: ScopeOf
) -> None:
    seen = work.version
    mine: dict[str, Any] = {
        "assignment": work,
        "version": seen,
        "note": "",
        "evidence": [],
        "by": scopes("canbo.lucnam"),
    }
    actions.report_progress(percent=30, key="a", **mine)
    with pytest.raises(Refusal, match="Có người vừa cập nhật"):
        actions.report_progress(percent=40, key="b", **mine)
    work.refresh_from_db()
    assert work.percent == 30


def test_the_same_form_sent_twice_is_one_report(work: Assignment, scopes: ScopeOf) -> None:
    submit(work, scopes("canbo.lucnam"), key="same")
    submit(work, scopes("canbo.lucnam"), key="same")
    assert work.entries.count() == 1


def test_a_granted_extension_keeps_the_original_day_beside_the_new(
    work: Assignment, scopes: ScopeOf
) -> None:
    until = date(2026, 12, 10)
    extension = actions.ask_more_time(
        assignment=work,
        version=work.version,
        until=until,
        reason="Chờ số liệu",
        by=scopes("canbo.lucnam"),
        on=SUBMITTED,
    )
    actions.decide_extension(
        extension=extension,
        version=extension.assignment.version,
        granted=True,
        answer="",
        by=scopes("sonoivu"),
        on=SUBMITTED,
    )
    work.refresh_from_db()
    assert (work.due_on, work.original_due_on) == (until, date(2026, 11, 29))


def test_a_request_for_more_time_is_seen_by_who_decides_and_its_answer_by_who_asked(
    work: Assignment, scopes: ScopeOf, client_of: Callable[[str], Client]
) -> None:
    start, waiting = client_of("sonoivu"), "/nhiem-vu/?buoc=xin-gia-han"
    assert work.get_absolute_url() not in start.get(waiting).content.decode()
    extension = actions.ask_more_time(
        assignment=work, version=work.version, until=date(2026, 12, 10), reason="Chờ số liệu",
        by=scopes("canbo.lucnam"), on=SUBMITTED,
    )  # fmt: skip
    for address in ("/", waiting):
        assert work.get_absolute_url() in start.get(address).content.decode(), address
    assert "Xin đến hết ngày 10/12/2026" in start.get("/").content.decode()
    actions.decide_extension(
        extension=extension, version=extension.assignment.version, granted=False, answer="Chưa",
        by=scopes("sonoivu"), on=SUBMITTED,
    )  # fmt: skip
    told = Notice.objects.visible_to(scopes("canbo.lucnam")).latest("id")
    assert told.text.endswith(": không được gia hạn.")
    assert "Xin gia hạn" not in start.get("/").content.decode()


def test_only_one_extension_waits_at_a_time(work: Assignment, scopes: ScopeOf) -> None:
    ask: dict[str, Any] = {
        "assignment": work,
        "until": date(2026, 12, 10),
        "reason": "x",
        "by": scopes("canbo.lucnam"),
    }
    first = actions.ask_more_time(version=work.version, on=SUBMITTED, **ask)
    assert actions.ask_more_time(version=1, on=SUBMITTED, **ask) == first  # pressed twice
    ask["until"] = date(2026, 12, 11)
    with pytest.raises(Refusal, match="đang chờ quyết định"):
        actions.ask_more_time(version=work.version, on=SUBMITTED, **ask)
    assert Extension.objects.waiting().count() == 1


def test_an_extension_is_decided_once(work: Assignment, scopes: ScopeOf) -> None:
    extension = actions.ask_more_time(
        assignment=work,
        version=work.version,
        until=date(2026, 12, 10),
        reason="x",
        by=scopes("canbo.lucnam"),
        on=SUBMITTED,
    )
    decide: dict[str, Any] = {"extension": extension, "by": scopes("sonoivu"), "on": SUBMITTED}
    actions.decide_extension(version=work.version, granted=False, answer="Không", **decide)
    with pytest.raises(Refusal):
        actions.decide_extension(version=work.version, granted=True, answer="", **decide)


def test_every_act_is_in_the_audit_record_of_the_commune(work: Assignment, scopes: ScopeOf) -> None:
    submit(work, scopes("canbo.lucnam"))
    entry = Entry.objects.about(work).first()
    assert entry is not None
    assert (entry.act, entry.chain_id) == ("assignment.submit", work.organisation_id)


@pytest.mark.parametrize("submitted", [None, date(2026, 11, 29), date(2026, 11, 30)])
@pytest.mark.parametrize("due", [None, date(2026, 11, 29)])
@pytest.mark.parametrize("step", [step for step in Step if step is not Step.WITHDRAWN])
def test_the_query_and_the_rule_of_the_four_states_agree(
    work: Assignment, submitted: date | None, due: date | None, step: Step
) -> None:
    if step in (Step.SUBMITTED, Step.ACCEPTED) and submitted is None:
        submitted = date(2026, 11, 20)
    Assignment.objects.filter(pk=work.pk).update(
        step=step, submitted_on=submitted, due_on=due, original_due_on=due
    )
    for on in (date(2026, 11, 29), date(2026, 11, 30)):
        rule = state_of(submitted_on=submitted, accepted=step == Step.ACCEPTED, due_on=due, on=on)
        found: Any = Assignment.objects.with_state(on).get(pk=work.pk)
        assert found.state == rule

"""What was given by mistake is taken back: with a reason, in sight, and in no figure."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from directives.assignments import actions
from directives.assignments.figures import figures
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, ProgressEntry
from directives.assignments.rules import Refusal, Step
from directives.registry.models import Duty
from portal.access import Scope
from portal.audit.models import Entry
from portal.figures import Period
from portal.notices.models import Notice
from portal.units.models import Organisation
from tests.directives.assignments.conftest import give

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
ON = date(2026, 11, 10)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def withdrawn(work: Assignment, scopes: ScopeOf) -> Assignment:
    actions.withdraw(
        assignment=work, version=work.version, note="Giao nhầm đơn vị.", by=scopes("sonoivu"), on=ON
    )
    return work


def _send(client: Client, work: Assignment, **data: Any) -> Any:
    form = {"version": work.version, "note": "Giao nhầm đơn vị."} | data
    return client.post(reverse("assignments:withdraw", args=[work.pk]), form)


def test_the_giver_takes_work_back_on_its_page(work: Assignment, client_of: ClientOf) -> None:
    client = client_of("sonoivu")
    assert "Thu hồi nhiệm vụ" in client.get(work.get_absolute_url()).content.decode()
    assert _send(client, work).status_code == 302
    work.refresh_from_db()
    assert work.step == Step.WITHDRAWN


def test_without_a_reason_nothing_is_taken_back(work: Assignment, client_of: ClientOf) -> None:
    sent = _send(client_of("sonoivu"), work, note=" ")
    assert sent.status_code == 422
    assert "Hãy ghi lý do thu hồi" in sent.content.decode()


@pytest.mark.parametrize(
    ("username", "status"), [("diaban.lucnam", 403), ("canbo.lucnam", 403), ("ngoai", 401)]
)
def test_others_do_not_take_it_back(
    work: Assignment, client_of: ClientOf, username: str, status: int
) -> None:
    client = Client() if username == "ngoai" else client_of(username)
    assert _send(client, work).status_code == status
    work.refresh_from_db()
    assert work.step == Step.GIVEN


def test_what_another_office_gave_stays(work: Assignment, client_of: ClientOf) -> None:
    Assignment.objects.filter(pk=work.pk).update(assigned_by_organisation=work.organisation)
    assert _send(client_of("sonoivu"), work).status_code == 404


def test_the_commune_sees_it_struck_with_its_reason(
    withdrawn: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    listed = client.get(reverse("assignments:list")).content.decode()
    page = client.get(withdrawn.get_absolute_url())
    assert '<tr class="struck">' in listed
    assert "Đã thu hồi" in listed
    assert "Giao nhầm đơn vị." in page.content.decode()
    assert not page.context["may_work"]


def test_it_is_told_and_recorded(withdrawn: Assignment, scopes: ScopeOf) -> None:
    told = Notice.objects.visible_to(scopes("canbo.lucnam")).filter(kind="withdrawn")
    assert told.count() == 1
    assert Entry.objects.about(withdrawn).filter(act="assignment.withdraw").count() == 1


def test_no_figure_counts_it(withdrawn: Assignment, client_of: ClientOf) -> None:
    found = figures(organisations=[withdrawn.organisation_id], period=YEAR, on=date(2027, 1, 5))
    assert {one.key: one.value for one in found}["assignments_total"] == 0
    board = client_of("diaban.lucnam").get(reverse("assignments:board"))
    assert board.context["total"].tally.total == 0


def test_it_can_be_given_again(
    withdrawn: Assignment, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    again = actions.assign(
        duty=withdrawn.duty, organisations=[luc_nam], due_on=withdrawn.due_on,
        period=withdrawn.period, by=scopes("sonoivu"), on=ON,
    )  # fmt: skip
    assert again == 1
    assert Assignment.objects.of_duty(withdrawn.duty_id).count() == 2


def test_finished_work_is_not_taken_back(work: Assignment, scopes: ScopeOf) -> None:
    Assignment.objects.filter(pk=work.pk).update(step=Step.ACCEPTED, submitted_on=ON)
    work.refresh_from_db()
    with pytest.raises(Refusal, match="Đã hoàn thành"):
        actions.withdraw(
            assignment=work, version=work.version, note="Thôi", by=scopes("sonoivu"), on=ON
        )


def test_a_waiting_request_for_time_ends_with_it(work: Assignment, scopes: ScopeOf) -> None:
    asked = actions.ask_more_time(
        assignment=work,
        version=work.version,
        until=date(2026, 12, 10),
        reason="Chờ",
        by=scopes("canbo.lucnam"),
        on=ON,
    )
    actions.withdraw(
        assignment=work, version=work.version, note="Nhầm", by=scopes("sonoivu"), on=ON
    )
    asked.refresh_from_db()
    assert asked.granted is False


def test_the_database_takes_no_withdrawal_without_a_reason(work: Assignment) -> None:
    with pytest.raises(IntegrityError, match="progress_entries_withdraw_with_a_reason"):
        ProgressEntry.objects.create(assignment=work, kind=EntryKind.WITHDRAW, by_name="x")


def test_work_is_not_accepted_while_a_request_for_time_waits(
    work: Assignment, scopes: ScopeOf
) -> None:
    actions.ask_more_time(
        assignment=work,
        version=work.version,
        until=date(2026, 12, 10),
        reason="Chờ",
        by=scopes("canbo.lucnam"),
        on=ON,
    )
    Assignment.objects.filter(pk=work.pk).update(step=Step.SUBMITTED, submitted_on=ON)
    work.refresh_from_db()
    with pytest.raises(Refusal, match="Còn đề nghị gia hạn"):
        actions.accept(assignment=work, version=work.version, note="", by=scopes("sonoivu"))


def test_the_list_begins_with_what_must_be_done_soonest(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    """What is over stands last, however early its day."""
    made = [
        give(duty, luc_nam, due_on, step, period=f"Đợt {place}", submitted_on=ON)
        for place, (step, due_on) in enumerate(
            [
                (Step.ACKNOWLEDGED, date(2026, 11, 20)), (Step.GIVEN, date(2026, 12, 1)),
                (Step.GIVEN, None), (Step.SUBMITTED, date(2026, 11, 1)),
                (Step.ACCEPTED, date(2026, 1, 1)), (Step.WITHDRAWN, date(2026, 1, 1)),
            ]
        )
    ]  # fmt: skip
    page = client_of("canbo.lucnam").get(reverse("assignments:list"))
    assert page.context["page"].rows == made


def test_paging_walks_the_whole_list_in_that_order(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    steps = [Step.ACCEPTED, Step.GIVEN, Step.SUBMITTED, Step.WITHDRAWN]
    for place in range(120):
        due_on = None if place % 7 == 0 else date(2026, 11, 1 + place % 28)
        give(duty, luc_nam, due_on, steps[place % 4], period=f"Đợt {place}", submitted_on=ON)
    client, address, met = client_of("canbo.lucnam"), reverse("assignments:list"), []
    while address:
        page = client.get(address).context["page"]
        met += page.rows
        address = page.next_href
    assert len(met) == len({one.pk for one in met}) == 120
    keys = [(one.whose, one.due_on or date.max, one.pk) for one in met]
    assert keys == sorted(keys)

"""Two people at one assignment: the second is told, loses no word, and overwrites nothing."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse

from directives.assignments import actions, questions
from directives.assignments.models import Assignment, Extension, ProvinceMark, WorkCount
from directives.assignments.rules import Refusal, Step
from directives.registry.models import Duty
from portal.access import Scope
from portal.units.models import Organisation
from tests.directives.assignments.conftest import again

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
ON, UNTIL = date(2026, 11, 20), date(2026, 12, 10)
TOLD = "Có người vừa cập nhật nhiệm vụ này"
DONE_MEANWHILE = "đang ở bước “Chờ duyệt”"


def send(client: Client, name: str, work: Assignment, **typed: Any) -> Any:
    return client.post(reverse(f"assignments:{name}", args=[work.pk]), typed)


def asked_by(by: Scope, work: Assignment) -> Extension:
    return actions.ask_more_time(
        assignment=work, version=work.version, until=UNTIL, reason="Mưa lũ", by=by, on=ON
    )


def test_more_time_asked_from_an_old_page_is_told_and_keeps_its_words(
    work: Assignment, client_of: ClientOf
) -> None:
    typed = {"version": work.version, "until": "10/12/2026", "reason": "Chờ số liệu của thôn"}
    send(client_of("lanhdao.lucnam"), "acknowledge", work)
    client = client_of("canbo.lucnam")
    late = send(client, "ask_more_time", work, **typed)
    assert late.status_code == 422
    assert TOLD in late.content.decode()
    assert "Chờ số liệu của thôn" in late.content.decode()
    form = late.context["more_time_form"]
    again = send(client, "ask_more_time", work, **typed | {"version": form["version"].value()})
    assert again.status_code == 302
    assert Extension.objects.waiting().count() == 1


@pytest.mark.parametrize("granted", ["yes", "no"])
def test_more_time_is_not_decided_from_a_page_that_is_old(
    work: Assignment, client_of: ClientOf, scopes: ScopeOf, granted: str
) -> None:
    asked_by(scopes("canbo.lucnam"), work)
    typed = {"version": work.version, "granted": granted, "answer": "Theo đề nghị của xã"}
    actions.report_progress(
        assignment=work, version=work.version, percent=90, note="Gần xong", evidence=[], key="a",
        by=scopes("canbo.lucnam"),
    )  # fmt: skip
    late = send(client_of("sonoivu"), "decide_extension", work, **typed)
    assert late.status_code == 422
    assert TOLD in late.content.decode()
    assert "Theo đề nghị của xã" in late.content.decode()
    assert Extension.objects.waiting().exists()


def test_who_decides_second_is_told_and_keeps_the_answer(
    work: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    extension = asked_by(scopes("canbo.lucnam"), work)
    typed = {"version": work.version, "granted": "no", "answer": "Không có lý do chính đáng"}
    actions.decide_extension(
        extension=extension, version=work.version, granted=True, answer="", by=scopes("sonoivu"),
        on=ON,
    )  # fmt: skip
    late = send(client_of("diaban.lucnam"), "decide_extension", work, **typed)
    assert late.status_code == 422
    assert TOLD in late.content.decode()
    assert "Không có lý do chính đáng" in late.content.decode()
    work.refresh_from_db()
    assert work.due_on == UNTIL


def test_a_report_of_work_that_is_done_meanwhile_comes_back_to_who_wrote_it(
    work: Assignment, client_of: ClientOf
) -> None:
    typed = {"version": work.version, "percent": "100", "note": "Đã gửi báo cáo số 12/BC-UBND"}
    first = send(client_of("lanhdao.lucnam"), "submit", work, key="a", **typed | {"note": "Xong"})
    assert first.status_code == 302
    late = send(client_of("canbo.lucnam"), "submit", work, key="b", **typed)
    body = late.content.decode()
    assert late.status_code == 422
    assert DONE_MEANWHILE in body
    assert "Đã gửi báo cáo số 12/BC-UBND" in body
    assert work.entries.count() == 1


def test_what_was_typed_on_an_old_page_is_taken_when_it_is_sent_again(
    work: Assignment, client_of: ClientOf
) -> None:
    client, typed = client_of("canbo.lucnam"), {"percent": "40", "note": "Đã họp ba thôn"}
    send(client_of("lanhdao.lucnam"), "acknowledge", work)
    late = send(client, "progress", work, version=work.version, key="a", **typed)
    assert (late.status_code, TOLD in late.content.decode()) == (422, True)
    seen = late.context["work_form"]["version"].value()
    assert send(client, "progress", work, version=seen, key="a", **typed).status_code == 302
    assert work.entries.get(kind="progress").note == "Đã họp ba thôn"


# --- on PostgreSQL, at the same moment ---

EMPTIED = ["directives.registry", "directives.assignments", "portal.files", "portal.notices"]
ONLY_OURS = pytest.mark.django_db(transaction=True, available_apps=EMPTIED)  # the map stays


@pytest.fixture
def whole_site(transactional_db: None) -> Iterator[None]:
    """Every app while the test runs, so that pages answer; `EMPTIED` is what is emptied after it."""
    apps.unset_available_apps()
    yield
    apps.set_available_apps(EMPTIED)


@pytest.fixture
def shared_work(
    on_postgresql: None, duty: Duty, luc_nam: Organisation, scopes: ScopeOf
) -> Assignment:
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=date(2026, 11, 29), period="Năm 2026",
        by=scopes("sonoivu"), on=date(2026, 11, 2),
    )  # fmt: skip
    return Assignment.objects.get(duty=duty)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Call each act at the same moment from its own connection; refusals come back as values."""
    ready = Barrier(len(acts))

    def alone(act: Callable[[], object]) -> object:
        ready.wait()
        try:
            return act()
        except Refusal as refusal:
            return refusal.sentence
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as hands:
        return list(hands.map(alone, acts))


@pytest.mark.services
@ONLY_OURS
@pytest.mark.usefixtures("whole_site")
def test_of_two_completions_at_once_one_is_taken_and_one_is_told(
    shared_work: Assignment, client_of: ClientOf
) -> None:
    typed = {"version": shared_work.version, "percent": "100"}
    clients = {name: client_of(name) for name in ("canbo.lucnam", "lanhdao.lucnam")}
    answers: list[Any] = at_once(
        *(
            partial(send, client, "submit", shared_work, key=name, note=f"Lời của {name}", **typed)
            for name, client in clients.items()
        )
    )
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    entry = shared_work.entries.get()
    (told,) = (answer.content.decode() for answer in answers if answer.status_code == 422)
    (loser,) = (name for name in clients if entry.note != f"Lời của {name}")
    # Who comes while the other's act runs is overtaken; who comes after it finds the work done.
    assert TOLD in told or DONE_MEANWHILE in told
    assert f"Lời của {loser}" in told
    shared_work.refresh_from_db()
    assert (shared_work.step, shared_work.version) == (Step.SUBMITTED, 2)


@pytest.mark.services
@ONLY_OURS
def test_of_a_completion_and_a_request_for_more_time_at_once_one_is_taken(
    shared_work: Assignment, scopes: ScopeOf
) -> None:
    by, version = scopes("canbo.lucnam"), shared_work.version
    held = [Assignment.objects.get(pk=shared_work.pk) for _ in range(2)]
    said = at_once(
        lambda: actions.submit(
            assignment=held[0], version=version, note="Xong", evidence=[], key="a", by=by, on=ON
        ),
        lambda: actions.ask_more_time(
            assignment=held[1], version=version, until=UNTIL, reason="Mưa", by=by, on=ON
        ),
    )
    assert sum(isinstance(one, str) and one.startswith(TOLD) for one in said) == 1
    assert shared_work.entries.count() == 1


@pytest.mark.services
@ONLY_OURS
def test_two_who_act_at_once_on_work_of_one_directive_are_both_counted(
    shared_work: Assignment, luc_nam: Organisation, scopes: ScopeOf
) -> None:
    """Each counts from the rows; who counts second waits, and sees what the first did."""
    other = again(shared_work.duty, 2)
    actions.assign(
        duty=other, organisations=[luc_nam], due_on=UNTIL, period="", by=scopes("sonoivu"), on=ON
    )
    by, works = scopes("canbo.lucnam"), list(Assignment.objects.select_related("duty"))
    said = at_once(
        *(partial(actions.acknowledge, assignment=one, version=1, by=by) for one in works)
    )
    assert said == [None, None]
    assert WorkCount.objects.values_list("given", "unanswered").get() == (2, 0)


@pytest.fixture
def beside_each_other(
    on_postgresql: None,
    central: Duty,
    luc_nam: Organisation,
    bac_giang: Organisation,
    scopes: ScopeOf,
) -> list[Callable[[], None]]:
    """The acts of two communes of one province on one duty of the centre, whose counts are kept."""
    actions.assign(
        duty=central, organisations=[luc_nam, bac_giang], due_on=UNTIL, period="Năm 2026",
        by=scopes("sonoivu"), on=ON,
    )  # fmt: skip
    actions.count_marked()
    works = Assignment.objects.select_related("duty__directive")
    theirs = ((luc_nam, "canbo.lucnam"), (bac_giang, "canbo.bacgiang"))
    return [
        partial(
            actions.acknowledge, assignment=works.get(organisation=one), version=1, by=scopes(name)
        )
        for one, name in theirs
    ]


def unanswered(on: date = ON) -> tuple[int, int]:
    """How much work nobody has answered, by what is kept of the province and by the rows."""
    duties = tuple(Duty.objects.values_list("pk", flat=True))
    ((*_, kept),) = questions.of_each_province(duties, on)
    return kept, Assignment.objects.unacknowledged().count()


@pytest.mark.services
@ONLY_OURS
def test_two_communes_that_act_at_once_on_one_duty_are_both_in_the_count_of_their_province(
    beside_each_other: list[Callable[[], None]],
) -> None:
    """Both mark the same cell, while a job counts it: whatever it missed is still marked."""
    assert unanswered() == (2, 2)
    at_once(*beside_each_other, actions.count_marked)
    assert unanswered() == (0, 0)
    actions.count_marked()
    assert not ProvinceMark.objects.exists()
    assert unanswered() == (0, 0)


@pytest.mark.services
@ONLY_OURS
def test_who_acts_waits_for_no_other_commune_of_the_province(
    beside_each_other: list[Callable[[], None]],
) -> None:
    """The second act ends while the first is not yet committed, and so does a count between them."""
    first, second = beside_each_other

    def impatient() -> tuple[int, int]:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '3s'")
        second()
        actions.count_marked()
        return unanswered()

    with transaction.atomic():
        first()
        assert at_once(impatient) == [(1, 1)]
    assert unanswered() == (0, 0)
    actions.count_marked()
    assert unanswered() == (0, 0)

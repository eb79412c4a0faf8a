"""Every number equals the rows behind its address."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from citizens.receptions.actions import follow_up, plan_day, settle_day, void
from citizens.receptions.figures import figures
from citizens.receptions.kinds import Channel, DayState, Host, MatterKind, Outcome, ReplyKind
from citizens.receptions.models import Handling, Matter, Reception
from portal.access import Scope
from portal.calendar.clock import now
from portal.figures import Figure, Period
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
YEAR = Period(date(2025, 12, 15), date(2026, 12, 14))
ON = date(2026, 12, 20)


@pytest.fixture
def told(lucnam: Scope) -> Callable[[], dict[str, Figure]]:
    return lambda: {
        one.key: one for one in figures(organisations=[lucnam.organisation_id], period=YEAR)
    }


@pytest.fixture
def year(log: Log, lucnam: Scope) -> Matter:
    """A year of one commune; returns the matter that came to an official and then to the head."""
    log()
    both = Matter.objects.get()
    log(host=Host.HEAD, channel=Channel.PERIODIC, case={"matter": both})
    log(head_count=6, kind=MatterKind.COMPLAINT)
    log(kind=MatterKind.DENUNCIATION, people=(), host=Host.DELEGATE, channel=Channel.UNSCHEDULED)
    log(received_on=date(2025, 12, 14))
    void(reception=log(head_count=9), reason="Ghi nhầm", by=lucnam, at=now())
    return both


def values(told: dict[str, Figure], *places: int) -> list[Decimal | int | None]:
    return [told[f"tcd_{place}"].value for place in places]


def test_visits_people_and_groups_are_what_happened(
    year: Matter, told: Callable[[], dict[str, Figure]]
) -> None:
    found = told()
    assert values(found, 1, 5, 11, 17) == [4, 2, 1, 1]
    assert values(found, 2, 6, 12, 18) == [9, 7, 1, 1]
    assert values(found, 4, 8, 9, 14, 20) == [1, 1, 6, 0, 0]


def test_a_matter_of_official_and_head_counts_once_under_the_head(
    year: Matter, told: Callable[[], dict[str, Figure]]
) -> None:
    assert values(told(), 3, 7, 13, 19) == [3, 1, 1, 1]


def test_a_day_without_a_visitor_counts_once_it_was_held_and_public(
    lucnam: Scope, told: Callable[[], dict[str, Figure]]
) -> None:
    for day, public in ((2, date(2026, 11, 20)), (9, None), (10, date(2026, 11, 20))):
        planned = plan_day(
            day=date(2026, 12, day), host=Host.HEAD, host_name="Chủ tịch", note="",
            channel=Channel.PERIODIC, publicised_on=public, by=lucnam,
        )  # fmt: skip
        if day != 10:
            settle_day(planned=planned, state=DayState.HELD, note="", by=lucnam, on=ON)
    assert values(told(), 10, 16) == [1, 0]


def test_replies_in_time_late_and_owed_are_told_apart(
    log: Log, lucnam: Scope, told: Callable[[], dict[str, Figure]]
) -> None:
    for place in range(4):
        visit = log(received_on=date(2026, 11, 2))
        if place < 3:
            follow_up(
                handling=Handling.objects.get(reception=visit), outcome=Outcome.ACCEPTED,
                agency="", document_number="", solved_by="", result="", by=lucnam, on=ON,
                replied_on=date(2026, 11, 16 + place), reply_kind=ReplyKind.ACCEPTED,
            )  # fmt: skip
    found = told()
    keys = ("replies_dung_han", "replies_tre", "replies_qua_han")
    assert [found[key].value for key in keys] == [1, 2, 1]


def test_the_states_of_replies_make_the_sum_of_the_visits(
    log: Log, told: Callable[[], dict[str, Figure]]
) -> None:
    """Of two visits nobody answered, one is overdue at the end of the period and one is in time."""
    log(received_on=date(2026, 11, 2))
    log(received_on=date(2026, 12, 14), on=ON)
    found = told()
    states = [one.value for key, one in found.items() if key.startswith("replies_")]
    assert states == [0, 0, 1, 1]
    assert found["tcd_1"].value == 2


def test_every_figure_of_visits_opens_exactly_its_rows(
    client_of: Callable[[str], Client], year: Matter, told: Callable[[], dict[str, Figure]]
) -> None:
    client = client_of("canbo.lucnam")
    for figure in told().values():
        page = client.get(figure.href).context["page"]
        if figure.unit == "người":
            assert sum(row.head_count for row in page) == figure.value, figure.key
        else:
            assert len(page) == figure.value, figure.key


def test_a_province_has_the_sums_without_the_rows(
    year: Matter, log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log(by=bacgiang)
    both = [lucnam.organisation_id, bacgiang.organisation_id]
    found = {one.key: one for one in figures(organisations=both, period=YEAR)}
    assert found["tcd_1"].value == 5
    assert found["tcd_1"].href == ""


def test_matters_of_many_communes_and_hosts_are_the_rows_the_book_lists(
    year: Matter, log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    """Brought to a delegate and twice to an official, of two kinds, in two communes: once each."""
    for by, kind in ((lucnam, MatterKind.REFLECTION), (bacgiang, MatterKind.COMPLAINT)):
        log(by=by, kind=kind, host=Host.DELEGATE, channel=Channel.UNSCHEDULED)
        again = {"matter": Matter.objects.latest("pk")}
        log(by=by, kind=kind, case=again)
        log(by=by, kind=kind, case=again)
    both = [lucnam.organisation_id, bacgiang.organisation_id]
    listed = Matter.objects.received(both, YEAR.starts_on, YEAR.ends_on)
    found = {one.key: one.value for one in figures(organisations=both, period=YEAR)}
    for column, host in ((7, Host.OFFICIAL), (13, Host.HEAD), (19, Host.DELEGATE)):
        assert found[f"tcd_{column}"] == listed.counted_under(host).count()
    assert (found["tcd_3"], found["tcd_13"], found["tcd_19"]) == (5, 1, 3)
    for kind in MatterKind:
        assert found[f"matters_{kind.value}"] == listed.of_kind(kind).count()


def test_a_visit_of_two_matters_counts_once_in_each_state_of_its_replies(
    log: Log, lucnam: Scope, told: Callable[[], dict[str, Figure]]
) -> None:
    visit = log(received_on=date(2026, 11, 2))
    log(received_on=date(2026, 11, 2))
    Handling.objects.exclude(reception=visit).update(reception=visit)
    assert Handling.objects.filter(reception=visit).count() == 2
    assert told()["replies_qua_han"].value == 1


@pytest.mark.parametrize("communes", [2, 20])
def test_a_report_counts_two_communes_and_twenty_in_three_queries(
    communes: int, year: Matter, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    committees = Organisation.objects.peoples_committees().of_communes()
    chosen = list(committees.values_list("pk", flat=True)[:communes])
    with django_assert_num_queries(3):
        figures(organisations=chosen, period=YEAR)

"""The country's board: who reads it, what of the country they read, and that its numbers are true."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.assignments import questions
from directives.assignments.models import Assignment
from directives.assignments.rules import By, Step, state_of
from directives.assignments.views.provinces import Country
from directives.registry.models import Duty
from portal.access import Scope
from portal.calendar.clock import today
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit, Organisation
from tests.directives.assignments.conftest import again, give
from tests.directives.assignments.test_boards import AS_GIVEN, SOME_DAYS, Numbers, at
from tests.directives.assignments.test_sheets import exported

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
_PROVINCE = re.compile('<div class="table-sub">([^<]*)</div></td><td data-label="Hạn">')


def plain(asked_day: date) -> Counter[str]:
    """Count the states row by row."""
    return Counter(
        state_of(
            submitted_on=row.submitted_on, accepted=row.step == Step.ACCEPTED, due_on=row.due_on,
            on=asked_day,
        ).value
        for row in Assignment.objects.standing().filter(duty__directive__province=None)
    )  # fmt: skip


# --- what it counts ---


@pytest.mark.parametrize("asked", ["", AS_GIVEN, SOME_DAYS, "co_quan=people_committee"])
def test_every_number_of_the_country_opens_exactly_its_rows(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf,
    scopes: ScopeOf, asked: str,
) -> None:  # fmt: skip
    page = Numbers(client_of("bonoivu"), scopes("bonoivu"), at("country", asked))
    page.check()
    assert "Chỉ gồm văn bản của Trung ương" in page.body


def test_the_figures_are_those_of_a_plain_count(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf
) -> None:
    tally = client_of("bonoivu").get(at("country")).context["total"].tally
    counted = {"on_time": tally.on_time, "late": tally.late, "open": tally.open}
    assert Counter(counted | {"overdue": tally.overdue}) == plain(today())


@pytest.mark.parametrize("asked", ["", AS_GIVEN])
def test_the_cells_of_the_map_open_their_rows_and_hold_all_work(
    everywhere: list[Assignment], client_of: ClientOf, asked: str
) -> None:
    client = client_of("bonoivu")
    heat = client.get(at("country", asked)).context["map"]
    assert len(heat.columns) == 3
    given = 0
    for row in heat.rows:
        for cell in row.cells:
            if not cell.more:
                continue
            opened = client.get(row.href + cell.more).context["tally"]
            if cell.text == "còn hạn":
                assert opened.fallen_due == 0 < opened.open
            else:
                assert cell.text == f"{opened.completed * 100 // opened.fallen_due}%"
            whole = client.get(row.href + cell.more.partition("&trang_thai")[0]).context["tally"]
            given += whole.total
    assert given == Assignment.objects.standing().count()


def test_provinces_that_ended_stand_by_themselves_only_as_given(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    client = client_of("bonoivu")
    now, then = (client.get(at("country", asked)).context["map"] for asked in ("", AS_GIVEN))
    assert [row.label for row in now.rows] == ["Thành phố Bắc Ninh", "Thành phố Đồng Nai"]
    assert len(then.rows) > len(now.rows)
    assert any("(đến 30/06/2025)" in row.label for row in then.rows)


def test_a_province_opens_the_board_of_its_units(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    client = client_of("bonoivu")
    shown = 0
    for row in client.get(at("country")).context["map"].rows:
        board = client.get(row.opens)
        shown += board.context["total"].tally.total
        assert board.context["filters"].is_valid()
    assert shown == Assignment.objects.standing().count()


def test_the_map_of_units_is_that_of_a_province_and_the_country_has_its_own(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    client = client_of("bonoivu")
    sent = client.get(at("board", "tu=01/01/2026"))
    assert sent.headers["Location"] == at("country", "tu=01%2F01%2F2026")
    bac_ninh = AdministrativeUnit.objects.provinces().get(code="24", valid_to=None)
    rows = client.get(at("board", f"tinh={bac_ninh.pk}")).context["map"].rows
    assert rows
    assert not any("Đồng Nai" in row.label for row in rows)


@pytest.mark.parametrize("by", [by for by in By if by is not By.AREA])
def test_every_number_of_a_roll_up_of_the_country_opens_its_rows(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf,
    scopes: ScopeOf, by: By,
) -> None:  # fmt: skip
    Numbers(client_of("bonoivu"), scopes("bonoivu"), at("roll_up", f"theo={by}")).check()


@pytest.mark.parametrize(
    "asked", ["theo=tinh", "theo=quy", "theo=nam", "theo=nhiem-vu", "theo=van-ban", "theo=co-quan"]
)
@pytest.mark.parametrize("narrowed", [AS_GIVEN, SOME_DAYS, "co_quan=people_committee"])
def test_every_number_of_a_narrowed_roll_up_of_the_country_opens_its_rows(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf,
    scopes: ScopeOf, asked: str, narrowed: str,
) -> None:  # fmt: skip
    address = at("roll_up", f"{asked}&{narrowed}")
    Numbers(client_of("bonoivu"), scopes("bonoivu"), address).check()


def test_the_kinds_of_the_country_are_told_apart(
    everywhere: list[Assignment], client_of: ClientOf, scopes: ScopeOf
) -> None:
    """The commonest has what the others leave of all."""
    few = {one.organisation_id for one in everywhere[:9]}
    Organisation.objects.filter(pk__in=few).update(kind=OrganisationKind.PARTY_COMMITTEE)
    page = Numbers(client_of("bonoivu"), scopes("bonoivu"), at("roll_up", f"theo={By.ACTOR}"))
    page.check()
    assert page.body.count("co_quan=party_committee&amp;trang_thai=given") > 0
    assert page.body.count("co_quan=people_committee&amp;trang_thai=given") > 0


def test_work_given_between_two_readings_breaks_no_roll_up_by_kind() -> None:
    whole = Country({(1, 1): [2, 0, 1, 0, 2, 0, 1]})
    later = Country({(1, 1): [1, 0, 2, 0, 1, 0, 1], (1, 2): [0, 0, 1, 0, 0, 0, 1]})
    assert whole.without([later]).cells == {(1, 1): [1, 0, 0, 0, 1, 0, 0]}


def test_the_roll_up_of_one_duty_of_the_country_opens_its_rows(
    everywhere: list[Assignment], client_of: ClientOf, scopes: ScopeOf
) -> None:
    address = at("roll_up", f"nhiem_vu={everywhere[0].duty_id}")
    Numbers(client_of("bonoivu"), scopes("bonoivu"), address).check()


def test_the_country_is_rolled_up_by_its_provinces_and_a_province_by_its_units(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    client = client_of("bonoivu")
    page = client.get(at("roll_up"))
    assert page.context["by"] is By.PROVINCE
    names = [str(row.name) for row in page.context["rows"]]
    assert len(names) == 2
    assert "Bắc Ninh" in names[0]
    bac_ninh = AdministrativeUnit.objects.provinces().get(code="24", valid_to=None)
    assert client.get(at("roll_up", f"tinh={bac_ninh.pk}")).context["by"] is By.UNIT


def test_the_list_to_roll_up_by_begins_with_what_is_shown(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    """Who narrows the country by something else keeps its provinces: a browser sends what it shows."""
    client = client_of("bonoivu")
    bac_ninh = AdministrativeUnit.objects.provinces().get(code="24", valid_to=None)
    for asked, first in (("", By.PROVINCE), (f"tinh={bac_ninh.pk}", By.UNIT)):
        page = client.get(at("roll_up", asked)).content.decode()
        box = page.partition('name="theo"')[2].partition("</select>")[0]
        assert re.findall(r'value="([^"]+)"', box)[0] == first.value


def test_the_mean_of_a_province_is_that_of_its_duties(
    central: Duty, luc_nam: Organisation, offices: list[Organisation], client_of: ClientOf
) -> None:
    second, past = again(central, 2), today() - timedelta(days=40)
    for office in offices[-2:]:
        give(central, office, past, Step.ACCEPTED, submitted_on=past)
    give(second, offices[-1], past, Step.ACKNOWLEDGED)
    body = client_of("bonoivu").get(at("roll_up")).content.decode()
    assert body.count("66,67%") >= 2  # two of three, in the row of the province and in the sum
    assert body.count("50%") == 1  # the mean of all and of nothing; the sum's is over one province
    assert By.PROVINCE.rule in unescape(body)


def test_the_months_of_the_country_are_those_of_the_rows(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf,
    scopes: ScopeOf,
) -> None:  # fmt: skip
    Numbers(client_of("bonoivu"), scopes("bonoivu"), at("trend")).check()
    page = client_of("bonoivu").get(at("trend"))
    assert By.MONTH.rule_of_country in unescape(page.content.decode())
    given = page.context["rows"]
    months = {f"{one.due_on or one.assigned_on:%Y-%m}" for one in Assignment.objects.standing()}
    assert len(given) == min(len(months), 24)


@pytest.mark.parametrize("asked", ["", "theo=don-vi", AS_GIVEN])
def test_provinces_and_units_are_ranked(
    everywhere: list[Assignment], client_of: ClientOf, scopes: ScopeOf, asked: str
) -> None:
    Numbers(client_of("bonoivu"), scopes("bonoivu"), at("ranking", asked)).check()


def test_units_that_answered_nothing_are_counted(
    central: Duty, offices: list[Organisation], client_of: ClientOf
) -> None:
    for one in offices[:4]:
        give(central, one, today(), Step.GIVEN)
    give(central, offices[-1], today(), Step.ACKNOWLEDGED)
    page = client_of("bonoivu").get(at("country"))
    silent = {one.heir_id or one.pk for one in offices[:4]}
    assert (page.context["units"], page.context["silent"]) == (len(silent) + 1, len(silent))


@pytest.mark.parametrize("by", [By.DIRECTIVE, By.ACTOR])
@pytest.mark.parametrize("narrowed", ["", f"tu=01/01/{today():%Y}&den=31/12/{today():%Y}"])
def test_units_that_answered_nothing_are_counted_in_each_row(
    central: Duty, offices: list[Organisation], client_of: ClientOf, by: By, narrowed: str
) -> None:
    """Given the same twice and silent both times, a unit counts once."""
    units = {one.heir_id or one.pk for one in offices}
    for one in offices:
        given = Step.GIVEN if one != offices[-1] else Step.ACKNOWLEDGED
        give(central, one, today(), given)
        give(central, one, today(), Step.GIVEN, period="kỳ sau")
    body = client_of("bonoivu").get(at("roll_up", f"theo={by}&{narrowed}")).content.decode()
    silent = units - {offices[-1].heir_id or offices[-1].pk}
    said = r'chưa trả lời"><span><a[^>]*>(\d+)</a> / <a[^>]*>(\d+)</a>'
    assert re.findall(said, body) == [(str(len(silent)), str(len(units)))] * 2  # a row, the sum


def test_the_country_asks_as_often_for_more_provinces(
    central: Duty, offices: list[Organisation], client_of: ClientOf
) -> None:
    client, numbers = client_of("bonoivu"), []
    for several in (offices[:1], offices[1:]):
        for one in several:
            give(central, one, today(), Step.GIVEN)
        client.get(at("country"))
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(at("country"))
        numbers.append(len(asked))
    assert numbers[0] == numbers[1]


# --- what it does not show ---


def test_what_a_province_gives_for_itself_is_out_of_sight(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf,
    scopes: ScopeOf,
) -> None:  # fmt: skip
    client, own = client_of("bonoivu"), own_of_province
    assert own not in Assignment.objects.visible_to(scopes("bonoivu"))
    asked = (f"don_vi={own.organisation_id}", f"nhiem_vu={own.duty_id}", "trang_thai=overdue", "")
    for one in asked:
        page = client.get(f"{reverse('assignments:list')}?{one}")
        assert "Việc riêng của tỉnh" not in page.content.decode()
    assert (
        client.get(f"{reverse('assignments:list')}?nhiem_vu={own.duty_id}").context["tally"].total
        == 0
    )
    for board in ("country", "board", "roll_up", "trend", "ranking"):
        page = client.get(at(board, f"nhiem_vu={own.duty_id}"))
        assert "09/CT-UBND" not in page.content.decode()


def test_the_list_names_work_but_opens_none(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    client, one = client_of("bonoivu"), everywhere[0]
    page = client.get(reverse("assignments:list"))
    assert page.context["lines"]
    assert {"Bắc Ninh", "Đồng Nai"} <= set(_PROVINCE.findall(page.content.decode()))
    assert reverse("assignments:detail", args=[one.pk]) not in page.content.decode()
    for name in ("detail", "history", "accept", "send_back", "withdraw", "submit"):
        address = reverse(f"assignments:{name}", args=[one.pk])
        assert {client.get(address).status_code, client.post(address).status_code} <= {403, 405}


@pytest.mark.parametrize("narrowed", ["", "van_ban={}"])
def test_the_list_holds_all_work_of_the_centre_in_its_order(
    everywhere: list[Assignment], own_of_province: Assignment, client_of: ClientOf, narrowed: str
) -> None:
    client, rows = client_of("bonoivu"), Assignment.objects.of_the_centre().with_list_order()
    shown: list[int] = []
    asked = narrowed.format(everywhere[0].duty.directive_id)
    address = f"{reverse('assignments:list')}?{asked}"
    first = client.get(address).context
    while address:
        page = client.get(address).context["page"]
        shown += [one.pk for one in page]
        address = page.next_href
    assert shown == [one.pk for one in rows.order_by(*questions.LIST_ORDER)]
    tally = first["tally"]
    counted = {"on_time": tally.on_time, "late": tally.late, "open": tally.open}
    assert Counter(counted | {"overdue": tally.overdue}) == plain(today())
    assert first["waiting"] == rows.waiting_for_review().count()


@pytest.mark.parametrize(
    "asked", ["q=tho+xuong", "q=sa", "q=ubnd+11", "q=05+ct", "q=zzzz", "q=..."]
)
@pytest.mark.parametrize("who", ["sonoivu", "bonoivu"])
def test_what_a_search_counts_are_the_rows_that_it_finds(
    much: list[Assignment],
    client_of: Callable[[str], Client],
    scopes: ScopeOf,
    who: str,
    asked: str,
) -> None:
    page = client_of(who).get(f"{reverse('assignments:list')}?{asked}")
    words = asked.partition("=")[2].replace("+", " ")
    rows = Assignment.objects.visible_to(scopes(who)).search(words)
    assert page.context["tally"] == rows.tally(today())
    assert page.context["waiting"] == rows.waiting_for_review().count()
    found = rows.with_list_order().order_by(*questions.LIST_ORDER)[:25]
    assert [one.pk for one in page.context["page"]] == [one.pk for one in found]


def test_the_list_taken_away_names_the_province(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    rows = exported(client_of("bonoivu"))
    assert {one["Tỉnh, thành phố"] for one in rows} == {
        one.organisation.unit.province.name for one in everywhere
    }
    assert "Tỉnh, thành phố" not in exported(client_of("sonoivu"))[0]


@pytest.mark.parametrize(
    "who", ["sonoivu", "diaban.lucnam", "canbo.lucnam", "quantri", "mttq.tinh"]
)
def test_nobody_else_reads_the_country(client_of: ClientOf, who: str) -> None:
    assert client_of(who).get(at("country")).status_code == 403


def test_who_reads_one_province_cannot_ask_for_another(
    everywhere: list[Assignment], client_of: ClientOf
) -> None:
    dong_nai = AdministrativeUnit.objects.provinces().get(code="75", valid_to=None)
    page = client_of("sonoivu").get(f"{reverse('assignments:list')}?tinh={dong_nai.pk}")
    assert page.context["tally"].total == 0

"""The boards: every number opens exactly what it counts, by old units and by new ones."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.assignments.forms import WorkFilter
from directives.assignments.models import Assignment
from directives.assignments.rules import By, Step
from directives.assignments.views.counted import called
from directives.registry.models import Duty
from portal.access import Scope
from portal.units.actions import entrust_records
from portal.units.models import AdministrativeUnit, Area, Organisation
from tests.directives.assignments.conftest import ON, give

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
BOARDS = ("board", "roll_up", "trend", "ranking")
AS_GIVEN, SOME_DAYS = "luc_giao=1", "tu=01/01/2026&den=15/08/2026"
_LINK = re.compile(r'(bình quân )?<a [^>]*href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)
_MAP = re.compile(r'<table class="heat-table">.*?</table>', re.DOTALL)
_WHOLE, _RATE = re.compile(r"\d{1,3}(?:\.\d{3})*"), re.compile(r"(\d{1,3}(?:,\d+)?)%")


def at(name: str, asked: str = "") -> str:
    return f"{reverse(f'assignments:{name}')}?{asked}"


class Numbers:
    """The numbers of a page and what each opens, counted once for each address."""

    def __init__(self, client: Client, scope: Scope, address: str) -> None:
        self._client, self._scope = client, scope
        page = client.get(address)
        assert page.status_code == 200
        self.body = page.content.decode()
        board = self.body.partition('id="board"')[2].partition("</main>")[0]
        board = _MAP.sub("", board)  # its cells are looked at one by one
        self.whole: list[tuple[int, str]] = []
        self.rates: list[tuple[Decimal, str]] = []
        for is_mean, href, inside in _LINK.findall(board):
            shown = " ".join(re.sub(r"<[^>]*>", " ", unescape(inside)).split())
            number, rate = _WHOLE.match(shown), _RATE.match(shown)
            if rate and not is_mean:
                self.rates.append((Decimal(rate[1].replace(",", ".")), unescape(href)))
            elif number and not rate:
                self.whole.append((int(number[0].replace(".", "")), unescape(href)))
        self._known: dict[str, int] = {}

    def behind(self, address: str) -> int:
        if address not in self._known:
            self._known[address] = self._rows_behind(address)
        return self._known[address]

    def _rows_behind(self, address: str) -> int:
        parts = urlsplit(address)
        if parts.path == reverse("assignments:list"):
            asked = WorkFilter(QueryDict(parts.query))
            assert asked.is_valid(), asked.errors
            return asked.narrow(Assignment.objects.visible_to(self._scope)).count()
        found, next_href = 0, address
        while next_href:
            page = self._client.get(next_href)
            assert "field-errors" not in page.content.decode()
            found += len(page.context["rows"])
            next_href = page.context["page"].next_href
        return found

    def check(self) -> None:
        """Each number is that of the rows it opens; a rate is a whole number of the rows it opens."""
        assert self.whole
        assert [(n, to) for n, to in self.whole if self.behind(to) != n] == []
        for rate, to in self.rates:
            part = rate * self.behind(to) / 100
            assert abs(part - round(part)) <= Decimal("0.00005") * self.behind(to), (rate, to)


@pytest.mark.parametrize(
    ("by", "asked"),
    [
        *((by, "") for by in By if by is not By.PROVINCE),  # the country's: see test_country
        (By.UNIT, AS_GIVEN), (By.AREA, AS_GIVEN), (By.UNIT, SOME_DAYS), (By.QUARTER, SOME_DAYS),
    ],
)  # fmt: skip
def test_every_number_of_a_roll_up_opens_exactly_its_rows(
    much: list[Assignment], client_of: ClientOf, scopes: ScopeOf, by: By, asked: str
) -> None:
    page = Numbers(client_of("sonoivu"), scopes("sonoivu"), at("roll_up", f"theo={by}&{asked}"))
    page.check()
    assert len(page.rates) > 3
    assert by.rule in unescape(page.body)


@pytest.mark.parametrize(
    ("name", "asked"),
    [("board", ""), ("trend", ""), ("ranking", ""), ("board", AS_GIVEN), ("ranking", SOME_DAYS)],
)
def test_every_number_of_a_board_opens_exactly_its_rows(
    much: list[Assignment], client_of: ClientOf, scopes: ScopeOf, name: str, asked: str
) -> None:
    Numbers(client_of("sonoivu"), scopes("sonoivu"), at(name, asked)).check()


def test_what_a_number_opens_is_the_list_itself(
    much: list[Assignment], client_of: ClientOf, scopes: ScopeOf
) -> None:
    client = client_of("sonoivu")
    page = Numbers(client, scopes("sonoivu"), at("roll_up", "theo=van-ban"))
    for count, address in page.whole[:12]:
        if urlsplit(address).path == reverse("assignments:list"):
            listed = client.get(address).context["page"]
            assert len(listed) == min(count, 25)
            assert bool(listed.next_href) is (count > 25)


def test_every_cell_of_the_map_opens_work_of_its_unit_and_duty(
    much: list[Assignment], client_of: ClientOf, scopes: ScopeOf
) -> None:
    client = client_of("sonoivu")
    heat = client.get(at("board")).context["map"]
    assert len(heat.columns) == 3
    opened = [row.href + cell.more for row in heat.rows for cell in row.cells if cell.more]
    assert sum(client.get(address).context["tally"].total for address in opened) == (
        Assignment.objects.standing().count()
    )


def test_the_sums_by_old_and_by_new_unit_agree(
    much: list[Assignment], client_of: ClientOf, old_and_new: list[Organisation]
) -> None:
    client = client_of("sonoivu")
    now, then = (client.get(at("roll_up", asked)) for asked in ("", "luc_giao=1"))
    assert now.context["total"].cells != ""
    standing = Assignment.objects.standing()
    by_new = standing.held().rolled_up(By.UNIT, ON)
    by_old = standing.held(as_given=True).rolled_up(By.UNIT, ON)
    assert sum(one.tally.total for one in by_new.values()) == standing.count()
    assert sum(one.tally.total for one in by_old.values()) == standing.count()
    assert len(by_new) < len(by_old)
    gone = {one.pk for one in old_and_new if one.heir_id}
    assert gone & by_old.keys()
    assert not gone & by_new.keys()
    assert len(then.context["rows"]) == len(by_old)
    assert len(now.context["rows"]) == len(by_new)


def test_a_divided_unit_stands_by_itself_until_one_is_given_its_records(
    duty: Duty, scopes: ScopeOf
) -> None:
    divided = AdministrativeUnit.objects.divided().get(code="26449")  # Xuân Tâm, Đồng Nai
    committee = divided.organisations.peoples_committees().get()
    give(duty, committee, date(2025, 3, 1), Step.ACCEPTED)
    counted = Assignment.objects.held()
    assert counted.rolled_up(By.UNIT, ON).keys() == {committee.pk}
    assert called(committee) == "Xã Xuân Tâm (đến 30/06/2025)"
    first, second = AdministrativeUnit.objects.successors_of([divided.pk]).in_order()
    basis, by = "Quyết định 12/QĐ-UBND", scopes("quantri")
    entrust_records(unit=divided, to=[first], basis=basis, by=by)
    assert counted.rolled_up(By.UNIT, ON).keys() == {
        first.organisations.peoples_committees().get().pk
    }
    entrust_records(unit=divided, to=[first, second], basis=basis, by=by)
    assert counted.rolled_up(By.UNIT, ON).keys() == {committee.pk}


def test_the_work_of_an_old_unit_lies_in_the_area_of_its_heir(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, scopes: ScopeOf
) -> None:
    old = Organisation.objects.filter(heir=luc_nam).earliest("pk")
    give(duty, old, date(2025, 3, 1), Step.GIVEN)
    Numbers(
        client_of("diaban.lucnam"), scopes("diaban.lucnam"), at("roll_up", "theo=dia-ban")
    ).check()
    area = Area.objects.holding(luc_nam.unit).earliest("pk")
    found = Assignment.objects.held().rolled_up(By.AREA, ON)
    assert found[area.pk].tally.total == 1


def test_units_that_answered_nothing_are_listed_and_marked(
    duty: Duty, luc_nam: Organisation, bac_giang: Organisation, client_of: ClientOf
) -> None:
    give(duty, luc_nam, date(2026, 12, 20), Step.GIVEN)
    give(duty, bac_giang, date(2026, 12, 20), Step.ACKNOWLEDGED)
    client = client_of("sonoivu")
    every, silent = (client.get(at("roll_up", asked)) for asked in ("", "im_lang=1"))
    assert (len(every.context["rows"]), len(silent.context["rows"])) == (2, 1)
    assert "Chưa trả lời" in silent.context["rows"][0].name
    assert client.get(at("board")).context["total"].silent == 1


def test_a_board_says_on_paper_what_it_is_narrowed_to(
    much: list[Assignment], duty: Duty, client_of: ClientOf
) -> None:
    asked = f"van_ban={duty.directive_id}&tu=02/01/2026&nhiem_vu={duty.pk}&luc_giao=1"
    page = client_of("sonoivu").get(at("board", asked))
    assert page.context["filters"].said == (
        "Văn bản: Chỉ thị 05/CT-UBND; Hạn từ ngày: 02/01/2026; Theo đơn vị lúc giao; Một nhiệm vụ"
    )


def test_days_out_of_order_are_told_beside_the_field(
    much: list[Assignment], client_of: ClientOf
) -> None:
    body = client_of("sonoivu").get(at("roll_up", "tu=02/02/2026&den=01/02/2026")).content.decode()
    assert "Ngày cuối phải từ ngày đầu trở đi." in body


@pytest.mark.parametrize("name", BOARDS)
def test_the_boards_show_only_what_lies_in_ones_reach(
    duty: Duty, bac_giang: Organisation, client_of: ClientOf, name: str
) -> None:
    give(duty, bac_giang, date(2026, 3, 1), Step.GIVEN)
    assert bac_giang.unit.full_name in client_of("sonoivu").get(at("roll_up")).content.decode()
    watcher = client_of("diaban.lucnam").get(at(name))
    assert "Không có" in watcher.content.decode() or "Chưa có" in watcher.content.decode()
    assert duty.directive.number not in watcher.content.decode()
    assert client_of("canbo.bacgiang").get(at(name)).status_code == 403


@pytest.mark.parametrize("asked", ["van_ban={}", "dia_ban=999999", "nhiem_vu=x", "theo=khong"])
def test_what_does_not_exist_or_lies_outside_narrows_nothing_and_is_told(
    duty: Duty, bac_giang: Organisation, client_of: ClientOf, asked: str
) -> None:
    give(duty, bac_giang, date(2026, 3, 1), Step.GIVEN)
    page = client_of("diaban.lucnam").get(at("roll_up", asked.format(duty.directive_id)))
    assert page.status_code == 200
    assert not page.context["filters"].is_valid()
    assert duty.directive.number not in page.content.decode()


@pytest.mark.parametrize(
    "address",
    [at("board"), at("trend"), at("ranking"), *(at("roll_up", f"theo={by}") for by in By)],
)
def test_boards_cost_the_same_queries_with_2_units_and_with_20(
    duty: Duty, client_of: ClientOf, scopes: ScopeOf, today: date, address: str
) -> None:
    client = client_of("sonoivu")
    here = Organisation.objects.peoples_committees().of_communes().visible_to(scopes("sonoivu"))
    communes = list(here.on(today)[:20])

    def cost_of(some: list[Organisation]) -> int:
        for one in some:
            give(duty, one, date(2026, 11, 20), Step.ACCEPTED)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    assert cost_of(communes[:2]) == cost_of(communes[2:])

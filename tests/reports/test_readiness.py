"""The readiness board: its counts open exactly their rows, for those who watch alone."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from portal.access import Scope
from portal.reports.models import Report, ReportKind
from portal.reports.questions import readiness
from portal.units.models import Area, AreaMember
from tests.reports.conftest import ON
from tests.reports.pages import links, listed_on, page_of, queries

pytestmark = pytest.mark.django_db
ClientOf = Callable[[str], Client]
BOARD = "/bao-cao/san-sang/"


def test_each_count_of_the_board_opens_exactly_its_rows(
    sent: Report, province: Scope, client_of: ClientOf
) -> None:
    others = Report.objects.of_kind(ReportKind.COMMUNE_YEARLY).exclude(pk=sent.pk)
    Report.objects.filter(pk__in=[others[0].pk]).update(due_on=ON - timedelta(days=5))
    client = client_of("sonoivu")
    counts = readiness(province, 2026, ON)
    assert (counts["waiting"], counts["in_time"], counts["overdue"], counts["open"]) == (
        1,
        1,
        1,
        97,
    )
    for place in ("overdue", "open", "waiting", "in_time", "late", "missing"):
        assert len(listed_on(client, f"{BOARD}?nam=2026&tinh_trang={place}")) == counts[place]


def test_the_links_of_an_area_open_exactly_its_rows(sent: Report, client_of: ClientOf) -> None:
    client = client_of("sonoivu")
    area = Area.objects.get(name__contains="Lục Nam")
    page = page_of(client, BOARD)
    of_area = [href for href in links(page) if parse_qs(urlsplit(href).query).get("dia_ban")]
    assert of_area
    in_time = next(href for href in of_area if "in_time" in href)
    assert listed_on(client, BOARD + in_time) == {sent.get_absolute_url()}
    every = next(href for href in of_area if "tinh_trang" not in href)
    assert len(listed_on(client, BOARD + every.removeprefix(BOARD))) == area.units.count()


def test_a_commune_of_two_areas_is_listed_once(sent: Report, client_of: ClientOf) -> None:
    area = Area.objects.get(name__contains="Lục Nam")
    again = Area.objects.create(province=area.province, name="Vùng núi", valid_from=ON)
    AreaMember.objects.create(area=again, unit=sent.organisation.unit)
    page = client_of("sonoivu").get(f"{BOARD}?nam=2026&dia_ban={area.pk}").context["page"]
    assert [row.pk for row in page].count(sent.pk) == 1


def test_the_counts_keep_their_meaning_while_a_search_narrows_the_rows(
    sent: Report, client_of: ClientOf
) -> None:
    page = page_of(client_of("sonoivu"), f"{BOARD}?q=luc+nam&tinh_trang=open")
    counted = [href for href in links(page) if "tinh_trang=waiting" in href]
    assert all("q=" not in href for href in counted)


def test_the_board_opens_on_the_newest_year_there_is(prepared: None, client_of: ClientOf) -> None:
    Report.objects.update(year=2025)
    page = page_of(client_of("sonoivu"), BOARD)
    assert "năm 2025" in page
    assert 'value="2025"' in page


@pytest.mark.parametrize("asked", ["nam=abc", "nam=1", "dia_ban=0", "tinh_trang=x", "nam="])
def test_a_filter_that_makes_no_sense_breaks_nothing(
    prepared: None, client_of: ClientOf, asked: str
) -> None:
    assert "năm 2026" in page_of(client_of("sonoivu"), f"{BOARD}?{asked}")


def test_a_supervisor_sees_the_communes_of_the_area_alone(
    prepared: None, client_of: ClientOf, scopes: Callable[[str], Scope]
) -> None:
    area = Area.objects.visible_to(scopes("diaban.lucnam")).get()
    assert len(listed_on(client_of("diaban.lucnam"), BOARD)) == area.units.count()


def test_the_board_costs_the_same_with_two_rows_and_with_twenty(
    prepared: None, client_of: ClientOf
) -> None:
    client = client_of("sonoivu")
    keep = list(Report.objects.of_kind(ReportKind.COMMUNE_YEARLY).values_list("pk", flat=True))
    many = queries(client, BOARD)
    Report.objects.filter(pk__in=keep[2:]).update(year=2020)
    assert queries(client, BOARD) == many

import datetime as dt
import io
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from directives.registry.models import Directive

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]


@pytest.mark.parametrize(
    "query",
    [
        "5 ct ubnd", "05/ct", "CT-UBND", "bac giang", "Bắc Giang", "chất lượng phục vụ",
        "phuc vu nhan dan", "nguyễn văn mẫu", "chi thi 2022",
    ],
)  # fmt: skip
def test_search_finds_with_or_without_marks_and_by_pieces_of_the_number(
    saved: Save, client_of: ClientOf, query: str
) -> None:
    directive = saved()
    page = client_of("canbo.lucnam").get("/van-ban/", {"q": query}).context["page"]
    assert page.rows == [directive]


@pytest.mark.parametrize("query", ["33 ct tu", "ubnd đồng nai", "2021"])
def test_search_leaves_out_what_lacks_a_word(saved: Save, client_of: ClientOf, query: str) -> None:
    saved()
    assert not client_of("canbo.lucnam").get("/van-ban/", {"q": query}).context["page"].rows


@pytest.mark.parametrize(
    ("name", "fits", "misses"),
    [
        ("kind", "CT", "KH"),
        ("system", "state", "party"),
        ("level", "province", "central"),
        ("year", "2022", "2021"),
    ],
)
def test_filters_narrow_the_list(
    saved: Save, client_of: ClientOf, name: str, fits: str, misses: str
) -> None:
    saved()
    client = client_of("canbo.lucnam")
    assert len(client.get("/van-ban/", {name: fits}).context["page"]) == 1
    assert len(client.get("/van-ban/", {name: misses}).context["page"]) == 0


def test_a_filter_that_does_not_exist_is_told_and_left_out(
    saved: Save, client_of: ClientOf
) -> None:
    saved()
    response = client_of("canbo.lucnam").get("/van-ban/", {"year": "abc", "kind": "zz"})
    assert response.status_code == 200
    assert len(response.context["page"]) == 1


def test_drafts_have_a_list_of_their_own(
    saved: Save, client_of: ClientOf, draft: Directive
) -> None:
    final = saved("06/CT-UBND")
    client = client_of("sonoivu")
    assert client.get("/van-ban/").context["page"].rows == [final]
    assert client.get("/van-ban/", {"status": "draft"}).context["page"].rows == [draft]


def copies(directive: Directive, count: int) -> None:
    """Save more final directives like this one."""
    there = Directive.objects.count()
    for place in range(there, there + count):
        again = Directive.objects.get(pk=directive.pk)
        again.pk, again.number_key, again.entry_key = None, f"n{place}", f"n{place}"
        again._state.adding = True
        again.save()


@pytest.mark.parametrize("address", ["/van-ban/", "/van-ban/?q=ubnd&kind=CT"])
def test_the_list_asks_as_often_for_20_rows_as_for_2(
    saved: Save,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    address: str,
) -> None:
    directive, client = saved(), client_of("sonoivu")
    copies(directive, 1)
    with django_assert_max_num_queries(12) as few:
        client.get(address)
    copies(directive, 18)
    with django_assert_num_queries(len(few)):
        assert len(client.get(address).context["page"]) == 20


def test_the_list_goes_on_by_key(saved: Save, client_of: ClientOf) -> None:
    first = saved()
    copies(first, 30)
    client = client_of("canbo.lucnam")
    page = client.get("/van-ban/").context["page"]
    rest = client.get(page.next_href).context["page"]
    assert (len(page), len(rest)) == (25, 6)


def test_the_spreadsheet_holds_what_the_list_shows(saved: Save, client_of: ClientOf) -> None:
    saved(subject="=1+1")
    saved("07/CT-UBND", dt.date(2022, 7, 1))
    response = client_of("canbo.lucnam").get("/van-ban/xuat/", {"q": "ubnd"})
    rows = list(load_workbook(io.BytesIO(response.content)).active.values)  # type: ignore[union-attr]
    assert [row[0] for row in rows] == ["Số, ký hiệu", "07/CT-UBND", "05/CT-UBND"]
    assert rows[2][6] == "=1+1"
    outside = client_of("canbo.trian").get("/van-ban/xuat/")
    assert len(list(load_workbook(io.BytesIO(outside.content)).active.values)) == 1  # type: ignore[union-attr]

"""Lists read by key: each row once, forward and back, in one query."""

import datetime as dt

import pytest
from django.db.models import Count, QuerySet
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from portal.accounts.models import User
from portal.lists import LARGEST, Page, first_rows, keyset_page, narrow, sliced_page

BASE = dt.datetime(2026, 11, 22, 8, 0, 0, 123456, tzinfo=dt.UTC)
ORDER = ("-created_at", "id")


@pytest.fixture
def people(db: None) -> QuerySet[User]:
    """Twenty people, four of each moment, the moments a microsecond apart."""
    made = User.objects.bulk_create(
        User(username=f"danh-sach-{n}", full_name=f"Người {n}", password="!") for n in range(20)
    )
    for place, person in enumerate(made):
        person.created_at = BASE + dt.timedelta(microseconds=place // 4)
    User.objects.bulk_update(made, ["created_at"])
    found: QuerySet[User] = User.objects.filter(username__startswith="danh-sach-")
    return found


def ask(people: QuerySet[User], href: str, size: int = 7) -> Page[User]:
    return keyset_page(RequestFactory().get(href), people, order=ORDER, size=size)


def test_going_on_shows_each_row_once_in_order(people: QuerySet[User]) -> None:
    seen, href = [], "/x/"
    while href:
        page = ask(people, href)
        seen += page.rows
        href = page.next_href
    assert seen == list(people.order_by(*ORDER))


def test_going_back_shows_the_same_pages(people: QuerySet[User]) -> None:
    first = ask(people, "/x/")
    second = ask(people, first.next_href)
    third = ask(people, second.next_href)
    back = ask(people, third.previous_href)
    assert back.rows == second.rows
    assert ask(people, back.previous_href).rows == first.rows
    assert not ask(people, back.previous_href).previous_href


def test_a_prepared_question_is_asked_for_page_one_only(people: QuerySet[User]) -> None:
    asked: list[int] = []

    def first() -> list[User]:
        asked.append(1)
        return list(people.order_by(*ORDER)[:8])

    def page(href: str) -> Page[User]:
        return keyset_page(RequestFactory().get(href), people, order=ORDER, size=7, first=first)

    one, plain = page("/x/"), ask(people, "/x/")
    assert one == plain
    assert page(one.next_href) == ask(people, plain.next_href)
    assert page(page(one.next_href).previous_href).rows == plain.rows
    assert len(asked) == 1


def test_the_links_keep_the_filters_and_one_cursor_only(people: QuerySet[User]) -> None:
    second = ask(people, ask(people, "/x/?q=an&loai=CT&loai=KH").next_href)
    for href in (second.previous_href, second.next_href):
        assert href.startswith("/x/?q=an&loai=CT&loai=KH&")
        assert href.count("sau=") + href.count("truoc=") == 1


@pytest.mark.parametrize(
    "cursor",
    [
        "zzz",
        "W10",
        "WzEsMl0",
        "bnVsbA",
        "%00",
        "WyJ4IiwieSJd",
        "Ww==",
        "WyJcdTAwMDAiLDFd",
        "WyJcdWQ4MDAiLDFd",
    ],
)
def test_a_cursor_of_no_list_is_the_first_page(people: QuerySet[User], cursor: str) -> None:
    assert ask(people, f"/x/?sau={cursor}").rows == ask(people, "/x/").rows


@pytest.mark.parametrize("size", [2, 19])
def test_a_page_costs_one_query_however_long(
    people: QuerySet[User], size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(ask(people, "/x/", size)) == size


def test_no_page_is_larger_than_the_largest(people: QuerySet[User]) -> None:
    page = ask(people, "/x/", size=10**9)
    assert len(page) == 20
    assert LARGEST <= 200


def test_first_rows_tell_whether_some_were_left_out(
    people: QuerySet[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):
        assert first_rows(people.order_by("id"), 19).more
        assert not first_rows(people.order_by("id"), 20).more


def test_the_first_rows_are_those_of_a_slice_in_their_order(people: QuerySet[User]) -> None:
    ordered = people.order_by(*ORDER)
    assert list(narrow(ordered, 5)) == list(ordered[:5])


def test_no_row_outside_the_conditions_comes_in(people: QuerySet[User]) -> None:
    """What is asked where the rows are found holds for what is shown: nothing leaks past a scope."""
    few = people.filter(username__endswith="7").order_by("id")
    assert [one.username for one in narrow(few, 50)] == ["danh-sach-7", "danh-sach-17"]


def test_the_first_rows_cost_one_query(
    people: QuerySet[User], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert len(narrow(people.order_by("id"), 20)) == 20


def test_a_list_that_counts_what_it_joins_counts_the_same(people: QuerySet[User]) -> None:
    counted = people.annotate(held=Count("postings")).order_by("id")
    found = [(one.pk, one.held) for one in narrow(counted, 5)]
    assert found == [(one.pk, one.held) for one in counted[:5]]


def test_rows_at_hand_are_shown_a_page_at_a_time_with_the_filters_kept() -> None:
    def page(href: str) -> Page[int]:
        return sliced_page(RequestFactory().get(href), range(7), size=3)

    first = page("/x/?muc=90")
    second = page(first.next_href)
    third = page(second.next_href)
    assert (first.rows, second.rows, third.rows) == ([0, 1, 2], [3, 4, 5], [6])
    assert (first.previous_href, third.next_href) == ("", "")
    assert page(third.previous_href).rows == second.rows
    assert "muc=90" in third.previous_href


@pytest.mark.parametrize("number", ["0", "-1", "9", "x", "", "9" * 40, "²"])
def test_a_page_number_that_is_none_is_page_one(number: str) -> None:
    asked = RequestFactory().get("/x/", {"trang": number})
    assert sliced_page(asked, range(7), size=3).rows == [0, 1, 2]

"""Questions put into SQL once: nobody is answered what another asked."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection
from django.db.models import Prefetch, Q
from django.test.utils import CaptureQueriesContext

from portal.access import Scope
from portal.accounts.models import Posting, User
from portal.accounts.querysets import PostingQuerySet
from portal.prepared import (
    CannotPrepareError,
    counted,
    fetched_along,
    prepared,
    prepared_count,
)
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
A_DAY = date(2026, 5, 4)


def own(scope: Scope) -> list[Posting]:
    return list(Posting.objects.filter(user_id=scope.user_id))


def test_each_who_asks_is_answered_with_their_own_rows(scopes: Callable[[str], Scope]) -> None:
    ask = prepared(lambda scope: Posting.objects.filter(user_id=scope.user_id))
    count = prepared_count(lambda scope: Posting.objects.filter(user_id=scope.user_id))
    for username in ("canbo.lucnam", "canbo.bacgiang", "sonoivu", "canbo.lucnam"):
        scope = scopes(username)
        assert ask(scope) == own(scope)
        assert count(scope) == 1


def test_a_question_is_put_into_words_once_for_a_kind_of_scope(
    scopes: Callable[[str], Scope],
) -> None:
    built: list[int] = []

    def build(scope: Scope) -> PostingQuerySet:
        built.append(scope.user_id)
        return Posting.objects.filter(user_id=scope.user_id)

    ask = prepared(build)
    real = scopes("canbo.lucnam")
    for _ in range(3):
        with CaptureQueriesContext(connection) as queries:
            ask(real)
        assert len(queries) == 1
    assert len(built) == 2  # the two sets of stand-ins
    assert real.user_id not in built
    ask(scopes("lanhdao.lucnam"))
    assert len(built) == 4


def test_days_and_numbers_are_values_too(db: None) -> None:
    ask = prepared_count(lambda on, pk: Posting.objects.filter(starts_on__lte=on).filter(~Q(pk=pk)))
    everyone = Posting.objects.count()
    first = Posting.objects.earliest("pk").pk
    assert ask(date(2100, 1, 1), first) == everyone - 1
    assert ask(date(1900, 1, 1), first) == 0


def test_several_ids_are_one_value(db: None) -> None:
    ask = prepared(lambda ids, on: Posting.objects.filter(pk__in=ids, starts_on__lte=on))
    rows = list(Posting.objects.order_by("pk")[:3])
    for asked in (rows, rows[1:], rows[:1], []):
        ids = tuple(row.pk for row in asked)
        assert {row.pk for row in ask(ids, date(2100, 1, 1))} == set(ids)
        assert ask(ids, date(1900, 1, 1)) == []


def test_lengths_of_ids_are_not_kept_without_end(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.prepared.KINDS", 3)
    ask = prepared(lambda ids: Posting.objects.filter(pk__in=ids))
    for length in range(1, 9):
        ask(tuple(range(length)))
        assert len(ask._question._laid_out) <= 3


def test_a_question_is_given_in_words_to_ask_further(db: None) -> None:
    ask = prepared(lambda ids: Posting.objects.filter(pk__in=ids))
    first = Posting.objects.earliest("pk").pk
    inside = ask.in_words((first, first + 1))
    assert inside is not None
    sql, values = inside
    assert values == (first, first + 1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT MIN(id) FROM ({sql}) AS asked", values)  # noqa: S608
        assert cursor.fetchone() == (first,)
    assert ask.in_words(()) is None


def test_a_day_worked_out_from_a_day_is_refused() -> None:
    ask = prepared(lambda on: Posting.objects.filter(starts_on__lte=on + timedelta(7)))
    with pytest.raises(CannotPrepareError, match="worked out"):
        ask(A_DAY)


def test_a_condition_that_hangs_on_a_value_is_refused() -> None:
    ask = prepared(
        lambda pk: Posting.objects.filter(pk=pk) if pk < 32_000 else Posting.objects.all()
    )
    with pytest.raises(CannotPrepareError, match="change the question"):
        ask(1)


def test_a_value_inside_what_is_fetched_along_is_refused() -> None:
    """Rows fetched along are asked for as they were laid out: a stand-in would stay in there."""
    ask = prepared(
        lambda pk: User.objects.prefetch_related(
            Prefetch("postings", Posting.objects.filter(organisation_id=pk))
        )
    )
    with pytest.raises(CannotPrepareError, match="change the question"):
        ask(1)


def test_reading_while_it_is_put_into_words_is_refused(scopes: Callable[[str], Scope]) -> None:
    ask = prepared(
        lambda scope: Posting.objects.filter(
            organisation_id__in=list(Organisation.objects.values_list("pk", flat=True)[:3])
        )
    )
    with pytest.raises(CannotPrepareError, match="reads rows"):
        ask(scopes("canbo.lucnam"))


def test_what_nobody_of_a_kind_gets_is_nothing_without_asking(
    scopes: Callable[[str], Scope],
) -> None:
    ask, count = (
        prepared(lambda _: Posting.objects.none()),
        prepared_count(lambda _: Posting.objects.none()),
    )
    scope = scopes("canbo.lucnam")
    with CaptureQueriesContext(connection) as queries:
        assert (ask(scope), count(scope)) == ([], 0)
    assert len(queries) == 0


def test_several_counts_of_the_same_values_are_one_reading(
    scopes: Callable[[str], Scope],
) -> None:
    own = prepared_count(lambda scope, on: Posting.objects.filter(user_id=scope.user_id))
    nothing = prepared_count(lambda scope, on: Posting.objects.none())
    begun = prepared_count(lambda scope, on: Posting.objects.filter(starts_on__lte=on))
    values = (scopes("canbo.lucnam"), date(2100, 1, 1))
    with CaptureQueriesContext(connection) as queries:
        assert counted(begun, nothing, own, values=values) == (Posting.objects.count(), 0, 1)
        assert counted(nothing, values=values) == (0,)
    assert len(queries) == 2  # the plain count is one of them


def test_many_who_ask_at_once_get_their_own(scopes: Callable[[str], Scope]) -> None:
    """The SQL is shared between threads, its values are not."""
    ask = prepared(lambda scope: Posting.objects.filter(user_id=scope.user_id))
    people = [scopes(name) for name in ("canbo.lucnam", "lanhdao.lucnam", "sonoivu")]
    ask(people[0])
    laid_out = ask._question.for_values((people[0],))
    assert laid_out is not None
    with ThreadPoolExecutor(8) as pool:
        filled = list(pool.map(lambda one: laid_out.words.with_values((one,)), people * 200))
    assert filled == [(one.user_id,) for one in people] * 200


def test_what_is_not_asked_for_is_a_value_of_its_own(db: None) -> None:
    def build(pk: int | None, on: date) -> PostingQuerySet:
        found = Posting.objects.filter(starts_on__lte=on)
        return found if pk is None else found.filter(pk=pk)

    ask, first = prepared_count(build), Posting.objects.earliest("pk").pk
    assert ask(first, date(2100, 1, 1)) == 1
    assert ask(None, date(2100, 1, 1)) == Posting.objects.count() > 1
    assert ask(first, date(1900, 1, 1)) == ask(None, date(1900, 1, 1)) == 0


def test_rows_put_in_are_those_that_a_prefetch_would_fetch(db: None) -> None:
    ask = prepared(lambda user: Posting.objects.filter(user=user))
    user, theirs = User.objects.exclude(postings=None).prefetch_related("postings").latest("pk"), 0
    same = User.objects.get(pk=user.pk)
    fetched_along(same, "postings", ask(same.pk))
    with CaptureQueriesContext(connection) as queries:
        assert list(same.postings.all()) == list(user.postings.all())
        theirs = len({one.user for one in same.postings.all()})
    assert len(queries) == 0
    assert theirs == 1
    assert all(one.user is same for one in same.postings.all())
    assert not same.postings.filter(pk=0).exists()  # another question is asked as ever

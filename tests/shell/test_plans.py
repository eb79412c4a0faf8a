"""A question is planned once on a connection, and answered as if it were asked the usual way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import F, Value
from django.test.utils import CaptureQueriesContext

from portal import plans
from portal.access import Scope
from portal.accounts.models import Posting
from portal.plans import plan_of
from portal.prepared import counted, prepared, prepared_count
from portal.units.models import AdministrativeUnit, Organisation

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("on_postgresql"),  # SQLite keeps statements by itself
]
LATER = date(2100, 1, 1)


def planned() -> list[str]:
    """Return the statements that the server holds for this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM pg_prepared_statements ORDER BY prepare_time")
        return [name for (name,) in cursor.fetchall()]


def test_a_question_is_planned_once_and_asked_by_its_name(scopes: Callable[[str], Scope]) -> None:
    ask = prepared(
        lambda scope, on: Posting.objects.filter(user_id=scope.user_id, starts_on__lt=on)
    )
    before = set(planned())
    for username in ("canbo.lucnam", "lanhdao.lucnam", "canbo.lucnam"):
        scope = scopes(username)
        with CaptureQueriesContext(connection) as queries:
            assert [row.user_id for row in ask(scope, LATER)] == [scope.user_id]
        (query,) = queries
        assert query["sql"].startswith("EXECUTE asked_")
    assert len(set(planned()) - before) == 1  # two roles, the same words


def test_ids_are_one_value_however_many_they_are() -> None:
    ask = prepared(lambda ids: Posting.objects.filter(pk__in=ids).order_by("pk"))
    ids = tuple(Posting.objects.order_by("pk").values_list("pk", flat=True)[:5])
    before = set(planned())
    for length in (1, 2, 5, 3):
        assert [row.pk for row in ask(ids[:length])] == list(ids[:length])
    assert len(set(planned()) - before) == 1


def test_some_of_the_ids_are_no_array_of_all() -> None:
    ask = prepared(lambda ids: Posting.objects.filter(pk__in=ids[:2]).order_by("pk"))
    ids = tuple(Posting.objects.order_by("pk").values_list("pk", flat=True)[:3])
    assert [row.pk for row in ask(ids)] == list(ids[:2])
    assert [row.pk for row in ask(ids[::-1])] == list(ids[1:])


def test_counts_are_planned_together(scopes: Callable[[str], Scope]) -> None:
    own = prepared_count(lambda scope, on: Posting.objects.filter(user_id=scope.user_id))
    begun = prepared_count(lambda scope, on: Posting.objects.filter(starts_on__lte=on))
    values, everybody = (scopes("sonoivu"), LATER), Posting.objects.count()
    with CaptureQueriesContext(connection) as queries:
        assert counted(own, begun, values=values) == (1, everybody)
    assert queries[0]["sql"].startswith("EXECUTE")


def test_words_of_a_search_are_planned_for_the_words() -> None:
    ask = prepared(lambda words: AdministrativeUnit.objects.filter(search_key__like=words[0])[:3])
    with CaptureQueriesContext(connection) as queries:
        assert ask(("%luc nam%",))
    assert queries[0]["sql"].startswith("SELECT")


def test_what_is_no_value_stands_in_the_statement_as_it_is() -> None:
    odd = "100%s 'Việt' %% \\ $1"
    ask = prepared(
        lambda pk: Organisation.objects.filter(pk=pk).annotate(odd=Value(odd)).exclude(name=odd)
    )
    first = Organisation.objects.earliest("pk")
    (row,) = ask(first.pk)
    assert (row.pk, vars(row)["odd"]) == (first.pk, odd)


def test_the_same_value_at_two_places_is_one() -> None:
    plan = plan_of(
        "SELECT %s WHERE a = %s AND b IN (%s, %s) AND c LIKE '%%x' AND d IN (%s, %s)",
        ("k", 31000, 1, 2, 31000, 7),
        {1: (0, None), 2: (1, 0), 3: (1, 1), 4: (0, None)},
        [("bigint", 0), ("bigint", 2)],
    )
    assert plan.statement == (
        "SELECT 'k' WHERE a = $1 AND b = ANY($2) AND c LIKE '%x' AND d IN ($1, 7)"
    )
    assert (plan.types, plan.places) == (("bigint", "bigint[]"), ((0, None), (1, None)))


def test_no_more_statements_are_kept_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plans, "MOST", 2)
    asks = [
        prepared(lambda pk, n=n: Posting.objects.filter(pk=pk).annotate(n=F("pk") + n))
        for n in range(5)
    ]
    for ask in asks * 2:
        assert ask(0) == []
        assert len(planned()) <= 2


def test_a_plan_outlives_a_transaction_that_is_rolled_back() -> None:
    """PREPARE is no part of a transaction: what is told of the connection stays true."""
    ask = prepared(lambda pk, on: Posting.objects.filter(pk=pk, starts_on__gte=on))
    with transaction.atomic():
        assert ask(0, LATER) == []
        transaction.set_rollback(True)
    assert ask(0, LATER) == []


def test_another_connection_is_told_too() -> None:
    ask = prepared(lambda pk: Posting.objects.filter(pk=pk))

    def elsewhere() -> tuple[list[Posting], int]:
        try:
            return ask(0), len(planned())
        finally:
            connection.close()

    assert ask(0) == []
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(elsewhere).result() == ([], 1)

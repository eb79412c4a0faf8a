"""A search among very many directives walks an index where the database has one."""

import pytest
from django.db import connection

from directives.registry.models import Directive

on_postgres = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="chỉ PostgreSQL có chỉ mục này"
)


@on_postgres
@pytest.mark.django_db
def test_words_of_a_directive_are_found_by_trigrams() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = Directive.objects.search("dân vận khéo").order_by().explain()
    assert "registry_directive_by_words" in plan


@on_postgres
@pytest.mark.django_db
def test_queries_of_milliseconds_are_not_compiled_for_seconds() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)

"""Rows outside somebody's scope: their digest stays, whatever that person sends."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db.models import Model

from portal.access import Scope

Rows = dict[str, dict[Any, tuple[Any, ...]]]


def scoped_models() -> list[Any]:
    """Return the models whose rows know who sees them."""
    return [
        model for model in apps.get_models() if hasattr(model._default_manager.all(), "visible_to")
    ]


def rows_elsewhere(scope: Scope, tables: Iterable[str]) -> Rows:
    """Return the rows of these tables that the person does not see, with all their values."""
    wanted = set(tables)
    return {
        model._meta.db_table: {row[0]: row for row in _elsewhere(model, scope)}
        for model in scoped_models()
        if model._meta.db_table in wanted
    }


def _elsewhere(model: type[Model], scope: Scope) -> Any:
    rows: Any = model._default_manager
    seen = rows.visible_to(scope).order_by().values("pk")
    return rows.exclude(pk__in=seen).values_list(
        "pk", *[f.attname for f in model._meta.concrete_fields]
    )


def changed(before: Rows, after: Rows) -> list[str]:
    """Return the rows that were there before and are gone, different, or suddenly seen."""
    return [
        f"{table} {pk}"
        for table, rows in before.items()
        for pk, row in rows.items()
        if after.get(table, {}).get(pk) != row
    ]


def ids_of_rows() -> tuple[str, ...]:
    """Return ids that exist somewhere: of each scoped model the first and the last."""
    found: set[str] = set()
    for model in scoped_models():
        rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
        found |= {str(pk) for pk in (rows.first(), rows.last()) if pk is not None}
    return tuple(sorted(found))

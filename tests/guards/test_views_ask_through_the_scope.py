"""Views reach the database through the scope only, and write through actions only."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "directives", "citizens")
# The administrative map and the working calendar are open to everyone at work.
OPEN_MODELS = {"AdministrativeUnit", "UnitName", "UnitSuccession", "Organisation", "DayOff"}
# What builds or writes rows by hand. `get` and `update` are left out: dictionaries have them too.
BY_HAND = {
    *("filter", "exclude", "all", "raw", "extra", "annotate", "aggregate", "values_list"),
    *("create", "get_or_create", "update_or_create", "bulk_create", "bulk_update"),
    *("save", "delete", "execute"),
}
BARE_FETCHES = {"get_object_or_404", "get_list_or_404"}


def unscoped(source: str) -> list[str]:
    """Return what in a view module's `source` reaches rows otherwise than through the scope.

    `X.objects` must at once be asked with the scope (`.visible_to(request.scope)`), unless X is
    open to all; no queryset is built or row written by hand; `get_object_or_404` takes no bare
    model. In a `@public` view, which has no scope, what `X.objects` is asked begins with `public`.
    """
    return sorted(set(_violations(ast.parse(source))))


def _violations(tree: ast.Module) -> Iterator[str]:
    welcome = _lines_of_public_views(tree)
    asked = _what_managers_are_asked(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"_default_manager", "_base_manager"}:
            yield f"{node.lineno}: {node.attr}"
        elif isinstance(node, ast.Attribute) and node.attr == "objects":
            method, with_scope = asked.get(id(node), ("", False))
            for_all = node.lineno in welcome and method.startswith("public")
            if not with_scope and not for_all and _name(node.value) not in OPEN_MODELS:
                yield f"{node.lineno}: {ast.unparse(node)}.{method}"
        elif isinstance(node, ast.Call):
            yield from _bad_call(node)


def _what_managers_are_asked(tree: ast.Module) -> dict[int, tuple[str, bool]]:
    """Return, for each `X.objects` that is asked something, what, and whether with a scope."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        id(call.func.value): (call.func.attr, bool(call.args) and _is_scope(call.args[0]))
        for call in calls
        if isinstance(call.func, ast.Attribute)
    }


def _is_scope(node: ast.expr) -> bool:
    return ast.unparse(node).split(".")[-1] == "scope"


def _bad_call(call: ast.Call) -> Iterator[str]:
    is_health_check = [ast.unparse(each) for each in call.args] == ["'SELECT 1'"]
    if getattr(call.func, "attr", "") in BY_HAND and not is_health_check:
        yield f"{call.lineno}: {ast.unparse(call.func)}()"
    first = _name(call.args[0]) if call.args else ""
    if _name(call.func) in BARE_FETCHES and first[:1].isupper() and "." not in first:
        yield f"{call.lineno}: {_name(call.func)}({first})"


def _lines_of_public_views(tree: ast.Module) -> set[int]:
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {
        line
        for function in functions
        if any("public(" in ast.unparse(each) for each in function.decorator_list)
        for line in range(function.lineno, (function.end_lineno or function.lineno) + 1)
    }


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def view_modules() -> list[Path]:
    """Return every `views.py` and every module of a `views` package."""
    return sorted(
        path
        for app in APPS
        for path in (ROOT / app).rglob("*.py")
        if path.name == "views.py" or path.parent.name == "views"
    )


@pytest.mark.parametrize("path", view_modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_view_reaches_rows_through_the_scope_only(path: Path) -> None:
    assert unscoped(path.read_text(encoding="utf-8")) == []


def test_there_are_views_to_guard() -> None:
    assert len(view_modules()) >= 3


@pytest.mark.parametrize(
    "line",
    [
        "rows = Reception.objects.filter(pk=1)",
        "rows = Reception.objects.all()",
        "row = Reception.objects.get(pk=1)",
        "rows = Reception.objects",
        "rows = Reception.objects.in_order().visible_to(scope)",
        "rows = Reception._default_manager.visible_to(scope)",
        "row = get_object_or_404(Reception, pk=1)",
        "rows = request.user.postings.filter(pk=1)",
        "Reception.objects.visible_to(scope).delete()",
        "row.save()",
        "rows = AdministrativeUnit.objects.filter(pk=1)",
        "rows = Reception.objects.visible_to(user)",
    ],
)
def test_an_unscoped_query_in_a_view_is_found(line: str) -> None:
    assert len(unscoped(line)) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "row = get_object_or_404(Reception.objects.editable_by(request.scope), pk=1)",
        "rows = Reception.objects.visible_to(request.scope).in_order()",
        "row = Extension.objects.decidable_by(request.scope).waiting()",
        "units = AdministrativeUnit.objects.on(today())",
        "query = request.GET.get('q', '')",
        "@public(because='dân xem lịch')\ndef lich(request):\n    return Day.objects.public_on(today())",
    ],
)
def test_a_query_through_the_scope_passes(line: str) -> None:
    assert unscoped(line) == []


def test_a_view_that_asks_for_powers_may_not_use_what_is_for_public_views() -> None:
    view = (
        "@requires(Power.UNIT_READ)\ndef lich(request):\n    return Day.objects.public_on(today())"
    )
    assert unscoped(view) == ["3: Day.objects.public_on"]

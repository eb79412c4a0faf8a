"""Every kind of row that acts are recorded about has a history page, reached through its scope."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from django.apps import apps
from django.conf import settings

from portal.addresses import every_address
from portal.calendar.redating import RedatedRows

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "directives", "citizens")
UNKNOWN = "?"
CALLED = {
    "person": "user",
    "batch": "ballot_batch",
}  # what a room calls a row in place of its own name
# Rows that nobody opens: what they did is read in the record of the system.
NO_PAGE = {
    "UnitLoad": "that the map's files were loaded, by the system itself",
}

# `record` itself, and what moves the due dates of every room: each names its own row.
TAKES_WHAT_IS_GIVEN = {ROOT / "portal/audit/actions.py", ROOT / "portal/calendar/redating.py"}


def targets(source: str) -> set[str]:
    """Return the class names of what `record(…, target=…)` is called with in a module's `source`.

    Told by the annotation of a parameter, by what a name is made from (`Model(…)`,
    `Model.objects.…`, a function of the module with an annotated result), by the name itself
    (`reception`), or else "?:name".
    """
    tree = ast.parse(source)
    results = {
        node.name: ast.unparse(node.returns)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.returns is not None
    }
    return {
        _class_of(target, function, results)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for target in _recorded(function)
    }


def _recorded(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for call in ast.walk(function):
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "record":
            yield from (each.value for each in call.keywords if each.arg == "target")


def _class_of(target: ast.expr, function: ast.FunctionDef, results: dict[str, str]) -> str:
    name = ast.unparse(target)
    arguments = [*function.args.args, *function.args.kwonlyargs]
    for argument in arguments:
        if argument.arg == name and argument.annotation is not None:
            return ast.unparse(argument.annotation).split(" | ")[0].strip("\"'")
    for made in _makers(name, function):
        if made in results:
            return results[made].split(" | ")[0].strip("\"'")
        if made[:1].isupper():
            return made
    called = CALLED.get(name.rpartition(".")[2], name.rpartition(".")[2])
    known = (model.__name__ for model in apps.get_models() if _snake(model.__name__) == called)
    return next(known, f"{UNKNOWN}:{name}")


def _makers(name: str, function: ast.FunctionDef) -> Iterator[str]:
    """Return the first word of each expression that `name` is given in the function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and name in _names(node.targets[0]):
            yield _first_word(node.value)
        elif isinstance(node, ast.AnnAssign) and name in _names(node.target):
            yield ast.unparse(node.annotation)
        elif isinstance(node, ast.For) and name in _names(node.target):
            yield _first_word(node.iter)


def _names(target: ast.expr) -> set[str]:
    return {each.id for each in ast.walk(target) if isinstance(each, ast.Name)}


def _first_word(value: ast.expr) -> str:
    while isinstance(value, ast.Call | ast.Attribute | ast.Subscript):
        value = value.func if isinstance(value, ast.Call) else value.value
    return value.id if isinstance(value, ast.Name) else ""


def _snake(name: str) -> str:
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in name).strip("_")


def with_history() -> set[str]:
    views = (getattr(address.view, "history_of", None) for address in every_address())
    return {model.__name__ for model in views if model is not None}


def modules() -> list[Path]:
    found = (path for app in APPS for path in (ROOT / app).rglob("*.py"))
    return sorted(path for path in found if "record(" in path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_recorded_about_has_a_history(path: Path) -> None:
    if path in TAKES_WHAT_IS_GIVEN:
        return
    recorded = targets(path.read_text(encoding="utf-8"))
    assert recorded - with_history() - set(NO_PAGE) == set()


def test_a_record_about_a_row_without_history_is_found() -> None:
    source = "def close(*, row: Drawer, by):\n    record(act='x', target=row, by=by)\n"
    assert targets(source) - with_history() == {"Drawer"}


def test_a_row_of_no_known_kind_is_found() -> None:
    assert targets("def f(x):\n    record(target=x)\n") == {"?:x"}


@pytest.mark.parametrize(
    "body",
    [
        "    row = Drawer.objects.create(a=1)\n",
        "    row, made = Drawer.objects.get_or_create(a=1)\n",
        "    row = Drawer(a=1)\n",
        "    for row in Drawer.objects.all():\n        pass\n",
        "    row = _made()\ndef _made() -> Drawer: ...\n",
    ],
)
def test_the_kind_of_a_row_is_told_by_what_it_is_made_from(body: str) -> None:
    head, _, rest = body.partition("\ndef ")
    source = f"def f():\n{head}\n    record(target=row)\n" + (f"def {rest}" if rest else "")
    assert targets(source) == {"Drawer"}


@pytest.mark.parametrize("rows", RedatedRows.__subclasses__(), ids=lambda rows: str(rows.key))
def test_what_is_redated_has_a_history(rows: type[RedatedRows]) -> None:
    (row, *_) = get_args(get_type_hints(rows.move)["return"])
    assert row.__name__ in with_history()

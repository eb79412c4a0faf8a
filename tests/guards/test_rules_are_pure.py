"""Rules touch nothing but what they are handed: no database, no settings, no clock."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = {"portal", "directives", "citizens"}
PURE_DJANGO = {"TextChoices", "IntegerChoices", "Choices"}
CLOCKS = {"today", "now", "utcnow", "localtime", "localdate"}


def impurities(source: str) -> list[str]:
    """Return what in the `source` of rules touches the database, the settings or the clock."""
    return sorted(set(_impurities(ast.parse(source))))


def _impurities(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from _bad_imports(node.module, {alias.name for alias in node.names})
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "django")
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in CLOCKS:
            yield f"{ast.unparse(node.func)}()"


def _bad_imports(module: str, names: set[str]) -> Iterator[str]:
    if module.split(".")[0] == "django" and not names <= PURE_DJANGO:
        yield f"{module}: {', '.join(sorted(names - PURE_DJANGO))}"
    own, last = module.split(".")[0] in APPS, module.split(".")[-1]
    if own and last in {"models", "querysets", "actions", "clock", "settings"}:
        yield module


def rule_modules() -> list[Path]:
    """Return every `rules.py` and every module of a `rules` package."""
    found = (path for app in sorted(APPS) for path in (ROOT / app).rglob("*.py"))
    return sorted(
        path.relative_to(ROOT)
        for path in found
        if path.name == "rules.py" or path.parent.name == "rules"
    )


@pytest.mark.parametrize("path", rule_modules(), ids=str)
def test_rules_touch_no_database_no_settings_and_no_clock(path: Path) -> None:
    assert impurities((ROOT / path).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.utils import timezone",
        "from django.conf import settings",
        "from django.db import models",
        "import django.db",
        "from portal.units.models import Organisation",
        "from portal.calendar.clock import today",
        "due = date.today()",
    ],
)
def test_a_rule_that_touches_the_world_is_found(line: str) -> None:
    assert len(impurities(line)) >= 1


def test_choices_are_knowledge_not_the_world() -> None:
    assert impurities("from django.db.models import TextChoices") == []


def test_the_tests_of_rules_never_ask_for_the_database() -> None:
    tests = (ROOT / "tests").rglob("test_rules.py")
    assert [path for path in tests if "django_db" in path.read_text(encoding="utf-8")] == []

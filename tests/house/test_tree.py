"""The tree tells a stranger where things are: names, sizes, and what rules may touch."""

import ast
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = {"portal", "directives", "citizens"}
FORBIDDEN_NAMES = {"utils", "helpers", "common", "core", "services", "managers", "signals"}
LONGEST = 400
WRITTEN_BY_HAND = {".py", ".html", ".js"}
PURE_DJANGO = {"TextChoices", "IntegerChoices", "Choices"}
CLOCKS = {"today", "now", "utcnow", "localtime", "localdate"}


def kept_files() -> list[Path]:
    """Return the paths that git keeps or would keep, relative to the root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [Path(line) for line in listed.splitlines() if (ROOT / line).is_file()]


def misnamed(paths: Iterable[Path]) -> list[str]:
    """Return the modules and packages whose name says nothing about what they hold."""
    return sorted(
        str(path)
        for path in paths
        if path.parts[0] in APPS and {path.stem, *path.parts[:-1]} & FORBIDDEN_NAMES
    )


def too_long(lengths: Iterable[tuple[Path, int]]) -> list[str]:
    """Return the files written by hand that have more lines than a person reads at once."""
    return [
        f"{path}: {lines}"
        for path, lines in lengths
        if path.suffix in WRITTEN_BY_HAND and "migrations" not in path.parts and lines > LONGEST
    ]


def lengths() -> Iterator[tuple[Path, int]]:
    for path in kept_files():
        if path.suffix in WRITTEN_BY_HAND:
            yield path, len((ROOT / path).read_text(encoding="utf-8").splitlines())


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
    return [
        path
        for path in kept_files()
        if path.parts[0] in APPS and (path.name == "rules.py" or "rules" in path.parts[:-1])
    ]


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert misnamed(kept_files()) == []


def test_a_module_with_a_name_that_says_nothing_is_found() -> None:
    paths = [Path("portal/utils.py"), Path("citizens/helpers/x.py"), Path("portal/text.py")]
    assert misnamed(paths) == ["citizens/helpers/x.py", "portal/utils.py"]


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    assert too_long(lengths()) == []


def test_a_file_that_is_too_long_is_found() -> None:
    lines = [(Path("portal/text.py"), 401), (Path("a/migrations/0001_x.py"), 900)]
    assert too_long(lines) == ["portal/text.py: 401"]


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
    asking = [
        str(path)
        for path in kept_files()
        if path.name == "test_rules.py" and "django_db" in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert asking == []

"""The glossary binds Vietnamese terms to names in the code, and the code to the glossary."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from portal.text import nfc

ROOT = Path(settings.BASE_DIR)
APPS = ("portal", "directives", "citizens")
GLOSSARY = ROOT / "docs" / "glossary.md"
_ROW = re.compile(r"^\| (?P<term>[^|]*) \| (?P<english>[^|]*) \| (?P<code>[^|]*) \| [^|]* \|$")
_NAME = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Term:
    vietnamese: str
    english: str
    names: tuple[str, ...]


def terms(text: str) -> list[Term]:
    """Return the rows of every table: Vietnamese, English, the names in the code."""
    rows = (_ROW.match(line) for line in text.splitlines())
    found = [
        Term(row["term"].strip(), row["english"].strip(), tuple(_NAME.findall(row["code"])))
        for row in rows
        if row
    ]
    return [term for term in found if term.vietnamese != "Tiếng Việt"]


def unknown(found: Iterable[Term], defined: set[str]) -> list[str]:
    """Return the names of the glossary that the code does not have."""
    return sorted({name for term in found for name in term.names} - defined)


def unexplained(found: Iterable[Term], wanted: set[str]) -> list[str]:
    """Return the models and choices of the code that the glossary does not have."""
    return sorted(wanted - {name for term in found for name in term.names})


def incomplete(found: Iterable[Term]) -> list[str]:
    """Return the rows that lack a side, or are not in NFC."""
    return [
        term.vietnamese
        for term in found
        if not (term.vietnamese and term.english and term.names)
        or nfc(term.vietnamese) != term.vietnamese
    ]


def modules() -> Iterator[ast.Module]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                yield ast.parse(path.read_text(encoding="utf-8"))


def names_in(tree: ast.AST) -> Iterator[str]:
    """Yield each class and function, and each member of a class as "Class.member"."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}.{name}" for name in _members(node))


def _members(node: ast.ClassDef) -> Iterator[str]:
    for each in node.body:
        targets = each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)]
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def choices_in(tree: ast.AST) -> set[str]:
    """Return the classes that hold the values of a field."""
    return {
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Choices") for base in node.bases)
    }


def own_models() -> set[str]:
    return {model.__name__ for model in apps.get_models() if model.__module__.split(".")[0] in APPS}


@pytest.fixture(scope="module")
def glossary() -> list[Term]:
    return terms(GLOSSARY.read_text(encoding="utf-8"))


def test_every_name_of_the_glossary_is_in_the_code(glossary: list[Term]) -> None:
    defined = {name for tree in modules() for name in names_in(tree)}
    assert unknown(glossary, defined) == []


def test_every_model_and_every_set_of_values_is_in_the_glossary(glossary: list[Term]) -> None:
    values = {name for tree in modules() for name in choices_in(tree)}
    assert unexplained(glossary, own_models() | values) == []


def test_every_row_has_both_languages_and_a_name(glossary: list[Term]) -> None:
    assert incomplete(glossary) == []
    assert len(glossary) > 50


def test_a_name_that_the_code_does_not_have_is_found() -> None:
    rows = terms("| sổ | book | `ReceptionBook`, `Role.FRONT` | sai tên |")
    assert unknown(rows, {"Role", "Role.FRONT"}) == ["ReceptionBook"]


def test_a_model_without_a_term_is_found() -> None:
    tree = ast.parse("class Mood(models.TextChoices):\n    CALM = 'calm', 'Yên'")
    assert unexplained(terms("| x | y | `Area` | z |"), {"Area"} | choices_in(tree)) == ["Mood"]


def test_a_row_without_a_name_in_the_code_is_found() -> None:
    assert incomplete(terms("| vụ việc | matter | chưa có | z |")) == ["vụ việc"]


def test_members_of_a_class_are_names_too() -> None:
    tree = ast.parse("class Role(TextChoices):\n    FRONT = 'front', 'Mặt trận'")
    assert set(names_in(tree)) == {"Role", "Role.FRONT"}

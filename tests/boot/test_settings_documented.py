"""Each variable that the settings read is told to the operator, and nothing else is."""

import re
from pathlib import Path

from scripts.settings_list import names_read, settings_read

ROOT = Path(__file__).resolve().parent.parent.parent
READ_BY_COMMANDS = {"PORT", "STRICT"}
READ_BY_COMPOSE = {"SITE_ADDRESS"}


def documented(text: str) -> set[str]:
    return set(re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE))


def undocumented(source: str, text: str) -> set[str]:
    return names_read(source) - documented(text)


def docs() -> str:
    return (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


def test_every_setting_is_documented() -> None:
    assert settings_read() >= {"DEMO", "DATABASE_URL", "SECRET_KEY", "STATIC_STORAGE"}
    assert settings_read() - documented(docs()) == set()


def test_nothing_is_documented_that_nothing_reads() -> None:
    assert documented(docs()) - settings_read() == READ_BY_COMMANDS


def test_a_new_setting_without_a_line_in_the_docs_is_found() -> None:
    source = 'A = env.int("DEMO")\nB = env_secret("NEW_KEY", keep_in=X)\nC = env.bool("NEWER")'
    assert undocumented(source, docs()) == {"NEW_KEY", "NEWER"}


def test_every_setting_stands_in_the_example_environment() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", text, re.MULTILINE))
    assert named == settings_read() | READ_BY_COMPOSE

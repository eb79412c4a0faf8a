from pathlib import Path

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from pytest_django import Settings

from portal.demo.cast import CAST, DEMO_PASSWORD, Person, posting_of

README = (Path(configured.BASE_DIR) / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.username)
def test_the_readme_gives_each_login_with_its_role_and_place(db: None, one: Person) -> None:
    username = one.username
    posting = posting_of(username)
    assert f"| `{username}` | {posting.get_role_display()} | {posting.organisation} |" in README


def test_the_readme_gives_the_password() -> None:
    assert f"`{DEMO_PASSWORD}`" in README


def test_a_production_start_refuses_the_demo(db: None, settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("load_demo")

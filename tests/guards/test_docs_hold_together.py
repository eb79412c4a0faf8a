"""The documents link to what is there, and every decision is in the list of decisions."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
_LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def dead_links(page: Path) -> list[str]:
    """Return the links of a page to files that are not there."""
    found = _LINK.findall(page.read_text(encoding="utf-8"))
    return [link for link in found if not (page.parent / link).exists()]


def pages() -> list[Path]:
    return sorted([*(ROOT / "docs").rglob("*.md"), *ROOT.glob("*.md")])


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_a_page_links_to_what_is_there(page: Path) -> None:
    assert dead_links(page) == []


def test_a_dead_link_is_found(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("[here](a.md) [gone](b.md#x) [away](https://example.org/b.md)")
    assert dead_links(page) == ["b.md"]


def test_every_decision_is_in_the_list_and_fits_a_screen() -> None:
    folder = ROOT / "docs" / "decisions"
    records = sorted(page for page in folder.glob("*.md") if page.name != "README.md")
    listed = (folder / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in records if f"({page.name})" not in listed] == []
    assert [page.name for page in records if len(page.read_text().splitlines()) > 60] == []

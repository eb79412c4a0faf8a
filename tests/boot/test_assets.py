"""What `static/vendor/` holds: everything the pages use, from no other host."""

import re
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts import build_assets
from scripts.build_assets import (
    ICON_LIST,
    SCREEN_SUBSETS,
    SCREEN_WEIGHTS,
    VENDOR,
    BuildError,
)

ROOT = Path(__file__).resolve().parent.parent.parent
VOWELS = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
TONES = "\u0300\u0301\u0303\u0309\u0323"
VIETNAMESE = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
LETTERS = VIETNAMESE | set("ĐđĂăÂâÊêÔôƠơƯư₫–…“”")
DRAWN_ICON = re.compile(r"""\{% icon ["']([\w-]+)["']""")


@pytest.mark.parametrize("style", ["Regular", "Bold", "Italic", "BoldItalic"])
def test_the_face_of_documents_has_every_vietnamese_letter(style: str) -> None:
    with TTFont(VENDOR / "fonts" / f"Tinos-{style}.ttf") as font:
        known = font.getBestCmap()
    assert {letter for letter in LETTERS if ord(letter) not in known} == set()


def test_the_face_of_the_screen_covers_every_vietnamese_letter() -> None:
    sheet = (VENDOR / "fonts.css").read_text("ascii")
    rules = [rule for rule in sheet.split("@font-face") if "'Be Vietnam Pro'" in rule]
    ranges = [re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", rule) for rule in rules]
    spans = [(int(low, 16), int(high or low, 16)) for each in ranges for low, high in each]
    assert len(rules) == len(SCREEN_WEIGHTS) * len(SCREEN_SUBSETS)
    assert all(any(low <= ord(letter) <= high for low, high in spans) for letter in LETTERS)


def test_every_font_that_the_styles_name_is_there() -> None:
    named = re.findall(r"url\(([^)]+)\)", (VENDOR / "fonts.css").read_text("ascii"))
    assert [name for name in named if not (VENDOR / name).is_file()] == []


def test_no_style_or_script_is_fetched_from_another_host() -> None:
    files = [*VENDOR.rglob("*.css"), *(ROOT / "static" / "css").glob("*.css")]
    fetched = re.compile(r"""(?:url\(|@import )\s*["']?(?:https?:)?//""")
    assert [path.name for path in files if fetched.search(path.read_text("utf-8"))] == []
    for path in [*files, *VENDOR.rglob("*.js")]:
        assert "sourceMappingURL" not in path.read_text("utf-8"), path


def test_the_sprite_holds_exactly_the_icons_of_the_list() -> None:
    drawn = re.findall(r'<symbol id="([\w-]+)"', (VENDOR / "icons.svg").read_text("utf-8"))
    assert drawn == build_assets.icon_names()


def test_every_icon_that_a_template_draws_is_in_the_list() -> None:
    templates = (ROOT / "templates").rglob("*.html")
    used = {name for path in templates for name in DRAWN_ICON.findall(path.read_text("utf-8"))}
    assert used - set(build_assets.icon_names()) == set()


def test_no_icon_is_sent_that_nothing_draws() -> None:
    rooms = [ROOT / name for name in ("templates", "portal", "directives", "citizens", "tests")]
    files = [path for room in rooms for path in room.rglob("*") if path.suffix in (".html", ".py")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    kinds = {
        "file-earmark-image",
        "file-earmark-text",
    }  # put together from the end of a file's name
    named = set(re.findall(r"""["']([a-z0-9-]+)["']""", text)) | kinds
    assert set(build_assets.icon_names()) - named == set()


def test_an_icon_that_does_not_exist_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "icons.txt").write_text("# a comment\nbell\nno-such-icon\n")
    monkeypatch.setattr(build_assets, "ICON_LIST", tmp_path / "icons.txt")
    with pytest.raises(BuildError, match=r"no-such-icon\.svg"):
        build_assets.write_icons(tmp_path)


def test_nothing_is_built_twice_and_a_changed_list_is_built_anew(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(build_assets, "VENDOR", tmp_path / "vendor")
    monkeypatch.setattr(build_assets, "merge_paper_fonts", lambda into: None)
    assert build_assets.build()
    assert not build_assets.build()
    changed = tmp_path / "icons.txt"
    changed.write_text(ICON_LIST.read_text("utf-8") + "\n")
    monkeypatch.setattr(build_assets, "INPUTS", [changed])
    assert build_assets.build()

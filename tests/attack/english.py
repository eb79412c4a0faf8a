"""Sentences of the libraries that nobody translated: none of them may reach a page."""

import re
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path

_CATALOGUES = ("django/conf", "django/contrib/auth", "django/contrib/humanize", "axes")
_MESSAGE = re.compile(r'^msgid(?:_plural)? ((?:".*"\n)+)', re.MULTILINE)
_GAP = re.compile(r"%\(\w+\)[sd]|%[sd]|\\n")


@cache
def sentences() -> frozenset[str]:
    """Return a telling part of each English sentence that Django and django-axes can say."""
    return frozenset(part for text in _texts() for part in [_longest(text)] if part.count(" ") >= 2)


def _texts() -> list[str]:
    found = []
    for folder in _CATALOGUES:
        spec = find_spec(folder.split("/")[0])
        assert spec is not None
        root = Path(str(spec.origin)).parent.joinpath(*folder.split("/")[1:])
        for path in sorted(root.glob("locale/*/LC_MESSAGES/django.po")):
            if path.parts[-3] in ("en", "vi", "de"):
                found += _MESSAGE.findall(path.read_text(encoding="utf-8"))
    return ["".join(line.strip('"') for line in text.splitlines()) for text in found]


def _longest(text: str) -> str:
    return max(_GAP.split(text), key=len).strip().replace('\\"', '"')


def english_of(page: str) -> list[str]:
    """Return the English sentences that a page says."""
    text = " ".join(unescape(page).split())
    return sorted(each for each in sentences() if each in text)

"""What a person opens first stays under 150 kB over the wire, fonts aside (they are kept for good)."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find
from django.test import Client

LIMIT = 150_000
FILES = re.compile(r'(?:href|src)="/static/([^"#?]+)')


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def files_of(page: str) -> list[Path]:
    """Return the styles, scripts and drawings that a page names, each once."""
    return [Path(str(find(name))) for name in sorted(set(FILES.findall(page)))]


@pytest.mark.parametrize(
    ("who", "address"),
    [
        ("canbo.lucnam", "/"),
        ("canbo.lucnam", "/tiep-cong-dan/moi/"),
        ("sonoivu", "/van-ban/moi/"),
        ("sonoivu", "/nhiem-vu/bang/"),
        ("sonoivu", "/don-vi/"),
        ("mttq.tinh", "/khao-sat/"),
    ],
)
def test_a_first_view_is_light(client_of: Callable[[str], Client], who: str, address: str) -> None:
    page = client_of(who).get(address).content
    files = files_of(page.decode())
    assert {path.suffix for path in files} == {".css", ".js", ".svg"}
    assert packed(page) + sum(packed(path.read_bytes()) for path in files) < LIMIT

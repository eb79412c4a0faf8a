"""The annotated texts of the suite, read once."""

import json
from pathlib import Path
from typing import Any

import pytest

from directives.reading import Reading, read

TEXTS = Path(__file__).parent / "texts"


@pytest.fixture(scope="session")
def pairs() -> list[tuple[Reading, dict[str, Any]]]:
    """Every text of the suite with its gold annotation."""
    return [
        (read(path.read_text()), json.loads(path.with_suffix(".json").read_text()))
        for path in sorted(TEXTS.glob("*.txt"))
    ]

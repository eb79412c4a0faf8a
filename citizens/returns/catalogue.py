"""The reviewed files beside this module: the forms, and the periods of the law."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from citizens.returns.rules import DayOfYear, LawPeriod

_FOLDER = Path(__file__).with_name("data")
_PERIODS = "periods.toml"


@dataclass(frozen=True, slots=True)
class FormFile:
    """One reviewed file: what it says, and the checksum that ties confirmed figures to it."""

    checksum: str
    content: dict[str, Any]


def form_files() -> Iterator[FormFile]:
    """Read every form file of the folder, in the order of their codes."""
    for path in sorted(_FOLDER.glob("*.toml")):
        if path.name != _PERIODS:
            raw = path.read_bytes()
            yield FormFile(hashlib.sha256(raw).hexdigest(), tomllib.loads(raw.decode()))


@lru_cache(maxsize=1)
def periods() -> tuple[LawPeriod, ...]:
    rows = tomllib.loads((_FOLDER / _PERIODS).read_text(encoding="utf-8"))["period"]
    return tuple(_period(row) for row in rows)


def _period(row: dict[str, Any]) -> LawPeriod:
    days = {name: DayOfYear(**row[name]) for name in ("starts", "ends", "due")}
    return LawPeriod(row["key"], row["label"], **days)

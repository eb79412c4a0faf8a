"""The reviewed files beside this module: the forms, and the periods of the law."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from citizens.returns.rules import Check, Column, DayOfYear, Form, LawPeriod

_FOLDER = Path(__file__).with_name("forms")
_PERIODS = "periods.toml"


@lru_cache(maxsize=1)
def forms() -> tuple[Form, ...]:
    files = sorted(path for path in _FOLDER.glob("*.toml") if path.name != _PERIODS)
    return tuple(_form(tomllib.loads(path.read_text(encoding="utf-8"))) for path in files)


@lru_cache(maxsize=1)
def periods() -> tuple[LawPeriod, ...]:
    rows = tomllib.loads((_FOLDER / _PERIODS).read_text(encoding="utf-8"))["period"]
    return tuple(_period(row) for row in rows)


def _form(content: dict[str, Any]) -> Form:
    return Form(
        **{name: content[name] for name in ("code", "title", "source", "valid_from")},
        columns=tuple(Column(**column) for column in content["columns"]),
        checks=tuple(
            Check(one["left"], one["is"], tuple(one["right"])) for one in content["checks"]
        ),
        notes=tuple(content["notes"]),
    )


def _period(row: dict[str, Any]) -> LawPeriod:
    days = {name: DayOfYear(**row[name]) for name in ("starts", "ends", "due")}
    return LawPeriod(row["key"], row["label"], **days)

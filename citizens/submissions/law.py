"""The law of clocks, from the reviewed file beside this module."""

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from citizens.receptions.kinds import MatterKind
from citizens.submissions.kinds import Round, Situation, Step
from citizens.submissions.rules.clocks import ClockRule, LawOfClocks, SuspensionRule

_FILE = Path(__file__).with_name("clocks.toml")


@lru_cache(maxsize=1)
def law() -> LawOfClocks:
    read = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return LawOfClocks(
        tuple(_clock(row) for row in read["clock"]),
        tuple(
            SuspensionRule(_kinds(row), row["from"], row["basis"], row["verified"])
            for row in read["suspension"]
        ),
    )


def _clock(row: dict[str, Any]) -> ClockRule:
    if row["unit"] not in ("calendar", "working"):
        raise ValueError(f"{row['code']}: unit {row['unit']}")
    return ClockRule(
        code=row["code"], step=Step(row["step"]), kinds=_kinds(row), days=row["days"],
        working=row["unit"] == "working", valid_from=row["from"], valid_to=row.get("to"),
        basis=row["basis"], verified=row["verified"],
        round=Round(row["round"]) if "round" in row else "",
        situation=Situation(row.get("situation", "")),
    )  # fmt: skip


def _kinds(row: dict[str, Any]) -> frozenset[MatterKind]:
    return frozenset(MatterKind(kind) for kind in row["kinds"])

"""Which fields of life each kind of matter has, from the reviewed file beside this module."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citizens.receptions.kinds import Field, MatterKind


@dataclass(frozen=True, slots=True)
class FieldList:
    """The fields of some kinds, in the order of the form, with where they come from."""

    kinds: tuple[MatterKind, ...]
    fields: tuple[Field, ...]
    basis: str
    verified: bool


def field_lists(text: str) -> tuple[FieldList, ...]:
    """Read the lists of a file. Raises `ValueError` unless each kind has exactly one."""
    lists = tuple(_list(row) for row in tomllib.loads(text)["list"])
    named = [kind for one in lists for kind in one.kinds]
    if sorted(named) != sorted(MatterKind):
        raise ValueError("Mỗi loại vụ việc có đúng một danh mục lĩnh vực.")
    return lists


def _list(row: Mapping[str, Any]) -> FieldList:
    return FieldList(
        tuple(MatterKind(kind) for kind in row["kinds"]),
        tuple(Field(field) for field in row["fields"]), row["basis"], row["verified"],
    )  # fmt: skip


FIELD_LISTS = field_lists(Path(__file__).with_name("fields.toml").read_text(encoding="utf-8"))
FIELDS = {kind: one.fields for one in FIELD_LISTS for kind in one.kinds}

"""What changed, in the words a leader reads: "Hạn trả lời: 05/02/2026 → 09/02/2026"."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone

LONGEST = 2000


def worded(target: models.Model, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[str]]:
    """Return `changes` as Vietnamese labels with both values in words, as they are kept and shown.

    A key is a field's name, shown by its label and its choices' labels, or already a label. A value
    is plain (text, number, day, yes or no, choice, row); a list or a mapping raises `TypeError`,
    because nobody reads JSON. Nothing is "".
    """
    found: dict[str, list[str]] = {}
    for key, pair in changes.items():
        column = _column(target, key)
        label = str(getattr(column, "verbose_name", "") or key)
        found[label] = [_said(column, value) for value in pair]
    return found


def _column(target: models.Model, key: str) -> Any:
    try:
        return target._meta.get_field(key)
    except FieldDoesNotExist:
        return None


def _said(column: Any, value: Any) -> str:
    choices = dict(getattr(column, "flatchoices", None) or ())
    if value in (None, ""):
        return ""
    if isinstance(value, list | dict | tuple | set):
        raise TypeError(f"a change is told in words, not as {type(value).__name__}")
    if value in choices:
        return str(choices[value])
    return _plain(value)[:LONGEST]


def _plain(value: Any) -> str:
    match value:
        case bool():
            return "có" if value else "không"
        case models.Choices():
            return str(value.label)
        case dt.datetime():
            return f"{timezone.localtime(value):%H:%M %d/%m/%Y}"
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case float() | Decimal():
            return str(value).replace(".", ",")
        case _:
            return str(value)

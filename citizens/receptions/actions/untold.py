"""What is written about a denunciation is corrected without a word of it in the history.

The record says that a text was corrected, never what stood there: it may have been a name
(Luật Tố cáo 2018 Điều 8, 56).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from portal.access import Scope
from portal.audit.actions import erase_values_that

NOT_TOLD = ("(không ghi nhật ký)", "đã sửa, không ghi nội dung vì là tố cáo")
Changes = dict[str, tuple[Any, Any]]


def untold(
    changes: Changes, *texts: str, target: models.Model, of: Iterable[type[models.Model]] = (),
    by: Scope | None,
) -> Changes:  # fmt: skip
    """Return the changes of a secret row without the words of any text; what was told before goes.

    Texts are the free texts of `target`, of the models `of`, and those labelled `texts`.
    """
    labels = {*texts, *(label for model in (type(target), *of) for label in _texts_of(model))}

    def tells(kept: Mapping[str, Any]) -> bool:
        return any(label in labels and tuple(pair) != NOT_TOLD for label, pair in kept.items())

    if labels & set(changes):
        erase_values_that(tells, target=target, by=by, why="nội dung của tố cáo được sửa")
    return {label: NOT_TOLD if label in labels else pair for label, pair in changes.items()}


def _texts_of(model: type[models.Model]) -> list[str]:
    return [
        str(column.verbose_name)
        for column in model._meta.concrete_fields
        if isinstance(column, models.CharField) and not column.choices
    ]

"""Two people at one row: who comes second is told, and overwrites nothing unseen.

Who saves a page that is old is told by its form (`portal.forms.SeenForm`). Of two who save in one
moment neither form finds anything changed: the action holds the row, and then compares once more.
"""

from collections.abc import Iterable
from typing import TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model

M = TypeVar("M", bound=Model)

_OVERTAKEN = "Có người vừa sửa nội dung này cùng lúc. Bấm lưu lần nữa để xem bản ấy ghi gì."
_GONE = "Nội dung này vừa bị xóa cùng lúc."


def hold(read: M, columns: Iterable[str]) -> M:
    """Lock a row and return it as it stands.

    Raises `ValidationError` when one of these columns stands otherwise than it was read.
    """
    held = type(read)._default_manager.select_for_update(no_key=True).filter(pk=read.pk).first()
    if held is None:
        raise ValidationError({NON_FIELD_ERRORS: _GONE})
    for name in columns:
        refuse_overtaken(getattr(read, name), getattr(held, name))
    return held


def refuse_overtaken(seen: object, standing: object) -> None:
    """Raise `ValidationError` when what stands, of a row that is held, is not what was seen."""
    if seen != standing:
        raise ValidationError({NON_FIELD_ERRORS: _OVERTAKEN})

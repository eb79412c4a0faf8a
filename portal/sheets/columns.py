"""What the columns of a sheet are: the head of each, what fills it, what reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.widgets import Widget

from portal.text import nfc

RUNS = ("=", "+", "-", "@", "\t", "\r")  # text that begins so is taken for a formula elsewhere
_FORMULA = "Ô này là một công thức. Hãy chép lại thành giá trị (Dán đặc biệt, Giá trị) rồi gửi lại."


class Formula(str):
    """What a cell computes, where a value was asked for: Excel's last result may be of another day."""

    __slots__ = ()


class Cell(Widget):  # type: ignore[misc]  # the library is not typed
    """A value as it is: a date stays a date, a number a number; text is NFC.

    `reads` is the form field that reads what people typed; `places` are kept of a decimal.
    """

    def __init__(self, reads: forms.Field | None, places: int | None) -> None:
        super().__init__(coerce_to_string=False)
        self.reads, self.places = reads, places

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, Decimal) and self.places is not None:
            return value.quantize(Decimal(1).scaleb(-self.places), ROUND_HALF_UP)
        return nfc(value) if isinstance(value, str) else value

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        assert self.reads, "only a column with `reads` is read"
        if isinstance(value, Formula):
            raise ValueError(_FORMULA)
        try:
            return self.reads.clean(nfc(value) if isinstance(value, str) else value)
        except ValidationError as error:  # the library gathers ValueErrors, column by column
            raise ValueError(" ".join(error.messages)) from error


class Column(Field):  # type: ignore[misc]  # the library is not typed
    """One column: its head, what fills it (a path of attributes or a function), what reads it.

    `group` is a head over several columns; `places` are the decimals that are kept and shown.
    `choices` is where Excel finds what a cell may hold: "'Danh mục'!$A$2:$A$9"; not `is_closed`, it
    offers them and lets anything else be typed. `as_text`: "1,3" stays what was typed.
    """

    def __init__(
        self,
        head: str,
        attribute: str | None = None,
        *,
        fill: Callable[[Any], Any] | None = None,
        reads: forms.Field | None = None,
        width: int = 14,
        group: str = "",
        places: int | None = None,
        choices: str = "",
        is_closed: bool = True,
        as_text: bool = False,
    ) -> None:
        super().__init__(
            attribute=attribute, column_name=head, widget=Cell(reads, places), readonly=reads is None,
            dehydrate_method=fill,
        )  # fmt: skip
        self.width, self.group = width, group
        self.choices, self.is_closed = choices, is_closed
        self.number_format = "@" if as_text else f"0.{'0' * places}" if places else ""


class Label(Column):
    """The label of a field with choices. `get_…_display` would list all choices anew on every row."""

    labels: dict[Any, Any] | None = None

    def get_value(self, instance: Any) -> str:
        if not self.labels:
            self.labels = dict(instance._meta.get_field(self.attribute).flatchoices)
        value = getattr(instance, self.attribute)
        return str(self.labels.get(value, value))


class Sheet(Resource):  # type: ignore[misc]  # the library is not typed
    """Columns in the order in which a subclass names them."""

    class Meta:
        using_db = "default"
        instance_loader_class = BaseInstanceLoader
        skip_diff = True
        store_instance = True

    def iter_queryset(self, queryset: Iterable[Any]) -> Iterator[Any]:
        """Yield rows a few hundred at a time, so that memory does not grow with them."""
        if isinstance(queryset, QuerySet):
            return queryset.iterator(chunk_size=500)
        return iter(queryset)

    def columns(self) -> list[Column]:
        return list(self.get_export_fields())

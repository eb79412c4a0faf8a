"""Forms as the portal shows them: NFC at entry, dates dd/mm/yyyy, errors beside the field.

`settings.FORM_RENDERER` makes these the look of every form: `{{ form }}` draws the summary of
errors and all fields, `{{ form.name.as_field_group }}` draws one.
"""

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import (
    DecimalValidator,
    MaxLengthValidator,
    MaxValueValidator,
    MinLengthValidator,
    MinValueValidator,
)
from django.db.models import Model
from django.http import QueryDict

from portal.http import LARGEST_ID
from portal.text import nfc, one_line, strange_sign

M = TypeVar("M", bound=Model)
_DATE = re.compile(r"^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})$")
_PACKED_DATE = re.compile(r"^(\d{2})(\d{2})(\d{4})$")
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
# Nothing that this portal keeps is older than the people who are alive, nor due after them.
OLDEST_YEAR, LATEST_YEAR = 1900, 2100
OVERTAKEN = "Có người vừa sửa nội dung này sau khi ông/bà mở trang."
UNSEEN = "Chưa lưu: không rõ ông/bà đã xem bản nào của nội dung này."
AGAIN = "bấm lưu lần nữa thì bản của ông/bà thay bản ấy."
_TEXTS = (forms.TextInput, forms.Textarea)


class _Sentence(str):
    """What a validator says; Django puts its numbers in with `%`, here as offices write them."""

    __slots__ = ()

    def __mod__(self, shown: Any) -> str:
        return super().__mod__(
            {name: _dotted(one) if isinstance(one, int) else one for name, one in shown.items()}
        )


def speak_plainly() -> None:
    """Give the sentences of Django's own validators and choices in the words of an office.

    Said once at the start, for every form, model and line of a sheet. Django's translation of them
    speaks of "giá trị này" and "lựa chọn khả thi".
    """
    MinValueValidator.message = _Sentence("Nhập một số từ %(limit_value)s trở lên.")
    MaxValueValidator.message = _Sentence("Nhập một số không quá %(limit_value)s.")
    MinLengthValidator.message = _Sentence(
        "Ngắn quá (%(show_value)s ký tự): cần ít nhất %(limit_value)s ký tự."
    )
    MaxLengthValidator.message = _Sentence(
        "Dài quá %(limit_value)s ký tự (hiện có %(show_value)s): hãy rút gọn."
    )
    DecimalValidator.messages = DecimalValidator.messages | {
        "max_digits": _Sentence("Số này dài quá %(max)s chữ số."),
        "max_decimal_places": _Sentence("Sau dấu phẩy chỉ ghi đến %(max)s chữ số."),
        "max_whole_digits": _Sentence("Trước dấu phẩy chỉ ghi đến %(max)s chữ số."),
    }
    forms.IntegerField.default_error_messages["invalid"] = "Nhập một số nguyên."
    not_offered = "Chọn một mục trong danh sách."
    for field in (
        forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField,
        forms.ModelMultipleChoiceField,
    ):  # fmt: skip
        field.default_error_messages["invalid_choice"] = not_offered


class VietnameseCharField(forms.CharField):
    """One line of text in NFC, blanks folded: names, numbers, titles."""

    def to_python(self, value: Any) -> Any:
        return one_line(super().to_python(value) or "") or self.empty_value


class NameField(VietnameseCharField):
    """The name of a person, as it stands on papers."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if (strange := strange_sign(value)) is not None:
            raise ValidationError(f"Họ tên không có ký tự “{strange}”.")


class ReasonField(VietnameseCharField):
    """Why what stands is struck out, opened again or seen in full; it goes into the record."""

    default_error_messages = {
        "required": "Hãy ghi lý do.",
        "min_length": "Lý do quá ngắn; hãy ghi đủ để người sau đọc hiểu.",
    }

    def __init__(self, *, label: str = "Lý do") -> None:
        super().__init__(label=label, max_length=300, min_length=5)


class VietnameseTextField(forms.CharField):
    """Several lines of text in NFC, lines kept."""

    widget = forms.Textarea(attrs={"rows": 4})

    def to_python(self, value: Any) -> Any:
        text = nfc(super().to_python(value) or "").replace("\r\n", "\n")
        return text or self.empty_value


class DateInput(forms.DateInput):
    """A text box: officials type 05/02/2026 faster than they pick it."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        look = {"placeholder": "ngày/tháng/năm", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__(attrs=look | {"class": "w-date", "data-date": ""} | (attrs or {}))
        self.format = "%d/%m/%Y"


class DateField(forms.DateField):
    """A date typed as 05/02/2026, 5/2/26, 5-2-2026, 05022026, or 2026-02-05."""

    widget = DateInput
    default_error_messages = {
        "required": "Hãy nhập ngày.",
        "invalid": "“%(value)s” không phải là ngày. Nhập ngày/tháng/năm, ví dụ 22/11/2026.",
        "unreal": "Không có ngày %(value)s trong lịch.",
        "ancient": "Ngày %(value)s ở trước năm 1900. Hãy xem lại năm.",
        "distant": "Ngày %(value)s ở sau năm 2100. Hãy xem lại năm.",
    }

    def to_python(self, value: Any) -> dt.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        return self._read(one_line(str(value)))

    def _read(self, typed: str) -> dt.date:
        shown = {"value": typed}
        found = _date_parts(typed)
        if found is None:
            raise ValidationError(self.error_messages["invalid"], "invalid", shown)
        try:
            day = dt.date(*found)
        except ValueError:
            raise ValidationError(self.error_messages["unreal"], "unreal", shown) from None
        if day.year < OLDEST_YEAR:
            raise ValidationError(self.error_messages["ancient"], "ancient", shown)
        if day.year > LATEST_YEAR:
            raise ValidationError(self.error_messages["distant"], "distant", shown)
        return day


def _date_parts(typed: str) -> tuple[int, int, int] | None:
    if iso := _ISO_DATE.match(typed):
        return int(iso[1]), int(iso[2]), int(iso[3])
    if usual := _DATE.match(typed) or _PACKED_DATE.match(typed):
        year = int(usual[3]) if len(usual[3]) == 4 else 2000 + int(usual[3])
        return year, int(usual[2]), int(usual[1])
    return None


class EmailField(forms.EmailField):
    """An address for mail."""

    default_error_messages = {
        "invalid": "Thư điện tử chưa đúng; ghi đủ như van.an@bacninh.gov.vn.",
    }


_EXAMPLE, _NO_NUMBER = 1676, "Nhập một số nguyên, ví dụ 1.676."


class WholeNumberField(forms.IntegerField):
    """A whole number as offices type it: 1.676 or 1676."""

    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "w-number"})
    default_error_messages = {"invalid": _NO_NUMBER}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"localize": True, **kwargs})
        low, high = cast("int | None", self.min_value), cast("int | None", self.max_value)
        if low is not None and high is not None and high < _EXAMPLE:
            fits = f"từ {low} đến {high}, ví dụ {(low + high) // 2}"
            if self.error_messages["invalid"] == _NO_NUMBER:
                self.error_messages["invalid"] = f"Nhập một số nguyên {fits}."
        for limit in self.validators:
            if isinstance(limit, MinValueValidator | MaxValueValidator):
                limit.message = self._range()

    def _range(self) -> str:
        low, high = cast("int | None", self.min_value), cast("int | None", self.max_value)
        if low is not None and high is not None:
            return f"Nhập một số từ {_dotted(low)} đến {_dotted(high)}."
        if low is not None:
            return f"Nhập một số từ {_dotted(low)} trở lên."
        return f"Nhập một số không quá {_dotted(high)}." if high is not None else ""


def _dotted(limit: int) -> str:
    return f"{limit:,}".replace(",", ".")


class OfferedField(forms.ModelChoiceField[M]):
    """One of the rows that the form offers: the rows at hand are shown, and what is sent is one of them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)

    def offer(self, rows: Iterable[M]) -> None:
        self.offered = {str(one.pk): one for one in rows}
        shown = [(pk, self.label_from_instance(one)) for pk, one in self.offered.items()]
        self.choices = [*([("", self.empty_label)] if self.empty_label is not None else []), *shown]

    def to_python(self, value: Any) -> M | None:
        if value in self.empty_values:
            return None
        if str(value) not in self.offered:
            message = self.error_messages["invalid_choice"]
            raise ValidationError(message, "invalid_choice", {"value": value})
        return self.offered[str(value)]


class RowsField(forms.ModelMultipleChoiceField[Any]):
    """Several rows of a list, ticked."""

    default_error_messages = {
        "required": "Chọn ít nhất một mục.",
        "invalid_choice": "Có mục không thuộc danh sách này. Hãy tải lại trang rồi chọn lại.",
        "invalid_pk_value": "Có mục không hợp lệ. Hãy tải lại trang rồi chọn lại.",
        "list": "Chọn các mục trong danh sách.",
    }

    def offer(self, shown: Iterable[tuple[int, str]]) -> None:
        """Show these, each by its id; what is sent is looked up in `queryset`."""
        self.choices = list(shown)

    def clean(self, value: Any) -> Any:
        """Return the rows; a number too large for any id is none, before a database is asked for it."""
        if any(len(str(one)) >= len(str(LARGEST_ID)) for one in value or ()):
            raise ValidationError(self.error_messages["invalid_pk_value"], "invalid_pk_value")
        return super().clean(value)


class IdField(forms.IntegerField):
    """The id of a row, carried by an address; one that no database gives is that of no row.

    `besides`: a number that stands for something else than a row.
    """

    widget = forms.HiddenInput

    def __init__(self, *, besides: int | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._besides = besides

    def to_python(self, value: Any) -> int | None:
        found = super().to_python(value)
        if found is None or found == self._besides or 0 < found <= LARGEST_ID:
            return found
        return LARGEST_ID


class KeyField(forms.UUIDField):
    """What makes pressing save twice one row; the page brings it along."""

    widget = forms.HiddenInput
    default_error_messages = {
        "required": "Trang này thiếu mã gửi. Hãy tải lại trang rồi gửi lại.",
        "invalid": "Trang này có mã gửi không hợp lệ. Hãy tải lại trang rồi gửi lại.",
    }


def demand_later(form: forms.Form, *names: str) -> None:
    """Call no field optional that another answer makes a demand of."""
    for name in names:
        if name in form.fields:
            form.fields[name].needed_later = True  # type: ignore[attr-defined]  # read by optional.html


def digest_of(shown: dict[str, Any]) -> str:
    """Return a short mark of what a page showed."""
    return hashlib.sha256(repr(shown).encode("utf-8", "replace")).hexdigest()[:20]


class SeenForm(forms.Form):
    """A change of what stands: who saves is told when somebody changed it since the page was shown.

    The page brings along a digest of what it showed; what comes without one is not saved. Once told,
    pressing save again replaces what stands.
    """

    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a callable: fields may still be added
        self.initial = {**self.initial, "seen": self._standing}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        seen, standing = data.pop("seen", ""), self._standing()
        if seen != standing:
            told = cast("QueryDict", self.data).copy()
            told[self.add_prefix("seen")] = standing
            self.data = told
            self.tell_overtaken(UNSEEN if not seen else OVERTAKEN)
        return data

    def tell_overtaken(self, why: str) -> None:
        """Say what stands, as far as it is plain text of this form."""
        texts = [name for name, field in self.fields.items() if type(field.widget) in _TEXTS]
        now = self.now_otherwise(texts)
        told = f" Hiện đang ghi {now}." if now else ""
        self.add_error(None, f"{why}{told} Hãy xem lại; {AGAIN}")

    def now_otherwise(self, names: Iterable[str]) -> str:
        """What stands in those of the fields that are typed otherwise: "Tên: “Hà”; …", three at most."""
        differ = [name for name in names if name in self.changed_data and name != "seen"]
        return "; ".join(f"{self.fields[name].label}: “{self._read(name)}”" for name in differ[:3])

    def _standing(self) -> str:
        shown = {name: self._shown(name) for name in self.fields if name != "seen"}
        # a box may be offered later
        return digest_of({name: value for name, value in shown.items() if value})

    def _shown(self, name: str) -> Any:
        field = self.fields[name]
        value = field.prepare_value(self.get_initial_for_field(field, name))
        return sorted(map(str, value)) if isinstance(value, list | tuple) else str(value or "")

    def _read(self, name: str) -> str:
        """What stands in a field, in the words of its choices."""
        stands = self._shown(name)
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(stands, stands)) or "(trống)"


class SeenPart(SeenForm):
    """One of many such forms on a page, which says once for all of them what somebody changed."""

    overtaken = ""  # what now stands otherwise than typed; of a form that was overtaken

    def tell_overtaken(self, why: str) -> None:
        self.overtaken = self.now_otherwise(self.fields)


class UploadField(forms.FileField):
    """A file; what it may hold is checked by `portal.files.actions.keep_upload`."""

    default_error_messages = {
        "required": "Hãy chọn một tệp.",
        "empty": "Tệp này rỗng (0 byte). Hãy chọn tệp khác.",
        "invalid": "Chưa nhận được tệp. Hãy chọn lại rồi gửi.",
    }

    def __init__(self, *, accept: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if accept:
            self.widget.attrs["accept"] = accept

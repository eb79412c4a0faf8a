"""What is typed on the assignment pages."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from tablib import Dataset

from directives.assignments.resources import MOST_LINES, READ, TO_FILL_IN, QuantityField
from directives.assignments.rules import OUT_OF_BOUNDS, Refusal, check_period
from directives.registry.rules import Target
from portal.calendar.rules import Rolling
from portal.choices import ChoiceField, TypedChoiceField
from portal.files.actions import read_upload
from portal.files.rules import FileKind
from portal.forms import (
    DateField,
    RowsField,
    UploadField,
    VietnameseCharField,
    VietnameseTextField,
    WholeNumberField,
)
from portal.sheets import read_rows
from portal.units.kinds import OrganisationKind, UnitKind
from portal.units.models import Area, Organisation
from portal.units.querysets import AreaQuerySet, OrganisationQuerySet

_BODIES = [
    ("", "UBND cấp xã"),
    (OrganisationKind.PEOPLE_COUNCIL, "HĐND cấp xã"),
    (OrganisationKind.PARTY_COMMITTEE, "Đảng ủy cấp xã"),
    (OrganisationKind.FRONT_COMMITTEE, "Ủy ban MTTQ cấp xã"),
    (OrganisationKind.POLICE, "Công an cấp xã"),
    (OrganisationKind.DEPARTMENT, "Sở, cơ quan chuyên môn của tỉnh"),
]
_BESIDE = [
    ("", "Không lọc"),
    (OrganisationKind.FRONT_COMMITTEE, "Có Ủy ban MTTQ"),
    (OrganisationKind.PARTY_COMMITTEE, "Có Đảng ủy"),
    (OrganisationKind.POLICE, "Có Công an"),
]


class WhoForm(forms.Form):
    """Whom to give a duty to: a group of organisations, before the exceptions are ticked off."""

    co_quan = ChoiceField(label="Cơ quan", required=False, choices=_BODIES)
    dia_ban = forms.ModelChoiceField(
        label="Địa bàn", queryset=Area.objects.none(), required=False, empty_label="Cả tỉnh"
    )
    loai = ChoiceField(
        label="Loại đơn vị",
        required=False,
        choices=[
            ("", "Xã, phường, đặc khu"),
            *(
                (kind, kind.word)
                for kind in (UnitKind.COMMUNE, UnitKind.WARD, UnitKind.SPECIAL_ZONE)
            ),
        ],
    )

    noi_co = ChoiceField(label="Chỉ nơi có", required=False, choices=_BESIDE)

    def __init__(self, *args: Any, areas: AreaQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Area]", self.fields["dia_ban"]).queryset = areas

    @property
    def body(self) -> OrganisationKind:
        """Which organisation of each place is meant."""
        chosen = self.cleaned_data["co_quan"] if self.is_valid() else ""
        return OrganisationKind(chosen or OrganisationKind.PEOPLE_COMMITTEE)

    def narrow(self, organisations: OrganisationQuerySet, on: date) -> OrganisationQuerySet:
        """Keep the organisations of the chosen kind: of the communes, or the province's departments."""
        organisations = organisations.of_kind(self.body)
        if self.body is OrganisationKind.DEPARTMENT:
            return organisations.of_provinces()
        organisations = organisations.of_communes()
        if not self.is_valid():
            return organisations
        if area := self.cleaned_data["dia_ban"]:
            organisations = organisations.in_area(area)
        if kind := self.cleaned_data["loai"]:
            organisations = organisations.of_unit_kind(UnitKind(kind), on)
        if beside := self.cleaned_data["noi_co"]:
            organisations = organisations.beside(OrganisationKind(beside), on)
        return organisations


class Ticks:
    """The boxes of every list that the page has shown, so that another filter forgets none.

    A page brings along `seen` (all organisations shown so far) and `ticked` (those ticked that its own list
    does not show), as numbers with commas between; `organisations` are the ticked ones of the list itself.
    """

    def __init__(self, data: QueryDict) -> None:
        self.seen = _numbers(data.get("seen", ""))
        self.ticked = _numbers(data.get("ticked", "")) | set(data.getlist("organisations"))

    def checked(self, pk: int, *, otherwise: bool) -> bool:
        """Whether the box is ticked; one that was not shown yet is ticked as the duty proposes."""
        return str(pk) in self.ticked or (otherwise and str(pk) not in self.seen)

    def brought_along(self, shown: Iterable[int]) -> dict[str, str]:
        """The hidden values of a page whose list shows these organisations."""
        here = set(map(str, shown))
        return {
            "seen": ",".join(sorted(self.seen | here)),
            "ticked": ",".join(sorted(self.ticked - here)),
        }


def _numbers(typed: str) -> set[str]:
    return {one for one in typed.split(",") if one.isdecimal()}


class AssignForm(forms.Form):
    """The act itself: who exactly, and by when."""

    due_on = DateField(label="Hạn hoàn thành (ngày cuối cùng còn đúng hạn)", required=False)
    period = VietnameseCharField(
        label="Kỳ",
        max_length=40,
        required=False,
        help_text="Ví dụ: Năm 2026. Để trống nếu làm một lần.",
    )
    rolling = ChoiceField(
        label="Nếu hạn rơi vào ngày nghỉ", choices=Rolling, initial=Rolling.NONE, required=False
    )
    needs_evidence = forms.BooleanField(
        label="Phải có tài liệu minh chứng khi báo cáo hoàn thành", required=False
    )
    rolling_basis = VietnameseCharField(
        label="Căn cứ chuyển hạn",
        max_length=200,
        required=False,
        help_text="Quy định cho phép chuyển hạn; cần có nếu hạn được chuyển.",
    )
    repeats = forms.BooleanField(label="Tự giao các kỳ sau khi kỳ bắt đầu", required=False)
    organisations = RowsField(
        label="Đơn vị",
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chưa chọn đơn vị nào.",
            "invalid_choice": "Có đơn vị không thuộc phạm vi hoặc đã kết thúc hoạt động.",
            "invalid_pk_value": "Có đơn vị không hợp lệ.",
        },
    )

    def __init__(
        self,
        *args: Any,
        organisations: OrganisationQuerySet,
        passed: date | None = None,
        **kwargs: Any,
    ) -> None:
        """`passed` is the deadline of the text when that is over and no other follows."""
        super().__init__(*args, **kwargs)
        if passed:
            self.fields[
                "due_on"
            ].help_text = (
                f"Hạn trong văn bản ({passed:%d/%m/%Y}) đã qua; hãy chọn hạn mới, hoặc để trống."
            )
        field = cast("RowsField", self.fields["organisations"])
        field.queryset = organisations

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"]
        try:
            check_period(period)
        except Refusal as refusal:
            raise ValidationError(refusal.sentence) from refusal
        return period

    def clean_rolling(self) -> Rolling:
        return Rolling(self.cleaned_data["rolling"] or Rolling.NONE)


class SeveralFilesField(UploadField):
    """Several uploads under one name."""

    widget = forms.FileInput()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.allow_multiple_selected = True
        self.widget.attrs["multiple"] = True

    def clean(self, data: Any, initial: Any = None) -> Any:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(SeveralFilesField, self).clean(one, initial) for one in files if one]


class PercentField(WholeNumberField):
    """How far the work is: 20, or 20%."""

    default_error_messages = dict.fromkeys(("invalid", "min_value", "max_value"), OUT_OF_BOUNDS)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 0, "max_value": 100, **kwargs})

    def to_python(self, value: Any) -> int | None:
        return super().to_python(
            value.strip().removesuffix("%") if isinstance(value, str) else value
        )


class WorkForm(forms.Form):
    """Progress and completion: how far, what was done, the evidence."""

    percent = PercentField(label="Tiến độ (%)", required=False)
    reached = QuantityField(label="Kết quả đạt được", required=False)
    note = VietnameseTextField(label="Nội dung, kết quả", max_length=4000, required=False)
    evidence = SeveralFilesField(
        label="Tài liệu minh chứng",
        required=False,
        accept=".pdf,.docx,.xlsx,.png,.jpg",
        help_text="PDF, Word, Excel hoặc ảnh.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, target: Target | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if target is None:
            del self.fields["reached"]
        else:
            self.fields["reached"].label = f"Kết quả đạt được ({target.measure})"
            self.fields["reached"].help_text = f"Chỉ tiêu: {target}."


class CompleteForm(forms.Form):
    """The answer to what is open when work is reported as done."""

    note = VietnameseTextField(label="Vì sao vẫn báo cáo hoàn thành", max_length=4000)
    version = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.CharField(widget=forms.HiddenInput, max_length=60)

    def __init__(self, *args: Any, asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["note"].required = asks_why


class FilledSheetForm(forms.Form):
    """The list that was taken away as a spreadsheet, with its progress filled in."""

    sheet = UploadField(label="Bảng Excel đã điền", accept=".xlsx")

    def clean_sheet(self) -> Dataset:
        """Return the lines of the sheet; a file that is no such sheet is refused in one sentence."""
        _, content = read_upload(self.cleaned_data["sheet"], allowed=frozenset({FileKind.XLSX}))
        return read_rows(content, heads=READ, filled=TO_FILL_IN, most=MOST_LINES)


class NoteForm(forms.Form):
    """A word on a step: why it is returned, what the reviewer saw."""

    note = VietnameseTextField(label="Ý kiến", max_length=4000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class MoreTimeForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    until = DateField(label="Xin đến hết ngày")
    reason = VietnameseTextField(label="Lý do", max_length=2000)


class DecisionForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    granted = TypedChoiceField(
        label="Quyết định",
        choices=[("yes", "Đồng ý"), ("no", "Không đồng ý")],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đồng ý hoặc không."},
    )
    answer = VietnameseTextField(label="Ý kiến", max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("granted") is False and not data.get("answer"):
            self.add_error("answer", ValidationError("Hãy ghi lý do không gia hạn."))
        return data

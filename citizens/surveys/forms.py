"""Forms of campaigns and batches; those of one ballot are in `forms_entry`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from citizens.surveys import questions
from citizens.surveys.forms_unit import OfUnitForm
from citizens.surveys.models import CampaignState, Frame, QuestionnaireVersion
from citizens.surveys.models.ballots import LARGEST_BATCH
from citizens.surveys.rules.second import SHARES
from portal.access import Scope
from portal.calendar.clock import today
from portal.choices import ChoiceField, TypedChoiceField
from portal.forms import (
    DateField,
    ReasonField,
    RowsField,
    SeenForm,
    VietnameseCharField,
    WholeNumberField,
    digest_of,
)
from portal.units.kinds import Level, UnitKind
from portal.units.models import AdministrativeUnit, Area
from portal.units.querysets import AdministrativeUnitQuerySet

MARGINS = [("0.03", "3%"), ("0.05", "5%"), ("0.10", "10%")]
_STRANGE_UNIT = (
    "Có đơn vị đã kết thúc, hoặc không thuộc phạm vi của Ủy ban MTTQ nơi ông/bà công tác."
)


class CampaignFilters(forms.Form):
    q = VietnameseCharField(label="Tên đợt", required=False)
    trang_thai = ChoiceField(
        label="Trạng thái", required=False, choices=[("", "Tất cả"), *CampaignState.choices]
    )
    tu = DateField(label="Kết thúc từ ngày", required=False)
    den = DateField(label="đến ngày", required=False)

    def chosen(self) -> dict[str, Any]:
        """Return what was asked; a wrong date asks nothing and is shown beside its field."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) for name in self.fields}


class CampaignForm(forms.Form):
    """A new campaign. The Front of a province picks communes; the Front of a commune asks its own."""

    title = VietnameseCharField(label="Tên đợt khảo sát", max_length=200)
    version = forms.ModelChoiceField(
        label="Phiếu hỏi", queryset=QuestionnaireVersion.objects.none(), empty_label=None
    )
    starts_on = DateField(label="Từ ngày")
    ends_on = DateField(label="Đến hết ngày")
    frame = ChoiceField(
        label="Khung mẫu tính theo",
        choices=Frame.choices,
        help_text="N là tổng số này ở từng đơn vị; ghi ở bước sau.",
    )
    margin = TypedChoiceField(
        label="Sai số cho phép",
        choices=MARGINS,
        coerce=Decimal,
        initial="0.05",
        help_text="Mẫu tối thiểu n = N/(1+N·e²); N = 4.000, e = 5% cho n = 364.",
    )
    second_share = TypedChoiceField(
        label="Nhập lần hai",
        choices=[(share, f"{share}% số phiếu của mỗi tập") for share in SHARES],
        coerce=int,
        initial=10,
        help_text="Máy rút thăm, người khác nhập lại; lệch thì đối chiếu với phiếu giấy.",
    )
    enterer = ChoiceField(
        label="Ai nhập phiếu",
        choices=[
            ("communes", "Ủy ban MTTQ của từng xã, phường"),
            ("organiser", "Ủy ban MTTQ tỉnh"),
        ],
        initial="communes",
        widget=forms.RadioSelect,
    )
    everywhere = forms.BooleanField(label="Mọi xã, phường của tỉnh", required=False)
    areas = RowsField(
        label="Theo địa bàn",
        queryset=Area.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    units = RowsField(
        label="Từng xã, phường",
        queryset=AdministrativeUnit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _STRANGE_UNIT, "invalid_pk_value": _STRANGE_UNIT},
    )

    def __init__(self, *args: Any, scope: Scope, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.is_province = scope, scope.unit_level == Level.PROVINCE
        self.day = today()
        words = {kind.value: kind.word for kind in UnitKind}
        communes: Any = questions.communes_to_ask(scope, self.day)
        self.communes = [(pk, f"{words[kind]} {name}") for pk, kind, name in communes]
        versions = questions.versions_in_use(self.day)
        self._offer("version", [(row.pk, str(row)) for row in versions])
        if self.is_province:
            self._offer("units", self.communes)
            self._offer("areas", questions.areas_to_ask(scope, self.day))
        else:
            for name in ("enterer", "everywhere", "areas", "units"):
                del self.fields[name]
        if self.is_bound:
            self._take_from("version", QuestionnaireVersion.objects.on(self.day))
            self._take_from("units", self.mine)
            self._take_from("areas", Area.objects.visible_to(scope).on(self.day))

    @property
    def mine(self) -> AdministrativeUnitQuerySet:
        """The communes that may be asked in."""
        rows = AdministrativeUnit.objects.visible_to(self.scope).communes()
        return rows.on(self.day).in_order()

    def _offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]  # a model choice field

    def _take_from(self, name: str, rows: Any) -> None:
        """Say which rows may be sent; a page that is only shown needs their names alone."""
        if name in self.fields:
            field: Any = self.fields[name]
            offered = list(field.choices)
            field.queryset, field.choices = rows, offered

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        starts_on, ends_on = data.get("starts_on"), data.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Ngày kết thúc phải từ ngày bắt đầu trở đi.")
        data["units"] = self._units(data)
        if not data["units"] and "units" not in self.errors:
            self.add_error("units" if self.is_province else None, "Hãy chọn ít nhất một đơn vị.")
        return data

    def _units(self, data: Mapping[str, Any]) -> list[AdministrativeUnit]:
        """Return the communes chosen, one by one, by area or all, each once and in order."""
        if not self.is_province or data.get("everywhere"):
            return list(self.mine)
        picked = {unit.pk for unit in data.get("units") or ()}
        by_area = self.mine.filter(memberships__area__in=data.get("areas") or ())
        picked |= set(by_area.values_list("pk", flat=True))
        return [unit for unit in self.mine if unit.pk in picked]


@dataclass(frozen=True, slots=True)
class FrameLine:
    """One unit of the form below: how many there are, as far as known, and the sample to reach."""

    pk: int
    name: str
    ended_on: date | None
    size: int | None
    target: int | None

    @property
    def key(self) -> str:
        return f"n{self.pk}"


class FrameForm(SeenForm):
    """How many there are in each surveyed unit: one field a unit.

    `rows` are those of `as_lines`. A page that is only shown makes no fields: a province has 168.
    """

    def __init__(self, *args: Any, rows: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {kind.value: kind.word for kind in UnitKind}
        self.lines = [
            FrameLine(pk, f"{words[kind]} {name}", ended_on, size, target)
            for pk, kind, name, ended_on, size, target, _ in rows
        ]
        for line in self.lines if self.is_bound else ():
            self.fields[line.key] = WholeNumberField(
                label=f"{line.name}: tổng số",
                required=False,
                min_value=1,
                max_value=5_000_000,
                initial=line.size,
            )

    def sizes(self) -> dict[int, int | None]:
        return {line.pk: self.cleaned_data[line.key] for line in self.lines}

    def _standing(self) -> str:
        return digest_of({line.key: str(line.size) for line in self.lines if line.size})


class BatchForm(OfUnitForm):
    """A stack of paper, counted by hand before entering."""

    code = VietnameseCharField(
        label="Mã tập",
        max_length=20,
        help_text="Ghi trên bìa tập, ví dụ A01.",
        widget=forms.TextInput(attrs={"class": "w-short"}),
    )
    counted_by_hand = WholeNumberField(
        label="Số phiếu đếm tay", min_value=1, max_value=LARGEST_BATCH
    )


class RecountForm(SeenForm):
    counted_by_hand = WholeNumberField(
        label="Số phiếu đếm tay", min_value=1, max_value=LARGEST_BATCH
    )


class WithdrawForm(forms.Form):
    """Why results that everybody saw are shown no longer; the reason goes into the record."""

    reason = ReasonField(label="Lý do thôi công khai")


class ReasonForm(forms.Form):
    """Why something locked is opened again; the reason goes into the record."""

    reason = ReasonField(label="Lý do mở lại")

"""The bars over the list of assignments and over the boards: the same words ask the same of both."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import Any, cast

from django import forms
from django.http import QueryDict

from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.rules import (
    AS_GIVEN,
    HELD,
    OUTSIDE,
    Band,
    By,
    Group,
    State,
    Step,
    Turn,
    states_of,
)
from directives.registry.kinds import TargetResult
from directives.registry.models import Directive
from portal.calendar.clock import today
from portal.choices import ChoiceField
from portal.forms import DateField, IdField, VietnameseCharField
from portal.prepared import Value
from portal.units.kinds import OrganisationKind
from portal.units.models import AdministrativeUnit

_OF_ROWS = ("trang_thai", "buoc", "tu", "den", "nhiem_vu", "chi_tieu")


class _Span(forms.Form):
    """What both have: days that are in order."""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("tu") and data.get("den") and data["tu"] > data["den"]:
            self.add_error("den", "Ngày cuối phải từ ngày đầu trở đi.")
        return data

    @cached_property
    def wanted_units(self) -> dict[str, Value]:
        """Whose work is wanted, under whom it is counted, and of which directive: what the counts that
        are kept tell apart."""
        data = self.cleaned_data if self.is_valid() else {}
        area = data.get("dia_ban")
        wanted = {
            "directive": int(data.get("van_ban") or 0),
            "area": int(area or OUTSIDE),
            "province": int(data.get("tinh") or 0),
            "outside": today() if str(area) == str(OUTSIDE) else None,
            "own": data.get("don_vi"),
            "holder": data.get("don_vi_nay"),
            "kind": data.get("co_quan"),
            "as_given": bool(data.get("luc_giao")),
        }
        return {name: value for name, value in wanted.items() if value}


class WorkFilter(_Span):
    """The bar over the list of assignments."""

    q = VietnameseCharField(label="Đơn vị, văn bản", required=False, max_length=100)
    trang_thai = ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Tất cả"), *State.choices, ("Theo cách tính tỷ lệ", Group.choices)],
    )
    buoc = ChoiceField(
        label="Bước", required=False, choices=[("", "Tất cả"), *Turn.choices, *Step.choices]
    )
    tu = DateField(label="Hạn từ ngày", required=False)
    den = DateField(label="đến ngày", required=False)
    nhiem_vu = IdField(required=False)
    van_ban = IdField(required=False)
    don_vi = IdField(required=False)
    don_vi_nay = IdField(required=False)
    dia_ban = IdField(required=False, besides=OUTSIDE)
    tinh = IdField(required=False)
    luc_giao = forms.BooleanField(required=False, widget=forms.HiddenInput)
    co_quan = ChoiceField(
        required=False, widget=forms.HiddenInput, choices=OrganisationKind.choices
    )
    han_dau = forms.BooleanField(required=False, widget=forms.HiddenInput)
    chi_tieu = ChoiceField(
        label="Chỉ tiêu", required=False, choices=[("", "Tất cả"), *TargetResult.choices]
    )

    @property
    def words(self) -> str:
        return self.cleaned_data["q"] if self.is_valid() else ""

    @property
    def asks_for_rows(self) -> bool:
        """Whether something is asked that the counts that are kept do not tell apart."""
        data = self.cleaned_data if self.is_valid() else {}
        return any(data.get(name) not in (None, "", False) for name in _OF_ROWS)

    def narrow(self, work: AssignmentQuerySet) -> AssignmentQuerySet:
        """Keep the assignments that the bar asks for, in state as of today."""
        data = self.cleaned_data if self.is_valid() else {}
        if data.get("q"):
            work = work.search(data["q"])
        if data.get("trang_thai"):
            states, original = states_of(data["trang_thai"]), data["han_dau"]
            work = work.in_states(states, today(), original=original)
        if data.get("buoc"):
            work = work.at_step(data["buoc"])
        if data.get("chi_tieu"):
            work = work.at_target(TargetResult(data["chi_tieu"]))
        if data.get("dia_ban") is not None:
            work = work.in_area(data["dia_ban"], today())
        if data.get("tinh"):
            work = work.in_province(data["tinh"], as_given=data["luc_giao"])
        return work.between(data.get("tu"), data.get("den")).about(
            duty_id=data.get("nhiem_vu"),
            directive_id=data.get("van_ban"),
            organisation_id=data.get("don_vi"),
            holder_id=data.get("don_vi_nay"),
            kind=data.get("co_quan") or None,
        )


class BoardFilter(_Span):
    """The bar over the boards."""

    van_ban = ChoiceField(label="Văn bản", required=False)
    dia_ban = ChoiceField(label="Địa bàn", required=False)
    tinh = ChoiceField(label="Tỉnh, thành phố", required=False)
    co_quan = ChoiceField(
        label="Cơ quan phải làm",
        required=False,
        choices=[("", "Mọi cơ quan"), *OrganisationKind.choices],
    )
    tu = DateField(label="Hạn từ ngày", required=False)
    den = DateField(label="đến ngày", required=False)
    luc_giao = forms.BooleanField(label="Theo đơn vị lúc giao", required=False)
    nhiem_vu = IdField(label="Một nhiệm vụ", required=False)
    don_vi = IdField(label="Một đơn vị", required=False)
    don_vi_nay = IdField(label="Một đơn vị", required=False)

    def __init__(
        self,
        *args: Any,
        areas: Iterable[tuple[int, str]],
        directives: Iterable[Directive],
        provinces: Sequence[AdministrativeUnit] = (),
        **kwargs: Any,
    ) -> None:
        """Who reads the country chooses among `provinces`, and has no areas."""
        super().__init__(*args, **kwargs)
        self.of_country = bool(provinces)
        named_directives = [(one.pk, one.title) for one in directives]
        self.directives = [pk for pk, _ in named_directives]
        self._choose(
            "van_ban", "Mọi văn bản", *((str(pk), title) for pk, title in named_directives)
        )
        if provinces:
            del self.fields["dia_ban"]
            named = ((str(one.pk), dated(one)) for one in provinces)
            self._choose("tinh", "Cả nước", *named)
        else:
            del self.fields["tinh"]
            named = ((str(pk), name) for pk, name in areas)
            self._choose("dia_ban", "Mọi địa bàn", *named, (str(OUTSIDE), "Ngoài mọi địa bàn"))

    def _choose(self, name: str, every: str, *choices: tuple[str, str]) -> None:
        cast("forms.ChoiceField", self.fields[name]).choices = [("", every), *choices]

    @cached_property
    def asked(self) -> dict[str, str]:
        """What the bar asks for, as addresses carry it: the list of work takes the same."""
        data = self.cleaned_data if self.is_valid() else {}
        shared = BoardFilter.base_fields
        return {
            name: _said(data[name]) for name in shared if data.get(name) not in (None, "", False)
        }

    @property
    def said(self) -> str:
        """What the board is narrowed to, for paper and for what the bar does not show."""
        data = self.cleaned_data if self.is_valid() else {}
        return "; ".join(
            _put_in_words(field, data[name])
            for name, field in self.fields.items()
            if name in self.asked
        )

    def within(self, first: date, last: date) -> tuple[date, date]:
        """Return these days as far as they lie in those that the bar asks for."""
        data = self.cleaned_data if self.is_valid() else {}
        return max(first, data.get("tu") or first), min(last, data.get("den") or last)

    @property
    def as_given(self) -> bool:
        """Whether work is counted under the organisation that was given it, or its heir."""
        return self.is_valid() and bool(self.cleaned_data["luc_giao"])

    @property
    def holding(self) -> str:
        """Under whom work is counted, as the page says it."""
        return AS_GIVEN if self.as_given else HELD

    @cached_property
    def wanted_work(self) -> dict[str, Value]:
        """What of their work is wanted: rows are read for it."""
        data = self.cleaned_data if self.is_valid() else {}
        wanted = {"duty": data.get("nhiem_vu"), "first": data.get("tu"), "last": data.get("den")}
        return {name: value for name, value in wanted.items() if value}


class RollUpFilter(BoardFilter):
    """The bar over the roll-ups."""

    theo = ChoiceField(label="Tổng hợp theo", required=False)
    im_lang = forms.BooleanField(required=False, widget=forms.HiddenInput)
    field_order = ("theo",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        other = By.AREA if self.of_country else By.PROVINCE
        choices = [choice for choice in By.choices if choice[0] != other]
        choices.sort(key=lambda choice: choice[0] != self._first)  # a list shows its first
        cast("forms.ChoiceField", self.fields["theo"]).choices = choices

    @property
    def by(self) -> By:
        """By what to roll up: what was chosen, or else what the list begins with."""
        return By((self.is_valid() and self.cleaned_data["theo"]) or self._first)

    @property
    def _first(self) -> By:
        """The country is rolled up by its provinces, and what lies in one place by its units."""
        return By.PROVINCE if self.of_country and not self.data.get("tinh") else By.UNIT

    @property
    def silent_only(self) -> bool:
        """Whether only the units that answered nothing are wanted."""
        return self.is_valid() and bool(self.cleaned_data["im_lang"])


class CountryFilter(BoardFilter):
    """The bar over the country's board: it shows one directive, the newest unless another is chosen."""

    def __init__(self, data: QueryDict, *, directives: Iterable[Directive], **kwargs: Any) -> None:
        found = list(directives)
        if found and not data.get("van_ban"):
            data = data.copy()
            data["van_ban"] = str(found[0].pk)
        super().__init__(data, directives=found, **kwargs)
        for name in ("tinh", "don_vi", "don_vi_nay"):
            del self.fields[name]
        box = cast("forms.ChoiceField", self.fields["van_ban"])
        box.choices = [(str(one.pk), one.title) for one in found]


class RankingFilter(BoardFilter):
    """The bar over the ranking; of the country, provinces are ranked unless units are asked for."""

    theo = ChoiceField(
        label="Xếp hạng",
        required=False,
        choices=[(By.PROVINCE.value, "Các tỉnh"), (By.UNIT.value, "Các đơn vị")],
    )
    muc = ChoiceField(label="Mức", required=False, choices=[("", "Mọi mức"), *Band.choices])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.of_country:
            del self.fields["theo"]

    @property
    def asked_further(self) -> dict[str, str]:
        """What besides the board's own words a link to the same ranking says."""
        return {"theo": self.by.value} if self.of_country else {}

    @property
    def by(self) -> By:
        """What is ranked: in one province its units, in the country its provinces first."""
        data = self.cleaned_data if self.is_valid() else {}
        first = By.PROVINCE if self.of_country and not data.get("tinh") else By.UNIT
        return By(data.get("theo") or first)

    @property
    def band(self) -> Band | None:
        """The band of completion that alone is wanted."""
        chosen = self.cleaned_data["muc"] if self.is_valid() else ""
        return Band(chosen) if chosen else None


def dated(province: AdministrativeUnit) -> str:
    """Name a province; of one that ended, until when it stood."""
    ended = province.valid_to
    return f"{province.full_name} (đến {ended:%d/%m/%Y})" if ended else province.full_name


def _put_in_words(field: forms.Field, value: Any) -> str:
    """Say what is asked: a choice by its label; of a row that came by a link, only that it is one."""
    if isinstance(field, forms.ChoiceField):
        return f"{field.label}: {dict(field.choices)[value]}"  # type: ignore[arg-type]
    return f"{field.label}: {_said(value)}" if isinstance(value, date) else str(field.label)


def _said(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return "1" if value is True else str(value)

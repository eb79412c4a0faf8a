"""Administrative units, their names over time, and who follows whom."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from portal.hrefs import href
from portal.units.kinds import Extent, Level, UnitKind, full_name
from portal.units.models.dates import DATES_IN_ORDER, DATES_MESSAGE, stands
from portal.units.querysets import (
    AdministrativeUnitQuerySet,
    UnitNameQuerySet,
    UnitSuccessionQuerySet,
)

_AT_THE_TOP = (Level.COUNTRY, Level.PROVINCE)


class AdministrativeUnit(models.Model):
    """One unit as it stood from one day to another, under one parent."""

    code = models.CharField("mã", max_length=5)
    level = models.CharField("cấp", max_length=10, choices=Level)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="thuộc",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    ended_by = models.CharField("căn cứ kết thúc", max_length=200, blank=True)
    # The latest name and kind, copied from `UnitName` by the load for lists and search.
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=20, choices=UnitKind)
    search_key = models.CharField(max_length=130, editable=False)
    sort_key = models.CharField(max_length=250, editable=False)

    objects = AdministrativeUnitQuerySet.as_manager()
    number_under: int  # counted by `with_number_under`

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        indexes = [
            models.Index(fields=["level", "sort_key", "code"], name="units_by_level_and_name"),
            models.Index(fields=["code"], name="units_by_code"),
        ]
        constraints = [
            CheckConstraint(
                condition=DATES_IN_ORDER,
                name="units_end_on_or_after_start",
                violation_error_message=DATES_MESSAGE,
            ),
            CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="units_are_not_their_own_parent",
                violation_error_message="Một đơn vị không thể thuộc chính nó.",
            ),
            CheckConstraint(
                condition=Q(level__in=_AT_THE_TOP, parent__isnull=True)
                | (~Q(level__in=_AT_THE_TOP) & Q(parent__isnull=False)),
                name="units_below_a_province_have_a_parent",
                violation_error_message="Cấp tỉnh không thuộc đơn vị nào; cấp khác phải thuộc một.",
            ),
            CheckConstraint(
                condition=Q(level=Level.COUNTRY, kind=UnitKind.COUNTRY)
                | Q(
                    level=Level.PROVINCE,
                    kind__in=[k for k in UnitKind if k.level == Level.PROVINCE],
                )
                | Q(
                    level=Level.DISTRICT,
                    kind__in=[k for k in UnitKind if k.level == Level.DISTRICT],
                )
                | Q(
                    level=Level.COMMUNE, kind__in=[k for k in UnitKind if k.level == Level.COMMUNE]
                ),
                name="units_have_a_kind_of_their_level",
                violation_error_message="Loại đơn vị không thuộc cấp này.",
            ),
            UniqueConstraint(
                fields=["level"],
                condition=Q(level=Level.COUNTRY),
                name="units_hold_one_country",
                violation_error_message="Chỉ có một nước.",
            ),
            UniqueConstraint(
                fields=["level", "code", "valid_from"],
                name="units_have_one_row_per_code_and_start",
                violation_error_message="Mã này đã có một đơn vị bắt đầu cùng ngày.",
            ),
            UniqueConstraint(
                fields=["level", "code"],
                condition=Q(valid_from__isnull=True),
                name="units_have_one_row_per_code_of_unknown_start",
                violation_error_message="Mã này đã có một đơn vị chưa xác định ngày bắt đầu.",
            ),
            UniqueConstraint(
                fields=["level", "code"],
                condition=Q(valid_to__isnull=True),
                name="units_have_one_standing_row_per_code",
                violation_error_message="Mã này đang là của một đơn vị chưa kết thúc.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def get_absolute_url(self) -> str:
        return href("units:unit", self.pk)

    @property
    def full_name(self) -> str:
        """The kind and the name: "Phường Bắc Giang"; a numbered ward is "Phường 7"."""
        return full_name(self.kind, self.name)

    @property
    def full_name_inside(self) -> str:
        """The full name as it is written inside a sentence: "phường Bắc Giang"."""
        full_name = self.full_name
        return full_name[0].lower() + full_name[1:]

    def full_name_on(self, day: date) -> str:
        """The full name on that day."""
        for name in self.names.all():
            if name.stands_on(day):
                return name.full_name
        return self.full_name

    def stands_on(self, day: date) -> bool:
        """Tell whether the unit stood on that day."""
        return stands(self.valid_from, self.valid_to, day)

    @property
    def keepers(self) -> list[UnitSuccession]:
        """The edges to those who were given its records; fetch with `with_successors()`."""
        return [edge for edge in self.successions.all() if edge.keeps_records]

    @property
    def province(self) -> AdministrativeUnit:
        """The province row over this one; fetch with `with_parents()` to save queries."""
        unit = self
        while unit.parent is not None:
            unit = unit.parent
        return unit


class UnitName(models.Model):
    """What a unit was called, and what kind of unit it was, from one day to another."""

    unit = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="names")
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=20, choices=UnitKind)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    legal_basis = models.CharField("căn cứ pháp lý", max_length=200, blank=True)
    search_key = models.CharField(max_length=130, editable=False)

    objects = UnitNameQuerySet.as_manager()

    class Meta:
        verbose_name = "tên đơn vị"
        verbose_name_plural = "tên đơn vị"
        constraints = [
            CheckConstraint(
                condition=DATES_IN_ORDER,
                name="unit_names_end_on_or_after_start",
                violation_error_message=DATES_MESSAGE,
            ),
            UniqueConstraint(
                fields=["unit", "valid_from"],
                name="unit_names_start_on_different_days",
                violation_error_message="Đơn vị đã có một tên bắt đầu cùng ngày.",
            ),
            UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_from__isnull=True),
                name="unit_names_have_one_first_name",
                violation_error_message="Đơn vị đã có một tên chưa xác định ngày bắt đầu.",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return full_name(self.kind, self.name)

    def stands_on(self, day: date) -> bool:
        return stands(self.valid_from, self.valid_to, day)


class UnitSuccession(models.Model):
    """An edge of the map's history: what of one unit went to another, and on which day."""

    predecessor = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="successions", verbose_name="đơn vị cũ"
    )
    successor = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="origins", verbose_name="đơn vị mới"
    )
    extent = models.CharField("phạm vi", max_length=5, choices=Extent)
    keeps_code = models.BooleanField("giữ mã", default=False)
    on = models.DateField("ngày")
    legal_basis = models.CharField("căn cứ pháp lý", max_length=200, blank=True)
    # A divided unit whose code nobody kept: its province decides who keeps its records.
    keeps_records = models.BooleanField("giữ hồ sơ", default=False)
    records_basis = models.CharField("căn cứ giao hồ sơ", max_length=200, blank=True)

    objects = UnitSuccessionQuerySet.as_manager()

    class Meta:
        verbose_name = "kế thừa giữa hai đơn vị"
        verbose_name_plural = "kế thừa giữa hai đơn vị"
        constraints = [
            CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="successions_join_two_different_units",
                violation_error_message="Một đơn vị không thể kế thừa chính nó.",
            ),
            UniqueConstraint(
                fields=["predecessor", "successor"],
                name="successions_join_two_units_once",
                violation_error_message="Hai đơn vị này đã được nối với nhau.",
            ),
            UniqueConstraint(
                fields=["predecessor"],
                condition=Q(keeps_code=True),
                name="successions_keep_a_code_once",
                violation_error_message="Mã của đơn vị cũ chỉ một đơn vị mới được giữ.",
            ),
            CheckConstraint(
                condition=Q(keeps_records=False, records_basis="")
                | Q(keeps_records=True, keeps_code=False, extent=Extent.PART)
                & ~Q(records_basis=""),
                name="successions_give_records_of_divided_units_by_a_decision",
                violation_error_message="Giao hồ sơ của đơn vị đã chia cần có căn cứ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

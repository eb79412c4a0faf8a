"""The administrative map of Vietnam over time: units, names, who follows whom, who works there.

Every row is dated. `valid_to` is the last day, inclusive. `valid_from` is empty when the start is
not known ("chưa xác định"); it then counts as long ago. A merged unit is a new row: a code is no
key without a date, because the same code names different units in different years.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from portal.units.kinds import Extent, Level, OrganisationKind, UnitKind
from portal.units.querysets import (
    AdministrativeUnitQuerySet,
    AreaQuerySet,
    OrganisationQuerySet,
    UnitNameQuerySet,
    UnitReachQuerySet,
    UnitSuccessionQuerySet,
)

_DATES_IN_ORDER = (
    Q(valid_from__isnull=True) | Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from"))
)
_DATES_MESSAGE = "Ngày kết thúc phải từ ngày bắt đầu trở đi."


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

    class Meta:
        verbose_name = "đơn vị hành chính"
        verbose_name_plural = "đơn vị hành chính"
        indexes = [
            models.Index(fields=["level", "sort_key", "code"], name="units_by_level_and_name"),
            models.Index(fields=["code"], name="units_by_code"),
        ]
        constraints = [
            CheckConstraint(
                condition=_DATES_IN_ORDER,
                name="units_end_on_or_after_start",
                violation_error_message=_DATES_MESSAGE,
            ),
            CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="units_are_not_their_own_parent",
                violation_error_message="Một đơn vị không thể thuộc chính nó.",
            ),
            CheckConstraint(
                condition=Q(level=Level.PROVINCE, parent__isnull=True)
                | (~Q(level=Level.PROVINCE) & Q(parent__isnull=False)),
                name="units_below_a_province_have_a_parent",
                violation_error_message="Cấp tỉnh không thuộc đơn vị nào; cấp khác phải thuộc một.",
            ),
            CheckConstraint(
                condition=Q(
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
        return reverse("units:unit", args=[self.pk])

    @property
    def full_name(self) -> str:
        """The kind and the name: "Phường Bắc Giang"; a numbered ward is "Phường 7"."""
        return f"{UnitKind(self.kind).word} {self.name}"

    @property
    def full_name_inside(self) -> str:
        """The full name as it is written inside a sentence: "phường Bắc Giang"."""
        full_name = self.full_name
        return full_name[0].lower() + full_name[1:]

    def stands_on(self, day: date) -> bool:
        """Tell whether the unit stood on that day."""
        started = self.valid_from is None or self.valid_from <= day
        return started and (self.valid_to is None or day <= self.valid_to)

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
                condition=_DATES_IN_ORDER,
                name="unit_names_end_on_or_after_start",
                violation_error_message=_DATES_MESSAGE,
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
        return f"{UnitKind(self.kind).word} {self.name}"


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
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class Organisation(models.Model):
    """A body of the State, the Party or the Front in a unit: the place where a person is posted."""

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="organisations", verbose_name="đơn vị"
    )
    kind = models.CharField("loại", max_length=20, choices=OrganisationKind)
    name = models.CharField("tên", max_length=150)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    search_key = models.CharField(max_length=180, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        indexes = [models.Index(fields=["kind", "unit"], name="organisations_by_kind_and_unit")]
        constraints = [
            CheckConstraint(
                condition=_DATES_IN_ORDER,
                name="organisations_end_on_or_after_start",
                violation_error_message=_DATES_MESSAGE,
            ),
            UniqueConstraint(
                fields=["unit", "name"],
                name="organisations_have_one_name_in_a_unit",
                violation_error_message="Đơn vị đã có một cơ quan cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A named set of communes that one supervising official watches, often a former district."""

    province = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="areas", verbose_name="tỉnh"
    )
    district = models.ForeignKey(
        AdministrativeUnit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="areas_made",
        verbose_name="lập từ",
    )
    name = models.CharField("tên địa bàn", max_length=100)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    search_key = models.CharField(max_length=130, editable=False)
    sort_key = models.CharField(max_length=250, editable=False)
    units = models.ManyToManyField(
        AdministrativeUnit, through="AreaMember", related_name="areas_in", verbose_name="gồm"
    )

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = "địa bàn theo dõi"
        verbose_name_plural = "địa bàn theo dõi"
        constraints = [
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="areas_end_on_or_after_start",
                violation_error_message=_DATES_MESSAGE,
            ),
            UniqueConstraint(
                fields=["province", "name"],
                condition=Q(valid_to__isnull=True),
                name="areas_open_in_a_province_differ_in_name",
                violation_error_message="Tỉnh đã có một địa bàn đang mở cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("units:area", args=[self.pk])


class AreaMember(models.Model):
    """One commune of an area."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="members")
    unit = models.ForeignKey(AdministrativeUnit, models.PROTECT, related_name="memberships")

    class Meta:
        verbose_name = "đơn vị của địa bàn"
        verbose_name_plural = "đơn vị của địa bàn"
        constraints = [
            UniqueConstraint(
                fields=["area", "unit"],
                name="area_members_stand_once_in_an_area",
                violation_error_message="Đơn vị đã có trong địa bàn.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}: {self.unit}"


class UnitReach(models.Model):
    """One unit row that the people of a unit, or of an area, may read. Computed, never typed."""

    holder_unit = models.ForeignKey(
        AdministrativeUnit, models.CASCADE, null=True, blank=True, related_name="reach"
    )
    holder_area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="reach"
    )
    unit = models.ForeignKey(AdministrativeUnit, models.CASCADE, related_name="reached_by")

    objects = UnitReachQuerySet.as_manager()

    class Meta:
        verbose_name = "phạm vi được xem"
        verbose_name_plural = "phạm vi được xem"
        constraints = [
            CheckConstraint(
                condition=Q(holder_unit__isnull=False, holder_area__isnull=True)
                | Q(holder_unit__isnull=True, holder_area__isnull=False),
                name="reach_is_held_by_a_unit_or_by_an_area",
                violation_error_message="Phạm vi là của một đơn vị hoặc của một địa bàn.",
            ),
            UniqueConstraint(
                fields=["holder_unit", "unit"],
                name="reach_of_a_unit_holds_each_unit_once",
                violation_error_message="Đơn vị đã có trong phạm vi.",
            ),
            UniqueConstraint(
                fields=["holder_area", "unit"],
                name="reach_of_an_area_holds_each_unit_once",
                violation_error_message="Đơn vị đã có trong phạm vi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_unit or self.holder_area} → {self.unit}"


class UnitLoad(models.Model):
    """That the data files with this checksum were loaded: a second load of the same is a no-op."""

    checksum = models.CharField(max_length=64, unique=True)
    loaded_at = models.DateTimeField(auto_now_add=True)
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = "lần nạp danh mục đơn vị"
        verbose_name_plural = "lần nạp danh mục đơn vị"
        ordering = ["-loaded_at"]

    def __str__(self) -> str:
        return self.checksum[:12]

"""Where people work and what they may read: organisations, areas, reach."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.functional import cached_property

from portal.hrefs import href
from portal.prepared import prepared
from portal.units.kinds import OrganisationKind
from portal.units.models.dates import DATES_IN_ORDER, DATES_MESSAGE
from portal.units.models.units import AdministrativeUnit
from portal.units.querysets import (
    AreaQuerySet,
    FormerNameQuerySet,
    OrganisationQuerySet,
    UnitReachQuerySet,
)


class Organisation(models.Model):
    """A body of the State, the Party or the Front in a unit: the place where a person is posted.

    `name` is its newest name; what it was called before stands in `former_names`. `heir` is the
    organisation of the same kind under which its work is counted since its unit ended; computed.
    """

    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="organisations", verbose_name="đơn vị"
    )
    kind = models.CharField("loại", max_length=20, choices=OrganisationKind)
    name = models.CharField("tên", max_length=150)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    search_key = models.CharField(max_length=180, editable=False)
    heir = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="stood_in_for"
    )

    objects = OrganisationQuerySet.as_manager()
    ends_on: date  # annotated by `closed_by`

    class Meta:
        verbose_name = "cơ quan, tổ chức"
        verbose_name_plural = "cơ quan, tổ chức"
        indexes = [models.Index(fields=["kind", "unit"], name="organisations_by_kind_and_unit")]
        constraints = [
            CheckConstraint(
                condition=DATES_IN_ORDER,
                name="organisations_end_on_or_after_start",
                violation_error_message=DATES_MESSAGE,
            ),
            UniqueConstraint(
                fields=["unit", "name"],
                name="organisations_have_one_name_in_a_unit",
                violation_error_message="Đơn vị đã có một cơ quan cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def names_before(self) -> list[FormerName]:
        """What it was called before; set it, or prefetch `former_names`, where there are many."""
        if "former_names" in getattr(self, "_prefetched_objects_cache", ()):
            return list(self.former_names.all())
        return _former_names((self.pk,))

    def name_on(self, day: date) -> str:
        """The name it bore on that day."""
        borne = [former for former in self.names_before if day <= former.valid_to]
        return min(borne, key=lambda former: former.valid_to).name if borne else self.name


# A page names its one office: laying out this question took as long as asking it five times.
_former_names = prepared(lambda ids: FormerName.objects.of(ids))


def give_names_before(organisations: Collection[Organisation]) -> None:
    """Ask at once what these were called before."""
    before: dict[int, list[FormerName]] = {one.pk: [] for one in organisations}
    for name in _former_names(tuple(before)):
        before[name.organisation_id].append(name)
    for one in organisations:
        one.names_before = before[one.pk]


class FormerName(models.Model):
    """What an organisation was called to the end of a day, from the end of the name before."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="former_names")
    name = models.CharField("tên cũ", max_length=150)
    valid_to = models.DateField("đến hết ngày")
    search_key = models.CharField(max_length=180, editable=False)

    objects = FormerNameQuerySet.as_manager()

    class Meta:
        verbose_name = "tên cũ của cơ quan"
        verbose_name_plural = "tên cũ của cơ quan"
        indexes = [models.Index(fields=["search_key"], name="former_names_by_key")]
        constraints = [
            UniqueConstraint(
                fields=["organisation", "valid_to"],
                name="former_names_end_on_different_days",
                violation_error_message="Cơ quan đã có một tên hết dùng cùng ngày.",
            )
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
    size: int  # counted by `with_size`

    class Meta:
        verbose_name = "địa bàn theo dõi"
        verbose_name_plural = "địa bàn theo dõi"
        constraints = [
            CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="areas_end_on_or_after_start",
                violation_error_message=DATES_MESSAGE,
            ),
            UniqueConstraint(
                fields=["province", "name"],
                condition=Q(valid_to__isnull=True),
                name="areas_open_in_a_province_differ_in_name",
                violation_error_code="name_taken",
                violation_error_message="Tỉnh đã có một địa bàn đang mở cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return href("units:area", self.pk)


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

"""The books, their visits and who came."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from citizens.receptions.kinds import (
    Channel,
    Host,
    Mode,
)
from citizens.receptions.person import Person, sealed_and_found
from citizens.receptions.querysets import (
    ReceptionQuerySet,
    SeriesQuerySet,
    VisitorQuerySet,
)
from citizens.receptions.rules import FIRST_DAY_ONLINE, GROUP_FROM
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation


class ReceptionSeries(models.Model):
    """The numbers of one commune's book of one calendar year. An imported book is closed."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reception_series", verbose_name="cơ quan"
    )
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    closed = models.BooleanField("đã khóa", default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ tiếp công dân của năm"
        verbose_name_plural = "sổ tiếp công dân của năm"
        constraints = [
            UniqueConstraint(
                fields=["organisation", "year"],
                name="receptions_have_one_book_a_year",
                violation_error_message="Cơ quan này đã có sổ của năm đó.",
            )
        ]

    def __str__(self) -> str:
        return f"Sổ {self.year}"


class Reception(models.Model):
    """One visit. Everything about who came stands in `Visitor`, so that it can be absent."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="receptions", verbose_name="cơ quan"
    )
    series = models.ForeignKey(ReceptionSeries, models.PROTECT, related_name="receptions")
    number = models.PositiveIntegerField("số thứ tự")
    received_on = models.DateField("ngày tiếp")
    channel = models.CharField("hình thức", max_length=12, choices=Channel)
    host = models.CharField("người tiếp là", max_length=10, choices=Host)
    mode = models.CharField("cách tiếp", max_length=10, choices=Mode, default=Mode.IN_PERSON)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi sổ"
    )
    official_name = models.CharField("người tiếp", max_length=150)
    head_count = models.PositiveSmallIntegerField("số người")
    is_secret = models.BooleanField("theo sổ riêng", default=False)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    key = models.UUIDField("mã chống ghi hai lần")
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    corrections = models.PositiveSmallIntegerField("số lần sửa", default=0)
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = ReceptionQuerySet.as_manager()

    get_channel_display = label_of("channel", Channel.choices)
    get_host_display = label_of("host", Host.choices)

    class Meta:
        verbose_name = "lượt tiếp"
        verbose_name_plural = "lượt tiếp"
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"], name="receptions_by_day"),
            models.Index(
                fields=["organisation"],
                condition=Q(voided_at__isnull=False),
                name="receptions_void_in_a_book",
            ),
            # All that 01/TCD counts of a visit: a province's form reads thousands from the index alone.
            models.Index(
                fields=["organisation", "received_on"],
                include=["id", "host", "head_count"],
                condition=Q(voided_at__isnull=True),
                name="receptions_counted_by_day",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["series", "number"],
                name="receptions_have_one_row_per_number",
                violation_error_message="Số thứ tự này đã có trong sổ.",
            ),
            UniqueConstraint(
                fields=["organisation", "key"],
                name="receptions_are_saved_once",
                violation_error_message="Lượt tiếp này đã được ghi.",
            ),
            CheckConstraint(
                condition=Q(number__gte=1),
                name="receptions_are_numbered_from_one",
                violation_error_message="Số thứ tự bắt đầu từ 1.",
            ),
            CheckConstraint(
                condition=Q(head_count__gte=1),
                name="receptions_have_at_least_one_person",
                violation_error_message="Một lượt tiếp có ít nhất một người.",
            ),
            CheckConstraint(
                condition=Q(mode=Mode.IN_PERSON) | Q(received_on__gte=FIRST_DAY_ONLINE),
                name="receptions_are_online_since_july_2026",
                violation_error_message="Tiếp trực tuyến chỉ có từ ngày 01/07/2026.",
            ),
            CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="receptions_are_voided_with_a_reason",
                violation_error_message="Hủy một lượt tiếp phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.received_on.year}"

    def get_absolute_url(self) -> str:
        return href("receptions:visit", self.pk)

    @property
    def is_group(self) -> bool:
        return self.head_count >= GROUP_FROM

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class Visitor(Person):
    """A person of a visit, or a representative of a group. Never one who denounces.

    The office of the visit stands here again: the names of its books are read from one index. A trigger
    refuses what differs.
    """

    reception = models.ForeignKey(Reception, models.CASCADE, related_name="visitors")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="cơ quan", db_index=False
    )

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = "người được tiếp"
        verbose_name_plural = "người được tiếp"
        ordering = ("reception", "place")
        indexes = [
            models.Index(fields=["identity_digest"], name="receptions_visitor_by_digest"),
            models.Index(fields=["name_key"], name="receptions_visitor_by_name"),
            models.Index(
                fields=["identity_box_key", "identity_digest_key"],
                condition=Q(identity_box__isnull=False),
                name="receptions_visitor_by_keys",
            ),
            models.Index(
                fields=["organisation", "reception"],
                include=["name_key"],
                name="receptions_names_of_a_book",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["reception", "place"],
                name="receptions_visitors_stand_in_order",
                violation_error_message="Hai người cùng một thứ tự.",
            ),
            CheckConstraint(
                condition=~Q(name="") & ~Q(name_key=""),
                name="receptions_visitors_have_a_name",
                violation_error_message="Hãy ghi họ và tên.",
            ),
            sealed_and_found("receptions_identity_is_sealed_and_found"),
        ]

    def __str__(self) -> str:
        return f"người thứ {self.place} của lượt {self.reception_id}"

    @property
    def bound_to(self) -> str:
        return f"receptions.visitor:{self.organisation_id}"

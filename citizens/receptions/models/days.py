"""The days on which the head of the office receives."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.receptions.kinds import (
    Channel,
    DayState,
    Host,
)
from citizens.receptions.querysets import (
    ReceptionDayQuerySet,
)
from portal.choices import label_of
from portal.units.models import Organisation


class ReceptionDay(models.Model):
    """A day on which the head of the People's Committee receives, or a delegate does."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reception_days", verbose_name="cơ quan"
    )
    day = models.DateField("ngày tiếp")
    host = models.CharField("người tiếp", max_length=10, choices=Host, default=Host.HEAD)
    host_name = models.CharField("họ tên, chức vụ", max_length=150)
    channel = models.CharField(
        "hình thức", max_length=12, choices=Channel, default=Channel.PERIODIC
    )
    publicised_on = models.DateField("ngày thông báo công khai", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=DayState, default=DayState.PLANNED
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = ReceptionDayQuerySet.as_manager()

    get_state_display = label_of("state", DayState.choices)
    get_host_display = label_of("host", Host.choices)

    class Meta:
        verbose_name = "ngày tiếp công dân"
        verbose_name_plural = "ngày tiếp công dân"
        constraints = [
            UniqueConstraint(
                fields=["organisation", "day", "host"],
                name="receptions_days_stand_once",
                violation_error_message="Ngày này đã có trong lịch tiếp công dân.",
            ),
            CheckConstraint(
                condition=~Q(host=Host.OFFICIAL),
                name="receptions_days_are_of_the_head",
                violation_error_message="Lịch này chỉ ghi ngày tiếp của thủ trưởng hoặc người được ủy quyền.",
            ),
            CheckConstraint(
                condition=~Q(channel=Channel.REGULAR),
                name="receptions_days_are_periodic_or_unscheduled",
                violation_error_message="Ngày tiếp của thủ trưởng là định kỳ hoặc đột xuất.",
            ),
            CheckConstraint(
                condition=Q(publicised_on__isnull=True) | Q(publicised_on__lte=F("day")),
                name="receptions_days_are_publicised_before",
                violation_error_message="Ngày thông báo công khai không thể sau ngày tiếp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def is_past(self, on: date) -> bool:
        return self.day < on

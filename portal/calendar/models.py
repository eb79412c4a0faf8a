"""Days off as dated data: each with the decision it rests on."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from portal.calendar.querysets import DayOffQuerySet
from portal.calendar.rules import DayKind, numeric

PROVINCE_MESSAGE = "Mã tỉnh gồm hai chữ số."


class DayOff(models.Model):
    """A day that is off, or a weekend day that is worked, in the nation or in one province."""

    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=12, choices=DayKind, default=DayKind.HOLIDAY)
    name = models.CharField("tên ngày", max_length=120)
    decision = models.CharField(
        "căn cứ", max_length=250, blank=True, help_text="Để trống nếu chưa xác định."
    )
    province = models.CharField(
        "mã tỉnh",
        max_length=2,
        blank=True,
        validators=[RegexValidator(r"^[0-9]{2}$", PROVINCE_MESSAGE)],
        help_text="Để trống nếu áp dụng cả nước.",
    )
    certain = models.BooleanField("đã có quyết định chính thức", default=True)
    loaded = models.BooleanField("nạp từ dữ liệu gốc", default=False, editable=False)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        constraints = [
            UniqueConstraint(
                fields=["day", "province"],
                condition=Q(removed_at__isnull=True),
                name="days_off_stand_once_in_a_province",
                violation_error_message="Ngày này đã có trong lịch.",
            ),
            CheckConstraint(
                condition=Q(province="") | Q(province__regex=r"^[0-9]{2}$"),
                name="days_off_name_a_province_by_its_two_digits",
                violation_error_message=PROVINCE_MESSAGE,
            ),
            CheckConstraint(
                condition=~Q(kind=DayKind.MAKE_UP_WORK) | Q(day__week_day__in=(1, 7)),
                name="make_up_days_lie_on_a_weekend",
                violation_error_message="Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
            ),
        ]

    def __str__(self) -> str:
        return f"{numeric(self.day)} {self.name}"

    @property
    def is_off(self) -> bool:
        return DayKind(self.kind).is_off

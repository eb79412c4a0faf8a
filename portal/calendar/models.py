"""Days off as dated data: each with the decision it rests on."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from portal.calendar.querysets import DayOffQuerySet, RedatingQuerySet
from portal.calendar.rules import DayKind, MarkedDay, Moved, numeric, spoken

TAKEN = "Ngày này đã có trong lịch."
NATION_IS_OFF = "Cả nước nghỉ ngày này: một tỉnh không đặt được làm ngày làm bù."


class DayOff(models.Model):
    """A day that is off, or a weekend day that is worked, in the nation or in one province."""

    day = models.DateField("ngày")
    kind = models.CharField("loại", max_length=12, choices=DayKind, default=DayKind.HOLIDAY)
    name = models.CharField("tên ngày", max_length=120)
    decision = models.CharField(
        "căn cứ", max_length=250, blank=True, help_text="Để trống nếu chưa xác định."
    )
    # Named by its label: the map of units lies above the calendar, whose clock it reads.
    province = models.ForeignKey(
        "units.AdministrativeUnit",
        models.PROTECT,
        null=True,
        blank=True,
        limit_choices_to={"level": "province", "valid_to": None},
        related_name="+",
        verbose_name="tỉnh, thành phố",
        help_text="Để trống: cả nước.",
    )
    certain = models.BooleanField("đã có quyết định chính thức", default=True)
    loaded = models.BooleanField("của dữ liệu gốc", default=False, editable=False)
    removed_at = models.DateTimeField("bỏ lúc", null=True, blank=True, editable=False)

    objects = DayOffQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        verbose_name_plural = "ngày nghỉ, ngày làm bù"
        constraints = [
            UniqueConstraint(
                fields=["day"],
                condition=Q(removed_at__isnull=True, province__isnull=True),
                name="days_off_stand_once_in_the_nation",
                violation_error_message=TAKEN,
            ),
            UniqueConstraint(
                fields=["day", "province"],
                condition=Q(removed_at__isnull=True, province__isnull=False),
                name="days_off_stand_once_in_a_province",
                violation_error_message=TAKEN,
            ),
            CheckConstraint(
                condition=~Q(kind=DayKind.MAKE_UP_WORK) | Q(day__week_day__in=(1, 7)),
                name="make_up_days_lie_on_a_weekend",
                violation_error_message="Ngày làm bù phải là thứ Bảy hoặc Chủ nhật.",
            ),
            CheckConstraint(
                condition=Q(province__isnull=False) | Q(loaded=True),
                name="days_off_of_the_nation_come_with_the_data",
                violation_error_message=(
                    "Ngày nghỉ của cả nước chỉ vào bằng dữ liệu gốc hoặc lệnh của người vận hành."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{numeric(self.day)} {self.name}"

    def clean(self) -> None:
        """Refuse a province what would take from its people a day that is off in the nation."""
        if self.province_id is None or self.is_off or self.day is None:
            return
        nation = DayOff.objects.national_on(self.day)
        if nation is not None and nation.is_off:
            raise ValidationError({"day": NATION_IS_OFF})

    @property
    def is_off(self) -> bool:
        return DayKind(self.kind).is_off

    @property
    def marked(self) -> MarkedDay:
        """The day as the rules take it."""
        return MarkedDay(self.day, DayKind(self.kind), self.name, self.certain, self.decision)

    def because(self, *, taken_back: bool) -> str:
        """Say why a due date moved, to stand after "vì"."""
        what = DayKind(self.kind).label.lower()
        source = f"{self.name}; {self.decision or 'căn cứ chưa xác định'}"
        begins = "bỏ khỏi lịch ngày" if taken_back else ""
        return f"{begins} {what} {spoken(self.day)} ({source})".strip()


class Redating(models.Model):
    """That a marked day moved the due date of one open row; the date before stays beside the new.

    `kind` and `row_id` name the row as its room registered it in `portal.calendar.redating`.
    """

    day_off = models.ForeignKey(DayOff, models.PROTECT, related_name="redatings")
    taken_back = models.BooleanField("vì ngày đã bị bỏ khỏi lịch", default=False)
    kind = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    organisation_id = models.BigIntegerField()
    title = models.CharField("việc", max_length=200)
    href = models.CharField(max_length=300, blank=True)
    before = models.DateField("hạn cũ")
    after = models.DateField("hạn mới")
    made_at = models.DateTimeField("lúc", auto_now_add=True)

    objects = RedatingQuerySet.as_manager()

    class Meta:
        verbose_name = "lần dời hạn"
        verbose_name_plural = "lần dời hạn"
        ordering = ("id",)
        indexes = [
            models.Index(fields=["kind", "row_id"], name="redatings_by_row"),
            models.Index(
                fields=["day_off", "organisation_id", "id"], name="redatings_by_organisation"
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["day_off", "taken_back", "kind", "row_id"],
                name="redatings_move_a_row_once_for_a_day",
                violation_error_message="Hạn này đã được dời theo ngày ấy.",
            ),
            CheckConstraint(
                condition=~Q(before=F("after")),
                name="redatings_change_the_date",
                violation_error_message="Hạn mới phải khác hạn cũ.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {numeric(self.before)} → {numeric(self.after)}"

    @property
    def moved(self) -> Moved:
        return Moved(self.before, self.after, self.day_off.because(taken_back=self.taken_back))

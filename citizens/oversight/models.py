"""What an office does to manage complaints and denunciations, beside settling them.

Texts it issued, courses it held, inspections of responsibility: no other register holds these facts,
and 06/QLKNTC is summed from them. No citizen is named here.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.querysets import UndertakingQuerySet
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation

_NO_PROPOSAL = Q(
    discipline_organisations=0, discipline_persons=0, refer_organisations=0, refer_persons=0
)
_NO_RESULT = Q(
    disciplined_organisations=0, disciplined_persons=0, prosecuted_cases=0, prosecuted_persons=0
)


class Undertaking(models.Model):
    """One text, course or inspection; of an inspection its conclusion, and what was carried out of it."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="undertakings", verbose_name="cơ quan"
    )
    key = models.UUIDField("mã chống ghi hai lần")
    kind = models.CharField("loại việc", max_length=13, choices=UndertakingKind)
    day = models.DateField("ngày")
    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    title = models.CharField("trích yếu, tên việc", max_length=300)
    search_key = models.CharField(max_length=500, editable=False)
    people = models.PositiveIntegerField("số người dự", default=0)
    units = models.PositiveIntegerField("số đơn vị", default=0)
    concluded_on = models.DateField("ngày kết luận", null=True, blank=True)
    conclusion_number = models.CharField("số kết luận", max_length=60, blank=True)
    discipline_organisations = models.PositiveIntegerField(
        "kiến nghị xử lý hành chính: tổ chức", default=0
    )
    discipline_persons = models.PositiveIntegerField(
        "kiến nghị xử lý hành chính: cá nhân", default=0
    )
    refer_organisations = models.PositiveIntegerField(
        "kiến nghị chuyển điều tra: tổ chức", default=0
    )
    refer_persons = models.PositiveIntegerField("kiến nghị chuyển điều tra: cá nhân", default=0)
    executed_on = models.DateField("thực hiện xong ngày", null=True, blank=True)
    disciplined_organisations = models.PositiveIntegerField(
        "đã xử lý hành chính: tổ chức", default=0
    )
    disciplined_persons = models.PositiveIntegerField("đã xử lý hành chính: cá nhân", default=0)
    prosecuted_cases = models.PositiveIntegerField("đã khởi tố: số vụ", default=0)
    prosecuted_persons = models.PositiveIntegerField("đã khởi tố: số đối tượng", default=0)
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = UndertakingQuerySet.as_manager()

    get_kind_display = label_of("kind", UndertakingKind.choices)

    class Meta:
        verbose_name = "việc quản lý nhà nước"
        verbose_name_plural = "việc quản lý nhà nước"
        indexes = [models.Index(fields=["organisation", "-day", "-id"], name="undertakings_by_day")]
        constraints = [
            UniqueConstraint(
                fields=["organisation", "key"],
                name="undertakings_are_saved_once",
                violation_error_message="Việc này đã được ghi.",
            ),
            CheckConstraint(
                condition=~Q(title=""),
                name="undertakings_say_what_they_are",
                violation_error_message="Hãy ghi trích yếu, tên việc.",
            ),
            CheckConstraint(
                condition=Q(kind__in=[UndertakingKind.TRAINING, UndertakingKind.INSPECTION])
                | ~Q(number=""),
                name="undertakings_of_texts_have_a_number",
                violation_error_message="Hãy ghi số, ký hiệu văn bản.",
            ),
            CheckConstraint(
                condition=Q(kind=UndertakingKind.TRAINING, people__gte=1)
                | (~Q(kind=UndertakingKind.TRAINING) & Q(people=0)),
                name="undertakings_of_training_have_people",
                violation_error_message="Số người dự chỉ có ở lớp tập huấn, ít nhất 1.",
            ),
            CheckConstraint(
                condition=Q(kind=UndertakingKind.INSPECTION, units__gte=1)
                | (~Q(kind=UndertakingKind.INSPECTION) & Q(units=0, concluded_on__isnull=True)),
                name="undertakings_of_inspection_have_units",
                violation_error_message="Số đơn vị, kết luận chỉ có ở cuộc thanh tra, kiểm tra.",
            ),
            CheckConstraint(
                condition=(Q(concluded_on__isnull=True, conclusion_number="") & _NO_PROPOSAL)
                | (Q(concluded_on__gte=F("day")) & ~Q(conclusion_number="")),
                name="undertakings_conclude_with_a_number_after_they_begin",
                violation_error_message="Ghi cả ngày và số kết luận, từ ngày bắt đầu trở đi.",
            ),
            CheckConstraint(
                condition=(Q(executed_on__isnull=True) & _NO_RESULT)
                | Q(executed_on__gte=F("concluded_on"), concluded_on__isnull=False),
                name="undertakings_are_executed_after_they_conclude",
                violation_error_message="Ghi ngày thực hiện xong, từ ngày kết luận trở đi.",
            ),
            CheckConstraint(
                condition=Q(
                    disciplined_organisations__lte=F("discipline_organisations"),
                    disciplined_persons__lte=F("discipline_persons"),
                ),
                name="undertakings_execute_up_to_what_was_proposed",
                violation_error_message="Đã xử lý không thể nhiều hơn kiến nghị.",
            ),
            CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="undertakings_are_voided_with_a_reason",
                violation_error_message="Hủy một việc phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        named = f"số {self.number}" if self.number else f"ngày {self.day:%d/%m/%Y}"
        return f"{self.get_kind_display()} {named}"

    def get_absolute_url(self) -> str:
        return href("oversight:undertaking", self.pk)

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def is_inspection(self) -> bool:
        return self.kind == UndertakingKind.INSPECTION

"""How large a part of the frame a version of a questionnaire asks to be heard."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import CheckConstraint, F, Q

from citizens.surveys.models.campaigns import Frame
from citizens.surveys.models.questionnaires import QuestionnaireVersion
from citizens.surveys.rules.coverage import Coverage


class CoverageRule(models.Model):
    """A rule of the instrument, dated, with its source. A trigger fixes it with a used version."""

    version = models.ForeignKey(QuestionnaireVersion, models.CASCADE, related_name="coverage_rules")
    frame = models.CharField("tính trên", max_length=12, choices=Frame)
    percent = models.PositiveSmallIntegerField("ít nhất (%)")
    source = models.CharField("căn cứ", max_length=300)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("áp dụng đến hết ngày", null=True, blank=True)

    class Meta:
        verbose_name = "tỷ lệ phải lấy ý kiến"
        verbose_name_plural = "tỷ lệ phải lấy ý kiến"
        constraints: ClassVar = [
            CheckConstraint(
                condition=Q(percent__gte=1, percent__lte=100),
                name="surveys_coverage_is_1_to_100_percent",
                violation_error_message="Tỷ lệ phải lấy ý kiến từ 1% đến 100%.",
            ),
            CheckConstraint(
                condition=Q(frame__in=Frame.values),
                name="surveys_coverage_counts_a_known_frame",
                violation_error_message="Không có khung mẫu này.",
            ),
            CheckConstraint(
                condition=~Q(source=""),
                name="surveys_coverage_names_its_source",
                violation_error_message="Tỷ lệ phải lấy ý kiến cần nêu căn cứ.",
            ),
            CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="surveys_coverage_ends_on_or_after_start",
                violation_error_message="Ngày thôi áp dụng phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"ít nhất {self.percent}% {self.get_frame_display()}"

    def as_rule(self) -> Coverage:
        return Coverage(self.frame, self.percent, self.source, self.valid_from, self.valid_to)

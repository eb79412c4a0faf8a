"""Letters that urge late units on: one letter a directive, with its lines as they were that day."""

from typing import ClassVar

from django.db import models

from directives.assignments.models import Assignment
from directives.registry.models import Directive
from portal.files.models import Attachment
from portal.hrefs import href
from portal.jobs.models import Job
from portal.units.models import Organisation
from portal.urging.querysets import UrgingQuerySet


class Urging(models.Model):
    """A letter of one organisation about one directive. Number and signer may be left to the office."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, models.PROTECT, related_name="+")
    made_on = models.DateField("ngày lập")
    number = models.CharField("số, ký hiệu", max_length=40, blank=True)
    capacity = models.CharField("chức vụ người ký", max_length=100, blank=True)
    signer = models.CharField("người ký", max_length=100, blank=True)
    answer_by = models.DateField("báo cáo trước ngày", null=True, blank=True)
    by_name = models.CharField("người lập", max_length=150)
    key = models.UUIDField(unique=True)
    job = models.OneToOneField(Job, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")

    objects = UrgingQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        verbose_name = "công văn đôn đốc"

    def __str__(self) -> str:
        return f"Công văn đôn đốc ngày {self.made_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return href("urging:detail", self.pk)


class UrgedWork(models.Model):
    """One line of a letter: the assignment, and the day that had passed."""

    urging = models.ForeignKey(Urging, models.CASCADE, related_name="lines")
    assignment = models.ForeignKey(Assignment, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    due_on = models.DateField("hạn")
    on = models.DateField("ngày đôn đốc")

    class Meta:
        ordering = ("organisation__unit__sort_key", "organisation_id", "due_on", "id")
        verbose_name = "nhiệm vụ được đôn đốc"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["assignment", "on"],
                name="urging_names_a_work_once_a_day",
                violation_error_message="Nhiệm vụ này đã được đôn đốc trong ngày.",
            ),
            models.CheckConstraint(
                condition=models.Q(due_on__lt=models.F("on")),
                name="urging_is_of_late_work",
                violation_error_message="Chỉ đôn đốc nhiệm vụ đã quá hạn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}, hạn {self.due_on:%d/%m/%Y}"

    @property
    def days_late(self) -> int:
        return (self.on - self.due_on).days

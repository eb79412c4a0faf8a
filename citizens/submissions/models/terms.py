"""What the law asks until when: one row a step, kept with its last day so that lists can ask for it.

The row is derived: which rule, from which day, is worked out anew at each act, and a day marked later
moves what is open.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from citizens.receptions.models import Handling, Matter
from citizens.submissions.kinds import Step
from citizens.submissions.models.papers import Submission
from citizens.submissions.models.settlements import Settlement
from citizens.submissions.querysets import LegalTermQuerySet
from portal.calendar.rules import Deadline
from portal.choices import label_of
from portal.units.models import Organisation


class LegalTerm(models.Model):
    """One legal deadline: of a paper, of a settlement, or of a matter brought without a paper.

    `rule` names it in the file of clocks. `holder` is who holds the matter now: an office's few open
    terms are found by it, without a look at each of its matters. Only `actions.terms` writes it.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="legal_terms")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="cơ quan giữ"
    )
    submission = models.ForeignKey(
        Submission, models.CASCADE, null=True, blank=True, related_name="terms"
    )
    settlement = models.ForeignKey(
        Settlement, models.CASCADE, null=True, blank=True, related_name="terms"
    )
    handling = models.ForeignKey(
        Handling, models.CASCADE, null=True, blank=True, related_name="terms"
    )
    step = models.CharField("việc", max_length=11, choices=Step)
    rule = models.CharField(max_length=30)
    starts_on = models.DateField("tính từ sự kiện ngày")
    due_on = models.DateField("hạn")
    done_on = models.DateField("xong ngày", null=True, blank=True)
    stands_still = models.BooleanField("đang tạm đình chỉ", default=False)

    objects = LegalTermQuerySet.as_manager()

    get_step_display = label_of("step", Step.choices)
    deadline: Deadline  # given by `deadlines.with_deadlines`

    class Meta:
        verbose_name = "thời hạn"
        verbose_name_plural = "thời hạn"
        ordering = ("due_on", "id")
        indexes = [
            models.Index(
                fields=["due_on"],
                condition=Q(done_on__isnull=True, stands_still=False),
                name="submissions_terms_owed",
            ),
            models.Index(
                fields=["matter", "due_on"],
                condition=Q(done_on__isnull=True, stands_still=False),
                name="submissions_owed_of_a_matter",
            ),
            # The few that are open among the thousands of an office: its start page.
            models.Index(
                fields=["holder", "due_on"],
                condition=Q(done_on__isnull=True, stands_still=False),
                name="submissions_owed_by_a_holder",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["submission", "step"],
                name="submissions_have_one_term_a_step",
                violation_error_message="Đơn đã có thời hạn của việc này.",
            ),
            UniqueConstraint(
                fields=["settlement", "step"],
                name="settlements_have_one_term_a_step",
                violation_error_message="Việc giải quyết đã có thời hạn này.",
            ),
            UniqueConstraint(
                fields=["handling", "step"],
                name="handlings_have_one_term_a_step",
                violation_error_message="Lượt tiếp đã có thời hạn này.",
            ),
            CheckConstraint(
                condition=Q(submission__isnull=False, settlement=None, handling=None)
                | Q(submission=None, settlement__isnull=False, handling=None)
                | Q(submission=None, settlement=None, handling__isnull=False),
                name="terms_are_of_a_paper_a_settlement_or_a_visit",
                violation_error_message="Thời hạn thuộc một đơn, một lần giải quyết hoặc một lượt tiếp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.due_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        row = self.settlement or self.submission or self.matter
        return row.get_absolute_url()

"""The second entry of ballots that the server drew, beside the first."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q

from citizens.surveys.models.ballots import Ballot
from citizens.surveys.querysets_second import SecondEntryQuerySet


class SecondEntry(models.Model):
    """One ballot that was drawn to be entered again by another person.

    `answers` is the column of the second entry; how many of the `asked` questions it answers
    otherwise than the first is `differing`. A third act settles those; `first_wrong` is how many of
    them the first entry had wrong.
    """

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="second")
    answers = models.TextField("câu trả lời nhập lần hai", blank=True)
    entered_by_id = models.BigIntegerField("mã người nhập lần hai", null=True, blank=True)
    entered_at = models.DateTimeField("nhập lần hai lúc", null=True, blank=True)
    asked = models.PositiveSmallIntegerField("số câu đối chiếu", default=0)
    differing = models.PositiveSmallIntegerField("số câu lệch", default=0)
    first_wrong = models.PositiveSmallIntegerField("số câu lần đầu nhập sai", default=0)
    settled_by_id = models.BigIntegerField("mã người thống nhất", null=True, blank=True)
    settled_at = models.DateTimeField("thống nhất lúc", null=True, blank=True)

    objects = SecondEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập thứ hai"
        verbose_name_plural = "lần nhập thứ hai"
        constraints = [
            CheckConstraint(
                condition=Q(answers="", entered_by_id__isnull=True, entered_at__isnull=True)
                | (~Q(answers="") & Q(entered_by_id__isnull=False, entered_at__isnull=False)),
                name="surveys_a_second_entry_says_who_and_when",
                violation_error_message="Lần nhập thứ hai phải ghi người nhập và lúc nhập.",
            ),
            CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by_id__isnull=True)
                | (~Q(answers="") & Q(settled_at__isnull=False, settled_by_id__isnull=False)),
                name="surveys_what_is_settled_was_entered_twice",
                violation_error_message="Chỉ thống nhất được phiếu đã nhập hai lần.",
            ),
            CheckConstraint(
                condition=Q(differing__lte=F("asked"), first_wrong__lte=F("differing")),
                name="surveys_no_more_differs_than_was_asked",
                violation_error_message="Số câu lệch không quá số câu đối chiếu.",
            ),
        ]

    def __str__(self) -> str:
        return f"Nhập lần hai {self.ballot_id}"

    @property
    def is_entered(self) -> bool:
        return bool(self.answers)

    @property
    def waits_to_be_settled(self) -> bool:
        return self.is_entered and self.differing > 0 and self.settled_at is None

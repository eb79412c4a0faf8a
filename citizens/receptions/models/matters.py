"""Matters, who holds them, and what was done with them at visits."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.receptions.kinds import (
    Field,
    MatterKind,
    Outcome,
    ReplyKind,
)
from citizens.receptions.models.visits import Reception
from citizens.receptions.querysets import (
    HandlingQuerySet,
    MatterOwnerQuerySet,
    MatterQuerySet,
)
from portal.calendar.rules import Deadline
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation


class Matter(models.Model):
    """A case that people bring, at one visit or at several. Read through its owner history."""

    kind = models.CharField("loại", max_length=12, choices=MatterKind)
    field = models.CharField("lĩnh vực", max_length=14, choices=Field, default=Field.OTHER)
    summary = models.CharField("nội dung", max_length=2000)
    summary_key = models.CharField(max_length=2000, editable=False)
    opened_on = models.DateField("ngày bắt đầu")
    closed_on = models.DateField("ngày kết thúc", null=True, blank=True)

    objects = MatterQuerySet.as_manager()

    get_field_display = label_of("field", Field.choices)
    get_kind_display = label_of("kind", MatterKind.choices)

    class Meta:
        verbose_name = "vụ việc"
        verbose_name_plural = "vụ việc"
        constraints = [
            CheckConstraint(
                condition=~Q(summary=""),
                name="receptions_matters_say_what_they_are",
                violation_error_message="Hãy tóm tắt nội dung vụ việc.",
            ),
            CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="receptions_matters_close_after_opening",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"

    def get_absolute_url(self) -> str:
        return href("receptions:matter", self.pk)

    @property
    def is_secret(self) -> bool:
        return MatterKind(self.kind).is_secret


class MatterOwner(models.Model):
    """Which People's Committee answers for a matter, from one day to another.

    The kind of the matter stands here again: an office's few complaints are found without a look at
    each of its matters. A trigger refuses another kind than the matter's.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="owners")
    kind = models.CharField("loại vụ việc", max_length=12, choices=MatterKind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="matters_owned", verbose_name="cơ quan"
    )
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    reason = models.CharField("căn cứ, lý do", max_length=200, blank=True)

    objects = MatterOwnerQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan giữ vụ việc"
        verbose_name_plural = "cơ quan giữ vụ việc"
        ordering = ("starts_on", "id")
        indexes = [
            models.Index(fields=["organisation", "kind"], name="receptions_held_by_kind"),
            # What an office gave away is little: what it still reads of that is found at once.
            models.Index(
                fields=["organisation", "matter"],
                condition=Q(ends_on__isnull=False),
                name="receptions_held_before",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["matter"],
                condition=Q(ends_on__isnull=True),
                name="receptions_matters_have_one_owner_now",
                violation_error_message="Vụ việc đang do một cơ quan khác giữ.",
            ),
            CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="receptions_owners_end_after_start",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} từ {self.starts_on:%d/%m/%Y}"


class Handling(models.Model):
    """What was done with one matter at one visit, and what the citizen was told after.

    The office of the visit and the first day of the matter stand here again, so that its few open replies
    and its newest matters are found without a look at each visit. Triggers refuse what differs.
    """

    reception = models.ForeignKey(Reception, models.CASCADE, related_name="handlings")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="handlings")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="cơ quan", db_index=False
    )
    opened_on = models.DateField("ngày bắt đầu vụ việc")
    outcome = models.CharField("hướng xử lý", max_length=10, choices=Outcome)
    agency = models.CharField("cơ quan có thẩm quyền", max_length=200, blank=True)
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    solved_by = models.CharField("cơ quan đã giải quyết", max_length=200, blank=True)
    reply_by = models.DateField("hạn trả lời")
    replied_on = models.DateField("ngày trả lời", null=True, blank=True)
    reply_kind = models.CharField("nội dung trả lời", max_length=10, choices=ReplyKind, blank=True)
    result = models.CharField("theo dõi kết quả", max_length=500, blank=True)

    objects = HandlingQuerySet.as_manager()

    get_reply_kind_display = label_of("reply_kind", ReplyKind.choices)
    get_outcome_display = label_of("outcome", Outcome.choices)
    deadline: Deadline  # given by `deadlines.with_deadlines`

    class Meta:
        verbose_name = "xử lý vụ việc"
        verbose_name_plural = "xử lý vụ việc"
        ordering = ("id",)
        indexes = [
            models.Index(
                fields=["reply_by"],
                condition=Q(replied_on__isnull=True),
                name="receptions_replies_owed",
            ),
            models.Index(
                fields=["reception", "reply_by"],
                condition=Q(replied_on__isnull=True),
                name="receptions_owed_of_a_visit",
            ),
            # A commune's few open replies among its thousands of visits: its start page.
            models.Index(
                fields=["organisation", "reply_by"],
                condition=Q(replied_on__isnull=True),
                name="receptions_owed_of_an_office",
            ),
            # Its matters, the newest first, read from the index alone.
            models.Index(
                fields=["organisation", "-opened_on", "-matter", "reception"],
                name="receptions_matters_of_a_book",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["reception", "matter"],
                name="receptions_handle_a_matter_once_a_visit",
                violation_error_message="Vụ việc này đã được ghi ở lượt tiếp này.",
            ),
            CheckConstraint(
                condition=~Q(outcome__in=[Outcome.GUIDED, Outcome.FORWARDED]) | ~Q(agency=""),
                name="receptions_name_the_agency_they_send_to",
                violation_error_message="Hãy ghi cơ quan có thẩm quyền được hướng dẫn hoặc chuyển đến.",
            ),
            CheckConstraint(
                condition=Q(replied_on__isnull=True, reply_kind="")
                | (Q(replied_on__isnull=False) & ~Q(reply_kind="")),
                name="receptions_replies_say_what_was_told",
                violation_error_message="Ghi cả ngày trả lời và nội dung trả lời.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} ({self.reception_id})"

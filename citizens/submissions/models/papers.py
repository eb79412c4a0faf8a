"""The petition book. What a submission is about is its matter: a repeat joins the one that is there.

Who signed a paper that was handed in at a visit stands at the visit, and nowhere twice. Nobody who
denounces is stored; triggers of the first migration refuse it, whatever code asks.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.receptions.models import Matter, Reception
from citizens.receptions.person import Person, sealed_and_found
from citizens.submissions.kinds import (
    Competence,
    Condition,
    Round,
    Source,
    SubmissionOutcome,
)
from citizens.submissions.querysets import (
    PetitionerQuerySet,
    SubmissionQuerySet,
    SubmissionSeriesQuerySet,
)
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation

_SENT_BY_OTHERS = [Source.HANDED_ON, Source.FRONT]
_SENT_ON = [SubmissionOutcome.GUIDED, SubmissionOutcome.FORWARDED]
_WITH_REASON = [SubmissionOutcome.RETURNED, SubmissionOutcome.FILED, SubmissionOutcome.REFUSED]


class SubmissionSeries(models.Model):
    """The numbers of one office's petition book of one calendar year."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="submission_series", verbose_name="cơ quan"
    )
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    closed = models.BooleanField("đã khóa", default=False)

    objects = SubmissionSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ đơn của năm"
        verbose_name_plural = "sổ đơn của năm"
        constraints = [
            UniqueConstraint(
                fields=["organisation", "year"],
                name="submissions_have_one_book_a_year",
                violation_error_message="Cơ quan này đã có sổ đơn của năm đó.",
            )
        ]

    def __str__(self) -> str:
        return f"Sổ đơn {self.year}"


class Submission(models.Model):
    """One paper (đơn): how it came, can it be handled, what was decided."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="submissions", verbose_name="cơ quan"
    )
    series = models.ForeignKey(SubmissionSeries, models.PROTECT, related_name="submissions")
    number = models.PositiveIntegerField("số đơn")
    key = models.UUIDField("mã chống ghi hai lần")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="submissions")
    reception = models.ForeignKey(
        Reception, models.PROTECT, null=True, blank=True, related_name="submissions",
        verbose_name="lượt tiếp",
    )  # fmt: skip
    received_on = models.DateField("ngày nhận")
    written_on = models.DateField("ngày ghi trên đơn", null=True, blank=True)
    source = models.CharField("nguồn đơn", max_length=10, choices=Source)
    sender = models.CharField("nơi chuyển đến", max_length=200, blank=True)
    sender_document = models.CharField("số văn bản chuyển đến", max_length=60, blank=True)
    round = models.CharField("lần", max_length=6, choices=Round, default=Round.FIRST)
    signatories = models.PositiveSmallIntegerField("số người đứng đơn", default=1)
    carried_over = models.BooleanField("tồn từ trước, nhận bàn giao", default=False)
    is_secret = models.BooleanField("theo sổ riêng", default=False)
    condition = models.CharField("điều kiện xử lý", max_length=5, choices=Condition, blank=True)
    competence = models.CharField("thẩm quyền", max_length=6, choices=Competence, blank=True)
    outcome = models.CharField("hướng xử lý", max_length=9, choices=SubmissionOutcome, blank=True)
    decided_on = models.DateField("ngày xử lý", null=True, blank=True)
    agency = models.CharField("cơ quan có thẩm quyền", max_length=200, blank=True)
    reason = models.CharField("lý do", max_length=300, blank=True)
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    document_on = models.DateField("ngày văn bản", null=True, blank=True)
    # Null: nobody has said. A column with a default would make SQLite remake the table of the triggers.
    in_several_places = models.BooleanField("phải xác minh ở nhiều nơi", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("số trang của đơn", null=True, blank=True)
    enclosures = models.PositiveSmallIntegerField("số tài liệu kèm theo", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = SubmissionQuerySet.as_manager()

    get_source_display = label_of("source", Source.choices)
    get_outcome_display = label_of("outcome", [("", "Chưa xử lý"), *SubmissionOutcome.choices])
    get_condition_display = label_of("condition", [("", "Chưa xem xét"), *Condition.choices])
    get_competence_display = label_of("competence", [("", "Chưa xem xét"), *Competence.choices])

    class Meta:
        verbose_name = "đơn"
        verbose_name_plural = "đơn"
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"], name="submissions_by_day"),
            models.Index(fields=["matter", "received_on"], name="submissions_by_matter"),
            models.Index(
                fields=["organisation", "decided_on"],
                condition=Q(outcome=SubmissionOutcome.FILED),
                name="submissions_filed_by_day",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["series", "number"],
                name="submissions_have_one_row_per_number",
                violation_error_message="Số này đã có trong sổ đơn.",
            ),
            UniqueConstraint(
                fields=["organisation", "key"],
                name="submissions_are_saved_once",
                violation_error_message="Đơn này đã được ghi.",
            ),
            UniqueConstraint(
                fields=["reception", "matter"],
                condition=Q(voided_at__isnull=True),
                name="submissions_are_handed_in_once_a_visit",
                violation_error_message="Đơn của vụ việc này đã được nhận ở lượt tiếp ấy.",
            ),
            CheckConstraint(
                condition=Q(number__gte=1),
                name="submissions_are_numbered_from_one",
                violation_error_message="Số đơn bắt đầu từ 1.",
            ),
            CheckConstraint(
                condition=Q(signatories__gte=1),
                name="submissions_have_at_least_one_signatory",
                violation_error_message="Một đơn có ít nhất một người đứng tên.",
            ),
            CheckConstraint(
                condition=Q(written_on__isnull=True) | Q(written_on__lte=F("received_on")),
                name="submissions_are_written_before_they_come",
                violation_error_message="Ngày ghi trên đơn không thể sau ngày nhận.",
            ),
            CheckConstraint(
                condition=Q(reception__isnull=True) | Q(source=Source.VISIT),
                name="submissions_of_a_visit_came_by_a_visit",
                violation_error_message="Đơn gắn với lượt tiếp có nguồn là tiếp công dân.",
            ),
            CheckConstraint(
                condition=~Q(source__in=_SENT_BY_OTHERS) | ~Q(sender=""),
                name="submissions_name_who_sent_them_on",
                violation_error_message="Hãy ghi nơi chuyển đơn đến.",
            ),
            CheckConstraint(
                condition=Q(outcome="", decided_on__isnull=True)
                | (~Q(outcome="") & Q(decided_on__isnull=False) & ~Q(condition="")),
                name="submissions_are_decided_on_a_day",
                violation_error_message="Ghi cả hướng xử lý, ngày xử lý và điều kiện xử lý.",
            ),
            CheckConstraint(
                condition=Q(decided_on__isnull=True) | Q(decided_on__gte=F("received_on")),
                name="submissions_are_decided_after_they_come",
                violation_error_message="Ngày xử lý phải từ ngày nhận đơn trở đi.",
            ),
            CheckConstraint(
                condition=~Q(outcome=SubmissionOutcome.ACCEPTED)
                | Q(condition=Condition.MET, competence=Competence.OURS),
                name="submissions_accepted_are_ours_and_in_order",
                violation_error_message="Chỉ thụ lý đơn đủ điều kiện và thuộc thẩm quyền.",
            ),
            CheckConstraint(
                condition=~Q(outcome__in=_SENT_ON)
                | (Q(competence=Competence.OTHERS) & ~Q(agency="")),
                name="submissions_sent_on_name_the_agency",
                violation_error_message="Hướng dẫn, chuyển đơn: không thuộc thẩm quyền, có tên cơ quan.",
            ),
            CheckConstraint(
                condition=~Q(outcome__in=_WITH_REASON) | ~Q(reason=""),
                name="submissions_not_taken_say_why",
                violation_error_message="Trả đơn, lưu đơn, từ chối phải ghi lý do.",
            ),
            CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="submissions_are_voided_with_a_reason",
                violation_error_message="Hủy một đơn phải ghi lý do.",
            ),
        ]

    # What a scope may do with it, given by `with_rights`.
    is_decidable: bool
    is_correctable: bool
    is_voidable: bool
    shows_matter: bool

    def __str__(self) -> str:
        return f"{self.number}/{self.series.year}"

    def get_absolute_url(self) -> str:
        return href("submissions:submission", self.pk)

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None

    @property
    def round_words(self) -> str:
        """ "Lần đầu", "Lần hai", or of a denunciation "Tố cáo tiếp"."""
        if self.round == Round.FIRST:
            return "Lần đầu"
        return "Tố cáo tiếp" if self.is_secret else "Lần hai"


class Petitioner(Person):
    """Who signed a paper that came without a visit. Never one who denounces."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="petitioners")

    objects = PetitionerQuerySet.as_manager()

    class Meta:
        verbose_name = "người đứng đơn"
        verbose_name_plural = "người đứng đơn"
        ordering = ("submission", "place")
        indexes = [
            models.Index(fields=["name_key"], name="submissions_petitioner_by_name"),
            models.Index(fields=["identity_digest"], name="submissions_petitioner_digest"),
            models.Index(
                fields=["identity_box_key", "identity_digest_key"],
                condition=Q(identity_box__isnull=False),
                name="submissions_petitioner_by_keys",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["submission", "place"],
                name="submissions_petitioners_stand_in_order",
                violation_error_message="Hai người cùng một thứ tự.",
            ),
            CheckConstraint(
                condition=~Q(name="") & ~Q(name_key=""),
                name="submissions_petitioners_have_a_name",
                violation_error_message="Hãy ghi họ và tên.",
            ),
            sealed_and_found("submissions_identity_is_sealed_and_found"),
        ]

    def __str__(self) -> str:
        return f"người thứ {self.place} của đơn {self.submission_id}"

    @property
    def bound_to(self) -> str:
        return f"submissions.petitioner:{self.submission.organisation_id}"

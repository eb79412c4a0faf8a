"""Batches of paper ballots counted by hand, the ballots entered, and the tallies kept at close."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.timezone import now

from citizens.surveys.models.campaigns import CampaignUnit
from citizens.surveys.models.questionnaires import Option, Question
from citizens.surveys.querysets import BallotBatchQuerySet, BallotQuerySet, TallyQuerySet
from portal.hrefs import href
from portal.units.models import Organisation

LARGEST_BATCH = 1000


class BatchState(models.TextChoices):
    OPEN = "open", "Đang nhập"
    CLOSED = "closed", "Đã khóa"


class Mode(models.TextChoices):
    """How the ballots of a batch came; results tell the two apart."""

    PAPER = "paper", "Phiếu giấy"
    WEB = "web", "Qua mạng"


class BallotBatch(models.Model):
    """A stack of paper ballots, counted by hand first. It closes when as many were entered,
    and when the share drawn for second entry agrees.

    `entered` follows the ballots in the same transaction: their ordinals run from 1 to it without a
    gap. A trigger refuses any change to the ballots of a closed batch.
    """

    campaign_unit = models.ForeignKey(
        CampaignUnit, models.PROTECT, related_name="batches", verbose_name="đơn vị được khảo sát"
    )
    code = models.CharField("mã tập", max_length=20)
    mode = models.CharField(
        "cách trả lời", max_length=5, choices=Mode, default=Mode.PAPER, db_default=Mode.PAPER.value
    )
    counted_by_hand = models.PositiveIntegerField("số phiếu đếm tay")
    entered = models.PositiveIntegerField("số phiếu đã nhập", default=0)
    state = models.CharField(
        "trạng thái", max_length=6, choices=BatchState, default=BatchState.OPEN
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="batches", verbose_name="đơn vị nhập"
    )
    entered_by_id = models.BigIntegerField("mã người nhận nhập")
    created_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField("khóa lúc", null=True, blank=True)
    times_reopened = models.PositiveSmallIntegerField("số lần mở lại", default=0)
    # Of the second entry: the share that was agreed, and how far it is (`models/second.py`).
    second_share = models.PositiveSmallIntegerField(
        "tỷ lệ nhập lần hai (%)", default=0, db_default=0
    )
    drawn = models.PositiveIntegerField("số phiếu rút nhập lần hai", default=0, db_default=0)
    second_entered = models.PositiveIntegerField("đã nhập lần hai", default=0, db_default=0)
    unsettled = models.PositiveIntegerField("phiếu lệch chưa thống nhất", default=0, db_default=0)

    objects = BallotBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "tập phiếu"
        verbose_name_plural = "tập phiếu"
        constraints = [
            UniqueConstraint(
                fields=["campaign_unit", "code"],
                name="surveys_batches_of_a_unit_differ_in_code",
                violation_error_message="Đơn vị đã có tập phiếu mang mã này.",
            ),
            CheckConstraint(
                condition=Q(counted_by_hand__gte=1, counted_by_hand__lte=LARGEST_BATCH),
                name="surveys_a_batch_holds_1_to_1000_ballots",
                violation_error_message="Một tập có từ 1 đến 1.000 phiếu; nhiều hơn thì chia tập.",
            ),
            CheckConstraint(
                condition=Q(state=BatchState.OPEN, closed_at__isnull=True)
                | Q(
                    state=BatchState.CLOSED,
                    closed_at__isnull=False,
                    entered=F("counted_by_hand"),
                ),
                name="surveys_a_batch_closes_when_it_reconciles",
                violation_error_message="Chỉ khóa được khi số phiếu đã nhập bằng số đếm tay.",
            ),
            CheckConstraint(
                condition=Q(mode__in=Mode.values),
                name="surveys_batches_have_a_known_mode",
                violation_error_message="Không có cách trả lời này.",
            ),
            CheckConstraint(
                condition=Q(state=BatchState.OPEN)
                | Q(second_share=0)
                | Q(drawn__gte=1, second_entered=F("drawn"), unsettled=0),
                name="surveys_a_batch_closes_after_its_second_entry",
                violation_error_message=(
                    "Chỉ khóa được khi các phiếu rút ra đã nhập lần hai và mọi chỗ lệch đã thống nhất."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Tập {self.code}"

    def get_absolute_url(self) -> str:
        return href("surveys:entry", self.campaign_unit.campaign_id, self.pk)

    @property
    def is_open(self) -> bool:
        return self.state == BatchState.OPEN

    @property
    def is_paper(self) -> bool:
        return self.mode == Mode.PAPER

    @property
    def reconciles(self) -> bool:
        return self.entered == self.counted_by_hand

    @property
    def is_checked(self) -> bool:
        """Tell whether its second entry is done and settled, or none was agreed."""
        if not self.second_share:
            return True
        return 0 < self.drawn == self.second_entered and not self.unsettled


class Ballot(models.Model):
    """One person's answers: a compact list in the order of the questions (`rules.ballots.pack`).

    Nothing here tells who answered. `key` is made by the page that enters, so that saving twice
    over a bad line makes one row.
    """

    batch = models.ForeignKey(BallotBatch, models.PROTECT, related_name="ballots")
    ordinal = models.PositiveIntegerField("số thứ tự")
    answers = models.TextField("câu trả lời")
    key = models.UUIDField("mã chống ghi trùng")
    entered_by_id = models.BigIntegerField("mã người nhập")
    at = models.DateTimeField("nhập lúc", default=now)  # of a web ballot: its day, no finer

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = "phiếu"
        verbose_name_plural = "phiếu"
        constraints = [
            UniqueConstraint(
                fields=["batch", "ordinal"],
                name="surveys_ballots_of_a_batch_differ_in_ordinal",
                violation_error_message="Tập đã có phiếu mang số thứ tự này.",
            ),
            UniqueConstraint(
                fields=["key"],
                name="surveys_a_ballot_is_saved_once",
                violation_error_message="Phiếu này đã được ghi.",
            ),
            CheckConstraint(
                condition=Q(ordinal__gte=1),
                name="surveys_ballots_are_numbered_from_1",
                violation_error_message="Số thứ tự phiếu từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Phiếu {self.ordinal}"


class Tally(models.Model):
    """How many ballots of a closed batch chose an option; without an option: how many answered.

    `total` is the sum of the numbers given to a question that asks for one.
    """

    batch = models.ForeignKey(BallotBatch, models.CASCADE, related_name="tallies")
    question = models.ForeignKey(Question, models.PROTECT, related_name="tallies")
    option = models.ForeignKey(
        Option, models.PROTECT, null=True, blank=True, related_name="tallies"
    )
    count = models.PositiveIntegerField("số phiếu")
    total = models.BigIntegerField("tổng các số", null=True, blank=True)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = "số kiểm"
        verbose_name_plural = "số kiểm"
        constraints = [
            UniqueConstraint(
                fields=["batch", "question", "option"],
                name="surveys_a_batch_tallies_each_option_once",
                violation_error_message="Phương án đã được kiểm trong tập này.",
            ),
            UniqueConstraint(
                fields=["batch", "question"],
                condition=Q(option__isnull=True),
                name="surveys_a_batch_tallies_each_question_once",
                violation_error_message="Câu hỏi đã được kiểm trong tập này.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id}/{self.option_id}: {self.count}"

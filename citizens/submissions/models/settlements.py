"""How a matter was settled, in each round: the decision, what it orders, and what was carried out.

Read and written by who holds the matter; its history goes with it.
"""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.receptions.models import Matter
from citizens.submissions.kinds import RemedyKind, Round, SettlementEnd, Verdict
from citizens.submissions.querysets import SettlementQuerySet
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation


class Settlement(models.Model):
    """One round of settling a matter, from its acceptance.

    `holder` is who holds the matter now, as its owners say: what an office settles is found by it,
    without a look at each of its matters. Only `actions.settlements` writes it.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="settlements")
    holder = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="cơ quan giữ", db_index=False
    )
    round = models.CharField("lần", max_length=6, choices=Round, default=Round.FIRST)
    carried_over = models.BooleanField("tồn từ trước, nhận bàn giao", default=False)
    accepted_on = models.DateField("ngày thụ lý")
    accepted_document = models.CharField("số thông báo thụ lý", max_length=60, blank=True)
    is_complex = models.BooleanField("vụ việc phức tạp", default=False)
    is_remote = models.BooleanField("vùng sâu, vùng xa đi lại khó khăn", default=False)
    extensions = models.PositiveSmallIntegerField("số lần gia hạn", default=0)
    end = models.CharField("kết thúc", max_length=9, choices=SettlementEnd, blank=True)
    ended_on = models.DateField("ngày kết thúc", null=True, blank=True)
    decision_number = models.CharField("số quyết định, kết luận", max_length=60, blank=True)
    decided_by = models.CharField("người, cơ quan ra quyết định", max_length=200, blank=True)
    verdict = models.CharField("kết quả", max_length=7, choices=Verdict, blank=True)
    content = models.CharField("nội dung quyết định", max_length=1000, blank=True)
    executed_on = models.DateField("thi hành xong ngày", null=True, blank=True)
    reported_on = models.DateField("ngày báo kết quả cho nơi chuyển đơn", null=True, blank=True)

    objects = SettlementQuerySet.as_manager()

    get_end_display = label_of("end", [("", "Đang giải quyết"), *SettlementEnd.choices])

    class Meta:
        verbose_name = "giải quyết"
        verbose_name_plural = "giải quyết"
        ordering = ("accepted_on", "id")
        indexes = [
            models.Index(
                fields=["holder", "-accepted_on", "-id"], name="submissions_settled_by_holder"
            )
        ]
        constraints = [
            UniqueConstraint(
                fields=["matter", "round"],
                name="settlements_stand_once_a_round",
                violation_error_message="Vụ việc đã có giải quyết của lần này.",
            ),
            CheckConstraint(
                condition=Q(extensions__lte=2),
                name="settlements_are_extended_twice_at_most",
                violation_error_message="Gia hạn nhiều nhất hai lần (Điều 30 Luật Tố cáo).",
            ),
            CheckConstraint(
                condition=Q(end="", ended_on__isnull=True)
                | (~Q(end="") & Q(ended_on__gte=F("accepted_on"))),
                name="settlements_end_on_a_day_after_acceptance",
                violation_error_message="Ghi cả cách kết thúc và ngày, từ ngày thụ lý trở đi.",
            ),
            CheckConstraint(
                condition=~Q(end=SettlementEnd.DECIDED) | ~Q(decision_number=""),
                name="settlements_decided_have_a_number",
                violation_error_message="Hãy ghi số quyết định, kết luận hoặc văn bản trả lời.",
            ),
            CheckConstraint(
                condition=Q(verdict="") | Q(end=SettlementEnd.DECIDED),
                name="settlements_have_a_verdict_when_decided",
                violation_error_message="Kết quả đúng, sai chỉ có khi đã có quyết định, kết luận.",
            ),
            CheckConstraint(
                condition=Q(verdict__in=["", Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY])
                | Q(round=Round.SECOND),
                name="settlements_uphold_or_change_in_the_second_round",
                violation_error_message="Công nhận, hủy, sửa quyết định lần đầu là của lần hai.",
            ),
            CheckConstraint(
                condition=Q(executed_on__isnull=True)
                | Q(end=SettlementEnd.DECIDED, executed_on__gte=F("ended_on")),
                name="settlements_are_executed_after_the_decision",
                violation_error_message="Thi hành xong từ ngày có quyết định trở đi.",
            ),
            CheckConstraint(
                condition=Q(reported_on__isnull=True) | Q(reported_on__gte=F("ended_on")),
                name="settlements_are_reported_after_they_end",
                violation_error_message="Báo kết quả từ ngày kết thúc trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Giải quyết {self.get_round_display().lower()} vụ việc {self.matter_id}"

    def get_absolute_url(self) -> str:
        return href("submissions:settlement", self.pk)

    @property
    def verdict_words(self) -> str:
        """The verdict as papers of its kind say it."""
        if self.verdict == Verdict.PARTLY:
            return "Có đúng có sai" if self.matter.is_secret else "Đúng một phần"
        return self.get_verdict_display()

    @property
    def is_open(self) -> bool:
        return not self.end


class Suspension(models.Model):
    """Days on which a settlement stood still; without a last day it still does."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="suspensions")
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày", null=True, blank=True)
    document_number = models.CharField("số quyết định", max_length=60)
    reason = models.CharField("lý do", max_length=300)

    class Meta:
        verbose_name = "tạm đình chỉ"
        verbose_name_plural = "tạm đình chỉ"
        ordering = ("starts_on", "id")
        constraints = [
            UniqueConstraint(
                fields=["settlement"],
                condition=Q(ends_on__isnull=True),
                name="settlements_are_suspended_once_at_a_time",
                violation_error_message="Việc giải quyết đang tạm đình chỉ.",
            ),
            CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="suspensions_end_after_they_start",
                violation_error_message="Ngày cuối tạm đình chỉ phải từ ngày đầu trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Tạm đình chỉ từ {self.starts_on:%d/%m/%Y}"


class Remedy(models.Model):
    """One thing that a decision orders, and how much of it was carried out."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="remedies")
    kind = models.CharField("nội dung", max_length=21, choices=RemedyKind)
    owed = models.DecimalField("phải thi hành", max_digits=14, decimal_places=2)
    done = models.DecimalField("đã thi hành", max_digits=14, decimal_places=2, default=0)

    class Meta:
        verbose_name = "nội dung phải thi hành"
        verbose_name_plural = "nội dung phải thi hành"
        ordering = ("id",)
        constraints = [
            UniqueConstraint(
                fields=["settlement", "kind"],
                name="settlements_order_each_thing_once",
                violation_error_message="Nội dung này đã có.",
            ),
            CheckConstraint(
                condition=Q(owed__gt=0, done__gte=0, done__lte=F("owed")),
                name="remedies_are_done_up_to_what_is_owed",
                violation_error_message="Đã thi hành không thể hơn phải thi hành.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class RemedyStep(models.Model):
    """How much of a remedy was carried out, on the day it counts for; what was typed too high is negative.

    05/KQTH asks what was carried out in a period, so a total alone would not do.
    """

    remedy = models.ForeignKey(Remedy, models.CASCADE, related_name="steps")
    day = models.DateField("tính đến ngày")
    amount = models.DecimalField("thi hành thêm", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "lần thi hành"
        verbose_name_plural = "lần thi hành"
        ordering = ("day", "id")
        constraints = [
            CheckConstraint(
                condition=~Q(amount=0),
                name="remedy_steps_carry_something_out",
                violation_error_message="Một lần thi hành không thể bằng 0.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.amount}"

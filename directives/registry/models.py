"""The registry: directives, the text they were read from, what they rest on, what they ask of whom.

A draft belongs to the organisation that entered it. A final directive never changes its text; the
database refuses it (see `TextVersion`). Spans are code points of the newest text, end exclusive.
"""

from __future__ import annotations

import datetime as dt
import secrets

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.urls import reverse

from directives.registry.kinds import (
    Bound,
    DueKind,
    DutyState,
    IssuerLevel,
    ReferenceState,
    Relation,
    Status,
    System,
    kind_choices,
)
from directives.registry.querysets import (
    CrossReferenceQuerySet,
    DirectiveQuerySet,
    DutyQuerySet,
)
from directives.registry.rules.dues import DueRule
from portal.calendar.rules import Deadline
from portal.files.models import Attachment
from portal.units.models import AdministrativeUnit, Organisation

_SPAN_IN_ORDER = Q(start__isnull=True, end__isnull=True) | Q(start__lt=F("end"))
_SPAN_MESSAGE = "Vị trí trong văn bản không hợp lệ."


def new_entry_key() -> str:
    return secrets.token_hex(16)


class Directive(models.Model):
    """One document that directs work, of the State or of the Party.

    `province` is the province row its issuer belonged to on the day of issue, empty for a central
    issuer: old directives stay with the old province and are read through succession. `series` is
    the year of a State number, the term of a Party one: within it no number comes twice.
    """

    number = models.CharField("số, ký hiệu", max_length=60, blank=True)
    number_key = models.CharField(max_length=60, blank=True, editable=False)
    kind = models.CharField("loại", max_length=10, blank=True, choices=kind_choices)
    system = models.CharField("hệ thống", max_length=5, choices=System, default=System.STATE)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issuer_key = models.CharField(max_length=260, blank=True, editable=False)
    issuer_level = models.CharField(
        "cấp ban hành", max_length=10, choices=IssuerLevel, default=IssuerLevel.PROVINCE
    )
    issuer_organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="directives_issued"
    )
    province = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, null=True, blank=True, related_name="directives"
    )
    owner = models.ForeignKey(Organisation, models.PROTECT, related_name="directives_entered")
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    series = models.CharField("nhiệm kỳ", max_length=9, blank=True)
    effective_from = models.DateField("hiệu lực từ ngày", null=True, blank=True)
    effective_to = models.DateField("hiệu lực đến hết ngày", null=True, blank=True)
    subject = models.TextField("trích yếu", max_length=1000, blank=True)
    signer = models.CharField("người ký", max_length=150, blank=True)
    signer_capacity = models.CharField("chức vụ người ký", max_length=200, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    search_key = models.TextField(blank=True, editable=False)
    entry_key = models.CharField(max_length=40, editable=False, default=new_entry_key)
    made_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    final_at = models.DateTimeField("lưu lúc", null=True, blank=True)

    objects = DirectiveQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        indexes = [
            models.Index(fields=["status", "-issued_on", "-id"], name="registry_newest_first"),
            models.Index(fields=["number_key", "status"], name="registry_by_number"),
            models.Index(fields=["owner", "status"], name="registry_drafts_of_an_owner"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["issuer_key", "number_key", "series"],
                condition=Q(status=Status.FINAL),
                name="registry_final_numbers_come_once_in_a_series",
                violation_error_message=(
                    "Số, ký hiệu này của cơ quan ban hành đã có trong hệ thống."
                ),
            ),
            UniqueConstraint(
                fields=["owner", "entry_key"],
                name="registry_pressing_save_twice_makes_one_row",
                violation_error_message="Văn bản này vừa được nhập.",
            ),
            CheckConstraint(
                condition=~Q(status=Status.FINAL)
                | Q(issued_on__isnull=False)
                & ~Q(number_key="")
                & ~Q(kind="")
                & ~Q(issuer_key="")
                & ~Q(series="")
                & ~Q(subject=""),
                name="registry_final_directives_are_complete",
                violation_error_message=(
                    "Cần đủ số ký hiệu, loại, cơ quan ban hành, ngày ban hành và trích yếu."
                ),
            ),
            CheckConstraint(
                condition=~Q(issuer_level=IssuerLevel.CENTRAL) | Q(province__isnull=True),
                name="registry_central_directives_have_no_province",
                violation_error_message="Văn bản của trung ương không thuộc tỉnh nào.",
            ),
            CheckConstraint(
                condition=~Q(status=Status.FINAL)
                | Q(issuer_level=IssuerLevel.CENTRAL)
                | Q(province__isnull=False),
                name="registry_local_directives_have_a_province",
                violation_error_message="Chưa rõ cơ quan ban hành thuộc tỉnh nào.",
            ),
            CheckConstraint(
                condition=Q(effective_from__isnull=True)
                | Q(effective_to__isnull=True)
                | Q(effective_to__gte=F("effective_from")),
                name="registry_effect_ends_on_or_after_its_start",
                violation_error_message="Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("registry:directive", args=[self.pk])

    @property
    def title(self) -> str:
        """How people name it: "Chỉ thị 03/CT-UBND"; a draft may lack either."""
        return f"{self.get_kind_display()} {self.number}".strip() or "Văn bản chưa có số"

    @property
    def is_final(self) -> bool:
        return self.status == Status.FINAL

    @property
    def newest_text(self) -> TextVersion | None:
        """The newest text row; prefetch with `with_text()` to save queries."""
        return max(self.versions.all(), key=lambda version: version.ordinal, default=None)

    @property
    def text(self) -> str:
        version = self.newest_text
        return version.text if version else ""

    @property
    def source_file(self) -> Attachment | None:
        """The file that the newest text was read from."""
        version = self.newest_text
        return version.source if version else None


class TextVersion(models.Model):
    """The text as it was entered, normalised. Append-only: a trigger refuses any change."""

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="versions")
    ordinal = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    source = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "bản chữ"
        verbose_name_plural = "bản chữ"
        constraints = [
            UniqueConstraint(
                fields=["directive", "ordinal"],
                name="registry_texts_of_a_directive_are_numbered",
            )
        ]

    def __str__(self) -> str:
        return f"{self.directive_id}, bản {self.ordinal}"


class CrossReference(models.Model):
    """A citation: what `source` rests on, and which directive of the registry that is.

    A row that a person decided (`decided_by_id`) is never overwritten by reading again. Which
    directives it could mean is not stored: it is asked through the scope of who looks.
    """

    source = models.ForeignKey(Directive, models.CASCADE, related_name="references")
    target = models.ForeignKey(
        Directive, models.PROTECT, null=True, blank=True, related_name="cited_by"
    )
    ordinal = models.PositiveSmallIntegerField(default=0)
    number = models.CharField("số, ký hiệu", max_length=60)
    number_key = models.CharField(max_length=60, editable=False)
    kind = models.CharField("loại", max_length=10, blank=True, choices=kind_choices)
    issued_on = models.DateField("ngày", null=True, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    relation = models.CharField("quan hệ", max_length=20, choices=Relation, default=Relation.CITES)
    state = models.CharField(max_length=10, choices=ReferenceState, default=ReferenceState.UNKNOWN)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    mentions = models.JSONField(default=list, blank=True)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = CrossReferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "dẫn chiếu"
        verbose_name_plural = "dẫn chiếu"
        ordering = ["ordinal", "pk"]
        indexes = [models.Index(fields=["number_key", "state"], name="registry_waiting_references")]
        constraints = [
            UniqueConstraint(
                fields=["source", "number_key"],
                name="registry_a_number_is_cited_once_in_a_directive",
                violation_error_message="Số, ký hiệu này đã có trong danh sách dẫn chiếu.",
            ),
            CheckConstraint(
                condition=Q(state=ReferenceState.RESOLVED, target__isnull=False)
                | ~Q(state=ReferenceState.RESOLVED) & Q(target__isnull=True),
                name="registry_only_resolved_references_have_a_target",
                violation_error_message="Hãy chọn văn bản được dẫn chiếu.",
            ),
            CheckConstraint(
                condition=Q(target__isnull=True) | ~Q(target=F("source")),
                name="registry_directives_do_not_cite_themselves",
                violation_error_message="Một văn bản không dẫn chiếu chính nó.",
            ),
            CheckConstraint(
                condition=_SPAN_IN_ORDER,
                name="registry_references_end_after_their_start",
                violation_error_message=_SPAN_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def inverse_label(self) -> str:
        """The relation as the cited directive's page says it."""
        return Relation(self.relation).inverse_label


class Recipient(models.Model):
    """One line of "Nơi nhận"; a named organisation may read the directive wherever it is."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="recipients")
    ordinal = models.PositiveSmallIntegerField(default=0)
    wording = models.CharField("nơi nhận", max_length=300)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="directives_received"
    )

    class Meta:
        verbose_name = "nơi nhận"
        verbose_name_plural = "nơi nhận"
        ordering = ["ordinal", "pk"]

    def __str__(self) -> str:
        return self.wording


class Duty(models.Model):
    """One thing that a directive asks of someone, with its deadline as the text gives it.

    `due_on` is the last permitted day of a duty that falls due once: "trước ngày D" is stored as
    D−1. A recurrence has the month (of the year, half year or quarter), day or weekday of its last
    permitted day, each only when the text gives it; day 31 is the last day of any month.
    """

    directive = models.ForeignKey(Directive, models.PROTECT, related_name="duties")
    ordinal = models.PositiveSmallIntegerField(default=0)
    clause = models.CharField("mục", max_length=40, blank=True)
    text = models.TextField("nội dung", max_length=4000)
    actors = models.JSONField("giao cho", default=list, blank=True)
    due_kind = models.CharField("chu kỳ", max_length=12, choices=DueKind, default=DueKind.NONE)
    due_on = models.DateField("ngày cuối cùng", null=True, blank=True)
    due_month = models.PositiveSmallIntegerField(
        "tháng", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    due_day = models.PositiveSmallIntegerField(
        "ngày", null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    due_weekday = models.PositiveSmallIntegerField(
        "thứ", null=True, blank=True, validators=[MaxValueValidator(6)]
    )
    due_wording = models.CharField("cách ghi hạn", max_length=300, blank=True)
    quantity = models.DecimalField(
        "số lượng", max_digits=12, decimal_places=2, null=True, blank=True
    )
    quantity_unit = models.CharField("đơn vị tính", max_length=100, blank=True)
    quantity_is_percent = models.BooleanField("tỷ lệ %", default=False)
    quantity_bound = models.CharField(max_length=10, choices=Bound, blank=True)
    quantity_per = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DutyState, default=DutyState.PROPOSED)
    decided_by_id = models.BigIntegerField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm vụ"
        verbose_name_plural = "nhiệm vụ"
        ordering = ["ordinal", "pk"]
        constraints = [
            CheckConstraint(
                condition=Q(due_kind=DueKind.ONCE, due_on__isnull=False)
                | ~Q(due_kind=DueKind.ONCE) & Q(due_on__isnull=True),
                name="registry_duties_due_once_have_their_last_day",
                violation_error_message="Nhiệm vụ làm một lần cần ngày cuối cùng.",
            ),
            CheckConstraint(
                condition=_SPAN_IN_ORDER,
                name="registry_duties_end_after_their_start",
                violation_error_message=_SPAN_MESSAGE,
            ),
        ]

    def __str__(self) -> str:
        return f"Mục {self.clause}: {self.text[:60]}" if self.clause else self.text[:60]

    @property
    def place(self) -> int:
        """Its number among the duties of the directive, as the review prints it."""
        return self.ordinal + 1

    @property
    def quantity_shown(self) -> str:
        """The quantity as people read it: "100%, xã, phường", "1 mô hình"."""
        if self.quantity is None:
            return ""
        value = f"{self.quantity.normalize():f}".replace(".", ",")
        return (
            f"{value}% {self.quantity_unit}"
            if self.quantity_is_percent
            else f"{value} {self.quantity_unit}"
        )

    @property
    def due_rule(self) -> DueRule:
        return DueRule(
            DueKind(self.due_kind), last_day=self.due_on, month=self.due_month,
            day=self.due_day, weekday=self.due_weekday,
        )  # fmt: skip

    def deadline(self, on: dt.date) -> Deadline | None:
        """The last permitted day of the next period, or the one that has passed, with its reasons."""
        found = self.due_rule.explained(on, self.due_wording)
        clause = f", mục {self.clause}" if self.clause else ""
        return found.under(f"{self.directive.title}{clause}.") if found else None

    def next_due(self, on: dt.date) -> dt.date | None:
        """The first last-permitted day from `on` onwards; None when none is left or none is set."""
        return self.due_rule.next_day(on)

"""Directives with their texts and recipients."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from directives.registry.kinds import IssuerLevel, Status, System, kind_choices
from directives.registry.querysets import DirectiveQuerySet
from portal.choices import label_of
from portal.files.models import Attachment
from portal.hrefs import href
from portal.units.models import AdministrativeUnit, Organisation


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
    status = models.CharField("trạng thái", max_length=10, choices=Status, default=Status.DRAFT)
    search_key = models.TextField(blank=True, editable=False)
    entry_key = models.CharField(max_length=40, editable=False, default=new_entry_key)
    made_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    final_at = models.DateTimeField("lưu lúc", null=True, blank=True)

    objects = DirectiveQuerySet.as_manager()

    get_status_display = label_of("status", Status.choices)
    get_issuer_level_display = label_of("issuer_level", IssuerLevel.choices)
    get_system_display = label_of("system", System.choices)
    get_kind_display = label_of("kind", kind_choices())

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        indexes = [
            models.Index(fields=["status", "-issued_on", "-id"], name="registry_newest_first"),
            # All that tells who reads a directive: the newest are found without a look at the rest.
            models.Index(
                fields=["-issued_on", "-id"],
                include=["status", "province", "owner"],
                name="registry_newest_to_read",
            ),
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
        return href("registry:directive", self.pk)

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

    def text_version(self, ordinal: int) -> TextVersion | None:
        """The text of that number, however many corrections ago."""
        return TextVersion.objects.filter(directive=self, ordinal=ordinal).first()

    @property
    def text(self) -> str:
        version = self.newest_text
        return version.text if version else ""

    @property
    def unsure(self) -> list[tuple[int, int]]:
        """The spans of the words that reading a scan was not sure of."""
        version = self.newest_text
        return [(start, end) for start, end in (version.unsure or [])] if version else []

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
    # Spans of the words that reading a scan was not sure of; none for a text that was typed.
    unsure = models.JSONField(null=True, blank=True)
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

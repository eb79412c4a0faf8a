"""Reports: the form they follow, their figures and words, what was frozen when they were sent."""

from functools import lru_cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from portal.calendar.rules import Deadline
from portal.choices import label_of
from portal.figures import Period
from portal.files.models import Attachment
from portal.hrefs import href
from portal.jobs.models import Job
from portal.reports.outline import Outline
from portal.reports.querysets import FormVersionQuerySet, ReportQuerySet
from portal.reports.rules import NUMBER_SHAPE
from portal.units.models import AdministrativeUnit, Organisation


class ReportKind(models.TextChoices):
    COMMUNE_YEARLY = "commune_yearly", "Báo cáo năm của cấp xã"
    PROVINCE_YEARLY = "province_yearly", "Báo cáo năm của tỉnh"


class ReportState(models.TextChoices):
    """The life of a report. A returned one stays as it was; revision n+1 is opened beside it."""

    DRAFT = "draft", "Đang soạn"
    WAITING = "waiting", "Chờ ký"
    SUBMITTED = "submitted", "Đã gửi"
    RETURNED = "returned", "Bị trả lại"
    APPROVED = "approved", "Đã duyệt"

    @property
    def is_open(self) -> bool:
        return self in (ReportState.DRAFT, ReportState.WAITING)


# The badge of each state and its word.
_SHOWN_AS = {
    ReportState.DRAFT: ("draft", "Đang soạn"),
    ReportState.WAITING: ("waiting", "Chờ ký"),
    ReportState.SUBMITTED: ("waiting", "Đã gửi, chờ duyệt"),
    ReportState.RETURNED: ("rejected", "Bị trả lại"),
    ReportState.APPROVED: ("done", "Đã duyệt"),
}


class FormVersion(models.Model):
    """A form as it was loaded from its reviewed file. Append-only: a trigger refuses any change."""

    code = models.CharField("mã", max_length=40)
    version = models.PositiveSmallIntegerField("phiên bản")
    kind = models.CharField("loại", max_length=20, choices=ReportKind)
    checksum = models.CharField(max_length=64)
    valid_from = models.DateField("dùng từ ngày")
    content = models.JSONField()

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu báo cáo"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "version"], name="reports_one_row_per_form_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code}, phiên bản {self.version}"

    @property
    def outline(self) -> Outline:
        return _outline_of(self.pk, self.checksum)


@lru_cache(maxsize=64)
def _outline_of(version: int, checksum: str) -> Outline:
    """Return the outline of a version: a trigger keeps it as it is, memory does too."""
    return Outline.of(FormVersion.objects.get(pk=version, checksum=checksum).content)


class Report(models.Model):
    """One organisation's report for one year, in one revision."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reports", verbose_name="đơn vị báo cáo"
    )
    # The organisation's unit, filled by the database: who watches a province reads its reports by unit.
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    form = models.ForeignKey(FormVersion, models.PROTECT, related_name="reports")
    kind = models.CharField("loại", max_length=20, choices=ReportKind)
    year = models.PositiveSmallIntegerField("năm")
    revision = models.PositiveSmallIntegerField("lần", default=1)
    starts_on = models.DateField("số liệu từ ngày")
    ends_on = models.DateField("số liệu đến hết ngày")
    due_on = models.DateField("hạn")
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReportState, default=ReportState.DRAFT
    )
    narrative = models.JSONField(default=dict, blank=True)
    typed = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=1)
    number = models.CharField("số văn bản", max_length=40, blank=True)
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    # What an open one counted, and when: counting a whole province anew at each look is too dear.
    counted = models.JSONField(null=True, blank=True)
    counted_at = models.DateTimeField("số liệu đếm lúc", null=True, blank=True)
    frozen = models.JSONField(null=True, blank=True)
    digest = models.CharField("mã kiểm tra", max_length=64, blank=True, db_index=True)
    submitted_on = models.DateField("ngày gửi", null=True, blank=True)
    signed_by = models.CharField("người ký", max_length=150, blank=True)
    signed_as = models.CharField("chức vụ người ký", max_length=120, blank=True)
    answer = models.TextField("ý kiến của cấp trên", blank=True)
    pdf = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    docx = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    xlsx = models.ForeignKey(Attachment, models.PROTECT, null=True, blank=True, related_name="+")
    job = models.ForeignKey(Job, models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ReportQuerySet.as_manager()

    get_state_display = label_of("state", ReportState.choices)
    get_kind_display = label_of("kind", ReportKind.choices)
    deadline: Deadline  # given by `deadlines.with_deadlines`

    class Meta:
        ordering = ("-year", "organisation_id", "-revision")
        verbose_name = "báo cáo"
        indexes: ClassVar = [
            models.Index(fields=["kind", "year", "state"], name="reports_by_year_and_state")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "year", "revision"],
                name="reports_one_row_per_revision",
                violation_error_message="Đã có báo cáo năm này của đơn vị.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "kind", "year"],
                condition=~Q(state=ReportState.RETURNED),
                name="reports_one_standing_revision",
                violation_error_message="Đơn vị đang có một bản báo cáo của năm này.",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="reports_period_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[ReportState.DRAFT, ReportState.WAITING])
                | Q(frozen__isnull=False) & ~Q(digest="") & Q(submitted_on__isnull=False),
                name="reports_sent_ones_are_frozen",
            ),
            models.CheckConstraint(
                condition=Q(counted__isnull=True, counted_at__isnull=True)
                | Q(
                    counted__isnull=False,
                    counted_at__isnull=False,
                    state__in=[ReportState.DRAFT, ReportState.WAITING],
                ),
                name="reports_open_ones_alone_keep_a_count_and_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(number="") | Q(number__regex=NUMBER_SHAPE),
                name="reports_number_is_of_the_register",
                violation_error_message="Số văn bản có dạng 125, 125a hoặc 125/BC-UBND.",
            ),
            models.CheckConstraint(
                condition=Q(issued_on__isnull=True)
                | Q(issued_on__gte=F("starts_on"))
                & (Q(submitted_on__isnull=True) | Q(issued_on__lte=F("submitted_on"))),
                name="reports_dated_from_the_period_until_sent",
                violation_error_message="Ngày văn bản từ ngày đầu kỳ số liệu đến ngày gửi.",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo năm {self.year}, {self.organisation}"

    def get_absolute_url(self) -> str:
        return href("reports:report", self.pk)

    @property
    def period(self) -> Period:
        return Period(self.starts_on, self.ends_on)

    @property
    def is_open(self) -> bool:
        return ReportState(self.state).is_open

    @property
    def shown_as(self) -> tuple[str, str]:
        return _SHOWN_AS[ReportState(self.state)]

    @property
    def outline(self) -> Outline:
        return self.form.outline

    @property
    def title(self) -> str:
        return self.outline.title_of(self.year)

    def text_of(self, key: str) -> str:
        narrative: dict[str, Any] = self.narrative
        return str(narrative.get(key, ""))

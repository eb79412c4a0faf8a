"""A campaign: one version of a questionnaire, asked over communes in a period, by the Front."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.surveys.models.questionnaires import QuestionnaireVersion
from citizens.surveys.querysets import CampaignQuerySet, CampaignUnitQuerySet
from portal.hrefs import href
from portal.units.models import AdministrativeUnit, Organisation


class CampaignState(models.TextChoices):
    OPEN = "open", "Đang nhập phiếu"
    CLOSED = "closed", "Đã khóa"
    PUBLISHED = "published", "Đã công bố"


_MARKS = {CampaignState.OPEN: "active", CampaignState.CLOSED: "closed"}


class Frame(models.TextChoices):
    """Whom the sample stands for: what N counts."""

    HOUSEHOLDS = "households", "hộ gia đình"
    TRANSACTIONS = "transactions", "lượt giải quyết thủ tục"
    RESIDENTS = "residents", "người dân từ đủ 18 tuổi"
    OFFICIALS = "officials", "lượt làm việc với công chức nêu tên"


class Campaign(models.Model):
    """One round of asking. Closed: no ballot comes in. Published: the surveyed communes see results."""

    version = models.ForeignKey(
        QuestionnaireVersion, models.PROTECT, related_name="campaigns", verbose_name="phiếu hỏi"
    )
    organiser = models.ForeignKey(
        Organisation, models.PROTECT, related_name="campaigns", verbose_name="đơn vị tổ chức"
    )
    title = models.CharField("tên đợt khảo sát", max_length=200)
    starts_on = models.DateField("từ ngày")
    ends_on = models.DateField("đến hết ngày")
    frame = models.CharField(
        "khung mẫu tính theo", max_length=12, choices=Frame, default=Frame.HOUSEHOLDS
    )
    margin = models.DecimalField(
        "sai số cho phép", max_digits=4, decimal_places=3, default=Decimal("0.050")
    )
    second_share = models.PositiveSmallIntegerField(
        "tỷ lệ phiếu nhập lần hai (%)", default=10, db_default=0
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=CampaignState, default=CampaignState.OPEN
    )
    created_by_id = models.BigIntegerField("mã người lập")
    created_at = models.DateTimeField(auto_now_add=True)
    published_on = models.DateField("ngày công bố", null=True, blank=True)
    published_by_id = models.BigIntegerField("mã người công bố", null=True, blank=True)

    search_key = models.CharField(max_length=200, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt khảo sát"
        verbose_name_plural = "đợt khảo sát"
        indexes = [models.Index(fields=["-starts_on", "-id"], name="surveys_campaign_by_start")]
        constraints = [
            CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="surveys_campaigns_end_on_or_after_start",
                violation_error_message="Ngày kết thúc phải từ ngày bắt đầu trở đi.",
            ),
            CheckConstraint(
                condition=Q(margin__gt=0, margin__lte=Decimal("0.2")),
                name="surveys_margin_is_above_0_and_at_most_20_percent",
                violation_error_message="Sai số cho phép lớn hơn 0% và không quá 20%.",
            ),
            CheckConstraint(
                condition=Q(second_share__lte=100),
                name="surveys_second_share_is_at_most_100_percent",
                violation_error_message="Tỷ lệ phiếu nhập lần hai không quá 100%.",
            ),
            CheckConstraint(
                condition=Q(state=CampaignState.PUBLISHED, published_on__isnull=False)
                | (~Q(state=CampaignState.PUBLISHED) & Q(published_on__isnull=True)),
                name="surveys_published_campaigns_have_a_day",
                violation_error_message="Đợt đã công bố phải có ngày công bố.",
            ),
            CheckConstraint(
                condition=Q(state__in=CampaignState.values),
                name="surveys_campaigns_have_a_known_state",
                violation_error_message="Không có trạng thái này.",
            ),
            UniqueConstraint(
                fields=["organiser", "title", "starts_on"],
                name="surveys_an_organiser_opens_a_campaign_once",
                violation_error_message="Đã có đợt khảo sát cùng tên, bắt đầu cùng ngày.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return href("surveys:campaign", self.pk)

    @property
    def is_open(self) -> bool:
        return self.state == CampaignState.OPEN

    @property
    def mark(self) -> str:
        """How the badge of its state looks."""
        return _MARKS.get(CampaignState(self.state), "done")

    @property
    def is_published(self) -> bool:
        return self.state == CampaignState.PUBLISHED

    @property
    def margin_percent(self) -> Decimal:
        return (self.margin * 100).normalize()


class CampaignUnit(models.Model):
    """One commune in a campaign: how many there are, how many to ask, and which Front enters."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="units")
    unit = models.ForeignKey(
        AdministrativeUnit, models.PROTECT, related_name="surveyed_in", verbose_name="đơn vị"
    )
    size = models.PositiveIntegerField("tổng số (N)", null=True, blank=True)
    target = models.PositiveIntegerField("mẫu tối thiểu (n)", null=True, blank=True)
    enterer = models.ForeignKey(
        Organisation, models.PROTECT, related_name="surveys_entered", verbose_name="đơn vị nhập"
    )

    objects = CampaignUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị được khảo sát"
        verbose_name_plural = "đơn vị được khảo sát"
        constraints = [
            UniqueConstraint(
                fields=["campaign", "unit"],
                name="surveys_a_unit_stands_once_in_a_campaign",
                violation_error_message="Đơn vị đã có trong đợt khảo sát.",
            ),
            CheckConstraint(
                condition=Q(size__isnull=True, target__isnull=True)
                | Q(size__gte=1, target__gte=1, target__lte=F("size")),
                name="surveys_sample_is_between_1_and_its_frame",
                violation_error_message="Mẫu tối thiểu từ 1 đến tổng số của khung mẫu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.unit}"

"""The reception book. Five things are kept apart: the visit (lượt), its people (người), the matter
(vụ việc), what was done with the matter at that visit, and the group (đoàn, five people or more).

A visit that holds a denunciation (tố cáo) has no person at all; triggers of the first migration
refuse one, whatever code asks. A void visit stays, with its number.
"""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from citizens.receptions.kinds import (
    Channel,
    DayState,
    Field,
    Host,
    MatterKind,
    Mode,
    Outcome,
    ReplyKind,
)
from citizens.receptions.person import Person, sealed_and_found
from citizens.receptions.querysets import (
    HandlingQuerySet,
    MatterOwnerQuerySet,
    MatterQuerySet,
    ReceptionDayQuerySet,
    ReceptionQuerySet,
    SeriesQuerySet,
    VisitorQuerySet,
)
from citizens.receptions.rules import FIRST_DAY_ONLINE, GROUP_FROM
from portal.calendar.rules import Deadline
from portal.choices import label_of
from portal.hrefs import href
from portal.units.models import Organisation


class ReceptionSeries(models.Model):
    """The numbers of one commune's book of one calendar year. An imported book is closed."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reception_series", verbose_name="cơ quan"
    )
    year = models.PositiveSmallIntegerField("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    closed = models.BooleanField("đã khóa", default=False)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ tiếp công dân của năm"
        verbose_name_plural = "sổ tiếp công dân của năm"
        constraints = [
            UniqueConstraint(
                fields=["organisation", "year"],
                name="receptions_have_one_book_a_year",
                violation_error_message="Cơ quan này đã có sổ của năm đó.",
            )
        ]

    def __str__(self) -> str:
        return f"Sổ {self.year}"


class Reception(models.Model):
    """One visit. Everything about who came stands in `Visitor`, so that it can be absent."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="receptions", verbose_name="cơ quan"
    )
    series = models.ForeignKey(ReceptionSeries, models.PROTECT, related_name="receptions")
    number = models.PositiveIntegerField("số thứ tự")
    received_on = models.DateField("ngày tiếp")
    channel = models.CharField("hình thức", max_length=12, choices=Channel)
    host = models.CharField("người tiếp là", max_length=10, choices=Host)
    mode = models.CharField("cách tiếp", max_length=10, choices=Mode, default=Mode.IN_PERSON)
    official = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người ghi sổ"
    )
    official_name = models.CharField("người tiếp", max_length=150)
    head_count = models.PositiveSmallIntegerField("số người")
    is_secret = models.BooleanField("theo sổ riêng", default=False)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    key = models.UUIDField("mã chống ghi hai lần")
    recorded_at = models.DateTimeField("ghi lúc", auto_now_add=True)
    corrections = models.PositiveSmallIntegerField("số lần sửa", default=0)
    voided_at = models.DateTimeField("hủy lúc", null=True, blank=True)
    void_reason = models.CharField("lý do hủy", max_length=300, blank=True)

    objects = ReceptionQuerySet.as_manager()

    get_channel_display = label_of("channel", Channel.choices)
    get_host_display = label_of("host", Host.choices)

    class Meta:
        verbose_name = "lượt tiếp"
        verbose_name_plural = "lượt tiếp"
        indexes = [
            models.Index(fields=["organisation", "-received_on", "-id"], name="receptions_by_day")
        ]
        constraints = [
            UniqueConstraint(
                fields=["series", "number"],
                name="receptions_have_one_row_per_number",
                violation_error_message="Số thứ tự này đã có trong sổ.",
            ),
            UniqueConstraint(
                fields=["organisation", "key"],
                name="receptions_are_saved_once",
                violation_error_message="Lượt tiếp này đã được ghi.",
            ),
            CheckConstraint(
                condition=Q(number__gte=1),
                name="receptions_are_numbered_from_one",
                violation_error_message="Số thứ tự bắt đầu từ 1.",
            ),
            CheckConstraint(
                condition=Q(head_count__gte=1),
                name="receptions_have_at_least_one_person",
                violation_error_message="Một lượt tiếp có ít nhất một người.",
            ),
            CheckConstraint(
                condition=Q(mode=Mode.IN_PERSON) | Q(received_on__gte=FIRST_DAY_ONLINE),
                name="receptions_are_online_since_july_2026",
                violation_error_message="Tiếp trực tuyến chỉ có từ ngày 01/07/2026.",
            ),
            CheckConstraint(
                condition=Q(voided_at__isnull=True, void_reason="")
                | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="receptions_are_voided_with_a_reason",
                violation_error_message="Hủy một lượt tiếp phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.received_on.year}"

    def get_absolute_url(self) -> str:
        return href("receptions:visit", self.pk)

    @property
    def is_group(self) -> bool:
        return self.head_count >= GROUP_FROM

    @property
    def is_void(self) -> bool:
        return self.voided_at is not None


class Visitor(Person):
    """A person of a visit, or a representative of a group. Never one who denounces."""

    reception = models.ForeignKey(Reception, models.CASCADE, related_name="visitors")

    objects = VisitorQuerySet.as_manager()

    class Meta:
        verbose_name = "người được tiếp"
        verbose_name_plural = "người được tiếp"
        ordering = ("reception", "place")
        indexes = [
            models.Index(fields=["identity_digest"], name="receptions_visitor_by_digest"),
            models.Index(fields=["name_key"], name="receptions_visitor_by_name"),
            models.Index(
                fields=["identity_box_key", "identity_digest_key"],
                condition=Q(identity_box__isnull=False),
                name="receptions_visitor_by_keys",
            ),
        ]
        constraints = [
            UniqueConstraint(
                fields=["reception", "place"],
                name="receptions_visitors_stand_in_order",
                violation_error_message="Hai người cùng một thứ tự.",
            ),
            CheckConstraint(
                condition=~Q(name="") & ~Q(name_key=""),
                name="receptions_visitors_have_a_name",
                violation_error_message="Hãy ghi họ và tên.",
            ),
            sealed_and_found("receptions_identity_is_sealed_and_found"),
        ]

    def __str__(self) -> str:
        return f"người thứ {self.place} của lượt {self.reception_id}"

    @property
    def bound_to(self) -> str:
        return f"receptions.visitor:{self.reception.organisation_id}"


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


class ReceptionDay(models.Model):
    """A day on which the head of the People's Committee receives, or a delegate does."""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reception_days", verbose_name="cơ quan"
    )
    day = models.DateField("ngày tiếp")
    host = models.CharField("người tiếp", max_length=10, choices=Host, default=Host.HEAD)
    host_name = models.CharField("họ tên, chức vụ", max_length=150)
    channel = models.CharField(
        "hình thức", max_length=12, choices=Channel, default=Channel.PERIODIC
    )
    publicised_on = models.DateField("ngày thông báo công khai", null=True, blank=True)
    state = models.CharField(
        "tình trạng", max_length=10, choices=DayState, default=DayState.PLANNED
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = ReceptionDayQuerySet.as_manager()

    get_state_display = label_of("state", DayState.choices)
    get_host_display = label_of("host", Host.choices)

    class Meta:
        verbose_name = "ngày tiếp công dân"
        verbose_name_plural = "ngày tiếp công dân"
        constraints = [
            UniqueConstraint(
                fields=["organisation", "day", "host"],
                name="receptions_days_stand_once",
                violation_error_message="Ngày này đã có trong lịch tiếp công dân.",
            ),
            CheckConstraint(
                condition=~Q(host=Host.OFFICIAL),
                name="receptions_days_are_of_the_head",
                violation_error_message="Lịch này chỉ ghi ngày tiếp của thủ trưởng hoặc người được ủy quyền.",
            ),
            CheckConstraint(
                condition=~Q(channel=Channel.REGULAR),
                name="receptions_days_are_periodic_or_unscheduled",
                violation_error_message="Ngày tiếp của thủ trưởng là định kỳ hoặc đột xuất.",
            ),
            CheckConstraint(
                condition=Q(publicised_on__isnull=True) | Q(publicised_on__lte=F("day")),
                name="receptions_days_are_publicised_before",
                violation_error_message="Ngày thông báo công khai không thể sau ngày tiếp.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"

    def is_past(self, on: date) -> bool:
        return self.day < on

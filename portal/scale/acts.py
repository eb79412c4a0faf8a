"""What people did in the invented country, as its rows tell it: the acts of the audit record."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, ExtractYear

from citizens.receptions.models import Reception
from citizens.submissions.models import Submission
from citizens.surveys.models import BallotBatch, BatchState, Campaign
from directives.assignments.kinds import EntryKind
from directives.assignments.models import Assignment, ProgressEntry
from directives.registry.models import Directive, Duty
from portal.access import Role
from portal.accounts.models import Posting
from portal.reports.models import Report, ReportState
from portal.scale.country import SINCE
from portal.scale.wordings import LABELS

Changes = dict[str, list[str]]
COLUMNS = ("of_chain", "done_at", "act", "of_row", "done_by", "one", "two", "three")


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act: the rows that it made, up to three words of each, and what it says of them.

    Without `who`, somebody of the organisation did it. `{}` in the name is filled by the first word.
    """

    name: str
    target: type[models.Model]
    rows: Callable[[], QuerySet[Any]]
    chain: str
    at: str
    who: str
    target_id: str
    words: tuple[Any, ...]
    says: Callable[[str, str, str], str]
    changes: Callable[[str, str, str], Changes] = lambda *_: {}

    def lines(self, place: int) -> QuerySet[Any, tuple[Any, ...]]:
        """The rows as the record takes them, in `COLUMNS` that all acts share."""
        words = [*self.words, Value(""), Value(""), Value("")]
        values = (
            Cast(self.chain, BigIntegerField()), Cast(self.at, DateTimeField()),
            Value(place, IntegerField()), Cast(self.target_id, BigIntegerField()),
            Cast(F(self.who) if self.who else Value(None), BigIntegerField()),
            *[Cast(word, CharField()) for word in words[:3]],
        )  # fmt: skip
        named = dict(zip(COLUMNS, values, strict=True))
        rows: QuerySet[Any, tuple[Any, ...]] = (
            self.rows().order_by().annotate(**named).values_list(*COLUMNS)
        )
        return rows


_VISIT = (F("number"), ExtractYear("received_on"))
_PAPER = (F("kind"), F("number"))
ACTS = (
    Act(
        "posting.create", Posting, lambda: Posting.objects.all(), "organisation_id",
        "user__created_at", "", "pk", (F("user__full_name"), F("role"), F("organisation__name")),
        lambda name, role, place: (
            f"Phân công {name}: {Role(role).label}, {place}, từ {SINCE:%d/%m/%Y}."
        ),
    ),
    Act(
        "submission.log", Submission, lambda: Submission.objects.all(), "organisation_id",
        "recorded_at", "", "pk", (F("number"), F("series__year")),
        lambda number, year, _: f"Ghi đơn số {number}/{year}.",
    ),
    Act(
        "reception.log", Reception, lambda: Reception.objects.all(), "organisation_id",
        "recorded_at", "official_id", "pk", _VISIT,
        lambda number, year, _: f"Ghi lượt tiếp số {number}/{year}.",
    ),
    Act(
        "reception.void", Reception, lambda: Reception.objects.filter(voided_at__isnull=False),
        "organisation_id", "voided_at", "official_id", "pk", (*_VISIT, F("void_reason")),
        lambda number, year, _: f"Hủy lượt tiếp số {number}/{year}.",
        lambda _number, _year, reason: {"lý do hủy": ["", reason]},
    ),
    Act(
        "campaign.open", Campaign, lambda: Campaign.objects.all(), "organiser_id", "created_at",
        "created_by_id", "pk", (F("title"),),
        lambda title, *_: f"Lập đợt khảo sát “{title}”.",
    ),
    Act(
        "campaign.publish", Campaign, lambda: Campaign.objects.filter(published_on__isnull=False),
        "organiser_id", "published_on", "published_by_id", "pk", (F("title"),),
        lambda title, *_: f"Công bố kết quả đợt khảo sát “{title}”.",
    ),
    Act(
        "batch.open", BallotBatch, lambda: BallotBatch.objects.all(), "organisation_id",
        "created_at", "entered_by_id", "pk", (F("code"), F("counted_by_hand")),
        lambda code, count, _: f"Nhận tập phiếu {code}, {count} phiếu đếm tay.",
    ),
    Act(
        "batch.close", BallotBatch, lambda: BallotBatch.objects.filter(state=BatchState.CLOSED),
        "organisation_id", "closed_at", "entered_by_id", "pk", (F("code"), F("entered")),
        lambda code, count, _: f"Khóa tập {code}: {count} phiếu, khớp số đếm tay.",
    ),
    Act(
        "directive.enter", Directive, lambda: Directive.objects.all(), "owner_id", "made_at", "",
        "pk", _PAPER, lambda kind, number, _: f"Nhập văn bản {LABELS[kind]} {number}.",
    ),
    Act(
        "directive.finish", Directive, lambda: Directive.objects.filter(final_at__isnull=False),
        "owner_id", "final_at", "", "pk", _PAPER,
        lambda kind, number, _: f"Lưu văn bản {LABELS[kind]} {number} sau rà soát.",
        lambda *_: {"status": ["Đang rà soát", "Đã lưu"]},
    ),
    Act(
        "assignment.assign", Duty,
        lambda: (
            Assignment.objects.values(
                "duty_id", "assigned_by_organisation_id", "assigned_by_id", "assigned_on"
            ).annotate(given=Count("pk"))
        ),
        "assigned_by_organisation_id", "assigned_on", "assigned_by_id", "duty_id", (F("given"),),
        lambda given, *_: f"Giao nhiệm vụ cho {given} đơn vị.",
    ),
    Act(
        "assignment.{}", Assignment, lambda: ProgressEntry.objects.all(),
        "assignment__organisation_id", "at", "by_user_id", "assignment_id",
        (F("kind"), F("note")),
        lambda kind, note, _: ": ".join(filter(None, (EntryKind(kind).label, note))),
    ),
    Act(
        "report.sign", Report, lambda: Report.objects.exclude(digest=""), "organisation_id",
        "submitted_on", "", "pk", (F("year"), F("digest")),
        lambda year, digest, _: f"Ký và gửi báo cáo năm {year}, mã kiểm tra {digest[:12]}.",
    ),
    Act(
        "report.approve", Report, lambda: Report.objects.filter(state=ReportState.APPROVED),
        "organisation_id", "submitted_on", "", "pk", (F("year"),),
        lambda year, *_: f"Duyệt báo cáo năm {year}.",
    ),
)  # fmt: skip

"""The yearly reports: prepared for every commune and province, two thirds of the communes' sent."""

import random
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils.timezone import get_current_timezone

from portal.reports.actions import prepare, recount
from portal.reports.figures import count, digest, freeze
from portal.reports.models import Report, ReportKind, ReportState
from portal.scale.country import Country
from portal.scale.dice import dice_for
from portal.scale.progress import Bar

_SENT, _APPROVED, _STACK = 0.66, 0.6, 200
_WORDS = (
    "Tình hình ổn định; Nhân dân tin tưởng, chấp hành tốt chủ trương, pháp luật.",
    "Duy trì nền nếp; việc chậm đã được phân công theo dõi, đôn đốc hằng tuần.",
    "Trả kết quả đúng và trước hạn; gửi thư xin lỗi khi trễ hẹn.",
    "Có lúc còn chậm do biên chế chuyên môn chưa đủ; đã có kế hoạch khắc phục.",
)


def prepare_reports(country: Country) -> int:
    """Open the drafts, as the scheduler does; return how many communes have one."""
    prepare(on=country.on)
    return Report.objects.of_kind(ReportKind.COMMUNE_YEARLY).count()


def send_reports(country: Country, count: int, bar: Bar) -> None:
    """Write and send the reports of `count` communes at most, with the figures of their own rooms."""
    drafts = Report.objects.of_kind(ReportKind.COMMUNE_YEARLY).for_page().order_by("pk")
    dice = dice_for(country.seed, "reports")
    chosen = [pk for pk in drafts.values_list("pk", flat=True) if dice.random() < _SENT]
    chosen = sorted(dice.sample(chosen, min(count, len(chosen))))
    leaders = {one.people_committee: one.leader for one in country.communes}
    for start in range(0, len(chosen), _STACK):
        sent = list(drafts.filter(pk__in=chosen[start : start + _STACK]))
        for report in sent:
            leader = leaders.get(report.organisation_id)
            _send(report, leader.name if leader else "", country, dice)
            bar.forward()
        _keep(sent)


def count_open_reports(country: Country) -> None:
    """Count what the drafts hold so far, as the scheduler does once a day."""
    for report in Report.objects.open().for_page():
        recount(report=report, at=datetime.combine(country.on, time(7), get_current_timezone()))


def _send(report: Report, signed_by: str, country: Country, dice: random.Random) -> None:
    report.narrative = {part.key: dice.choice(_WORDS) for part in report.outline.written}
    on = min(country.on, report.due_on + timedelta(days=dice.randint(-8, 3)))
    on = max(on, report.ends_on + timedelta(days=1))
    report.number = f"{dice.randint(20, 900)}/BC-UBND"
    report.submitted_on = report.issued_on = on
    report.signed_by, report.signed_as = signed_by, "CHỦ TỊCH"
    report.frozen = freeze(
        report, count(report, on=country.on), signed_by=signed_by, signed_as="CHỦ TỊCH", on=on
    )
    report.digest = digest(report.frozen)
    approved = dice.random() < _APPROVED
    report.state = ReportState.APPROVED if approved else ReportState.SUBMITTED
    report.version += 1


def _keep(reports: Iterable[Report]) -> None:
    Report.objects.bulk_update(
        reports,
        ["narrative", "number", "submitted_on", "issued_on", "signed_by", "signed_as", "frozen",
         "digest", "state", "version"],
        batch_size=50,
    )  # fmt: skip

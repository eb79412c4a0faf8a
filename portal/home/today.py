"""What a person must do today, by role: a few panels, each with its most pressing lines first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse

from citizens.receptions.deadlines import with_deadlines as reply_deadlines
from citizens.receptions.models import Handling, Reception, ReceptionDay
from citizens.submissions.deadlines import with_deadlines as term_deadlines
from citizens.submissions.models import LegalTerm
from citizens.surveys.models import BallotBatch, Campaign
from directives.assignments.deadlines import with_deadlines as work_deadlines
from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.rules import State, Turn
from directives.registry.models import Directive
from portal.access import Role, Scope
from portal.accounts.models import Posting, User
from portal.accounts.querysets import left_without_officials
from portal.accounts.rules import ENDING_SOON
from portal.home.lines import (
    Line,
    campaign_line,
    day_line,
    late_line,
    reply_line,
    report_line,
    term_line,
    waiting_line,
    work_line,
)
from portal.hrefs import href
from portal.jobs.models import Job
from portal.lists import first_rows, narrow
from portal.reports.deadlines import with_deadlines as report_deadlines
from portal.reports.models import Report, ReportKind, ReportState

LINES = 6
OVERDUE = "Nhiệm vụ quá hạn"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Count:
    """One number at the top of the page; it opens exactly its rows."""

    label: str
    value: int
    href: str
    state: str = "open"


@dataclass(frozen=True, slots=True)
class Panel:
    """A heading, its lines, where the rest is, and what an empty panel says."""

    title: str
    lines: list[Line]
    href: str
    empty: str
    more: bool = False
    owed: bool = False
    """Whether an empty panel is itself something to do."""


@dataclass(slots=True)
class Day:
    """All that the start page shows."""

    counts: list[Count] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    board: str = ""

    @property
    def busy(self) -> list[Panel]:
        """The panels with something to do in them."""
        return [panel for panel in self.panels if panel.lines]

    @property
    def quiet(self) -> list[Panel]:
        """The panels that one sentence says enough of."""
        return [panel for panel in self.panels if not panel.lines]


def day_of(scope: Scope, *, on: date) -> Day:
    """Return the start page of a person's role."""
    return _PAGES[scope.role](scope, on)


def _official(scope: Scope, on: date) -> Day:
    counts = [*_work_counts(scope, on), *_reply_counts(scope, on)]
    return Day(counts, _commune_panels(scope, on, _open_reports(scope)))


def _leader(scope: Scope, on: date) -> Day:
    reports = _open_reports(scope)
    panel = _panel(
        "Chờ tôi ký",
        (report_line(one) for one in reports if one.state == ReportState.WAITING),
        reverse("reports:list"),
        "Không có báo cáo nào chờ ký.",
    )
    counts = [*_work_counts(scope, on), *_reply_counts(scope, on)]
    return Day(counts, [panel, *_commune_panels(scope, on, reports)])


def _open_reports(scope: Scope) -> list[Report]:
    """The organisation's own reports that are not sent, those that wait to be signed first."""
    mine = Report.objects.visible_to(scope).writable_by(scope).open().signing_first().for_list()
    return report_deadlines(narrow(mine, LINES + 1))


def _commune_panels(scope: Scope, on: date, reports: list[Report]) -> list[Panel]:
    work = Assignment.objects.visible_to(scope).with_commune().for_list().soonest_first()
    replies = Handling.objects.visible_to(scope).owed().soonest_first()
    terms = LegalTerm.objects.visible_to(scope).owed().soonest_first()
    days = ReceptionDay.objects.visible_to(scope).planned_from(on)
    return [
        _panel(
            "Nhiệm vụ phải làm",
            (work_line(one) for one in work_deadlines(narrow(work, LINES + 1))),
            reverse("assignments:list"),
            "Không có nhiệm vụ nào đang chờ đơn vị.",
        ),
        _panel(
            "Trả lời công dân",
            (reply_line(one) for one in reply_deadlines(narrow(replies, LINES + 1))),
            f"{reverse('receptions:register')}?tra_loi=cho",
            "Mọi lượt tiếp đã được trả lời.",
        ),
        _panel(
            "Đơn thư đến hạn",
            (term_line(one) for one in term_deadlines(narrow(terms, LINES + 1))),
            reverse("submissions:terms"),
            "Không có đơn, vụ việc nào đang chờ xử lý.",
        ),
        _panel(
            "Báo cáo phải gửi",
            (report_line(one) for one in reports),
            reverse("reports:list"),
            "Không có báo cáo nào đang mở.",
        ),
        _panel(
            "Lịch tiếp công dân sắp tới",
            (day_line(one) for one in first_rows(days, LINES + 1)),
            reverse("receptions:days"),
            "Chưa lên lịch tiếp công dân của thủ trưởng.",
            owed=True,
        ),
    ]


def _supervisor(scope: Scope, on: date) -> Day:
    return Day(_watch_counts(scope, on), _watch_panels(scope, on), reverse("assignments:board"))


def _province(scope: Scope, on: date) -> Day:
    reports = Report.objects.visible_to(scope).of_kind(ReportKind.COMMUNE_YEARLY).standing()
    ready = reports.of_year(reports.newest_year() or on.year).readiness(on)
    board = reverse("reports:readiness")
    missing = ready["open"] + ready["overdue"]
    counts = [
        Count("Báo cáo chưa gửi", missing, f"{board}?tinh_trang=missing", "soon"),
        Count("Báo cáo chờ duyệt", ready["waiting"], f"{board}?tinh_trang=waiting", "waiting"),
    ]
    drafts = Directive.objects.editable_by(scope).drafts().for_list()
    waiting = reports.waiting_for_review().for_list()
    return Day(
        [*counts, *_watch_counts(scope, on)],
        [
            _panel(
                "Báo cáo chờ duyệt",
                (
                    report_line(one, whose=True)
                    for one in report_deadlines(narrow(waiting, LINES + 1))
                ),
                f"{board}?tinh_trang=waiting",
                "Không có báo cáo nào chờ duyệt.",
            ),
            *_watch_panels(scope, on),
            _panel(
                "Văn bản đang rà soát",
                (
                    Line(one.title, one.get_absolute_url(), one.subject)
                    for one in drafts[: LINES + 1]
                ),
                reverse("registry:list"),
                "Không có bản nháp nào.",
            ),
        ],
        reverse("assignments:board"),
    )


def _front(scope: Scope, on: date) -> Day:
    campaigns = (
        Campaign.objects.visible_to(scope).in_state("open").with_progress(scope).with_names()
    )
    batches = BallotBatch.objects.visible_to(scope).not_reconciled().with_place().open_first()
    return Day(
        [],
        [
            _panel(
                "Đợt khảo sát đang mở",
                (campaign_line(one) for one in campaigns[: LINES + 1]),
                reverse("surveys:campaigns"),
                "Không có đợt khảo sát nào đang mở.",
            ),
            _panel(
                "Tập phiếu chưa khớp",
                (
                    Line(
                        f"Tập {one.code}, {one.campaign_unit.unit.full_name}", one.get_absolute_url(),
                        part=one.entered, whole=one.counted_by_hand, unit="phiếu đếm tay",
                    )
                    for one in batches[: LINES + 1]
                ),
                reverse("surveys:campaigns"),
                "Mọi tập phiếu đã nhập đủ.",
            ),
        ],
    )  # fmt: skip


def _unit_administrator(scope: Scope, on: date) -> Day:
    return Day(_people_counts(scope, on), [])


def _people_counts(scope: Scope, on: date) -> list[Count]:
    never = User.objects.visible_to(scope).never_logged_in()
    ending = Posting.objects.visible_to(scope).ending_within(ENDING_SOON, on=on)
    empty, page = left_without_officials(scope, on=on), reverse("accounts:ending")
    waiting = reverse("accounts:never_logged_in")
    return [
        Count("Người chưa đăng nhập lần nào", never.count(), waiting, "waiting"),
        Count(f"Phân công hết hạn trong {ENDING_SOON.days} ngày", ending.count(), page, "soon"),
        Count("Cơ quan không còn ai", empty.count(), f"{page}#khong-con-ai", "late"),
    ]


def _administrator(scope: Scope, on: date) -> Day:
    jobs = Job.objects.visible_to(scope)
    lines = (
        Line(one.title, href("jobs:detail", one.pk), one.error) for one in jobs.failed()[:LINES]
    )
    return Day(
        [
            Count("Công việc đang chờ, đang chạy", jobs.unfinished().count(), reverse("jobs:list")),
            *_people_counts(scope, on),
        ],
        [
            _panel(
                "Công việc không xong", lines, reverse("jobs:list"), "Không có công việc nào hỏng."
            )
        ],
    )


_PAGES: dict[Role, Callable[[Scope, date], Day]] = {
    Role.COMMUNE_OFFICIAL: _official,
    Role.COMMUNE_LEADER: _leader,
    Role.SUPERVISOR: _supervisor,
    Role.PROVINCE_STAFF: _province,
    Role.FRONT: _front,
    Role.UNIT_ADMINISTRATOR: _unit_administrator,
    Role.ADMINISTRATOR: _administrator,
}


def _work_counts(scope: Scope, on: date) -> list[Count]:
    address, doing = reverse("assignments:list"), f"buoc={Turn.COMMUNE}"
    found = Assignment.objects.visible_to(scope).pressing(on, until=on + WEEK)
    week = f"{address}?trang_thai=open&{doing}&tu={on:%d/%m/%Y}&den={on + WEEK:%d/%m/%Y}"
    return [
        Count(OVERDUE, found["late"], f"{address}?trang_thai=overdue&{doing}", "late"),
        Count("Nhiệm vụ đến hạn trong 7 ngày", found["soon"], week, "soon"),
        Count("Nhiệm vụ chờ duyệt", found["review"], f"{address}?buoc={Turn.REVIEWER}", "waiting"),
    ]


def _overdue(work: AssignmentQuerySet, on: date) -> Count:
    """Overdue as the statistic says it (design §10): what waits for review is not done yet."""
    late = work.in_state(State.OVERDUE, on).count()
    return Count(OVERDUE, late, f"{reverse('assignments:list')}?trang_thai=overdue", "late")


def _reply_counts(scope: Scope, on: date) -> list[Count]:
    owed = Handling.objects.visible_to(scope)
    today_visits = Reception.objects.visible_to(scope).standing().between(on, on)
    register = reverse("receptions:register")
    return [
        Count(
            "Trả lời công dân quá hạn",
            owed.overdue_on(on).count(),
            f"{register}?tra_loi=qua-han",
            "late",
        ),
        Count(
            "Đơn thư quá hạn",
            LegalTerm.objects.visible_to(scope).overdue_on(on).count(),
            f"{reverse('submissions:terms')}?tinh_trang=qua-han",
            "late",
        ),
        Count(
            "Lượt tiếp hôm nay",
            today_visits.count(),
            f"{register}?tu={on:%d/%m/%Y}&den={on:%d/%m/%Y}",
            "info",
        ),
    ]


def _watch_counts(scope: Scope, on: date) -> list[Count]:
    work = Assignment.objects.visible_to(scope)
    silent = f"{reverse('assignments:list')}?buoc=given"
    return [
        _overdue(work, on),
        Count("Chưa được tiếp nhận", work.unacknowledged().count(), silent, "waiting"),
    ]


def _watch_panels(scope: Scope, on: date) -> list[Panel]:
    work = Assignment.objects.visible_to(scope).for_list().soonest_first()
    late = work.in_state(State.OVERDUE, on).with_commune()
    return [
        _panel(
            "Chờ tôi duyệt",
            (waiting_line(one) for one in first_rows(work.waiting_for_review(), LINES + 1)),
            f"{reverse('assignments:list')}?buoc={Turn.REVIEWER}",
            "Không có kết quả nào chờ duyệt.",
        ),
        _panel(
            "Quá hạn lâu nhất",
            (late_line(one) for one in work_deadlines(narrow(late, LINES + 1))),
            f"{reverse('assignments:list')}?trang_thai=overdue&buoc={Turn.COMMUNE}",
            "Không có nhiệm vụ nào quá hạn.",
        ),
    ]


def _panel(
    title: str, lines: Iterable[Line], href: str, empty: str, *, owed: bool = False
) -> Panel:
    shown = list(lines)
    return Panel(title, shown[:LINES], href, empty, more=len(shown) > LINES, owed=owed)

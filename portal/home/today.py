"""What a person must do today, by role: a few panels, each with its most pressing lines first."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.urls import reverse

from citizens.receptions.deadlines import with_deadlines as reply_deadlines
from citizens.submissions.deadlines import fill_lines
from citizens.submissions.deadlines import with_deadlines as term_deadlines
from directives.assignments import questions as works
from directives.assignments.deadlines import with_deadlines as work_deadlines
from directives.assignments.models import Assignment
from directives.assignments.querysets.counts import Kept
from directives.assignments.rules import Turn
from portal.access import Role, Scope
from portal.accounts.rules import ENDING_SOON
from portal.calendar.explaining import explain
from portal.home import questions
from portal.home.lines import (
    Line,
    campaign_line,
    day_line,
    late_line,
    more_time_line,
    reply_line,
    report_line,
    term_line,
    waiting_line,
    work_line,
)
from portal.home.questions import LINES
from portal.hrefs import href
from portal.prepared import counted
from portal.reports.deadlines import with_deadlines as report_deadlines
from portal.reports.models import Report, ReportState
from portal.reports.questions import readiness
from portal.units.models import Organisation

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
    own = _Own.of(scope)
    return Day(_commune_counts(own, on), _commune_panels(own, on))


def _leader(scope: Scope, on: date) -> Day:
    own = _Own.of(scope)
    panels = _commune_panels(own, on)  # gives each report its deadline
    panel = _panel(
        "Chờ tôi ký",
        (report_line(one) for one in own.reports if one.state == ReportState.WAITING),
        reverse("reports:list"),
        "Không có báo cáo nào chờ ký.",
    )
    return Day(_commune_counts(own, on), [panel, *panels])


@dataclass(frozen=True, slots=True)
class _Own:
    """What an office of a commune has: itself, the books it reads with their places, its reports."""

    scope: Scope
    office: Organisation
    books: dict[int | None, Organisation]
    reports: list[Report]

    @classmethod
    def of(cls, scope: Scope) -> "_Own":
        books: dict[int | None, Organisation] = {one.pk: one for one in questions.offices(scope)}
        office = books.get(scope.organisation_id) or questions.office(scope)[0]
        return cls(scope, office, books, questions.own_reports(scope))

    @property
    def ids(self) -> tuple[int, ...]:
        """Whose books these are as numbers: PostgreSQL then knows how much stands in them."""
        return tuple(one.pk for one in self.books.values())


def _commune_panels(own: _Own, on: date) -> list[Panel]:
    work, replies, terms = (
        questions.work(own.scope), questions.replies(own.ids), questions.terms(own.ids),
    )  # fmt: skip
    days, reports = questions.planned_days(own.ids, on), own.reports
    for one in work:
        one.organisation = own.office
    for report in reports:
        report.organisation = own.office
    for reply in replies:
        reply.reception.organisation = own.books[reply.organisation_id]
    for term in terms:
        term.holder = own.books[term.holder_id]
    fill_lines(terms)
    explain(
        (work_deadlines, work), (reply_deadlines, replies), (term_deadlines, terms),
        (report_deadlines, reports),
    )  # fmt: skip
    return [
        _panel(
            "Nhiệm vụ phải làm",
            map(work_line, work),
            reverse("assignments:list"),
            "Không có nhiệm vụ nào đang chờ đơn vị.",
        ),
        _panel(
            "Trả lời công dân",
            map(reply_line, replies),
            f"{reverse('receptions:register')}?tra_loi=cho",
            "Mọi lượt tiếp đã được trả lời.",
        ),
        _panel(
            "Đơn thư đến hạn",
            map(term_line, terms),
            reverse("submissions:terms"),
            "Không có đơn, vụ việc nào đang chờ xử lý.",
        ),
        _panel(
            "Báo cáo phải gửi",
            map(report_line, reports),
            reverse("reports:list"),
            "Không có báo cáo nào đang mở.",
        ),
        _panel(
            "Lịch tiếp công dân sắp tới",
            map(day_line, days),
            reverse("receptions:days"),
            "Chưa lên lịch tiếp công dân của thủ trưởng.",
            owed=True,
        ),
    ]


def _supervisor(scope: Scope, on: date) -> Day:
    watched = works.at_work(scope)
    late = work_deadlines(questions.longest_late(_ids(watched), on))
    panels = _watch_panels(watched, late)
    return Day(_watch_counts(watched, on), panels, reverse("assignments:board"))


def _province(scope: Scope, on: date) -> Day:
    year = next((year for (year,) in questions.newest_year.numbers(scope)), on.year)
    ready = readiness(scope, year, on)
    board = reverse("reports:readiness")
    missing = ready["open"] + ready["overdue"]
    counts = [
        Count("Báo cáo chưa gửi", missing, f"{board}?tinh_trang=missing", "soon"),
        Count("Báo cáo chờ duyệt", ready["waiting"], f"{board}?tinh_trang=waiting", "waiting"),
    ]
    waiting, watched = questions.reports_to_review(scope, year), works.at_work(scope)
    late = questions.longest_late(_ids(watched), on)
    explain((report_deadlines, waiting), (work_deadlines, late))
    return Day(
        [*counts, *_watch_counts(watched, on)],
        [
            _panel(
                "Báo cáo chờ duyệt",
                (report_line(one, whose=True) for one in waiting),
                f"{board}?tinh_trang=waiting",
                "Không có báo cáo nào chờ duyệt.",
            ),
            *_watch_panels(watched, late),
            _panel(
                "Văn bản đang rà soát",
                (
                    Line(one.title, one.get_absolute_url(), one.subject)
                    for one in questions.drafts(scope)
                ),
                reverse("registry:list"),
                "Không có bản nháp nào.",
            ),
        ],
        reverse("assignments:board"),
    )


def _ministry(scope: Scope, on: date) -> Day:
    """Each directive of the centre under way, with how far the country is."""
    board = reverse("assignments:country")
    return Day(
        [],
        [
            _panel(
                "Văn bản Trung ương đang triển khai",
                (
                    Line(one.title, f"{board}?van_ban={one.pk}")
                    for one in works.directives_to_choose(scope)
                ),
                board,
                "Chưa tỉnh nào giao nhiệm vụ của văn bản Trung ương.",
            )
        ],
        board,
    )


def _front(scope: Scope, on: date) -> Day:
    return Day(
        [],
        [
            _panel(
                "Đợt khảo sát đang mở",
                map(campaign_line, questions.open_campaigns(scope)),
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
                    for one in questions.open_batches(scope)
                ),
                reverse("surveys:campaigns"),
                "Mọi tập phiếu đã nhập đủ.",
            ),
        ],
    )  # fmt: skip


def _unit_administrator(scope: Scope, on: date) -> Day:
    return Day(_people_counts(scope, on), [])


def _people_counts(scope: Scope, on: date) -> list[Count]:
    never, empty = questions.never_logged_in(scope), questions.left_without_anybody(scope, on)
    ending = questions.ending_postings(scope, on, on + ENDING_SOON)
    waiting, page = reverse("accounts:never_logged_in"), reverse("accounts:ending")
    return [
        Count("Người chưa đăng nhập lần nào", never, waiting, "waiting"),
        Count(f"Phân công hết hạn trong {ENDING_SOON.days} ngày", ending, page, "soon"),
        Count("Cơ quan không còn ai", empty, f"{page}#khong-con-ai", "late"),
    ]


def _administrator(scope: Scope, on: date) -> Day:
    lines = (
        Line(one.title, href("jobs:detail", one.pk), one.error)
        for one in questions.failed_jobs(scope)
    )
    return Day(
        [
            Count(
                "Công việc đang chờ, đang chạy",
                questions.unfinished_jobs(scope),
                reverse("jobs:list"),
            ),
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
    Role.MINISTRY: _ministry,
    Role.FRONT: _front,
    Role.UNIT_ADMINISTRATOR: _unit_administrator,
    Role.ADMINISTRATOR: _administrator,
}


def _commune_counts(own: _Own, on: date) -> list[Count]:
    late, soon, review, replies, terms, visits = counted(
        *questions.OWED, values=(own.scope, own.ids, on, on + WEEK)
    )
    work, doing = reverse("assignments:list"), f"buoc={Turn.COMMUNE}"
    register, days = reverse("receptions:register"), f"tu={on:%d/%m/%Y}&den="
    week = f"{work}?trang_thai=open&{doing}&{days}{on + WEEK:%d/%m/%Y}"
    owed = f"{reverse('submissions:terms')}?tinh_trang=qua-han"
    today = f"{register}?{days}{on:%d/%m/%Y}"
    return [
        Count(OVERDUE, late, f"{work}?trang_thai=overdue&{doing}", "late"),
        Count("Nhiệm vụ đến hạn trong 7 ngày", soon, week, "soon"),
        Count("Nhiệm vụ chờ duyệt", review, f"{work}?buoc={Turn.REVIEWER}", "waiting"),
        Count("Trả lời công dân quá hạn", replies, f"{register}?tra_loi=qua-han", "late"),
        Count("Đơn thư quá hạn", terms, owed, "late"),
        Count("Lượt tiếp hôm nay", visits, today, "info"),
    ]


def _watch_counts(watched: list[Kept], on: date) -> list[Count]:
    """Overdue as the statistic says it (design §10): what waits for review is not done yet."""
    late = sum(now for _, now, _ in works.overdue.numbers(_ids(watched), on))
    silent = sum(one.unanswered for one in watched)
    address = reverse("assignments:list")
    return [
        Count(OVERDUE, late, f"{address}?trang_thai=overdue", "late"),
        Count("Chưa được tiếp nhận", silent, f"{address}?buoc=given", "waiting"),
    ]


def _ids(watched: list[Kept]) -> tuple[int, ...]:
    return tuple(one.organisation for one in watched)


def _watch_panels(watched: list[Kept], late: Iterable[Assignment]) -> list[Panel]:
    return [
        _panel(
            "Chờ tôi duyệt",
            map(waiting_line, questions.work_to_review(_ids(watched))),
            f"{reverse('assignments:list')}?buoc={Turn.REVIEWER}",
            "Không có kết quả nào chờ duyệt.",
        ),
        _panel(
            "Xin gia hạn",
            map(more_time_line, questions.more_time_asked(_ids(watched))),
            f"{reverse('assignments:list')}?buoc={Turn.MORE_TIME}",
            "Không có đề nghị gia hạn nào.",
        ),
        _panel(
            "Quá hạn lâu nhất",
            map(late_line, late),
            f"{reverse('assignments:list')}?trang_thai=overdue&buoc={Turn.COMMUNE}",
            "Không có nhiệm vụ nào quá hạn.",
        ),
    ]


def _panel(
    title: str, lines: Iterable[Line], href: str, empty: str, *, owed: bool = False
) -> Panel:
    shown = list(lines)
    return Panel(title, shown[:LINES], href, empty, more=len(shown) > LINES, owed=owed)

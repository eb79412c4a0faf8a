"""The lines of the start page: what there is to do, of whom, by when."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from citizens.receptions.models import Handling, ReceptionDay
from citizens.submissions.models import LegalTerm
from citizens.surveys.models import Campaign
from directives.assignments.models import Assignment, Extension
from portal.calendar.rules import Deadline
from portal.reports.models import Report
from portal.text import shortened

CAMPAIGN_ENDS = "Ngày cuối nhận phiếu, do cơ quan lập đợt khảo sát chọn."
PLANNED_DAY = "Ngày tiếp công dân mà thủ trưởng đã lên lịch."


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to do: where it opens, what it is, by when."""

    text: str
    href: str
    sub: str = ""
    deadline: Deadline | None = None
    part: int = 0
    whole: int = 0
    unit: str = ""


def campaign_line(campaign: Campaign) -> Line:
    """How far a campaign is, from the annotations of `with_progress`."""
    ballots, target = getattr(campaign, "ballots_in", 0), getattr(campaign, "target_sum", 0) or 0
    sub = "" if target else f"Đã có {ballots} phiếu; số phiếu cần chưa xác định"
    return Line(
        campaign.title, campaign.get_absolute_url(), sub, _until(campaign.ends_on, CAMPAIGN_ENDS),
        part=ballots, whole=target, unit="phiếu cần có",
    )  # fmt: skip


def work_line(work: Assignment) -> Line:
    return Line(_duty(work, 120), work.get_absolute_url(), work.duty.directive.title, work.deadline)


def late_line(work: Assignment) -> Line:
    """Whose work is late; to who watches many units the duty is the same on every line."""
    sub = f"{work.duty.directive.title}: {_duty(work, 90)}"
    return Line(work.organisation.unit.full_name, work.get_absolute_url(), sub, work.deadline)


def waiting_line(work: Assignment) -> Line:
    """Who reported work done, and when: the day of the report decides, not that of the review."""
    said = f"Báo cáo {work.submitted_on:%d/%m/%Y}" if work.submitted_on else "Đã báo cáo"
    due = f", hạn {work.due_on:%d/%m/%Y}" if work.due_on else ""
    sub = f"{said}{due} · {_duty(work, 70)}"
    return Line(work.organisation.unit.full_name, work.get_absolute_url(), sub)


def more_time_line(asked: Extension) -> Line:
    """Who asks for a later day, and which."""
    work = asked.assignment
    sub = f"Xin đến hết ngày {asked.until:%d/%m/%Y} · {_duty(work, 70)}"
    return Line(work.organisation.unit.full_name, work.get_absolute_url(), sub)


def _duty(work: Assignment, letters: int) -> str:
    return shortened(work.duty.text, letters)


def reply_line(handling: Handling) -> Line:
    return Line(
        _brought(handling), handling.reception.get_absolute_url(),
        f"Lượt số {handling.reception.number}, ngày {handling.reception.received_on:%d/%m/%Y}",
        handling.deadline,
    )  # fmt: skip


def _brought(handling: Handling) -> str:
    """What the citizen brought; of a denunciation not even that."""
    matter = handling.matter
    if matter.is_secret:
        return "Tố cáo (theo sổ riêng)"
    return shortened(f"{matter.get_kind_display()}: {matter.summary}", 120)


def term_line(term: LegalTerm) -> Line:
    """What the law asks of a paper or of a settlement; of a denunciation not even what about."""
    matter, paper = term.matter, term.submission
    about = "Tố cáo (theo sổ riêng)"
    if not matter.is_secret:
        about = shortened(f"{matter.get_kind_display()}: {matter.summary}", 120)
    which = term.get_step_display()
    if paper:
        which += f", đơn số {paper}"
    elif term.handling:
        which += f", lượt tiếp số {term.handling.reception}"
    return Line(about, term.get_absolute_url(), which, term.deadline)


def report_line(report: Report, *, whose: bool = False) -> Line:
    title, sub = report.title, report.get_state_display()
    if report.revision > 1:
        sub = f"Bị trả lại; lần {report.revision}: {sub.lower()}"
    if whose:  # one title for all: what differs comes first
        title, sub = report.organisation.unit.full_name, report.title
    return Line(title, report.get_absolute_url(), sub, report.deadline)


def day_line(planned: ReceptionDay) -> Line:
    return Line(
        f"{planned.get_host_display()} tiếp công dân", reverse("receptions:days"), "",
        _until(planned.day, PLANNED_DAY).under("Điều 15 Luật Tiếp công dân."),
    )  # fmt: skip


def _until(day: date, rule: str) -> Deadline:
    """A day that somebody fixed on a page of the portal; no calendar moves it."""
    return Deadline(day, (rule,))

"""A line of the list of work, drawn: the loop of a template takes ten times as long."""

from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from directives.assignments.models import Assignment
from directives.assignments.rules import State, Step
from directives.registry.kinds import TargetResult
from portal.hrefs import href
from portal.templatetags.show import badge, day, due, due_date, unit_name
from portal.units.kinds import OrganisationKind

_LETTERS = 140  # of a duty's text

_BY_STATE = {
    State.ON_TIME.value: ("done", "Xong đúng hạn"),
    State.LATE.value: ("done-late", "Xong sau hạn"),
}
_BY_STEP = {
    Step.WITHDRAWN.value: ("closed", "Đã thu hồi"),
    Step.SUBMITTED.value: ("waiting", "Chờ duyệt"),
    Step.HANDED_BACK.value: ("waiting", "Đề nghị trả lại"),
}
_TARGETS = {
    TargetResult.MET: ("done", "Đạt chỉ tiêu"),
    TargetResult.UNMET: ("soon", "Không đạt chỉ tiêu"),
    TargetResult.UNREPORTED: ("open", "Chưa báo cáo chỉ tiêu"),
}


def drawn(
    work: Assignment, on: date, *, opens: bool = True, in_province: bool = False
) -> SafeString:
    """Draw a row `as_lines` and `with_state`, with its deadline; all that was typed is escaped.

    It `opens` its page for who may open one, and says `in_province` where units of several stand.
    """
    withdrawn = work.step == Step.WITHDRAWN
    duty, period = work.duty, f" · {escape(work.period)}" if work.period else ""
    struck = ' class="struck"' if withdrawn else ""
    target = duty.target
    reached = result = ""
    if target:
        reached = f'<div class="table-sub">{escape(work.reached_shown or "chưa có")} / {escape(str(target))}</div>'
        met = work.target_result
        result = "" if withdrawn or met is None else f" {badge(*_TARGETS[met])}"
    line = (
        f'<tr{struck}><th scope="row">{_named(work, opens=opens)}'
        f'<div class="table-sub">{escape(duty.directive.title)}{period}</div></th>'
        f'<td data-label="Đơn vị">{_whose(work)}{_province(work) if in_province else ""}</td>'
        f'<td data-label="Hạn">{_due(work, on)}</td>'
        f'<td data-label="Tiến độ" class="num">{work.percent}%{reached}</td>'
        f'<td data-label="Trạng thái">{state_badge(work)}{result}</td></tr>'
    )
    return mark_safe(line)  # noqa: S308  # its parts are escaped


def _named(work: Assignment, *, opens: bool) -> str:
    text = escape(Truncator(work.duty.text).chars(_LETTERS))
    return f'<a href="{href("assignments:detail", work.pk)}">{text}</a>' if opens else text


def state_badge(work: Assignment) -> SafeString:
    """Say how work `with_state` stands: how it was done, who has the next word, or whether it is late."""
    state: str = work.state  # type: ignore[attr-defined]  # annotated
    said = _BY_STATE.get(state) or _BY_STEP.get(work.step)
    if said is None and state == State.OVERDUE:
        said = "late", "Quá hạn"
    if said is None:
        given = work.step == Step.GIVEN
        said = ("open", "Chưa tiếp nhận") if given else ("active", "Đang thực hiện")
    return badge(*said)


def _whose(work: Assignment) -> str:
    organisation = work.organisation
    if organisation.kind == OrganisationKind.PEOPLE_COMMITTEE:
        return unit_name(organisation.unit)
    return escape(organisation.name)


def _province(work: Assignment) -> str:
    return f'<div class="table-sub">{escape(work.organisation.unit.province.name)}</div>'


def _due(work: Assignment, on: date) -> str:
    if work.step == Step.WITHDRAWN:
        return due_date(work.deadline)
    if work.submitted_on:
        told = f'<span class="table-sub">báo cáo {day(work.submitted_on)}</span>'
        return f"{due_date(work.deadline)}{told}"
    return due(work.deadline, on)

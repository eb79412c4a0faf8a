"""What the yearly report counts of the work that was given."""

from collections.abc import Collection
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.rules import Group, State
from portal.figures import Figure, Period


def figures(*, organisations: Collection[int], period: Period, on: date) -> list[Figure]:
    """Return the four states and the rates of the work whose day falls in the period.

    Each figure opens exactly its rows; `on` is the day on which the states are read.
    """
    work = Assignment.objects.of_organisations(organisations).due_within(period)
    tally = work.tally(on)
    counts = [
        Figure(
            f"assignments_{state}",
            str(state.label),
            tally.count(state),
            "nhiệm vụ",
            _href(period, trang_thai=state),
        )
        for state in State
    ]
    return [
        Figure(
            "assignments_total", "Tổng số nhiệm vụ được giao", tally.total, "nhiệm vụ",
            _href(period, trang_thai=Group.GIVEN),
        ),
        *counts,
        Figure(
            "assignments_completion", "Tỷ lệ hoàn thành nhiệm vụ đến hạn", tally.completion, "%",
            _href(period, trang_thai=Group.FALLEN_DUE),
            "Đã hoàn thành ÷ (đã hoàn thành + đang thực hiện quá hạn)",
        ),
        Figure(
            "assignments_punctuality", "Tỷ lệ hoàn thành đúng hạn", tally.punctuality, "%",
            _href(period, trang_thai=Group.FALLEN_DUE),
            "Hoàn thành đúng hạn ÷ (đã hoàn thành + đang thực hiện quá hạn)",
        ),
        *_targets(work, period),
    ]  # fmt: skip


def _targets(work: AssignmentQuerySet, period: Period) -> list[Figure]:
    """The work whose duty asks for something by number, by whether that is met."""
    return [
        Figure(
            f"assignments_target_{result}", f"Chỉ tiêu của nhiệm vụ: {result.label.lower()}", count,
            "nhiệm vụ", _href(period, chi_tieu=result),
        )
        for result, count in work.target_tally().items()
    ]  # fmt: skip


def _href(period: Period, **more: str) -> str:
    query = {"tu": f"{period.starts_on:%d/%m/%Y}", "den": f"{period.ends_on:%d/%m/%Y}", **more}
    return f"{reverse('assignments:list')}?{urlencode(query)}"

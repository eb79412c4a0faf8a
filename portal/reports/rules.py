"""What a report must hold before it is signed, and what is odd about it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal.reports.outline import Outline

REMIND_BEFORE = (10, 3, 0)


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """Why an act on a report cannot be done, as a sentence beside `field`."""

    sentence: str
    field: str = "__all__"


def missing(outline: Outline, narrative: Mapping[str, str], *, year: int) -> list[str]:
    """Return the headings that must be written and are not, in the form's order."""
    return [
        outline.heading(section, year)
        for section in outline.written
        if section.required and not str(narrative.get(section.key, "")).strip()
    ]


def check_ended(*, ends_on: date, on: date) -> None:
    """A period has not ended before its cut-off: a report of it cannot be signed yet."""
    if on <= ends_on:
        raise Refusal(f"Kỳ số liệu đến hết ngày {ends_on:%d/%m/%Y} chưa kết thúc, chưa thể ký gửi.")


def reminder_due(*, due_on: date, on: date) -> str:
    """Return the name of the reminder that is due on the day: "T-10", "T-3", "T-0", "late-2", or "".

    A day that the scheduler slept through is made good: the newest reminder already due is named.
    Late ones come once a week.
    """
    left = (due_on - on).days
    if left < 0:
        return f"late-{(-left - 1) // 7}"
    due = [days for days in REMIND_BEFORE if left <= days]
    return f"T-{min(due)}" if due else ""


def reminder_text(*, title: str, due_on: date, on: date) -> str:
    left = (due_on - on).days
    when = (
        f"quá hạn {-left} ngày"
        if left < 0
        else ("hạn hôm nay" if left == 0 else f"còn {left} ngày")
    )
    return f"Báo cáo “{title}”: {when} (ngày cuối {due_on:%d/%m/%Y})."

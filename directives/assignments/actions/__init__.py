"""Writing assignments: `giving` them out, the `work` on each, and `counting` it, also
by `provinces`."""

from directives.assignments.actions.counting import count_all_again
from directives.assignments.actions.giving import assign, give_periods, stop_repeating
from directives.assignments.actions.provinces import count_marked, count_provinces
from directives.assignments.actions.work import (
    OVERTAKEN,
    accept,
    acknowledge,
    ask_more_time,
    complete,
    decide_extension,
    hand_back,
    note_urged,
    report_progress,
    send_back,
    submit,
    withdraw,
)

__all__ = [
    "OVERTAKEN",
    "accept",
    "acknowledge",
    "ask_more_time",
    "assign",
    "complete",
    "count_all_again",
    "count_marked",
    "count_provinces",
    "decide_extension",
    "give_periods",
    "hand_back",
    "note_urged",
    "report_progress",
    "send_back",
    "stop_repeating",
    "submit",
    "withdraw",
]

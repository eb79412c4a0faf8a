"""Pages of assignments, by noun: the work itself, its review, giving it, the boards."""

from directives.assignments.views.board import board
from directives.assignments.views.completing import complete, submit
from directives.assignments.views.country import country
from directives.assignments.views.giving import assign, stop_repeating
from directives.assignments.views.review import accept, decide_extension, send_back, withdraw
from directives.assignments.views.sheets import export, fill_in, take_in
from directives.assignments.views.statistic import over_time, ranking, roll_up
from directives.assignments.views.work import (
    acknowledge,
    ask_more_time,
    detail,
    evidence,
    hand_back,
    report_progress,
    work_list,
)

__all__ = [
    "accept",
    "acknowledge",
    "ask_more_time",
    "assign",
    "board",
    "complete",
    "country",
    "decide_extension",
    "detail",
    "evidence",
    "export",
    "fill_in",
    "hand_back",
    "over_time",
    "ranking",
    "report_progress",
    "roll_up",
    "send_back",
    "stop_repeating",
    "submit",
    "take_in",
    "withdraw",
    "work_list",
]

"""The rules of receiving citizens: pure functions, each with the article it comes from."""

from citizens.receptions.rules.clocks import Clock, clocks, reply_deadline
from citizens.receptions.rules.days import MonthKept, WeekKept, head_days_kept, publicised_in_time
from citizens.receptions.rules.papers import (
    identity_kind_of,
    identity_problem,
    name_problem,
    normal_number,
)
from citizens.receptions.rules.secrecy import (
    Hint,
    hints_of_identity,
    numbers_that_identify,
    redacted,
)
from citizens.receptions.rules.visits import (
    FIRST_DAY_ONLINE,
    GROUP_FROM,
    is_group,
    mode_problem,
    representatives_problem,
    visit_day_problem,
)

__all__ = [
    "FIRST_DAY_ONLINE",
    "GROUP_FROM",
    "Clock",
    "Hint",
    "MonthKept",
    "WeekKept",
    "clocks",
    "head_days_kept",
    "hints_of_identity",
    "identity_kind_of",
    "identity_problem",
    "is_group",
    "mode_problem",
    "name_problem",
    "normal_number",
    "numbers_that_identify",
    "publicised_in_time",
    "redacted",
    "reply_deadline",
    "representatives_problem",
    "visit_day_problem",
]

"""The rules of receiving citizens: pure functions, each with the article it comes from."""

from citizens.receptions.rules.cards import Card, NotACardError, card_problem, is_scan, read_card
from citizens.receptions.rules.clocks import reply_deadline
from citizens.receptions.rules.days import (
    MonthKept,
    WeekKept,
    head_days_kept,
    planned_day_problem,
    publicised_in_time,
)
from citizens.receptions.rules.hints import Hint
from citizens.receptions.rules.mentions import (
    BLANKED,
    Known,
    cleared,
    emptied,
    may_speak_of,
    names_wholly,
    speaks_of,
)
from citizens.receptions.rules.numbers import numbers_that_identify
from citizens.receptions.rules.papers import (
    host_problem,
    identity_kind_of,
    identity_problem,
    name_problem,
    normal_number,
)
from citizens.receptions.rules.secrecy import (
    hints_of_identity,
    redacted,
)
from citizens.receptions.rules.visits import (
    FIRST_DAY_ONLINE,
    GROUP_FROM,
    agency_problem,
    case_problems,
    field_problem,
    is_group,
    mode_problem,
    person_problems,
    reply_problems,
    representatives_problem,
    secret_text_problem,
    visit_day_problem,
    visit_problems,
)

__all__ = [
    "BLANKED",
    "FIRST_DAY_ONLINE",
    "GROUP_FROM",
    "Card",
    "Hint",
    "Known",
    "MonthKept",
    "NotACardError",
    "WeekKept",
    "agency_problem",
    "card_problem",
    "case_problems",
    "cleared",
    "emptied",
    "field_problem",
    "head_days_kept",
    "hints_of_identity",
    "host_problem",
    "identity_kind_of",
    "identity_problem",
    "is_group",
    "is_scan",
    "may_speak_of",
    "mode_problem",
    "name_problem",
    "names_wholly",
    "normal_number",
    "numbers_that_identify",
    "person_problems",
    "planned_day_problem",
    "publicised_in_time",
    "read_card",
    "redacted",
    "reply_deadline",
    "reply_problems",
    "representatives_problem",
    "secret_text_problem",
    "speaks_of",
    "visit_day_problem",
    "visit_problems",
]

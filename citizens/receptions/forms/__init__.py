"""What is typed at the counter and about the schedule."""

from citizens.receptions.forms.cases import FurtherCaseForm
from citizens.receptions.forms.days import DayForm, SettleDayForm
from citizens.receptions.forms.people import (
    IdentityForm,
    commune_words,
    people_of,
    people_otherwise,
    rows_of_people,
    unread,
)
from citizens.receptions.forms.scans import scanned
from citizens.receptions.forms.visits import (
    ClassifyForm,
    CorrectionForm,
    CounterForm,
    FindForm,
    HandlingForm,
    HandOverForm,
    MatterForm,
    ReasonForm,
)

__all__ = [
    "ClassifyForm",
    "CorrectionForm",
    "CounterForm",
    "DayForm",
    "FindForm",
    "FurtherCaseForm",
    "HandOverForm",
    "HandlingForm",
    "IdentityForm",
    "MatterForm",
    "ReasonForm",
    "SettleDayForm",
    "commune_words",
    "people_of",
    "people_otherwise",
    "rows_of_people",
    "scanned",
    "unread",
]

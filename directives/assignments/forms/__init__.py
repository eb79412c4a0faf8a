"""Forms of the assignment pages: `work` that is given and done, `filters` over lists and boards."""

from directives.assignments.forms.filters import (
    BoardFilter,
    CountryFilter,
    RankingFilter,
    RollUpFilter,
    WorkFilter,
)
from directives.assignments.forms.work import (
    AssignForm,
    CompleteForm,
    DecisionForm,
    FilledSheetForm,
    MoreTimeForm,
    NoteForm,
    Ticks,
    WhoForm,
    WorkForm,
)

__all__ = [
    "AssignForm",
    "BoardFilter",
    "CompleteForm",
    "CountryFilter",
    "DecisionForm",
    "FilledSheetForm",
    "MoreTimeForm",
    "NoteForm",
    "RankingFilter",
    "RollUpFilter",
    "Ticks",
    "WhoForm",
    "WorkFilter",
    "WorkForm",
]

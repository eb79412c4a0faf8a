"""What an official typed of an undertaking, as plain values: forms make these, actions take them."""

from dataclasses import dataclass
from datetime import date

from citizens.oversight.kinds import UndertakingKind


@dataclass(frozen=True, slots=True)
class UndertakingEntry:
    """One undertaking; what its kind does not know stays empty."""

    kind: UndertakingKind
    day: date
    title: str
    number: str = ""
    people: int = 0
    units: int = 0
    concluded_on: date | None = None
    conclusion_number: str = ""
    discipline_organisations: int = 0
    discipline_persons: int = 0
    refer_organisations: int = 0
    refer_persons: int = 0
    executed_on: date | None = None
    disciplined_organisations: int = 0
    disciplined_persons: int = 0
    prosecuted_cases: int = 0
    prosecuted_persons: int = 0

"""What an official typed of a submission, as plain values: forms make these, actions take them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from citizens.receptions.kinds import Field, IdentityKind, MatterKind
from citizens.submissions.kinds import (
    Competence,
    Condition,
    Round,
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)

if TYPE_CHECKING:
    from citizens.receptions.models import Matter


@dataclass(frozen=True, slots=True)
class PetitionerEntry:
    """One who signed, or who speaks for those who did. `repr` prints nothing of them."""

    name: str = field(repr=False)
    address: str = field(repr=False)
    number: str = field(default="", repr=False)
    identity_kind: IdentityKind | None = None
    kept_from: int | None = None  # on a correction: the row whose number stays as it is


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """The paper itself: when and how it came, who sent it on, how many signed."""

    received_on: date
    source: Source
    written_on: date | None = None
    sender: str = ""
    sender_document: str = ""
    round: Round = Round.FIRST
    signatories: int = 1
    carried_over: bool = False
    note: str = ""
    pages: int | None = None  # nobody counted
    enclosures: int | None = None


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """What the paper is about. With `matter`, it joins that matter."""

    kind: MatterKind
    summary: str = ""
    field: Field = Field.OTHER
    matter: Matter | None = None

    @property
    def is_secret(self) -> bool:
        return self.kind.is_secret or (self.matter is not None and self.matter.is_secret)


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """What was found and decided; `outcome` None while the paper is being looked at."""

    condition: Condition | None = None
    competence: Competence | None = None
    outcome: SubmissionOutcome | None = None
    decided_on: date | None = None
    agency: str = ""
    reason: str = ""
    document_number: str = ""
    document_on: date | None = None
    in_several_places: bool = False


@dataclass(frozen=True, slots=True)
class EndEntry:
    """How a settlement ended; `end` None while it goes on."""

    end: SettlementEnd | None = None
    ended_on: date | None = None
    decision_number: str = ""
    decided_by: str = ""
    verdict: Verdict | None = None
    content: str = ""
    reported_on: date | None = None

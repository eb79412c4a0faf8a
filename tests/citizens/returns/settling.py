"""Matters settled in a few words: what a test of 03/GQKN, 04/GQTC and 05/KQTH needs of them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from citizens.receptions.kinds import MatterKind
from citizens.submissions.actions import decide, end_settlement, keep_remedies
from citizens.submissions.entries import DecisionEntry, EndEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    RemedyKind,
    Round,
    SettlementEnd,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Settlement, Submission
from portal.access import Scope

ON = date(2026, 11, 22)
FIRST, SECOND = Round.FIRST, Round.SECOND
DECIDED, WITHDRAWN, STOPPED = SettlementEnd.DECIDED, SettlementEnd.WITHDRAWN, SettlementEnd.STOPPED


@dataclass(frozen=True, slots=True)
class Desk:
    """Someone who writes papers of one kind into the book and settles them."""

    take: Any
    by: Scope
    kind: MatterKind

    def paper(self, received: date, round_: Round = FIRST) -> Submission:
        people = {"people": ()} if self.kind.is_secret else {}
        written: Submission = self.take(
            kind=self.kind, received_on=received, round=round_, by=self.by, **people
        )
        return written

    def decided(
        self, received: date, day: date, outcome: SubmissionOutcome, round_: Round = FIRST
    ) -> Submission:
        paper = self.paper(received, round_)
        reason = "" if outcome is SubmissionOutcome.ACCEPTED else "Hết thời hiệu"
        self._decide(paper, outcome, day, reason=reason)
        return paper

    def considered(self, received: date) -> Submission:
        """A paper found in order and within competence, of which nothing is decided yet."""
        paper = self.paper(received)
        self._decide(paper, None, None)
        return paper

    def begun(self, received: date, accepted: date, round_: Round = FIRST) -> Settlement:
        paper = self.decided(received, accepted, SubmissionOutcome.ACCEPTED, round_)
        return Settlement.objects.get(matter=paper.matter, round=round_)

    def ended(
        self, received: date, accepted: date, day: date, end: SettlementEnd,
        verdict: Verdict | None = None, round_: Round = FIRST,
    ) -> Settlement:  # fmt: skip
        settlement = self.begun(received, accepted, round_)
        number = "12/QĐ-UBND" if end is DECIDED else ""
        entry = EndEntry(end, day, number, "", verdict)
        end_settlement(settlement=settlement, entry=entry, by=self.by, on=ON)
        return settlement

    def execute(
        self, settlement: Settlement, things: dict[RemedyKind, tuple[int, int]], *, as_of: date,
        executed_on: date | None = None,
    ) -> None:  # fmt: skip
        amounts = {kind: (Decimal(owed), Decimal(done)) for kind, (owed, done) in things.items()}
        keep_remedies(
            settlement=settlement, remedies=amounts, executed_on=executed_on, as_of=as_of,
            by=self.by, on=ON,
        )  # fmt: skip

    def _decide(
        self,
        paper: Submission,
        outcome: SubmissionOutcome | None,
        day: date | None,
        *,
        reason: str = "",
    ) -> None:
        decision = DecisionEntry(Condition.MET, Competence.OURS, outcome, day, reason=reason)
        decide(submission=paper, decision=decision, by=self.by, on=ON)

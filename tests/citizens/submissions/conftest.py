"""Submissions as the tests write them: through the actions, by the cast."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter
from citizens.submissions.actions import decide, log_submission
from citizens.submissions.entries import (
    DecisionEntry,
    PaperEntry,
    PetitionerEntry,
    SubjectEntry,
)
from citizens.submissions.kinds import Competence, Condition, Source, SubmissionOutcome
from citizens.submissions.models import Submission
from portal.access import Scope
from tests.citizens.receptions.conftest import log as log

ON = date(2026, 11, 22)
MAN = PetitionerEntry("Vi Thị Mận", "Thôn Hạ, phường Lục Nam")
Take = Callable[..., Submission]
Accept = Callable[..., None]


@pytest.fixture
def lucnam(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.lucnam")


@pytest.fixture
def bacgiang(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.bacgiang")


@pytest.fixture
def take(lucnam: Scope) -> Take:
    """Write one paper; what is left out is the plainest there is."""

    def write(
        *, by: Scope = lucnam, people: tuple[PetitionerEntry, ...] = (MAN,), on: date = ON,
        kind: MatterKind = MatterKind.COMPLAINT, matter: Matter | None = None,
        summary: str = "Bồi thường khi thu hồi đất", field: Field = Field.OTHER, **paper: Any,
    ) -> Submission:  # fmt: skip
        plain: dict[str, Any] = {"received_on": date(2026, 11, 16), "source": Source.POST}
        return log_submission(
            key=uuid4(), paper=PaperEntry(**plain | paper), people=people,
            subject=SubjectEntry(kind, summary, field, matter), by=by, on=on,
        )  # fmt: skip

    return write


@pytest.fixture
def accept(lucnam: Scope) -> Callable[..., None]:
    def write(
        submission: Submission, *, day: date = date(2026, 11, 18), by: Scope = lucnam
    ) -> None:
        decision = DecisionEntry(
            Condition.MET, Competence.OURS, SubmissionOutcome.ACCEPTED, day,
            document_number="12/TB-UBND", document_on=day,
        )  # fmt: skip
        decide(submission=submission, decision=decision, by=by, on=ON)

    return write


@pytest.fixture
def typed() -> dict[str, Any]:
    """What the page posts for a plain paper."""
    return {
        "act": "save", "key": str(uuid4()), "kind": "complaint", "field": "other",
        "received_on": "16/11/2026", "source": "post", "round": "first", "signatories": "1",
        "nguoi1-name": "Vi Thị Mận", "nguoi1-address": "Thôn Hạ", "summary": "Xin xem lại mức bồi thường",
    }  # fmt: skip

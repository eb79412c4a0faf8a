"""Two who save one petition or settlement in one moment: the second is told, and overwrites nothing.

Both pages were read before either was saved, so that neither form finds anything changed.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from citizens.receptions.actions import reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter
from citizens.submissions.actions import (
    carry_in,
    correct_submission,
    decide,
    end_settlement,
    keep_remedies,
    set_term,
)
from citizens.submissions.entries import DecisionEntry, EndEntry, PaperEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    RemedyKind,
    Round,
    SettlementEnd,
    Source,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Remedy, Settlement, Submission
from portal.access import Scope
from tests.citizens.submissions.conftest import MAN

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
Accept = Callable[..., None]
ON, DECIDED = date(2026, 11, 22), date(2026, 11, 20)
RIGHT = EndEntry(SettlementEnd.DECIDED, DECIDED, "9/QĐ-UBND", verdict=Verdict.RIGHT)
MONEY = RemedyKind.RECOVER_MONEY
TOLD = "cùng lúc"


@pytest.fixture
def begun(take: Take, accept: Accept) -> Settlement:
    accept(take())
    return Settlement.objects.get()


def read_twice(row: Settlement) -> tuple[Settlement, Settlement]:
    return Settlement.objects.get(pk=row.pk), Settlement.objects.get(pk=row.pk)


def test_what_is_written_of_a_paper(take: Take, lucnam: Scope) -> None:
    paper = take()
    mine, theirs = (Submission.objects.get(pk=paper.pk) for _ in range(2))
    one, other = (PaperEntry(paper.received_on, Source.POST, note=note) for note in "AB")
    correct_submission(submission=theirs, paper=one, people=[MAN], by=lucnam, on=ON)
    with pytest.raises(ValidationError, match=TOLD):
        correct_submission(submission=mine, paper=other, people=[MAN], by=lucnam, on=ON)
    paper.refresh_from_db()
    assert paper.note == "A"


def test_who_signed_it(take: Take, lucnam: Scope) -> None:
    paper = take()
    entry, seen = PaperEntry(paper.received_on, Source.POST), [paper.petitioners.get().pk]
    one, other = replace(MAN, name="Vi Thị Mơ"), replace(MAN, name="Vi Thị Mai")
    correct_submission(submission=paper, paper=entry, people=[one], by=lucnam, on=ON, seen=seen)
    with pytest.raises(ValidationError, match=TOLD):
        correct_submission(
            submission=paper, paper=entry, people=[other], by=lucnam, on=ON, seen=seen
        )
    assert paper.petitioners.get().name == "Vi Thị Mơ"


def test_what_is_decided_on_it(take: Take, lucnam: Scope) -> None:
    paper = take()
    mine, theirs = (Submission.objects.get(pk=paper.pk) for _ in range(2))
    guided, sent_on = (
        DecisionEntry(Condition.MET, Competence.OTHERS, outcome, DECIDED, agency="UBND tỉnh")
        for outcome in (SubmissionOutcome.GUIDED, SubmissionOutcome.FORWARDED)
    )
    decide(submission=theirs, decision=guided, by=lucnam, on=ON)
    with pytest.raises(ValidationError, match=TOLD):
        decide(submission=mine, decision=sent_on, by=lucnam, on=ON)
    paper.refresh_from_db()
    assert paper.outcome == SubmissionOutcome.GUIDED


def test_what_makes_the_deadline_of_a_settlement_longer(begun: Settlement, lucnam: Scope) -> None:
    mine, theirs = read_twice(begun)
    set_term(settlement=theirs, is_complex=True, is_remote=False, extensions=0, by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        set_term(settlement=mine, is_complex=False, is_remote=True, extensions=0, by=lucnam)
    begun.refresh_from_db()
    assert (begun.is_complex, begun.is_remote) == (True, False)


def test_how_a_settlement_ended(begun: Settlement, lucnam: Scope) -> None:
    mine, theirs = read_twice(begun)
    end_settlement(settlement=theirs, entry=RIGHT, by=lucnam, on=ON)
    wrong = replace(RIGHT, verdict=Verdict.WRONG, decision_number="10/QĐ-UBND")
    with pytest.raises(ValidationError, match=TOLD):
        end_settlement(settlement=mine, entry=wrong, by=lucnam, on=ON)
    begun.refresh_from_db()
    assert (begun.verdict, begun.decision_number) == (Verdict.RIGHT, "9/QĐ-UBND")


def test_what_is_carried_out(begun: Settlement, lucnam: Scope) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    one, other = ({MONEY: (Decimal(owed), Decimal(0))} for owed in (7, 9))
    keep_remedies(settlement=begun, remedies=one, executed_on=None, by=lucnam, on=ON, seen={})
    with pytest.raises(ValidationError, match=TOLD):
        keep_remedies(settlement=begun, remedies=other, executed_on=None, by=lucnam, on=ON, seen={})
    assert Remedy.objects.get().owed == 7


def test_when_all_was_carried_out(begun: Settlement, lucnam: Scope) -> None:
    end_settlement(settlement=begun, entry=RIGHT, by=lucnam, on=ON)
    mine, theirs = read_twice(begun)
    keep_remedies(settlement=theirs, remedies={}, executed_on=DECIDED, by=lucnam, on=ON)
    with pytest.raises(ValidationError, match=TOLD):
        keep_remedies(settlement=mine, remedies={}, executed_on=ON, by=lucnam, on=ON)
    begun.refresh_from_db()
    assert begun.executed_on == DECIDED


def test_nobody_signs_what_became_a_denunciation(take: Take, lucnam: Scope) -> None:
    first = take()
    mine, theirs = (Matter.objects.get(pk=first.matter_id) for _ in range(2))
    secret, summary = MatterKind.DENUNCIATION, theirs.summary
    reclassify(matter=theirs, kind=secret, field=Field.OTHER, summary=summary, by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        take(matter=mine)
    with pytest.raises(ValidationError, match=TOLD):
        carry_in(
            matter=mine, round_=Round.FIRST, accepted_on=DECIDED, accepted_document="1/TB",
            by=lucnam, on=ON,
        )  # fmt: skip
    assert Submission.objects.count() == 1


def test_a_matter_is_held_before_its_settlement(begun: Settlement, lucnam: Scope) -> None:
    """Who hands it over holds them in this order: in another one two would wait in a ring."""
    mine = Settlement.objects.select_related("matter").get()
    with CaptureQueriesContext(connection) as queries:
        set_term(settlement=mine, is_complex=True, is_remote=False, extensions=0, by=lucnam)
    asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
    assert 'FROM "receptions_matter"' in asked[0]

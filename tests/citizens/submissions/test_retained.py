"""What of the petition book a decision destroys: who signed, once nothing is done with the matter."""

from collections.abc import Callable
from datetime import date

import pytest

from citizens.receptions.models import Matter
from citizens.submissions.actions import decide, end_settlement, keep_remedies, void_submission
from citizens.submissions.entries import DecisionEntry, EndEntry, PetitionerEntry
from citizens.submissions.kinds import (
    Competence,
    Condition,
    SettlementEnd,
    SubmissionOutcome,
    Verdict,
)
from citizens.submissions.models import Petitioner, Settlement, Submission
from portal.access import Scope
from portal.calendar.clock import now
from portal.retention.classes import CLASSES
from portal.units.models import Organisation
from tests.citizens.submissions.conftest import ON, Accept, Take

pytestmark = pytest.mark.django_db
UP_TO, DAY = date(2026, 11, 20), date(2026, 11, 18)
MAN = PetitionerEntry("Vi Thị Mận", "Thôn Hạ", "024090001234")


@pytest.fixture
def province(lucnam: Scope) -> int:
    office = Organisation.objects.select_related("unit__parent__parent").get(
        pk=lucnam.organisation_id
    )
    return int(office.unit.province.pk)


@pytest.fixture
def of_class(province: int) -> Callable[..., list[int]]:
    def rows(name: str, up_to: date = UP_TO) -> list[int]:
        return sorted(CLASSES[name].rows(up_to, province).values_list("pk", flat=True))

    return rows


def sent_on(paper: Submission, by: Scope, outcome: SubmissionOutcome) -> None:
    filed = outcome is SubmissionOutcome.FILED
    decision = DecisionEntry(
        Condition.MET, Competence.OURS if filed else Competence.OTHERS, outcome, DAY,
        agency="" if filed else "Sở Xây dựng", reason="Trùng đơn" if filed else "",
    )  # fmt: skip
    decide(submission=paper, decision=decision, by=by, on=ON)


def test_a_filed_paper_and_a_settled_one_stand_in_classes_of_their_own(
    take: Take, lucnam: Scope, of_class: Callable[..., list[int]]
) -> None:
    filed, forwarded, _open = take(people=(MAN,)), take(people=(MAN,)), take(people=(MAN,))
    sent_on(filed, lucnam, SubmissionOutcome.FILED)
    sent_on(forwarded, lucnam, SubmissionOutcome.FORWARDED)
    assert of_class("filed_submissions") == [filed.pk]
    assert of_class("submissions") == [forwarded.pk]
    assert of_class("submissions", date(2026, 11, 17)) == []


def test_destroying_takes_who_signed_with_the_number_and_leaves_the_book(
    take: Take, lucnam: Scope, of_class: Callable[..., list[int]]
) -> None:
    paper, other = take(people=(MAN,), note="Gọi lại"), take(people=(MAN,))
    sent_on(paper, lucnam, SubmissionOutcome.FORWARDED)
    CLASSES["submissions"].destroy([paper])
    assert Petitioner.objects.get().submission_id == other.pk
    paper.refresh_from_db()
    assert (paper.note, paper.outcome, paper.number) == ("", "forwarded", 1)
    assert of_class("submissions") == []


def test_a_matter_is_done_with_when_its_decision_is_carried_out(
    take: Take, accept: Accept, lucnam: Scope, of_class: Callable[..., list[int]]
) -> None:
    paper = take(people=(MAN,))
    accept(paper)
    assert of_class("submissions") == of_class("matters") == []
    settlement, ended = (
        Settlement.objects.get(),
        EndEntry(SettlementEnd.DECIDED, date(2026, 11, 19), "9/QĐ-UBND", verdict=Verdict.RIGHT),
    )
    end_settlement(settlement=settlement, entry=ended, by=lucnam, on=ON)
    assert of_class("submissions") == of_class("matters") == []
    keep_remedies(settlement=settlement, remedies={}, executed_on=UP_TO, by=lucnam, on=ON)
    assert of_class("submissions") == [paper.pk]
    assert of_class("matters") == [Matter.objects.get().pk]


def test_a_paper_struck_out_goes_when_its_matter_does(
    take: Take, lucnam: Scope, of_class: Callable[..., list[int]]
) -> None:
    paper = take(people=(MAN,))
    void_submission(submission=paper, reason="Ghi nhầm", by=lucnam, at=now())
    assert of_class("submissions") == [paper.pk]

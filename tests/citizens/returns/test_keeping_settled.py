"""What is kept of 02/XLD to 06/QLKNTC is what the books say, whoever writes in them and however."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import product
from typing import Any
from uuid import uuid4

import pytest
from django.db import connections, transaction
from django.utils.timezone import now

from citizens.oversight.actions import correct_undertaking, note_undertaking, void_undertaking
from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.models import Undertaking
from citizens.receptions.actions import hand_over, reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter, MatterOwner
from citizens.returns import keeping
from citizens.returns.books import Book
from citizens.returns.models import BookMark
from citizens.returns.sources import EACH
from citizens.submissions.actions import carry_in, void_submission
from citizens.submissions.kinds import RemedyKind, SubmissionOutcome, Verdict
from citizens.submissions.models import Remedy, RemedyStep, Settlement, Submission
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.figures import Period
from portal.units.models import Organisation
from tests.citizens.returns.settling import DECIDED, ON, SECOND, WITHDRAWN
from tests.citizens.returns.settling import Desk as Settling

pytestmark = pytest.mark.django_db
Act = Callable[["Desk"], object]
THIRD, FOURTH = PERIODS = (
    Period(date(2026, 6, 15), date(2026, 9, 14)), Period(date(2026, 9, 15), date(2026, 12, 14)),
)  # fmt: skip
FORMS = ("02/XLD", "03/GQKN", "04/GQTC", "05/KQTH", "06/QLKNTC")
MONEY, LAND = RemedyKind.RECOVER_MONEY, RemedyKind.RETURN_LAND


def day(month: int, of_month: int) -> date:
    return date(2026, month, of_month)


class Desk:
    """Who keeps the books of Lục Nam, which hold matters of each stage, and an inspection."""

    def __init__(self, take: Any, by: Scope) -> None:
        self.take, self.by = take, by
        self.office = Organisation.objects.get(pk=by.organisation_id)
        self.complaints = Settling(take, by, MatterKind.COMPLAINT)
        self.denunciations = Settling(take, by, MatterKind.DENUNCIATION)
        self.waiting = self.complaints.considered(day(8, 20))
        self.open = self.complaints.begun(day(8, 3), day(8, 10))
        self.denounced = self.denunciations.begun(day(9, 1), day(9, 20))
        self.done = self.complaints.ended(day(7, 1), day(7, 8), day(8, 28), DECIDED, Verdict.PARTLY)
        self.complaints.execute(self.done, {MONEY: (9, 2), LAND: (7, 0)}, as_of=day(9, 10))
        self.work = note_undertaking(
            key=uuid4(), entry=self.inspection(), by=self.by, on=ON
        )  # fmt: skip

    def inspection(self, **more: Any) -> UndertakingEntry:
        plain: dict[str, Any] = {
            "kind": UndertakingKind.INSPECTION, "day": day(9, 2), "number": "7/QĐ", "title": "Thanh tra",
            "units": 2,
        }  # fmt: skip
        return UndertakingEntry(**plain | more)

    def give(self, matter: Matter) -> None:
        to = organisation_at(person("canbo.bacgiang").seat)
        hand_over(matter=matter, to=to, on=day(9, 12), reason="Địa bàn", by=self.by, today=ON)

    def end(self, settlement: Settlement, **columns: Any) -> None:
        Settlement.objects.filter(pk=settlement.pk).update(**columns)

    def call(self, matter: Matter, kind: MatterKind, field: Field = Field.OTHER) -> None:
        reclassify(matter=matter, kind=kind, field=field, summary="Đất đai", by=self.by)

    def execute(self, money: int, **more: Any) -> None:
        things = {MONEY: (9, money), LAND: (7, 7)}
        self.complaints.execute(self.done, things, as_of=day(10, 5), **more)

    def carry_in(self) -> None:
        carry_in(
            matter=self.done.matter, round_=SECOND, accepted_on=day(10, 1), accepted_document="3/TB",
            by=self.by, on=ON,
        )  # fmt: skip


ACTS: dict[str, Act] = {
    "a paper": lambda desk: desk.complaints.paper(day(9, 3)),
    "a paper of no complaint": lambda desk: desk.take(
        kind=MatterKind.REFLECTION, received_on=day(8, 1)
    ),
    "a paper again": lambda desk: desk.take(
        matter=desk.open.matter, received_on=day(9, 3), round=SECOND
    ),
    "found in order": lambda desk: desk.denunciations.considered(day(9, 3)),
    "accepted": lambda desk: desk.complaints.begun(day(9, 3), day(9, 10)),
    "not accepted": lambda desk: desk.complaints.decided(
        day(9, 3), day(9, 20), SubmissionOutcome.REFUSED
    ),
    "ended": lambda desk: desk.denunciations.ended(
        day(8, 1), day(8, 5), day(11, 3), DECIDED, Verdict.RIGHT
    ),
    "withdrawn": lambda desk: desk.complaints.ended(day(8, 1), day(8, 5), day(9, 3), WITHDRAWN),
    "carried out in part": lambda desk: desk.execute(5),
    "carried out": lambda desk: desk.execute(9, executed_on=day(10, 5)),
    "another round": lambda desk: desk.carry_in(),
    "given": lambda desk: desk.give(desk.open.matter),
    "given with remedies": lambda desk: desk.give(desk.done.matter),
    "given undecided": lambda desk: desk.give(desk.waiting.matter),
    "a denunciation given": lambda desk: desk.give(desk.denounced.matter),
    "another kind": lambda desk: desk.call(desk.done.matter, MatterKind.PETITION),
    "another field": lambda desk: desk.call(desk.open.matter, MatterKind.COMPLAINT, Field.POLICY),
    "struck out": lambda desk: void_submission(
        submission=desk.waiting, reason="Ghi trùng", by=desk.by, at=now()
    ),
    "an undertaking": lambda desk: note_undertaking(
        key=uuid4(), entry=desk.inspection(day=day(10, 2)), by=desk.by, on=ON
    ),
    "an undertaking corrected": lambda desk: correct_undertaking(
        undertaking=desk.work,
        entry=desk.inspection(
            units=5, concluded_on=day(10, 2), conclusion_number="8/KL", discipline_persons=3
        ),
        by=desk.by, on=ON,
    ),
    "an undertaking struck out": lambda desk: void_undertaking(
        undertaking=desk.work, reason="Ghi trùng", by=desk.by, at=now()
    ),
    "a paper moved": lambda desk: Submission.objects.filter(pk=desk.waiting.pk).update(
        received_on=day(10, 1)
    ),
    "papers changed": lambda desk: Submission.objects.update(round=SECOND),
    "fields changed": lambda desk: Matter.objects.update(field=Field.LAND),
    "owners changed": lambda desk: MatterOwner.objects.update(starts_on=day(10, 1)),
    "settlements changed": lambda desk: desk.end(desk.done, ended_on=day(9, 30)),
    "verdicts changed": lambda desk: desk.end(desk.done, verdict=Verdict.WRONG),
    "remedies changed": lambda desk: Remedy.objects.update(owed="10.25"),
    "steps moved": lambda desk: RemedyStep.objects.update(day=day(11, 2)),
    "steps taken away": lambda desk: RemedyStep.objects.all().delete(),
    "remedies taken away": lambda desk: Remedy.objects.all().delete(),
    "settlements taken away": lambda desk: desk.done.delete(),
    "undertakings taken away": lambda desk: Undertaking.objects.all().delete(),
}  # fmt: skip


@pytest.fixture
def desk(paper: Any, lucnam: Scope) -> Desk:
    return Desk(paper, lucnam)


def offices() -> tuple[int, ...]:
    """The two between whom matters go in these tests."""
    names = ("canbo.lucnam", "canbo.bacgiang")
    return tuple(organisation_at(person(name).seat).pk for name in names)


def count() -> None:
    """What the job does, of these offices."""
    keeping.count_marked(ON)
    for code, period in product(FORMS, PERIODS):
        keeping.count(code, offices(), period)


@pytest.fixture
def kept(desk: Desk) -> None:
    count()


def live() -> dict[tuple[str, Period], Any]:
    return {
        (one, period): dict(EACH[one](offices(), period)) for one in FORMS for period in PERIODS
    }


def read() -> dict[tuple[str, Period], Any]:
    return {
        (one, period): keeping.of_each(one, offices(), period)
        for one in FORMS
        for period in PERIODS
    }


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_changes_the_figures_is_counted_from_the_books(desk: Desk, act: Act) -> None:
    before = read()
    assert before == live()
    assert all(before[code, THIRD] for code in FORMS)
    act(desk)
    after = live()
    assert read() == after != before
    keeping.count_marked(ON)
    assert not BookMark.objects.exists()
    assert read() == after


@pytest.mark.usefixtures("kept")
def test_who_held_a_matter_is_counted_again_when_somebody_writes_of_it(desk: Desk) -> None:
    desk.give(desk.done.matter)
    keeping.count_marked(ON)
    desk.end(desk.done, verdict=Verdict.WRONG)
    assert not BookMark.objects.exclude(book=Book.SETTLED, organisation=None).exists()
    assert read() == live()
    keeping.count_marked(ON)
    assert read() == live()


@pytest.mark.usefixtures("kept")
def test_visits_leave_what_is_kept_of_the_other_forms(desk: Desk, log: Any) -> None:
    before = read()
    log()
    assert set(BookMark.objects.values_list("book", flat=True)) == {Book.VISITS}
    assert read() == live() == before


@pytest.mark.usefixtures("kept")
def test_words_of_a_settlement_leave_what_is_kept(desk: Desk) -> None:
    desk.end(desk.done, content="Thu hồi", decided_by="Chủ tịch", extensions=1)
    Submission.objects.update(pages=3)
    assert not BookMark.objects.exists()


def test_no_digit_of_an_amount_is_lost(desk: Desk) -> None:
    Remedy.objects.filter(kind=MONEY).update(owed="1234567890.05")
    count()
    assert not BookMark.objects.exists()
    assert read() == live()
    assert str(read()["03/GQKN", THIRD][desk.office.pk][13]) == "1234567890.05"


@pytest.mark.services
@pytest.mark.django_db(
    transaction=True,
    available_apps=[
        "citizens.oversight", "citizens.receptions", "citizens.returns", "citizens.submissions",
        "portal.audit", "portal.notices",
    ],
)  # fmt: skip
def test_who_writes_of_a_matter_that_is_given_meanwhile_marks_who_holds_it_then(
    on_postgresql: None, paper: Any, lucnam: Scope
) -> None:
    """The settlement is not yet committed when the matter is handed over, and the job counts that."""
    desk = Settling(paper, lucnam, MatterKind.COMPLAINT)
    first = desk.ended(day(7, 1), day(7, 8), day(8, 28), DECIDED, Verdict.PARTLY)
    count()
    mine, theirs = offices()

    def given() -> None:
        try:
            with transaction.atomic():
                MatterOwner.objects.filter(matter=first.matter).update(ends_on=day(9, 12))
                MatterOwner.objects.create(
                    matter=first.matter, organisation_id=theirs, starts_on=day(9, 12),
                    kind=MatterKind.COMPLAINT,
                )  # fmt: skip
            with connections["default"].cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            keeping.count_marked(ON)
            assert read()["03/GQKN", FOURTH] == live()["03/GQKN", FOURTH]
            assert not BookMark.objects.exists()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as hands, transaction.atomic():
        Settlement.objects.create(
            matter=first.matter, holder_id=mine, round=SECOND, accepted_on=day(10, 1)
        )
        hands.submit(given).result()
    assert read() == live()
    assert read()["03/GQKN", FOURTH][theirs][4] == 1
    keeping.count_marked(ON)
    assert read() == live()

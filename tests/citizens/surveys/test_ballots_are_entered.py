"""Ballots: once each, by the rules, reconciled with the count by hand, locked when closed."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.surveys.actions.ballots import (
    close_batch,
    correct_ballot,
    enter_ballot,
    open_batch,
    recount_batch,
    reopen_batch,
    take_back_last_ballot,
)
from citizens.surveys.actions.campaigns import close_campaign
from citizens.surveys.models import Ballot, BallotBatch, Tally
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now

from .conftest import SATISFIED, UNHAPPY, enter_again


def put(batch: BallotBatch, by: Scope, times: int = 1) -> None:
    for _ in range(times):
        enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=by)
    batch.refresh_from_db()


def test_ballots_are_numbered_from_1_without_a_gap(
    batch: BallotBatch, commune_front: Scope
) -> None:
    put(batch, commune_front, 3)
    assert [ballot.ordinal for ballot in batch.ballots.order_by("ordinal")] == [1, 2, 3]
    assert batch.entered == 3


def test_saving_twice_makes_one_ballot(batch: BallotBatch, commune_front: Scope) -> None:
    key = uuid4()
    first = enter_ballot(batch=batch, typed=SATISFIED, key=key, by=commune_front)
    again = enter_ballot(batch=batch, typed=SATISFIED, key=key, by=commune_front)
    batch.refresh_from_db()
    assert (first[0], again) == (again[0], (first[0], False))
    assert batch.entered == 1


def test_a_key_does_not_stand_for_two_ballots(batch: BallotBatch, commune_front: Scope) -> None:
    key = uuid4()
    enter_ballot(batch=batch, typed=SATISFIED, key=key, by=commune_front)
    with pytest.raises(ValidationError, match="nội dung khác"):
        enter_ballot(batch=batch, typed=UNHAPPY, key=key, by=commune_front)


def test_a_ballot_stands_in_one_batch_only(batch: BallotBatch, commune_front: Scope) -> None:
    key, row = uuid4(), batch.campaign_unit
    other = open_batch(campaign_unit=row, code="A02", counted_by_hand=3, by=commune_front)
    enter_ballot(batch=batch, typed=SATISFIED, key=key, by=commune_front)
    with pytest.raises(ValidationError, match="đã ghi ở một tập khác"):
        enter_ballot(batch=other, typed=SATISFIED, key=key, by=commune_front)
    other.refresh_from_db()
    assert (other.entered, other.ballots.count()) == (0, 0)


def test_an_option_that_does_not_exist_saves_nothing(
    batch: BallotBatch, commune_front: Scope
) -> None:
    with pytest.raises(ValidationError, match="không có phương án 7"):
        enter_ballot(batch=batch, typed=SATISFIED | {"4": "7"}, key=uuid4(), by=commune_front)
    assert not batch.ballots.exists()


def test_a_batch_that_does_not_reconcile_stays_open(
    batch: BallotBatch, commune_front: Scope
) -> None:
    put(batch, commune_front, 2)
    with pytest.raises(ValidationError, match="đếm tay 3 phiếu, đã nhập 2, còn thiếu 1 phiếu"):
        close_batch(batch=batch, by=commune_front, at=now())


def test_the_database_refuses_to_close_a_batch_that_does_not_reconcile(
    batch: BallotBatch, commune_front: Scope
) -> None:
    put(batch, commune_front, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotBatch.objects.filter(pk=batch.pk).update(state="closed", closed_at=now())


def test_a_batch_counted_again_closes_and_keeps_its_tallies(
    batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    put(batch, commune_front, 2)
    recount_batch(batch=batch, counted_by_hand=2, by=commune_front)
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    rows = Tally.objects.filter(batch=batch, question__code="4", count__gt=0)
    assert sorted(((row.option and row.option.number) or 0, row.count) for row in rows) == [
        (0, 2),
        (1, 2),
    ]


def test_a_closed_batch_takes_no_ballot(
    batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    put(batch, commune_front, 3)
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    with pytest.raises(ValidationError, match="đã khóa"):
        put(batch, commune_front)
    with pytest.raises(ValidationError, match="đã khóa"):
        take_back_last_ballot(batch=batch, by=commune_front)


def test_the_database_locks_the_ballots_of_a_closed_batch(
    batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    put(batch, commune_front, 3)
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    with pytest.raises(IntegrityError, match="đã khóa"), transaction.atomic():
        Ballot.objects.create(batch=batch, ordinal=4, answers="[]", key=uuid4(), entered_by_id=1)
    with pytest.raises(IntegrityError, match="đã khóa"), transaction.atomic():
        Ballot.objects.filter(batch=batch).update(answers="[]")
    with pytest.raises(IntegrityError, match="đã khóa"), transaction.atomic():
        Ballot.objects.filter(batch=batch, second=None)[:1].get().delete()


def test_opening_a_batch_again_is_on_record(
    batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    put(batch, commune_front, 3)
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    reopen_batch(batch=batch, reason="nhập nhầm phiếu 2", by=commune_front)
    batch.refresh_from_db()
    assert (batch.is_open, batch.times_reopened, batch.tallies.count()) == (True, 1, 0)
    says = Entry.objects.filter(act="batch.reopen").latest("id").says
    assert says == "Mở lại tập A01. Lý do: nhập nhầm phiếu 2"


def test_taking_back_gives_the_answers_to_type_again(
    batch: BallotBatch, commune_front: Scope
) -> None:
    put(batch, commune_front, 2)
    typed = take_back_last_ballot(batch=batch, by=commune_front)
    batch.refresh_from_db()
    assert typed == SATISFIED
    assert (batch.entered, batch.ballots.count()) == (1, 1)


def test_a_correction_keeps_what_was_there(batch: BallotBatch, commune_front: Scope) -> None:
    put(batch, commune_front)
    correct_ballot(ballot=batch.ballots.get(), typed=SATISFIED | {"4": "2"}, by=commune_front)
    entry = Entry.objects.filter(act="ballot.correct").latest("id")
    assert entry.values.changes == {"câu 4": ["1", "2"]}


def test_two_batches_of_a_commune_differ_in_code(batch: BallotBatch, commune_front: Scope) -> None:
    with pytest.raises(ValidationError, match="đã có tập phiếu mang mã này"):
        open_batch(
            campaign_unit=batch.campaign_unit, code="A01", counted_by_hand=5, by=commune_front
        )


def test_a_campaign_with_an_open_batch_does_not_close(batch: BallotBatch, front: Scope) -> None:
    with pytest.raises(ValidationError, match="Còn 1 tập phiếu chưa khóa"):
        close_campaign(campaign=batch.campaign_unit.campaign, by=front)


def test_a_closed_campaign_takes_no_batch(
    batch: BallotBatch, commune_front: Scope, front: Scope
) -> None:
    put(batch, commune_front, 3)
    enter_again(batch, by=front)
    close_batch(batch=batch, by=commune_front, at=now())
    close_campaign(campaign=batch.campaign_unit.campaign, by=front)
    with pytest.raises(ValidationError, match="không nhận thêm tập phiếu"):
        open_batch(campaign_unit=batch.campaign_unit, code="B", counted_by_hand=1, by=commune_front)
    with pytest.raises(ValidationError, match="Đợt khảo sát đã khóa"):
        reopen_batch(batch=batch, reason="sai", by=commune_front)

"""Two who save one count, frame or ballot in one moment: the second is told, and overwrites nothing.

Both pages were read before either was saved, so that neither form finds anything changed.
"""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from citizens.surveys.actions.ballots import (
    correct_ballot,
    enter_ballot,
    recount_batch,
    take_back_last_ballot,
)
from citizens.surveys.actions.campaigns import set_frame
from citizens.surveys.models import Ballot, BallotBatch
from citizens.surveys.rules.ballots import as_typed, unpack
from portal.access import Scope
from portal.demo.cast import BAC_GIANG, LUC_NAM

from .conftest import SATISFIED, UNHAPPY, OpenCampaign

TOLD = "cùng lúc"


def test_the_count_by_hand(batch: BallotBatch, commune_front: Scope) -> None:
    mine, theirs = (BallotBatch.objects.get(pk=batch.pk) for _ in range(2))
    recount_batch(batch=theirs, counted_by_hand=5, by=commune_front)
    with pytest.raises(ValidationError, match=TOLD):
        recount_batch(batch=mine, counted_by_hand=7, by=commune_front)
    batch.refresh_from_db()
    assert batch.counted_by_hand == 5


def test_how_many_there_are_in_a_commune(open_over: OpenCampaign, front: Scope) -> None:
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    here, there = campaign.units.order_by("pk").values_list("pk", flat=True)
    seen = {here: None, there: None}
    set_frame(campaign=campaign, sizes={here: 4000, there: None}, by=front, seen=seen)
    with pytest.raises(ValidationError, match=TOLD):
        set_frame(campaign=campaign, sizes={here: None, there: 900}, by=front, seen=seen)
    assert dict(campaign.units.values_list("pk", "size")) == {here: 4000, there: None}


def test_the_answers_of_a_ballot(batch: BallotBatch, commune_front: Scope) -> None:
    enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    mine, theirs = Ballot.objects.get(), Ballot.objects.get()
    correct_ballot(ballot=theirs, typed=UNHAPPY, by=commune_front)
    with pytest.raises(ValidationError, match=TOLD):
        correct_ballot(ballot=mine, typed=SATISFIED | {"2": "1"}, by=commune_front)
    sheet = batch.campaign_unit.campaign.version.sheet
    assert as_typed(sheet, unpack(Ballot.objects.get().answers)) == UNHAPPY


def test_a_ballot_that_was_taken_back(batch: BallotBatch, commune_front: Scope) -> None:
    ballot, _ = enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    take_back_last_ballot(batch=batch, by=commune_front)
    with pytest.raises(ValidationError, match="vừa bị xóa"):
        correct_ballot(ballot=Ballot(pk=ballot.pk, batch=batch), typed=UNHAPPY, by=commune_front)

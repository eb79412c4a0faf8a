"""The second entry: drawn by the server, by another person, settled by a third act, before closing."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.ballots import (
    close_batch,
    correct_ballot,
    drop_batch,
    enter_ballot,
    recount_batch,
    reopen_batch,
    take_back_last_ballot,
)
from citizens.surveys.actions.second import (
    cancel_drawing,
    draw_second,
    enter_second,
    settle_second,
)
from citizens.surveys.models import BallotBatch, Campaign, SecondEntry
from citizens.surveys.rules.ballots import as_typed, unpack
from citizens.surveys.views.second import agreement
from portal.access import Scope
from portal.audit.models import Entry
from portal.calendar.clock import now

from .conftest import SATISFIED, enter_again

SLIPPED = SATISFIED | {"4": "3", "7": "3", "7.1": "1"}


@pytest.fixture
def full(batch: BallotBatch, commune_front: Scope) -> BallotBatch:
    """All three ballots entered by the commune's Front."""
    for _ in range(3):
        enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    batch.refresh_from_db()
    return batch


@pytest.fixture
def drawn(full: BallotBatch, front: Scope) -> SecondEntry:
    draw_second(batch=full, by=front)
    full.refresh_from_db()
    return SecondEntry.objects.in_batch(full).get()


def test_the_server_draws_the_share_and_writes_it_down(full: BallotBatch, front: Scope) -> None:
    ordinals = draw_second(batch=full, by=front)
    full.refresh_from_db()
    assert (len(ordinals), full.drawn) == (1, 1)
    says = Entry.objects.filter(act="batch.draw").latest("id").says
    assert says.endswith(f"1 trong 3 phiếu (10%) của tập A01 để nhập lần hai: {ordinals[0]}.")


def test_nothing_is_drawn_before_the_batch_reconciles(batch: BallotBatch, front: Scope) -> None:
    with pytest.raises(ValidationError, match="Hãy nhập đủ tập"):
        draw_second(batch=batch, by=front)


def test_nobody_draws_again_until_a_drawing_suits(drawn: SecondEntry, front: Scope) -> None:
    with pytest.raises(ValidationError, match="đã rút phiếu"):
        draw_second(batch=drawn.ballot.batch, by=front)


def test_who_entered_first_does_not_enter_again(drawn: SecondEntry, commune_front: Scope) -> None:
    with pytest.raises(ValidationError, match="Lần hai phải do người khác nhập"):
        enter_second(second=drawn, typed=SATISFIED, by=commune_front, at=now())


def test_the_database_refuses_one_person_for_both_entries(drawn: SecondEntry) -> None:
    with pytest.raises(IntegrityError, match="phải khác người nhập"), transaction.atomic():
        SecondEntry.objects.filter(pk=drawn.pk).update(
            answers="[]", entered_by_id=drawn.ballot.entered_by_id, entered_at=now()
        )


def test_only_another_person_is_led_to_a_drawn_ballot(
    drawn: SecondEntry, client_of: Callable[[str], Client]
) -> None:
    batch = drawn.ballot.batch
    address = reverse("surveys:second", args=[batch.campaign_unit.campaign_id, batch.pk])
    first, other = (client_of(one).get(address) for one in ("mttq.lucnam", "mttq.tinh"))
    assert (first.context["next"], other.context["next"]) == (None, drawn)
    assert "Hãy nhờ người khác của Mặt trận" in first.content.decode()
    assert "Hãy nhờ người khác của Mặt trận" not in other.content.decode()


def test_a_batch_that_cannot_close_yet_says_why_before_it_is_asked(
    full: BallotBatch, client_of: Callable[[str], Client]
) -> None:
    address = reverse("surveys:batch_close", args=[full.campaign_unit.campaign_id, full.pk])
    page = client_of("mttq.lucnam").get(address).content.decode()
    assert "Chưa nhập lần hai: hãy để máy rút" in page
    assert ">Khóa tập</button>" not in page


def test_an_agreeing_second_entry_lets_the_batch_close(
    drawn: SecondEntry, front: Scope, commune_front: Scope
) -> None:
    batch = drawn.ballot.batch
    with pytest.raises(ValidationError, match="1 phiếu chưa nhập lần hai"):
        close_batch(batch=batch, by=commune_front, at=now())
    enter_second(second=drawn, typed=SATISFIED, by=front, at=now())
    close_batch(batch=batch, by=commune_front, at=now())
    batch.refresh_from_db()
    assert not batch.is_open


def test_a_batch_does_not_close_before_anything_was_drawn(
    full: BallotBatch, commune_front: Scope
) -> None:
    with pytest.raises(ValidationError, match="Chưa nhập lần hai"):
        close_batch(batch=full, by=commune_front, at=now())
    with pytest.raises(IntegrityError), transaction.atomic():
        BallotBatch.objects.filter(pk=full.pk).update(state="closed", closed_at=now())


def test_what_differs_waits_for_a_third_act(
    drawn: SecondEntry, front: Scope, commune_front: Scope
) -> None:
    batch = drawn.ballot.batch
    second = enter_second(second=drawn, typed=SLIPPED, by=front, at=now())
    assert (second.differing, second.asked) == (3, 10)
    with pytest.raises(ValidationError, match="1 phiếu hai lần nhập lệch nhau"):
        close_batch(batch=batch, by=commune_front, at=now())
    wrong = settle_second(second=second, typed=SATISFIED | {"4": "3"}, by=front, at=now())
    ballot = second.ballot.batch.ballots.get(ordinal=second.ballot.ordinal)
    assert wrong == 1
    assert as_typed(batch.campaign_unit.campaign.version.sheet, unpack(ballot.answers))["4"] == "3"
    close_batch(batch=batch, by=commune_front, at=now())


def test_settling_keeps_both_entries_in_the_record(drawn: SecondEntry, front: Scope) -> None:
    second = enter_second(second=drawn, typed=SATISFIED | {"4": "3"}, by=front, at=now())
    settle_second(second=second, typed=SATISFIED, by=front, at=now())
    entry = Entry.objects.filter(act="ballot.settle").latest("id")
    assert entry.values.changes == {"câu 4": ["lần đầu 1, lần hai 3", "1"]}
    with pytest.raises(ValidationError, match="không có chỗ lệch"):
        settle_second(second=second, typed=SATISFIED, by=front, at=now())


def test_the_same_second_entry_sent_twice_is_one(drawn: SecondEntry, front: Scope) -> None:
    for _ in range(2):
        enter_second(second=drawn, typed=SATISFIED, by=front, at=now())
    assert BallotBatch.objects.get(pk=drawn.ballot.batch_id).second_entered == 1
    with pytest.raises(ValidationError, match="đã nhập lần hai"):
        enter_second(second=drawn, typed=SLIPPED, by=front, at=now())


def test_a_drawn_batch_takes_no_ballot_and_gives_none_back(
    drawn: SecondEntry, commune_front: Scope
) -> None:
    batch = drawn.ballot.batch
    acts: list[Callable[[], object]] = [
        lambda: enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front),
        lambda: take_back_last_ballot(batch=batch, by=commune_front),
        lambda: recount_batch(batch=batch, counted_by_hand=4, by=commune_front),
    ]
    for act in acts:
        with pytest.raises(ValidationError, match="đã rút phiếu để nhập lần hai"):
            act()
    with pytest.raises(ValidationError, match="khi đối chiếu"):
        correct_ballot(ballot=drawn.ballot, typed=SLIPPED, by=commune_front)


def test_a_drawing_is_thrown_away_for_a_reason(drawn: SecondEntry, front: Scope) -> None:
    batch = drawn.ballot.batch
    enter_second(second=drawn, typed=SLIPPED, by=front, at=now())
    cancel_drawing(batch=batch, reason="sót một phiếu", by=front)
    batch.refresh_from_db()
    assert (batch.drawn, batch.second_entered, batch.unsettled) == (0, 0, 0)
    assert "Lý do: sót một phiếu" in Entry.objects.filter(act="batch.undraw").latest("id").says


def test_the_second_entry_of_a_closed_batch_is_locked(
    full: BallotBatch, front: Scope, commune_front: Scope
) -> None:
    enter_again(full, by=front)
    close_batch(batch=full, by=commune_front, at=now())
    with pytest.raises(IntegrityError, match="đã khóa"), transaction.atomic():
        SecondEntry.objects.update(differing=1)
    reopen_batch(batch=full, reason="sót phiếu", by=commune_front)
    cancel_drawing(batch=full, reason="sót phiếu", by=commune_front)


def test_the_second_person_does_not_see_the_first_entry_and_then_both(
    drawn: SecondEntry, client_of: Callable[[str], Client]
) -> None:
    client, batch = client_of("mttq.tinh"), drawn.ballot.batch
    place = [batch.campaign_unit.campaign_id, batch.pk, drawn.ballot.ordinal]
    page = client.get(reverse("surveys:second_entry", args=place)).content.decode()
    assert 'value="1"' not in page.partition('id="typing"')[2].partition("</tr>")[0]
    sheet = batch.campaign_unit.campaign.version.sheet
    cells = {f"c{item.place}": SLIPPED[item.code] for item in sheet} | {"key": str(uuid4())}
    client.post(reverse("surveys:second_entry", args=place), cells)
    page = client.get(reverse("surveys:settle", args=place)).content.decode()
    assert "1. Lịch sự, thân thiện" in page
    assert "3. Thờ ơ, không thân thiện, hách dịch" in page
    left_out = client.post(reverse("surveys:settle", args=place), {"c5": "1"})
    assert left_out.status_code == 422
    settled = {item.code: f"c{item.place}" for item in sheet}
    client.post(reverse("surveys:settle", args=place), {settled["4"]: "3", settled["7"]: "2"})
    page = client.get(reverse("surveys:second", args=place[:2])).content.decode()
    assert "Đã thống nhất" in page
    assert "1/10 câu, sau khi thống nhất" in page  # one of ten answers was wrong at first


def test_a_batch_opened_by_mistake_is_dropped_with_a_reason_on_record(
    batch: BallotBatch, commune_front: Scope
) -> None:
    drop_batch(batch=batch, reason="Nhận nhầm của xã khác", by=commune_front)
    assert not BallotBatch.objects.exists()
    assert "Nhận nhầm của xã khác" in Entry.objects.get(act="batch.drop").says


def test_a_reason_of_one_letter_is_none(
    client_of: Callable[[str], Client], batch: BallotBatch
) -> None:
    address = reverse("surveys:batch_drop", args=(batch.campaign_unit.campaign_id, batch.pk))
    answer = client_of("mttq.tinh").post(address, {"reason": "x"})
    assert answer.status_code == 422
    assert "Lý do quá ngắn" in answer.content.decode()
    assert BallotBatch.objects.exists()


def test_a_batch_with_a_ballot_in_it_cannot_be_dropped(
    full: BallotBatch, commune_front: Scope
) -> None:
    with pytest.raises(ValidationError, match="đã nhập 3 phiếu"):
        drop_batch(batch=full, reason="Bỏ", by=commune_front)
    assert BallotBatch.objects.get().entered == 3


def test_the_rate_of_errors_waits_for_the_last_difference(drawn: SecondEntry, front: Scope) -> None:
    enter_second(second=drawn, typed=SLIPPED, by=front, at=now())
    rows = SecondEntry.objects.in_batch(drawn.ballot.batch)
    assert agreement(rows.agreement_by_campaign())["error_rate"] is None
    settle_second(second=drawn, typed=SLIPPED, by=front, at=now())
    assert agreement(rows.agreement_by_campaign())["error_rate"] is not None


def test_a_batch_of_before_the_second_entry_says_that_it_has_none(
    client_of: Callable[[str], Client], batch: BallotBatch, commune_front: Scope
) -> None:
    Campaign.objects.filter(pk=batch.campaign_unit.campaign_id).update(second_share=0)
    BallotBatch.objects.filter(pk=batch.pk).update(second_share=0)
    client = client_of("mttq.lucnam")
    assert "Đợt này không nhập lần hai" in client.get(batch.get_absolute_url()).content.decode()
    campaign = batch.campaign_unit.campaign
    assert "Đợt này không nhập lần hai" in client.get(campaign.get_absolute_url()).content.decode()
    page = reverse("surveys:batch_close", args=[campaign.pk, batch.pk])
    assert "tập này không có lần nhập thứ hai" in client.get(page).content.decode()
    for _ in range(3):
        enter_ballot(batch=batch, typed=SATISFIED, key=uuid4(), by=commune_front)
    client.post(page)
    batch.refresh_from_db()
    assert not batch.is_open

"""Many hands at one batch, on PostgreSQL: no ballot lost, none twice, no ordinal doubled."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import connections
from django.utils import timezone

from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import open_campaign
from citizens.surveys.actions.imports import import_ballots
from citizens.surveys.actions.web import give_ballot, issue_codes
from citizens.surveys.models import BallotBatch, QuestionnaireVersion
from portal.access import Scope
from portal.accounts.scopes import scope_of
from portal.calendar.clock import today
from portal.demo.cast import LUC_NAM, posting_of

from .conftest import SATISFIED, commune, enter_again

# Only the tables of this app are emptied after a test: the map and the cast stay.
ONLY_OURS = pytest.mark.django_db(transaction=True, available_apps=["citizens.surveys"])
pytestmark = [pytest.mark.services, ONLY_OURS]
HANDS = 12


@pytest.fixture
def by(on_postgresql: None) -> Scope:
    return scope_of(posting_of("mttq.tinh"))


@pytest.fixture
def stack(by: Scope) -> BallotBatch:
    """An open batch of as many ballots as there are hands."""
    call_command("load_questionnaires", verbosity=0)
    version = QuestionnaireVersion.objects.get(questionnaire__code="mot-cua-hien-hanh")
    campaign = open_campaign(
        version=version, title="Nhiều người nhập", starts_on=date(2026, 10, 1),
        ends_on=date(2026, 10, 31), frame="households", margin=Decimal("0.05"),
        units=[commune(LUC_NAM)], communes_enter=False, by=by,
    )  # fmt: skip
    return open_batch(campaign_unit=campaign.units.get(), code="A", counted_by_hand=HANDS, by=by)


def at_once(act: Callable[[UUID], object], keys: list[UUID]) -> list[object]:
    """Call `act` with each key from its own thread and connection; errors come back as values."""

    def alone(key: UUID) -> object:
        try:
            return act(key)
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(keys)) as hands:
        return list(hands.map(alone, keys))


def test_many_hands_number_their_ballots_without_gap_or_double(
    stack: BallotBatch, by: Scope
) -> None:
    keys = [uuid4() for _ in range(HANDS)]
    at_once(lambda key: enter_ballot(batch=stack, typed=SATISFIED, key=key, by=by), keys)
    stack.refresh_from_db()
    ordinals = stack.ballots.order_by("ordinal").values_list("ordinal", flat=True)
    assert list(ordinals) == list(range(1, HANDS + 1))
    assert stack.entered == HANDS


def test_one_ballot_sent_by_many_hands_is_one_row(stack: BallotBatch, by: Scope) -> None:
    key = uuid4()
    said = at_once(
        lambda same: enter_ballot(batch=stack, typed=SATISFIED, key=same, by=by), [key] * HANDS
    )
    assert [new for _, new in said].count(True) == 1  # type: ignore[misc, has-type]  # pairs
    assert stack.ballots.count() == 1


def test_one_sheet_confirmed_by_many_hands_is_counted_once(stack: BallotBatch, by: Scope) -> None:
    papers = {uuid4(): SATISFIED for _ in range(HANDS)}
    keys = [uuid4() for _ in range(4)]
    said = at_once(lambda _: import_ballots(batch=stack, papers=papers, by=by), keys)
    assert sorted(map(len, said)) == [0, 0, 0, HANDS]  # type: ignore[arg-type]  # lists of ordinals
    stack.refresh_from_db()
    ordinals = stack.ballots.order_by("ordinal").values_list("ordinal", flat=True)
    assert list(ordinals) == list(range(1, HANDS + 1))
    assert stack.entered == HANDS


def test_a_batch_closed_while_others_enter_holds_what_was_counted(
    stack: BallotBatch, by: Scope
) -> None:
    for _ in range(HANDS):
        enter_ballot(batch=stack, typed=SATISFIED, key=uuid4(), by=by)

    enter_again(stack, by=scope_of(posting_of("mttq.lucnam")))

    def act(key: UUID) -> object:
        if key.int == 0:
            return close_batch(batch=stack, by=by, at=timezone.now())
        return enter_ballot(batch=stack, typed=SATISFIED, key=key, by=by)

    said = at_once(act, [UUID(int=0), *(uuid4() for _ in range(5))])
    stack.refresh_from_db()
    assert stack.ballots.count() == stack.entered
    assert stack.is_open or stack.entered == HANDS
    assert all(isinstance(one, ValidationError | tuple | None) for one in said)


def test_one_code_sent_by_many_hands_is_one_ballot(stack: BallotBatch, by: Scope) -> None:
    _, codes = issue_codes(
        campaign_unit=stack.campaign_unit, count=HANDS, expires_on=today(), key=uuid4(), by=by,
        on=today(),
    )  # fmt: skip

    def give(code: str) -> None:
        give_ballot(code=code, typed=SATISFIED, on=today())

    said = at_once(lambda key: give(codes[0]), [uuid4() for _ in range(HANDS)])
    assert said.count(None) == 1
    others = iter(codes[1:])
    at_once(lambda key: give(next(others)), [uuid4() for _ in range(HANDS - 1)])
    batch = BallotBatch.objects.get(mode="web")
    ordinals = batch.ballots.order_by("ordinal").values_list("ordinal", flat=True)
    assert list(ordinals) == list(range(1, HANDS + 1))
    assert batch.entered == batch.counted_by_hand == HANDS

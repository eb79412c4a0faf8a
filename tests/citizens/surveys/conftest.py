"""A questionnaire, campaigns over communes, and ballots to enter."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Protocol
from uuid import uuid4

import pytest

from citizens.surveys.actions.ballots import close_batch, enter_ballot, open_batch
from citizens.surveys.actions.campaigns import close_campaign, open_campaign, publish_campaign
from citizens.surveys.actions.second import draw_second, enter_second
from citizens.surveys.models import BallotBatch, Campaign, QuestionnaireVersion, SecondEntry
from citizens.surveys.rules.ballots import as_typed, unpack
from portal.access import Scope
from portal.calendar.clock import now
from portal.demo.cast import BAC_GIANG, LUC_NAM
from portal.units.models import AdministrativeUnit

STARTS, ENDS = date(2026, 10, 1), date(2026, 10, 31)
SATISFIED = {
    "1.1": "2", "1.2": "1", "2": "3", "3": "1", "3.1": "", "4": "1", "5": "1", "6": "1",
    "7": "2", "7.1": "", "8": "2", "8.1": "",
}  # fmt: skip
UNHAPPY = SATISFIED | {"3": "3", "3.1": "2", "4": "3", "5": "3", "6": "3", "7": "3", "7.1": "2"}


class OpenCampaign(Protocol):
    def __call__(self, *codes: str, by: Scope, title: str = ...) -> Campaign: ...


class FillBatch(Protocol):
    def __call__(
        self, campaign: Campaign, code: str, *, happy: int, unhappy: int = ..., by: Scope
    ) -> BallotBatch: ...


@pytest.fixture
def version(db: None) -> QuestionnaireVersion:
    """The questionnaire on one-stop officials, in use."""
    return QuestionnaireVersion.objects.get(questionnaire__code="mot-cua-hien-hanh")


@pytest.fixture
def front(scopes: Callable[[str], Scope]) -> Scope:
    """The Front committee of the province."""
    return scopes("mttq.tinh")


@pytest.fixture
def commune_front(scopes: Callable[[str], Scope]) -> Scope:
    """The Front committee of Lục Nam."""
    return scopes("mttq.lucnam")


@pytest.fixture
def open_over(version: QuestionnaireVersion) -> OpenCampaign:
    """Open a campaign over the communes of these codes."""

    def make(*codes: str, by: Scope, title: str = "Một cửa 2026") -> Campaign:
        return open_campaign(
            version=version, title=title, starts_on=STARTS, ends_on=ENDS, frame="households",
            margin=Decimal("0.05"), units=[commune(code) for code in codes],
            communes_enter=True, by=by,
        )  # fmt: skip

    return make


@pytest.fixture
def fill(front: Scope, commune_front: Scope) -> FillBatch:
    """Enter one batch of a commune, let another person enter the drawn ballots again, close it."""

    def make(
        campaign: Campaign, code: str, *, happy: int, unhappy: int = 0, by: Scope
    ) -> BallotBatch:
        row = campaign.units.get(unit__code=code)
        batch = open_batch(campaign_unit=row, code="A01", counted_by_hand=happy + unhappy, by=by)
        for typed in [SATISFIED] * happy + [UNHAPPY] * unhappy:
            enter_ballot(batch=batch, typed=typed, key=uuid4(), by=by)
        enter_again(batch, by=commune_front if by == front else front)
        close_batch(batch=batch, by=by, at=now())
        return batch

    return make


@pytest.fixture
def published(open_over: OpenCampaign, fill: FillBatch, front: Scope) -> Campaign:
    """A published campaign: Lục Nam 8 of 10 content, Bắc Giang 6 of 6."""
    campaign = open_over(LUC_NAM, BAC_GIANG, by=front)
    fill(campaign, LUC_NAM, happy=8, unhappy=2, by=front)
    fill(campaign, BAC_GIANG, happy=6, by=front)
    close_campaign(campaign=campaign, by=front)
    publish_campaign(campaign=campaign, by=front, on=date(2026, 11, 10))
    campaign.refresh_from_db()
    return campaign


@pytest.fixture
def batch(open_over: OpenCampaign, commune_front: Scope, front: Scope) -> BallotBatch:
    """An open batch of three ballots of Lục Nam, nothing entered yet."""
    campaign = open_over(LUC_NAM, by=front)
    return open_batch(
        campaign_unit=campaign.units.get(), code="a01", counted_by_hand=3, by=commune_front
    )


def enter_again(batch: BallotBatch, *, by: Scope) -> None:
    """Draw and enter the drawn ballots again as they stand."""
    draw_second(batch=batch, by=by)
    sheet = batch.campaign_unit.campaign.version.sheet
    for second in SecondEntry.objects.in_batch(batch):
        typed = as_typed(sheet, unpack(second.ballot.answers))
        enter_second(second=second, typed=typed, by=by, at=now())
    batch.refresh_from_db()


def commune(code: str) -> AdministrativeUnit:
    return AdministrativeUnit.objects.on(STARTS).communes().get(code=code)

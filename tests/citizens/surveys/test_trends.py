"""Over time: only campaigns of the same version, and changes marked only when they are more than chance."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from citizens.surveys.actions.campaigns import close_campaign, publish_campaign
from citizens.surveys.figures.trend import trend_of
from citizens.surveys.models import Campaign, QuestionnaireVersion
from citizens.surveys.rules.comparisons import Verdict
from portal.access import Scope
from portal.demo.cast import LUC_NAM

from .conftest import FillBatch, OpenCampaign

EVERY_UNIT = Q(pk__isnull=False)
Ask = Callable[..., Campaign]


@pytest.fixture
def ask(open_over: OpenCampaign, fill: FillBatch, front: Scope) -> Ask:
    """Ask Lục Nam, publish, and put it so many days earlier."""

    def make(title: str, *, happy: int, unhappy: int, days: int) -> Campaign:
        campaign = open_over(LUC_NAM, by=front, title=title)
        fill(campaign, LUC_NAM, happy=happy, unhappy=unhappy, by=front)
        close_campaign(campaign=campaign, by=front)
        publish_campaign(campaign=campaign, by=front, on=date(2026, 11, 10))
        moved = timedelta(days=days)
        Campaign.objects.filter(pk=campaign.pk).update(
            starts_on=campaign.starts_on - moved, ends_on=campaign.ends_on - moved
        )
        campaign.refresh_from_db()
        return campaign

    return make


def test_a_change_is_marked_when_it_is_more_than_chance(ask: Ask) -> None:
    earlier = ask("2025", happy=4, unhappy=16, days=365)
    later = ask("2026", happy=18, unhappy=2, days=0)
    found = trend_of([later, earlier], seen=EVERY_UNIT)
    assert found is not None
    assert [one.campaign.title for one in found.rounds] == ["2025", "2026"]
    assert [unit.change for unit in found.units] == [Verdict.ABOVE]
    assert found.change is Verdict.ABOVE


def test_a_small_change_is_not_marked(ask: Ask) -> None:
    earlier = ask("2025", happy=11, unhappy=9, days=365)
    later = ask("2026", happy=12, unhappy=8, days=0)
    found = trend_of([later, earlier], seen=EVERY_UNIT)
    assert found is not None
    assert [unit.change for unit in found.units] == [None]
    assert found.units[0].before is not None


def test_another_version_is_not_compared(ask: Ask, version: QuestionnaireVersion) -> None:
    earlier = ask("2025", happy=5, unhappy=5, days=365)
    later = ask("2026", happy=9, unhappy=1, days=0)
    other = QuestionnaireVersion.objects.exclude(pk=version.pk).first()
    Campaign.objects.filter(pk=earlier.pk).update(version=other)
    alike = Campaign.objects.alike(later.version_id, later.organiser_id, later.ends_on)
    assert list(alike) == [later]


def test_the_page_shows_both_rounds_to_the_commune(
    ask: Ask, client_of: Callable[[str], Client]
) -> None:
    ask("Đợt năm trước", happy=11, unhappy=9, days=365)
    later = ask("Đợt năm nay", happy=12, unhappy=8, days=0)
    page = client_of("lanhdao.lucnam").get(reverse("surveys:trend", args=[later.pk]))
    assert "Đợt năm trước" in page.content.decode()
    assert page.context["trend"].rounds[0].overall is not None

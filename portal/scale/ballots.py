"""The surveys: last year's published in every province, this year's still coming in.

The answers of a whole batch are drawn at once: a byte a ballot and question, read through a table
that holds each answer as often as people give it. The tally is counted from the same bytes.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from django.db.models import F

from citizens.surveys.actions.questionnaires import load_instrument
from citizens.surveys.actions.tallies import rebuild
from citizens.surveys.models import (
    Ballot,
    BallotBatch,
    BatchState,
    Campaign,
    CampaignState,
    CampaignUnit,
    Frame,
    Option,
    Question,
    QuestionnaireVersion,
    Release,
    Tally,
)
from citizens.surveys.rules.ballots import Answer, Count, Item, Kind, pack, tally
from citizens.surveys.rules.instruments import read_instrument
from citizens.surveys.rules.samples import smallest_sample
from portal.scale.copying import Stack, Stacks
from portal.scale.country import Commune, Country, Province
from portal.scale.dice import dice_for, in_office, shared_out, uuid
from portal.scale.progress import Bar
from portal.text import search_key
from portal.units.kinds import OrganisationKind

_FRONT = OrganisationKind.FRONT_COMMITTEE
QUESTIONNAIRE = Path(__file__).parent / "questionnaires" / "hai-muoi-cau.toml"
_MARGIN = Decimal("0.07")
_LARGEST_STACK, _FEWEST_IN_A_COMMUNE = 180, 200
_LEFT_BLANK = 6  # of 256
_MOODS = 5


@dataclass(frozen=True, slots=True)
class Round:
    """One campaign of each province: when, in what state, which share of all ballots."""

    title: str
    starts_on: date
    ends_on: date
    state: CampaignState
    share: float


def rounds(on: date) -> tuple[Round, Round]:
    what = "Mức độ hài lòng về sự phục vụ hành chính của xã, phường"
    past = Round(
        f"{what} năm {on.year - 1}", on - timedelta(days=390), on - timedelta(days=300),
        CampaignState.PUBLISHED, 0.55,
    )  # fmt: skip
    now = Round(
        f"{what} năm {on.year}", on - timedelta(days=60), on + timedelta(days=20),
        CampaignState.OPEN, 0.45,
    )  # fmt: skip
    return past, now


class Sheet:
    """The questionnaire, and for each question and mood the table of 256 answers."""

    def __init__(self, version: QuestionnaireVersion) -> None:
        self.items: tuple[Item, ...] = version.sheet
        if any(item.shown_if for item in self.items):
            raise ValueError("answers of a branching questionnaire hang together")
        self._answers = [[_answers_to(item, mood) for item in self.items] for mood in range(_MOODS)]
        self._packed = [
            [[pack([answer])[1:-1] for answer in answers] for answers in by_item]
            for by_item in self._answers
        ]
        self._questions = dict(Question.objects.filter(version=version).values_list("code", "pk"))
        options = Option.objects.filter(question__version=version)
        self._options = {
            (code, number): pk
            for code, number, pk in options.values_list("question__code", "number", "pk")
        }

    def fill_in(self, count: int, mood: int, dice: random.Random) -> tuple[list[str], list[bytes]]:
        """Return the columns of `count` ballots, and the bytes they were drawn with, by question."""
        drawn = [dice.randbytes(count) for _ in self.items]
        columns = [
            [packed[byte] for byte in column]
            for packed, column in zip(self._packed[mood], drawn, strict=True)
        ]
        return [f"[{','.join(ballot)}]" for ballot in zip(*columns, strict=True)], drawn

    def counted(
        self, drawn: list[bytes], mood: int
    ) -> Iterator[tuple[int, int | None, int, int | None]]:
        """Yield (question, option, count, total) as the closing of a batch keeps them."""
        for item, answers, column in zip(self.items, self._answers[mood], drawn, strict=True):
            count = _count(item, answers, column)
            asked = self._questions[item.code]
            yield asked, None, count.answered, count.total or None
            for number, chosen in count.by_option.items():
                yield asked, self._options[item.code, number], chosen, None


def _count(item: Item, answers: list[Answer], column: bytes) -> Count:
    """The tally of one question: each different byte is read once, and counts as often as it fell."""
    whole = Count(by_option={choice.number: 0 for choice in item.choices})
    for byte, times in Counter(column).items():
        one = tally([item], [[answers[byte]]])[item.code]
        whole.answered += one.answered * times
        whole.total += one.total * times
        for number, chosen in one.by_option.items():
            whole.by_option[number] += chosen * times
    return whole


def _answers_to(item: Item, mood: int) -> list[Answer]:
    """256 answers, content or not by the mood of a commune; a few papers are left blank."""
    dice = random.Random(f"{item.code}:{mood}")
    if item.kind is Kind.TEXT:
        return [None] * 256
    if item.kind is Kind.NUMBER:
        return [max(item.lowest or 0, 1) + min(int(dice.expovariate(1.2)), 8) for _ in range(256)]
    numbers = [choice.number for choice in item.choices]
    if item.kind is Kind.MULTIPLE:
        several = [sorted(dice.sample(numbers, 1 + (dice.random() < 0.35))) for _ in range(250)]
        return [*several, *[0] * _LEFT_BLANK]
    weights = [(place + 1) ** (0.6 + 0.5 * mood) for place in range(len(numbers))]
    return [*dice.choices(numbers, weights, k=250), *[0] * _LEFT_BLANK]


class Surveys:
    """The stacks of the survey room, and how a commune's ballots go onto them."""

    def __init__(self, country: Country) -> None:
        self._on = country.on
        instrument = read_instrument(QUESTIONNAIRE.read_bytes())
        version, _ = load_instrument(instrument=instrument, by=None)
        self._version, self._sheet = version.pk, Sheet(version)
        self._campaigns = Stack(
            Campaign, "version_id", "organiser_id", "title", "starts_on", "ends_on", "frame",
            "margin", "state", "created_by_id", "created_at", "published_on", "published_by_id",
            "search_key",
        )  # fmt: skip
        self._units = Stack(CampaignUnit, "campaign_id", "unit_id", "size", "target", "enterer_id")
        self._batches = Stack(
            BallotBatch, "campaign_unit_id", "code", "counted_by_hand", "entered", "state",
            "organisation_id", "entered_by_id", "created_at", "closed_at",
        )  # fmt: skip
        self._ballots = Stack(
            Ballot, "batch_id", "ordinal", "answers", "key", "entered_by_id", "at"
        )
        self._tallies = Stack(Tally, "batch_id", "question_id", "option_id", "count", "total")
        # Ballots are taken by open batches only, so that a batch is closed after they are copied.
        self._closing: list[int] = []
        self.stacks = Stacks(
            self._campaigns, self._units, self._batches, self._ballots, self._tallies
        )

    def open(self, province: Province, one: Round) -> int:
        published = one.ends_on + timedelta(days=30) if one.state == "published" else None
        by = province.front.user_id if province.front else 0
        return self._campaigns.add(
            self._version, province.offices[_FRONT], one.title, one.starts_on, one.ends_on,
            Frame.HOUSEHOLDS.value, _MARGIN, one.state.value, by,
            datetime.combine(one.starts_on, time(2), UTC), published, by if published else None,
            search_key(one.title),
        )  # fmt: skip

    def ask_province(
        self, one: Round, communes: list[Commune], shares: Iterator[int], seed: int, bar: Bar
    ) -> None:
        campaign = self.open(communes[0].province, one)
        for commune in communes:
            share = next(shares)
            self.ask(campaign, commune, one, share, dice_for(seed, one.starts_on, commune.code))
            bar.forward(share)
            self.stacks.flush_when_full()
        self.stacks.flush()
        self.close_full_batches()

    def ask(
        self, campaign: int, commune: Commune, one: Round, count: int, dice: random.Random
    ) -> None:
        """Enter `count` ballots of a commune in stacks; of this year's the last may be half done."""
        size = int(1500 + 2500 * dice.random() + 1500 * commune.weight)
        unit = self._units.add(
            campaign, commune.pk, size, smallest_sample(size, _MARGIN), commune.front_committee
        )
        mood, left, place = int(dice.random() * _MOODS), count, 0
        while left:
            place += 1
            entered = min(left, _LARGEST_STACK - int(dice.random() * 60))
            left -= entered
            waits = not left and one.state == CampaignState.OPEN and dice.random() < 0.4
            self._enter(unit, commune, place, entered, mood, one, dice, waits=waits)

    def _enter(
        self, unit: int, commune: Commune, place: int, entered: int, mood: int, one: Round,
        dice: random.Random, *, waits: bool,
    ) -> None:  # fmt: skip
        by = commune.front.user_id if commune.front else 0
        day = min(one.starts_on + timedelta(days=7 * place + int(dice.random() * 20)), self._on)
        at = in_office(day, dice)
        by_hand = entered + int(dice.random() * 40) + 1 if waits else entered
        batch = self._batches.add(
            unit, f"{commune.code}-{place:02}", by_hand, entered, BatchState.OPEN.value,
            commune.front_committee, by, at, None,
        )  # fmt: skip
        columns, drawn = self._sheet.fill_in(entered, mood, dice)
        for ordinal, column in enumerate(columns, 1):
            self._ballots.add(batch, ordinal, column, uuid(dice), by, at)
        if not waits:
            self._closing.append(batch)
            for question, option, count, total in self._sheet.counted(drawn, mood):
                self._tallies.add(batch, question, option, count, total)

    def close_full_batches(self) -> None:
        """Close what was copied, by one statement."""
        BallotBatch.objects.filter(pk__in=self._closing).update(
            state=BatchState.CLOSED, closed_at=F("created_at") + timedelta(hours=3)
        )
        self._closing = []


def ask_everybody(country: Country, count: int, bar: Bar) -> None:
    """Enter `count` ballots: two campaigns in every province, in each of its communes.

    Where there are few, they lie in few communes: a sample of three ballots would be none.
    """
    surveys = Surveys(country)
    past, now = rounds(country.on)
    asked = country.communes_largest_province_first[: max(1, count // _FEWEST_IN_A_COMMUNE)]
    for one, whole in zip((past, now), shared_out(count, [past.share, now.share]), strict=True):
        shares = iter(shared_out(whole, [0.5 + min(commune.weight, 2) for commune in asked]))
        for _, communes in groupby(asked, key=lambda commune: commune.province.code):
            surveys.ask_province(one, list(communes), shares, country.seed, bar)
    surveys.stacks.finish()
    for campaign in Campaign.objects.select_related("version").order_by("pk"):
        rebuild(campaign)
        if campaign.published_on:
            codes = "\n".join(item.code for item in campaign.version.sheet)
            Release.objects.create(
                campaign=campaign,
                questions=codes,
                released_on=campaign.published_on,
                released_by_id=campaign.published_by_id or 0,
            )

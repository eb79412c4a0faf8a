"""The reception books: visits by the day, people who come again, answers in time, late or owed."""

import random
from dataclasses import dataclass
from datetime import date, timedelta

from citizens.receptions.kinds import Channel, DayState, Host, IdentityKind, Mode, Outcome
from citizens.receptions.models import (
    Handling,
    Matter,
    MatterOwner,
    Reception,
    ReceptionDay,
    ReceptionSeries,
    Visitor,
)
from citizens.receptions.rules import FIRST_DAY_ONLINE, GROUP_FROM, reply_deadline
from citizens.submissions.kinds import Source
from portal.calendar.rules import is_working_day
from portal.identity import seal
from portal.scale import matters
from portal.scale.copying import Stack, Stacks
from portal.scale.country import SINCE, Commune, Country
from portal.scale.dice import Urn, dice_for, in_office, shared_out, uuid
from portal.scale.matters import Brought
from portal.scale.names import Name, hamlet, identity_number, name
from portal.scale.papers import Came, Papers, sent
from portal.scale.progress import Bar

_HANDS_IN, _SENT_FOR_A_VISIT = 0.25, 0.12  # papers beside the visits
_COMES_AGAIN, _SHOWS_NO_CARD, _IS_VOID, _IS_FORGOTTEN = 0.18, 0.15, 0.004, 0.015
_HEADS = Urn({1: 82, 2: 10, 3: 4, 4: 2, 6: 1, 9: 0.5, 14: 0.3, 30: 0.2})
# After how many days people hear; ten working days are about fourteen.
_ANSWERED_AFTER = Urn({2: 10, 4: 15, 6: 20, 8: 18, 10: 14, 12: 9, 17: 6, 21: 4, 30: 3, 45: 1})
_VOID_REASONS = ("Ghi trùng lượt tiếp trước", "Nhập nhầm ngày tiếp", "Ghi nhầm sổ của đơn vị khác")


@dataclass(frozen=True, slots=True)
class Person:
    name: Name
    address: str
    number: str


@dataclass(frozen=True, slots=True)
class Case:
    """A matter that stands open, with who brought it."""

    matter: int
    brought: Brought
    opened_on: date
    people: list[Person]


class Books:
    """The stacks of the reception rooms, and how one visit goes onto them."""

    def __init__(self, country: Country) -> None:
        self._on = country.on
        self._series = Stack(ReceptionSeries, "organisation_id", "year", "last_number")
        self._days = Stack(
            ReceptionDay, "organisation_id", "day", "host", "host_name", "publicised_on", "state"
        )
        self._visits = Stack(
            Reception, "organisation_id", "series_id", "number", "received_on", "channel", "host",
            "mode", "official_id", "official_name", "head_count", "is_secret", "key", "recorded_at",
            "voided_at", "void_reason",
        )  # fmt: skip
        self._people = Stack(
            Visitor, "reception_id", "organisation_id", "place", "name", "name_key", "address",
            "is_representative", "identity_kind", "identity_box", "identity_box_key",
            "identity_digest", "identity_digest_key",
        )  # fmt: skip
        self._matters = Stack(Matter, "kind", "field", "summary", "summary_key", "opened_on")
        self._owners = Stack(
            MatterOwner, "matter_id", "kind", "organisation_id", "starts_on", "reason"
        )
        self._handlings = Stack(
            Handling, "reception_id", "organisation_id", "matter_id", "opened_on", "outcome",
            "agency", "reply_by", "replied_on", "reply_kind",
        )  # fmt: skip
        self.papers = Papers(country)
        self.stacks = Stacks(
            self._series, self._days, self._visits, self._people, self._matters, self._owners,
            self._handlings, *self.papers.stacks,
        )  # fmt: skip
        days = (SINCE + timedelta(days=step) for step in range((country.on - SINCE).days + 1))
        self.working_days = [day for day in days if is_working_day(day, country.days_off)]
        self._reply_by = {
            day: reply_deadline(day, country.days_off).last_day for day in self.working_days
        }
        self._bound_to: dict[int, str] = {}
        self._came: list[Came] = []

    def keep(self, commune: Commune, count: int, dice: random.Random) -> None:
        """Write `count` visits into the books of one commune, oldest first."""
        head_days = self._plan_head(commune, dice)
        years = [len(self.working_days) + place for place in range(len(self.working_days))]
        days = sorted(dice.choices(self.working_days, weights=years, k=count))  # growing use
        books: dict[int, tuple[int, int]] = {}
        open_cases: list[Case] = []
        for year in sorted({day.year for day in days}):
            last = sum(day.year == year for day in days)
            books[year] = (self._series.add(commune.people_committee, year, last), 0)
        for day in days:
            series, number = books[day.year]
            books[day.year] = (series, number + 1)
            self._visit(commune, series, number + 1, day, open_cases, head_days, dice)

    def keep_papers(self, commune: Commune, visits: int, dice: random.Random) -> None:
        """Write the commune's petition books: what was handed in at its visits, and what was sent."""
        handed_in = [one for one in self._came if dice.random() < _HANDS_IN]
        asked = visits * _SENT_FOR_A_VISIT
        count = int(asked) + (dice.random() < asked % 1)
        posted = [self._sent(commune, dice) for _ in range(count)]
        self._came = []
        self.papers.keep(commune, [*handed_in, *posted], dice)

    def _sent(self, commune: Commune, dice: random.Random) -> Came:
        """A paper that nobody brought, about a matter of its own."""
        day = dice.choice(self.working_days)
        place = hamlet(dice, urban=commune.full_name.startswith("phường"))
        brought = matters.brought(dice, place)
        matter = self._new_matter(commune, brought, day)
        writer = None if brought.is_secret else _person(commune, place, dice)
        came = Came(
            matter, brought.kind, day, Source.POST, "",
            person=None if writer is None else (writer.name, writer.address),
        )  # fmt: skip
        return sent(came, dice)

    def _plan_head(self, commune: Commune, dice: random.Random) -> frozenset[date]:
        """The head receives on two days a month; the next month's are planned already."""
        weekday = dice.randrange(5)
        host = f"{commune.leader.name if commune.leader else ''}, Chủ tịch UBND"
        mine = [day for day in self.working_days if day.weekday() == weekday][::2]
        coming = [self._on + timedelta(days=7 * week + 1) for week in (1, 3)]
        for day in [*mine, *(one for one in coming if one not in mine)]:
            past = day <= self._on
            state = DayState.HELD if past and dice.random() > 0.05 else DayState.CANCELLED
            self._days.add(
                commune.people_committee, day, Host.HEAD.value, host, day - timedelta(days=7),
                (state if past else DayState.PLANNED).value,
            )  # fmt: skip
        return frozenset(mine)

    def _visit(
        self, commune: Commune, series: int, number: int, day: date, open_cases: list[Case],
        head_days: frozenset[date], dice: random.Random,
    ) -> None:  # fmt: skip
        case = self._case(commune, day, open_cases, dice)
        secret = case.brought.is_secret
        heads = 1 if secret else max(_HEADS.draw(dice), len(case.people))
        headed = day in head_days and dice.random() < 0.6
        official = commune.officials[dice.random() < 0.4]
        receiver = commune.leader if headed and commune.leader else official
        at = in_office(day, dice)
        void = dice.random() < _IS_VOID
        online = day >= FIRST_DAY_ONLINE and dice.random() < 0.03
        key = uuid(dice)
        visit = self._visits.add(
            commune.people_committee, series, number, day,
            (Channel.PERIODIC if headed else Channel.REGULAR).value,
            (Host.HEAD if headed else Host.OFFICIAL).value,
            (Mode.ONLINE if online else Mode.IN_PERSON).value,
            official.user_id, receiver.name, heads, secret, key, at,
            at + timedelta(hours=1) if void else None,
            dice.choice(_VOID_REASONS) if void else "",
        )  # fmt: skip
        for place, person in enumerate(case.people, 1):
            self._seat(visit, place, person, heads >= GROUP_FROM, commune.people_committee)
        outcome, agency = self._handle(visit, commune.people_committee, case, day, dice)
        if not void and outcome is not Outcome.REFUSED:
            self._came.append(
                Came(
                    case.matter, case.brought.kind, day, Source.VISIT, key, heads, visit, outcome,
                    agency,
                )
            )  # fmt: skip

    def _case(
        self, commune: Commune, day: date, open_cases: list[Case], dice: random.Random
    ) -> Case:
        """One that was brought before, by the same people, or a new one."""
        if open_cases and dice.random() < _COMES_AGAIN:
            return open_cases[int((1 - dice.random() ** 2) * len(open_cases))]
        urban = commune.full_name.startswith("phường")
        place = hamlet(dice, urban=urban)
        brought = matters.brought(dice, place)
        people = [] if brought.is_secret else [_person(commune, place, dice)]
        matter = self._new_matter(commune, brought, day)
        case = Case(matter, brought, day, people)
        open_cases.append(case)
        return case

    def _new_matter(self, commune: Commune, brought: Brought, day: date) -> int:
        matter = self._matters.add(
            brought.kind.value, brought.field.value, brought.summary, brought.key, day
        )
        self._owners.add(matter, brought.kind.value, commune.people_committee, day, "Tiếp nhận")
        return matter

    def _seat(self, visit: int, place: int, person: Person, group: bool, office: int) -> None:
        kept: tuple[object, ...] = ("", None, "", "", "")
        if person.number:
            box = seal(person.number, bound_to=self._bound(office))
            kept = (IdentityKind.CITIZEN.value, box.box, box.box_key, box.digest, box.digest_key)
        self._people.add(
            visit, office, place, person.name.text, person.name.key, person.address, group, *kept
        )

    def _bound(self, office: int) -> str:
        if office not in self._bound_to:
            self._bound_to = {office: Visitor(organisation_id=office).bound_to}
        return self._bound_to[office]

    def _handle(
        self, visit: int, office: int, case: Case, day: date, dice: random.Random
    ) -> tuple[Outcome, str]:
        outcome = matters.outcome(dice, case.brought.kind)
        replied_on, kind = self._answer(outcome, day, dice)
        agency = matters.agency(dice) if outcome.names_agency else ""
        self._handlings.add(
            visit, office, case.matter, case.opened_on, outcome.value, agency, self._reply_by[day],
            replied_on, kind,
        )  # fmt: skip
        return outcome, agency

    def _answer(self, outcome: Outcome, day: date, dice: random.Random) -> tuple[date | None, str]:
        if outcome.told_at_once is not None:
            return day, outcome.told_at_once.value
        replied_on = day + timedelta(days=_ANSWERED_AFTER.draw(dice))
        if replied_on > self._on or dice.random() < _IS_FORGOTTEN:
            return None, ""
        return replied_on, matters.told_later(outcome).value


def fill_books(country: Country, count: int, bar: Bar) -> None:
    """Write `count` visits into the books of all communes, by their weight."""
    books = Books(country)
    communes = country.communes
    shares = shared_out(count, [commune.weight for commune in communes])
    for commune, share in zip(communes, shares, strict=True):
        books.keep(commune, share, dice_for(country.seed, "receptions", commune.code))
        books.keep_papers(commune, share, dice_for(country.seed, "papers", commune.code))
        books.stacks.flush_when_full()
        bar.forward(share)
    books.stacks.finish()


def _person(commune: Commune, place: str, dice: random.Random) -> Person:
    shows = dice.random() >= _SHOWS_NO_CARD
    number = identity_number(dice, commune.province.code) if shows else ""
    return Person(name(dice), f"{place}, {commune.full_name}", number)

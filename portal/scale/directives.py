"""Ten years of directives: central, of the provinces and of the Party, each resting on earlier ones."""

import hashlib
import random
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from directives.reading import number_key
from directives.registry.kinds import (
    DueKind,
    DutyState,
    IssuerLevel,
    ReferenceState,
    Relation,
    Status,
    System,
)
from directives.registry.models import CrossReference, Directive, Duty, Recipient, TextVersion
from directives.registry.rules import number_series
from portal.scale import wordings
from portal.scale.copying import Stack, Stacks
from portal.scale.country import Country, Province
from portal.scale.dice import Urn, dice_for, in_office, shared_out
from portal.scale.names import name
from portal.scale.progress import Bar
from portal.scale.wordings import Cited, Text
from portal.text import search_key
from portal.units.kinds import OrganisationKind, UnitKind
from portal.units.models import AdministrativeUnit

FIRST_YEAR = 2016
DUTIES_OF_ALL = 20
_CENTRAL, _PARTY, _IS_DRAFT = 0.04, 0.2, 0.003
_UNKNOWN, _CITES_CENTRAL, _HAS_DUTIES = 0.25, 0.35, 0.12
_HUBS = 400  # central directives that everybody cites
_RELATIONS = Urn(
    {
        Relation.LEGAL_BASIS: 45, Relation.IMPLEMENTS: 25, Relation.CITES: 24, Relation.GUIDES: 2,
        Relation.AMENDS: 2, Relation.SUPERSEDES: 2,
    }
)  # fmt: skip
_STATE_KIND, _PARTY_KIND, _CENTRAL_KIND = (
    Urn(wordings.KINDS), Urn(wordings.PARTY_KINDS), Urn(wordings.CENTRAL_KINDS),
)  # fmt: skip
_DUE = Urn(
    {
        DueKind.ONCE: 55,
        DueKind.YEARLY: 10,
        DueKind.QUARTERLY: 15,
        DueKind.MONTHLY: 10,
        DueKind.NONE: 10,
    }
)


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who issues: as the masthead names it, and where it stands."""

    wording: str
    key: str
    level: IssuerLevel
    system: System
    symbol: str
    province: int | None
    organisation: int | None
    place: str


class Registry:
    """The stacks of the registry, the numbers given so far, and what can be cited."""

    def __init__(self, country: Country) -> None:
        self._country = country
        self._numbers: dict[tuple[str, str, str], int] = defaultdict(int)
        self._central: list[Cited] = []
        self._local: dict[int, list[Cited]] = defaultdict(list)
        self._directives = Stack(
            Directive, "number", "number_key", "kind", "system", "issuer", "issuer_key",
            "issuer_level", "issuer_organisation_id", "province_id", "owner_id", "issued_on",
            "series", "subject", "signer", "status", "search_key", "entry_key", "made_at",
            "final_at",
        )  # fmt: skip
        self._texts = Stack(TextVersion, "directive_id", "text", "sha256", "made_at")
        self._references = Stack(
            CrossReference, "source_id", "target_id", "ordinal", "number", "number_key", "kind",
            "issued_on", "issuer", "relation", "state", "start", "end",
        )  # fmt: skip
        self._recipients = Stack(Recipient, "directive_id", "ordinal", "wording", "organisation_id")
        self._duties = Stack(
            Duty, "directive_id", "ordinal", "clause", "text", "due_kind", "due_on", "due_wording",
            "start", "end", "state",
        )  # fmt: skip
        self.stacks = Stacks(
            self._directives, self._texts, self._references, self._recipients, self._duties
        )

    def issue(self, day: date, citations: int, dice: random.Random) -> None:
        """One more directive of that day, of an issuer that the dice choose."""
        province = dice.choice(self._country.provinces)
        issuer = _central(dice) if dice.random() < _CENTRAL else _local(province, day, dice)
        self._write(issuer, province, day, citations, dice, tasks=self._tasks(dice))

    def issue_to_all(self, day: date, dice: random.Random) -> list[tuple[int, date]]:
        """The central directive whose twenty duties every commune has; returns them with their days."""
        province = self._country.provinces[0]
        issuer = _central(dice)
        first = len(self._duties.rows)
        self._write(
            issuer, province, day, 3, dice, tasks=DUTIES_OF_ALL,
            subject="Về xây dựng “Chính quyền thân thiện” ở cấp xã",
        )  # fmt: skip
        made = self._duties.rows[first:]
        return [(row[0], row[6]) for row in made]

    @staticmethod
    def _tasks(dice: random.Random) -> int:
        return 1 + int(dice.random() * 4) if dice.random() < _HAS_DUTIES else 0

    def _write(
        self, issuer: Issuer, province: Province, day: date, citations: int, dice: random.Random,
        *, tasks: int, subject: str = "",
    ) -> None:  # fmt: skip
        kind = _kind(issuer, dice)
        series = _series(issuer, day)
        number = self._next_number(issuer, kind, series)
        key = number_key(number)[:60]
        subject = subject or wordings.subject(dice, issuer.place, day.year)
        draft = issuer.level is not IssuerLevel.CENTRAL and dice.random() < _IS_DRAFT
        at, signer = in_office(day, dice), name(dice).text
        pk = self._directives.add(
            number, key, kind, issuer.system.value, issuer.wording, issuer.key,
            issuer.level.value, issuer.organisation, issuer.province, province.home_affairs, day,
            series, subject, signer, (Status.DRAFT if draft else Status.FINAL).value,
            wordings.folded(
                number_key=key, kind=kind, number=number, issuer=issuer.wording, year=day.year,
                subject=subject, signer=signer,
            ),
            f"scale-{self._directives.last_id + 1}", at, None if draft else at,
        )  # fmt: skip
        text = _head(issuer, number, kind, subject, day)
        self._cite(pk, province.pk, day, citations, text, dice)
        self._ask(pk, tasks, day, text, dice)
        self._send(pk, province, text, dice)
        words = str(text)
        self._texts.add(pk, words, hashlib.sha256(words.encode()).hexdigest(), at)
        if not draft:
            self._keep(Cited(pk, number, key, kind, day, issuer.wording), issuer, province.pk)

    def _next_number(self, issuer: Issuer, kind: str, series: str) -> str:
        count = self._numbers[issuer.key, kind, series] = (
            self._numbers[issuer.key, kind, series] + 1
        )
        if issuer.system is System.PARTY:
            return f"{count:02}-{kind}/{issuer.symbol}"
        if issuer.level is IssuerLevel.CENTRAL:
            year = f"/{series}" if kind == "NĐ" else ""
            return f"{count:02}{year}/{kind}-{issuer.symbol}"
        return (
            f"{count:02}/{issuer.symbol}" if kind == "CV" else f"{count:02}/{kind}-{issuer.symbol}"
        )

    def _keep(self, cited: Cited, issuer: Issuer, home: int) -> None:
        kept = self._central if issuer.level is IssuerLevel.CENTRAL else self._local[home]
        kept.append(cited)

    def _cite(
        self, pk: int, home: int, day: date, count: int, text: Text, dice: random.Random
    ) -> None:
        known: set[str] = set()
        ordinal = 0
        while ordinal < count:
            cited = self._cited(home, day, dice)
            if cited.number_key in known:
                cited = _unheld(day, dice, fresh=ordinal)
                if cited.number_key in known:
                    continue
            known.add(cited.number_key)
            start, end = text.citing(cited)
            state = ReferenceState.UNKNOWN if cited.pk is None else ReferenceState.RESOLVED
            self._references.add(
                pk, cited.pk, ordinal, cited.number, cited.number_key, cited.kind,
                cited.issued_on, cited.issuer, _RELATIONS.draw(dice).value, state.value, start, end,
            )  # fmt: skip
            ordinal += 1

    def _cited(self, home: int, day: date, dice: random.Random) -> Cited:
        if dice.random() < _UNKNOWN:
            return _unheld(day, dice)
        if dice.random() < _CITES_CENTRAL and self._central:
            hubs = min(_HUBS, len(self._central))
            return self._central[-1 - int(dice.random() ** 2 * hubs)]
        own = self._local[home]
        return own[-1 - int(dice.random() ** 3 * len(own))] if own else _unheld(day, dice)

    def _ask(self, pk: int, tasks: int, day: date, text: Text, dice: random.Random) -> None:
        """Duties, each a clause; those of the directive to all fall due one after another."""
        for place in range(tasks):
            everybody = tasks == DUTIES_OF_ALL
            due = DueKind.ONCE if everybody else _DUE.draw(dice)
            last = day + timedelta(days=30 + 14 * place) if due is DueKind.ONCE else None
            wording = f"chậm nhất ngày {last:%d/%m/%Y}" if last else ""
            words = f"{place + 1}. {wordings.task(dice)}" + (f", {wording}." if wording else ".")
            start, end = text.line(words)
            self._duties.add(
                pk, place, str(place + 1), words.partition(". ")[2], due.value, last, wording,
                start, end, DutyState.ACCEPTED.value,
            )  # fmt: skip

    def _send(self, pk: int, province: Province, text: Text, dice: random.Random) -> None:
        text.line("Nơi nhận:")
        self._recipients.add(pk, 0, "Như trên", None)
        text.line("- Như trên;")
        if province.communes and dice.random() < 0.25:
            commune = province.communes[int(dice.random() * len(province.communes))]
            self._recipients.add(pk, 1, f"UBND {commune.full_name}", commune.people_committee)
            text.line(f"- UBND {commune.full_name};")


def issue_all(country: Country, count: int, citations: int, bar: Bar) -> list[tuple[int, date]]:
    """Issue `count` directives with `citations` references; return the duties that all communes have."""
    registry = Registry(country)
    dice = dice_for(country.seed, "directives")
    first = date(FIRST_YEAR, 1, 1)
    to_all = country.on - timedelta(days=260)
    span = (country.on - first).days
    days = sorted(
        first + timedelta(days=int(dice.random() ** 0.6 * span)) for _ in range(count - 1)
    )
    cites = shared_out(max(0, citations - 3), [0.2 + dice.expovariate(1) for _ in days])
    duties: list[tuple[int, date]] = []
    for day, how_many in zip(days, cites, strict=True):
        if not duties and day >= to_all:
            duties = registry.issue_to_all(to_all, dice)
        registry.issue(day, how_many, dice)
        registry.stacks.flush_when_full()
        bar.forward()
    duties = duties or registry.issue_to_all(to_all, dice)
    bar.forward()
    registry.stacks.finish()
    return duties


def _central(dice: random.Random) -> Issuer:
    wording, symbol = dice.choice(
        (("Chính phủ", "CP"), ("Thủ tướng Chính phủ", "TTg"), ("Bộ Nội vụ", "BNV"))
    )
    key = f"central:{search_key(wording)}"
    return Issuer(wording, key, IssuerLevel.CENTRAL, System.STATE, symbol, None, None, "")


def _local(province: Province, day: date, dice: random.Random) -> Issuer:
    """The People's Committee or the Party committee of the province row that stood on the day."""
    standing = [row for row in province.rows if row.stands_on(day)]
    unit = dice.choice(standing) if standing else province.rows[0]
    party = dice.random() < _PARTY
    body = OrganisationKind.PARTY_COMMITTEE if party else OrganisationKind.PEOPLE_COMMITTEE
    wording = (
        f"{_committee(unit)} {unit.name}" if party else f"Ủy ban nhân dân {unit.full_name_inside}"
    )
    return Issuer(
        wording, f"{province.pk}:{unit.pk}:{body}@{unit.pk}", IssuerLevel.PROVINCE,
        System.PARTY if party else System.STATE, "TU" if party else "UBND", unit.pk,
        province.offices[body] if unit.pk == province.pk else None, unit.full_name_inside,
    )  # fmt: skip


def _committee(unit: AdministrativeUnit) -> str:
    return "Thành ủy" if unit.kind == UnitKind.CENTRAL_CITY else "Tỉnh ủy"


def _kind(issuer: Issuer, dice: random.Random) -> str:
    if issuer.level is IssuerLevel.CENTRAL:
        return _CENTRAL_KIND.draw(dice)
    return (_PARTY_KIND if issuer.system is System.PARTY else _STATE_KIND).draw(dice)


def _series(issuer: Issuer, day: date) -> str:
    told = number_series(issuer.system, issuer.level, day)
    return told or f"{day.year - 5}-{day.year}"  # in a year of congresses, the term that ends


def _unheld(day: date, dice: random.Random, *, fresh: int = 0) -> Cited:
    """Something earlier that nobody has entered."""
    issued_on = day - timedelta(days=30 + int(dice.random() * 1500))
    number = f"{1 + fresh + int(dice.random() * 3000)}/QĐ-BTC"
    return Cited(None, number, number_key(number), "QĐ", issued_on, "Bộ Tài chính")


def _head(issuer: Issuer, number: str, kind: str, subject: str, day: date) -> Text:
    text = Text()
    text.line(issuer.wording.upper())
    text.line(f"Số: {number}")
    where = issuer.place.partition(" ")[2] or "Hà Nội"
    text.line(f"{where}, ngày {day.day:02} tháng {day.month:02} năm {day.year}")
    text.line(wordings.LABELS[kind].upper())
    text.line(subject)
    return text

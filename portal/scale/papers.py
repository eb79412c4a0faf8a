"""The petition books: papers handed in at visits or sent, decided in time, late or not yet, and settled."""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from citizens.receptions.kinds import MatterKind, Outcome
from citizens.receptions.models import Matter
from citizens.submissions.actions.decisions import outcome_at_visit
from citizens.submissions.actions.terms import Wanted, asked_of_paper
from citizens.submissions.kinds import (
    Competence,
    Condition,
    Round,
    SettlementEnd,
    Source,
    Step,
    SubmissionOutcome,
)
from citizens.submissions.law import law
from citizens.submissions.models import (
    LegalTerm,
    Petitioner,
    Settlement,
    Submission,
    SubmissionSeries,
)
from citizens.submissions.rules.clocks import ClockRule, due
from citizens.submissions.rules.settlements import VERDICTS
from portal.scale import matters
from portal.scale.copying import Stack
from portal.scale.country import Commune, Country
from portal.scale.dice import Urn, in_office, uuid
from portal.scale.names import Name

_ACCEPTED, _GUIDED, _RETURNED, _FORWARDED, _FILED, _REFUSED = SubmissionOutcome
_DECIDED_AS = {
    MatterKind.COMPLAINT: Urn({_ACCEPTED: 45, _GUIDED: 25, _RETURNED: 5, _FILED: 10, _REFUSED: 15}),
    MatterKind.DENUNCIATION: Urn({_ACCEPTED: 50, _FORWARDED: 35, _FILED: 15}),
    MatterKind.PETITION: Urn({_ACCEPTED: 55, _FORWARDED: 25, _GUIDED: 12, _FILED: 8}),
    MatterKind.REFLECTION: Urn({_ACCEPTED: 65, _FORWARDED: 25, _FILED: 10}),
}
# After how many days; a complaint is to be taken up within seven working days.
_DECIDED_AFTER = Urn({0: 6, 1: 10, 3: 18, 5: 22, 7: 18, 9: 12, 12: 8, 16: 4, 25: 2})
_SETTLED_AFTER = Urn({9: 8, 16: 18, 24: 26, 29: 20, 38: 14, 44: 8, 60: 6})
_ENDS = Urn({SettlementEnd.DECIDED: 85, SettlementEnd.WITHDRAWN: 10, SettlementEnd.STOPPED: 5})
_SENT = Urn({Source.POST: 60, Source.ONLINE: 25, Source.HANDED_ON: 11, Source.FRONT: 4})
_SIGNED = Urn({1: 88, 2: 6, 4: 3, 7: 1.5, 15: 1, 40: 0.5})
_SENDERS = {
    Source.HANDED_ON: ("Thanh tra tỉnh", "Ban Tiếp công dân tỉnh", "Sở Nội vụ"),
    Source.FRONT: ("Ủy ban MTTQ Việt Nam tỉnh", "Đoàn đại biểu Quốc hội tỉnh"),
}
_REASONS = {
    _RETURNED: "Đơn không ghi ngày, không ký",
    _FILED: "Đơn trùng nội dung đã xử lý",
    _REFUSED: "Hết thời hiệu khiếu nại",
}
_IS_FORGOTTEN, _IS_SECOND, _IS_EXECUTED = 0.02, 0.04, 0.6


@dataclass(frozen=True, slots=True)
class Came:
    """A paper as it came: which matter, when, from whom; `visit` with its key when it was handed in."""

    matter: int
    kind: MatterKind
    day: date
    source: Source
    key: str
    signed: int = 1
    visit: int | None = None
    said: Outcome | None = None
    agency: str = ""
    person: tuple[Name, str] | None = None


class Papers:
    """The stacks of the petition books. Papers wait for the end of a commune: its book says how many."""

    def __init__(self, country: Country) -> None:
        self._on, self._days_off = country.on, country.days_off
        self._series = Stack(SubmissionSeries, "organisation_id", "year", "last_number")
        self._papers = Stack(
            Submission, "organisation_id", "series_id", "number", "key", "matter_id",
            "reception_id", "received_on", "source", "sender", "round", "signatories", "is_secret",
            "condition", "competence", "outcome", "decided_on", "agency", "reason",
            "document_number", "document_on", "recorded_at",
        )  # fmt: skip
        self._people = Stack(
            Petitioner, "submission_id", "place", "name", "name_key", "address", "is_representative"
        )
        self._settlements = Stack(
            Settlement, "matter_id", "holder_id", "accepted_on", "accepted_document", "end", "ended_on",
            "decision_number", "decided_by", "verdict", "executed_on",
        )  # fmt: skip
        self._terms = Stack(
            LegalTerm, "matter_id", "holder_id", "submission_id", "settlement_id", "step", "rule",
            "starts_on", "due_on", "done_on",
        )  # fmt: skip
        self.stacks = (
            self._series, self._papers, self._people, self._settlements, self._terms
        )  # fmt: skip
        self._due: dict[tuple[str, date], date] = {}

    def keep(self, commune: Commune, came: list[Came], dice: random.Random) -> None:
        """Write these papers into the books of one commune, in the order in which they came."""
        came = sorted(came, key=lambda one: one.day)
        office, settled = commune.people_committee, set[int]()
        numbers: dict[int, int] = {}
        books = {
            year: self._series.add(office, year, sum(one.day.year == year for one in came))
            for year in sorted({one.day.year for one in came})
        }
        for one in came:
            year = one.day.year
            numbers[year] = numbers.get(year, 0) + 1
            paper = self._decided(one, numbers[year], dice)
            pk = self._papers.add(
                office, books[year], numbers[year], one.key, one.matter, one.visit, one.day,
                one.source.value, self._sender(one.source, dice), paper.round, one.signed,
                one.kind.is_secret, paper.condition, paper.competence, paper.outcome,
                paper.decided_on, paper.agency, paper.reason, paper.document_number,
                paper.document_on, in_office(one.day, dice),
            )  # fmt: skip
            if one.person is not None:
                name, address = one.person
                self._people.add(pk, 1, name.text, name.key, address, one.signed > 1)
            for wanted in asked_of_paper(paper):
                self._ask(one.matter, office, wanted, submission=pk)
            if paper.outcome == _ACCEPTED and one.matter not in settled:
                settled.add(one.matter)
                self._settle(commune, one, paper, dice)

    def _decided(self, one: Came, number: int, dice: random.Random) -> Submission:
        """The paper with what was decided on it until the day of the country, if anything."""
        kind = one.kind
        paper = Submission(
            matter=Matter(kind=kind), received_on=one.day, round=Round.FIRST.value, outcome="",
            condition="", competence="",
        )  # fmt: skip
        at_once = outcome_at_visit(one.said) if one.said is not None else None
        second = kind is MatterKind.COMPLAINT and dice.random() < _IS_SECOND and at_once is None
        after, forgotten = _DECIDED_AFTER.draw(dice), dice.random() < _IS_FORGOTTEN
        outcome = _GUIDED if second else at_once or _DECIDED_AS[kind].draw(dice)
        day = one.day if at_once else one.day + timedelta(days=after)
        agency = one.agency if at_once else matters.agency(dice) if outcome.names_agency else ""
        if second:
            paper.round = Round.SECOND.value
        if day > self._on or (forgotten and not at_once):
            return paper
        paper.outcome, paper.decided_on, paper.agency = outcome.value, day, agency
        paper.condition = (
            Condition.UNMET if outcome in (_RETURNED, _FILED) else Condition.MET
        ).value
        paper.competence = (Competence.OTHERS if outcome.names_agency else Competence.OURS).value
        paper.reason = _REASONS.get(outcome, "")
        paper.document_number, paper.document_on = f"{number}/TB-UBND", day
        return paper

    def _settle(self, commune: Commune, one: Came, paper: Submission, dice: random.Random) -> None:
        accepted = paper.decided_on
        assert accepted is not None
        ended = accepted + timedelta(days=_SETTLED_AFTER.draw(dice))
        end, executed = _ENDS.draw(dice), dice.random() < _IS_EXECUTED
        open_still = ended > self._on
        decided = not open_still and end is SettlementEnd.DECIDED
        done = ended + timedelta(days=20)
        allowed = VERDICTS.get((one.kind, Round.FIRST), ())
        verdict = dice.choice(allowed).value if decided and allowed else ""
        pk = self._settlements.add(
            one.matter, commune.people_committee, accepted, paper.document_number,
            "" if open_still else end.value,
            None if open_still else ended, f"{one.matter % 900 + 1}/QĐ-UBND" if decided else "",
            f"Chủ tịch UBND {commune.full_name}" if decided else "", verdict,
            done if decided and executed and done <= self._on else None,
        )  # fmt: skip
        rule = law().clock(Step.SETTLE, one.kind, on=accepted)
        if rule is not None:
            self._ask(
                one.matter, commune.people_committee,
                Wanted(Step.SETTLE, rule, accepted, None if open_still else ended),
                settlement=pk,
            )  # fmt: skip

    def _ask(
        self, matter: int, holder: int, wanted: Wanted, *, submission: int | None = None,
        settlement: int | None = None,
    ) -> None:  # fmt: skip
        self._terms.add(
            matter, holder, submission, settlement, wanted.step.value, wanted.rule.code,
            wanted.starts_on, self._due_on(wanted.rule, wanted.starts_on), wanted.done_on,
        )  # fmt: skip

    def _due_on(self, rule: ClockRule, event: date) -> date:
        asked = (rule.code, event)
        if asked not in self._due:
            self._due[asked] = due(rule, event, self._days_off).last_day
        return self._due[asked]

    def _sender(self, source: Source, dice: random.Random) -> str:
        return dice.choice(_SENDERS[source]) if source in _SENDERS else ""


def sent(came: Came, dice: random.Random) -> Came:
    """The same as a paper that was sent: from where, and by how many it is signed."""
    return replace(came, source=_SENT.draw(dice), signed=_SIGNED.draw(dice), key=uuid(dice))

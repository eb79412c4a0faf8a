"""Reading the sets of `first.txt` and `frozen.txt`, and scoring a ranking over one of them."""

import datetime as dt
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from directives.reading import number_key
from directives.registry.kinds import ReferenceState, System
from directives.registry.rules import Cited, Decision, Held, Source, issuer_level, meant_key, rank
from directives.registry.rules.series import number_series

FOLDER = Path(__file__).parent
UNKNOWN, UNDECIDABLE = "-", "?"


@dataclass
class Case:
    source: Source
    cited: Cited
    answer: str


@dataclass
class Score:
    """`told` are the references whose text tells what they mean, a held document or none."""

    references: int = 0
    told: int = 0
    right: int = 0
    links: int = 0
    left_to_a_person: int = 0
    wrong_links: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def accuracy(self) -> float:
        return self.right / self.told


class Scored:
    def __init__(self, name: str) -> None:
        self.provinces: dict[str, int] = {}
        self.names: dict[str, str] = {}
        self.before: dict[str, frozenset[int]] = {}
        self.held: dict[str, tuple[str, Held]] = {}
        self.cases: list[Case] = []
        part, source = "", Source()
        whole = (FOLDER / name).read_bytes()
        self.sha256 = hashlib.sha256(whole).hexdigest()
        for line in whole.decode().splitlines():
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                part = line.strip("[]")
            elif part == "references" and line.startswith("@"):
                source = self._source(_cells(line[1:]))
            elif part == "references":
                number, kind, on, issuer, answer = _cells(line)
                self.cases.append(Case(source, Cited(number, _day(on), issuer, kind), answer))
            else:
                getattr(self, f"_{part}")(_cells(line))

    def score(self) -> Score:
        score = Score()
        for case in self.cases:
            self._count(case, self._decide(case), score)
        return score

    def _decide(self, case: Case) -> Decision:
        key = number_key(case.cited.number)
        meant = meant_key(key)
        rows = [row for k, row in self.held.values() if k == key]
        rows += [replace(row, turned=True) for k, row in self.held.values() if k == meant]
        return rank(case.cited, case.source, rows)

    def _count(self, case: Case, decision: Decision, score: Score) -> None:
        by_pk = {row.pk: name for name, (_, row) in self.held.items()}
        named = {
            ReferenceState.RESOLVED: by_pk.get(decision.target or 0, ""),
            ReferenceState.UNKNOWN: UNKNOWN,
            ReferenceState.AMBIGUOUS: UNDECIDABLE,
        }[decision.state]
        told = f"{case.cited} from {case.source.issuer}: {named}, not {case.answer}"
        score.references += 1
        score.told += case.answer != UNDECIDABLE
        score.right += named == case.answer != UNDECIDABLE
        score.links += decision.state is ReferenceState.RESOLVED
        score.left_to_a_person += named == UNDECIDABLE
        if decision.state is ReferenceState.RESOLVED and named != case.answer:
            score.wrong_links.append(told)
        elif named != case.answer:
            score.missed.append(told)

    def _provinces(self, cells: list[str]) -> None:
        code, name, _, _, before = cells
        self.provinces[code] = len(self.provinces) + 1
        self.names[code] = name
        self.before[code] = frozenset(self.provinces[one] for one in before.split())

    def _held(self, cells: list[str]) -> None:
        name, number, kind, issuer, province, on = cells
        day, level = dt.date.fromisoformat(on), issuer_level(issuer, number)
        system = System.STATE if number.partition("-")[0].count("/") else System.PARTY
        self.held[name] = number_key(number), Held(
            len(self.held) + 1, day, issuer, kind, level, system,
            number_series(system, level, day), self.provinces.get(province),
            self.names.get(province, ""),
        )  # fmt: skip

    def _source(self, cells: list[str]) -> Source:
        _, _, issuer, province, on = cells
        own = self.provinces.get(province)
        return Source(0, _day(on), issuer, own, self.before.get(province, frozenset()))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None

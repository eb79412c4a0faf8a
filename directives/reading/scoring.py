"""How well a set of documents is read: micro-averaged precision, recall and F1.

`python -m directives.reading.scoring FOLDER…` prints one table a folder of `NAME.txt` and
`NAME.json`. An annotation is as `tests/directives/reading/frozen/README.md` describes it.

Type, issuer and relation are judged on the numbers that both have. A duty is found when its words
and the annotated ones share more than half of what both cover, its span is right when they are the
same; actors, due and quantity are counted over all duties, so that a missed duty misses them too,
and once more, "matched", over the found ones only.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from directives.reading import Citation, Due, DueKind, DutyProposal, Masthead, Reading, read
from directives.reading.normal import normalise

Gold = Mapping[str, Any]
MEASURES = ("number", "number+date", "type", "issuer", "relation", "own number", "named laws")
MASTHEAD = (
    "masthead number",
    "kind",
    "masthead issuer",
    "place",
    "date",
    "signer",
    "signer_capacity",
    "subject",
    "recipients",
    "addressees",
)
DUTIES = (
    "duty",
    "duty span",
    "actors",
    "due",
    "quantity",
    "clause, matched",
    "actors, matched",
    "due, matched",
    "quantity, matched",
)


@dataclass(slots=True)
class Tally:
    """True and false positives and false negatives of one measure."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was read that is right; 1 when nothing was read."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read; 1 when nothing is there."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = 2 * self.right + self.extra + self.missed
        return 2 * self.right / both if both else 1.0

    def add(self, got: set[Any], want: set[Any]) -> None:
        """Count one document's sets."""
        self.right += len(got & want)
        self.extra += len(got - want)
        self.missed += len(want - got)


Tallies = Mapping[str, Tally]


def score(pairs: Iterable[tuple[Reading, Gold]]) -> dict[str, Tally]:
    """Tally every measure; masthead fields and duties only where the annotation has them."""
    tallies = {name: Tally() for name in (*MEASURES, *MASTHEAD, *DUTIES)}
    for reading, gold in pairs:
        _score_citations(tallies, reading, gold)
        own = {gold["self"]["number"]} - {None}
        tallies["own number"].add({reading.masthead.number} - {None}, own)
        titles = {_title(law["title"]) for law in gold.get("named", ())}
        tallies["named laws"].add({_title(law.title) for law in reading.named}, titles)
        for field, got, want in _masthead(reading.masthead, gold.get("masthead", {})):
            tallies[field].add(got, want)
        if "duties" in gold:
            _score_duties(tallies, reading, gold["duties"])
    return tallies


def table(tallies: Tallies) -> str:
    """The tallies as a Markdown table; measures that nothing was counted for are left out."""
    lines = [
        "| measure | precision | recall | F1 | right | extra | missed |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, tally in tallies.items():
        if tally.right + tally.extra + tally.missed == 0:
            continue
        lines.append(
            f"| {name} | {tally.precision:.3f} | {tally.recall:.3f} | {tally.f1:.3f} "
            f"| {tally.right} | {tally.extra} | {tally.missed} |"
        )
    return "\n".join(lines)


def annotated(folder: Path) -> Iterator[tuple[Reading, Gold]]:
    """Every text of a folder, read, with its annotation."""
    for path in sorted(folder.glob("*.txt")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        yield read(path.read_text(encoding="utf-8")), gold


def due_form(due: Due) -> tuple[Any, ...]:
    """A due in the words of the annotations: ("date", D), ("yearly", 11, 29), ("within", 5, "days")."""
    match due.kind:
        case DueKind.ONCE:
            return ("date", due.last_day.isoformat() if due.last_day else None)
        case DueKind.YEARLY:
            return ("yearly", *_given(due.month, due.day))
        case DueKind.WITHIN | DueKind.BEFORE | DueKind.EVERY:
            return (due.kind.value, due.count, due.unit)
        case DueKind.DAILY:
            return ("daily", *_given(due.from_hour, due.to_hour))
        case DueKind.WEEKLY:
            return ("weekly",)
        case _:
            return (due.kind.value.replace("_", "-"), *_given(due.day))


def _given(*parts: Any) -> tuple[Any, ...]:
    return tuple(part for part in parts if part is not None)


def _score_citations(tallies: Tallies, reading: Reading, gold: Gold) -> None:
    read = {citation.number: citation for citation in reading.citations}
    want = {citation["number"]: citation for citation in gold["citations"]}
    tallies["number"].add(set(read), set(want))
    tallies["number+date"].add(
        {(number, _date(citation)) for number, citation in read.items()},
        {(number, citation.get("date")) for number, citation in want.items()},
    )
    for number in read.keys() & want.keys():
        got, right = read[number], want[number]
        tallies["type"].add({got.kind}, {right["type"]})
        tallies["issuer"].add(_folded(got.issuer), _folded(right.get("issuer")))
        tallies["relation"].add({got.relation.value}, {right["relation"]})


def _masthead(read: Masthead, gold: Gold) -> Iterator[tuple[str, set[Any], set[Any]]]:
    for name in gold.keys() & {"kind", "place", "signer", "signer_capacity", "subject"}:
        yield name, _folded(getattr(read, name)), _folded(gold[name])
    for name in gold.keys() & {"recipients", "addressees"}:
        got: Sequence[str] = getattr(read, name)
        yield name, {_fold(item) for item in got}, {_fold(item) for item in gold[name]}
    if "number" in gold:
        yield "masthead number", {read.number} - {None}, {gold["number"]} - {None}
    if "date" in gold:
        day = read.issued_on.isoformat() if read.issued_on else None
        yield "date", {day} - {None}, {gold["date"]} - {None}
    if "issuer" in gold:
        yield "masthead issuer", *_issuers(read, gold)


def _issuers(read: Masthead, gold: Gold) -> tuple[set[str], set[str]]:
    """The issuer of both; with the organ above it, in either order, it is the same issuer."""
    want = _folded(gold["issuer"])
    above = _fold(gold.get("superior") or "")
    alike = {said for name in want for said in (name, above + name, name + above)}
    got = _folded(read.issuer)
    whole = _folded(f"{read.parent or ''}{read.issuer or ''}") if read.parent else set()
    return (want, want) if (got | whole) & alike else (got, want)


def _score_duties(tallies: Tallies, reading: Reading, gold: Sequence[Gold]) -> None:
    text = _Bare(reading.text)
    wanted = _places(text.text, gold)
    read = [text.span(duty.start, duty.end) for duty in reading.duties]
    tallies["duty span"].add(set(read), set(wanted))
    pairs = _paired(read, wanted)
    tallies["duty"].right += len(pairs)
    tallies["duty"].extra += len(read) - len(pairs)
    tallies["duty"].missed += len(wanted) - len(pairs)
    for place, other in pairs.items():
        for name, got, want in _said(reading.duties[place], gold[other]):
            tallies[name].add(got, want)
            tallies[f"{name}, matched"].add(got, want)
        if "clause" in gold[other]:
            clause = _folded(reading.duties[place].clause)
            tallies["clause, matched"].add(clause, _folded(gold[other]["clause"]))
    for place in set(range(len(read))) - pairs.keys():
        for name, got, _ in _said(reading.duties[place], {}):
            tallies[name].add(got, set())
    for other in set(range(len(wanted))) - set(pairs.values()):
        for name, _, want in _said(None, gold[other]):
            tallies[name].add(set(), want)


def _paired(read: Sequence[tuple[int, int]], wanted: Sequence[tuple[int, int]]) -> dict[int, int]:
    """Which duty read is which annotated: the greatest share first, each once."""
    shares = [
        (_share(got, want), place, other)
        for place, got in enumerate(read)
        for other, want in enumerate(wanted)
    ]
    pairs: dict[int, int] = {}
    for share, place, other in sorted(shares, key=lambda item: (-item[0], item[1], item[2])):
        if share > 0.5 and place not in pairs and other not in pairs.values():
            pairs[place] = other
    return pairs


def _share(one: tuple[int, int], other: tuple[int, int]) -> float:
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both / (max(one[1], other[1]) - min(one[0], other[0])) if both > 0 else 0.0


def _said(duty: DutyProposal | None, gold: Gold) -> Iterator[tuple[str, set[Any], set[Any]]]:
    yield (
        "actors",
        {_fold(actor) for actor in duty.actors} if duty else set(),
        {_fold(actor) for actor in gold.get("actors", ())},
    )
    yield (
        "due",
        {due_form(duty.due)} if duty and duty.due else set(),
        {tuple(gold["due"])} if gold.get("due") else set(),
    )
    asked = duty.quantity if duty else None
    yield (
        "quantity",
        {f"{asked.value}%" if asked.percent else str(asked.value)} if asked else set(),
        {gold["quantity"].replace(",", ".")} if gold.get("quantity") else set(),
    )


class _Bare:
    """A text without blanks, and where each code point of the whole one stands in it."""

    def __init__(self, text: str) -> None:
        self._before = [0]
        for char in text:
            self._before.append(self._before[-1] + (not char.isspace()))
        self.text = "".join(text.split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self._before[start], self._before[end]


def _places(bare: str, gold: Sequence[Gold]) -> list[tuple[int, int]]:
    """Where the annotated words stand in the text without blanks; they come in its order."""
    places: list[tuple[int, int]] = []
    floor = 0
    for duty in gold:
        words = "".join(normalise(duty["text"]).split())
        at = bare.find(words, floor)
        at = at if at >= 0 else bare.find(words)
        if at < 0:
            raise ValueError(f"not in its text: {duty['text']}")
        places.append((at, at + len(words)))
        floor = at + 1
    return places


def _date(citation: Citation) -> str | None:
    return citation.issued_on.isoformat() if citation.issued_on else None


def _title(title: str) -> str:
    """A law's title; its year is not part of it."""
    return re.sub(r"năm(?:19|20)\d\d$", "", _fold(title))


def _folded(text: str | None) -> set[str]:
    return {_fold(text)} if text else set()


def _fold(text: str) -> str:
    return "".join(normalise(text).lower().replace("uỷ", "ủy").split())


def main(folders: Sequence[str]) -> None:
    """Print the table of each folder."""
    for folder in folders:
        sys.stdout.write(f"{folder}\n\n{table(score(annotated(Path(folder))))}\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])

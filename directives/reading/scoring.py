"""How well a set of documents is read: micro-averaged precision, recall and F1."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from directives.reading.proposals import Citation, Reading

Gold = Mapping[str, Any]
MEASURES = ("number", "number+date", "type", "issuer", "relation", "own number", "named laws")
MASTHEAD = (
    "kind",
    "issuer",
    "parent",
    "place",
    "date",
    "signer",
    "signer_capacity",
    "subject",
    "recipients",
)
DUTIES = ("duty", "actors", "due", "quantity")


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


def score(pairs: Iterable[tuple[Reading, Gold]]) -> dict[str, Tally]:
    """Tally every measure over readings and their gold annotations.

    Type, issuer and relation are judged on the numbers that both have. Masthead fields and duties
    count only where the gold annotates them.
    """
    tallies = {name: Tally() for name in (*MEASURES, *MASTHEAD, *DUTIES)}
    for reading, gold in pairs:
        _score_citations(tallies, reading, gold)
        _score_own(tallies["own number"], reading, gold)
        titles = {_fold(law["title"]) for law in gold.get("named", ())}
        tallies["named laws"].add({_fold(law.title) for law in reading.named}, titles)
        for field, got, want in _masthead(reading, gold):
            tallies[field].add(got, want)
        if "duties" in gold:
            _score_duties(tallies, reading, gold["duties"])
    return tallies


def table(tallies: Mapping[str, Tally]) -> str:
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


def _score_citations(tallies: Mapping[str, Tally], reading: Reading, gold: Gold) -> None:
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
        tallies["issuer"].add({_fold(got.issuer)}, {_fold(right.get("issuer"))})
        tallies["relation"].add({got.relation.value}, {right["relation"]})


def _score_own(tally: Tally, reading: Reading, gold: Gold) -> None:
    got, want = reading.masthead.number, gold["self"]["number"]
    tally.add({got} - {None}, {want} - {None})


def _masthead(reading: Reading, gold: Gold) -> Iterator[tuple[str, set[Any], set[Any]]]:
    annotated: Mapping[str, Any] = gold.get("masthead", {})
    read = reading.masthead
    for name, want in annotated.items():
        if name == "recipients":
            yield name, {_fold(item) for item in read.recipients}, {_fold(item) for item in want}
            continue
        day = read.issued_on.isoformat() if read.issued_on else None
        got = day if name == "date" else getattr(read, name)
        yield name, {_fold(got)} - {None}, {_fold(want)} - {None}


def _score_duties(tallies: Mapping[str, Tally], reading: Reading, gold: list[Gold]) -> None:
    """Gold names a duty by words that it begins with; a duty of the reading is matched once."""
    left = list(reading.duties)
    for want in gold:
        got = next((duty for duty in left if duty.text.startswith(want["begins"])), None)
        if got is None:
            tallies["duty"].missed += 1
            continue
        left.remove(got)
        tallies["duty"].right += 1
        tallies["actors"].add(
            {_fold(actor) for actor in got.actors}, {_fold(a) for a in want["actors"]}
        )
        tallies["due"].add(_due(got), {tuple(want["due"])} if want["due"] else set())
        quantity = {str(got.quantity.value)} if got.quantity else set()
        tallies["quantity"].add(quantity, {want["quantity"]} if want.get("quantity") else set())
    tallies["duty"].extra += len(left)


def _due(duty: Any) -> set[tuple[Any, ...]]:
    if duty.due is None:
        return set()
    due = duty.due
    if due.last_day is not None:
        return {(due.kind.value, due.last_day.isoformat())}
    return {(due.kind.value, *(part for part in (due.month, due.day) if part is not None))}


def _date(citation: Citation) -> str | None:
    return citation.issued_on.isoformat() if citation.issued_on else None


def _fold(text: str | None) -> str | None:
    return " ".join(text.lower().split()) if text is not None else None

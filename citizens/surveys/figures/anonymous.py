"""Single ballots without the people: what may stand in a file that leaves the house.

The rule, also printed in the file: no time, batch, code or person; rows stand in an order that says
nothing of when they were entered; communes under five ballots (and those hidden with them) are one
group; an answer is "ẩn" where the results page hides it too; what the person is (age, sex, field) is
"ẩn" where fewer than five of the commune share it, and with them the next smallest; words are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from django.utils.crypto import salted_hmac

from citizens.surveys.figures.results import veil_of
from citizens.surveys.figures.rows import UnitRow, unit_rows
from citizens.surveys.models import Ballot, Campaign
from citizens.surveys.querysets import EVERY_UNIT
from citizens.surveys.rules.ballots import SKIPPED, Answer, Item, Kind, unpack
from citizens.surveys.rules.disclosure import SMALLEST_GROUP, hidden_groups
from citizens.surveys.rules.sums import places

HIDDEN = "ẩn"
POOL = "Các đơn vị ít phiếu, gộp"
_AT_A_TIME = 500
_SALT = "citizens.surveys.anonymous"

Cell = int | str


class AnonymousBallots:
    """The ballots of a campaign's closed batches; rows are read a few hundred at a time."""

    def __init__(self, campaign: Campaign, seed: str) -> None:
        self.campaign, self.seed = campaign, seed
        self.sheet = campaign.version.sheet
        self.facts = [item for item in self.sheet if _tells_who(item)]
        rows, _ = unit_rows(campaign, seen=EVERY_UNIT)
        self._names = {row.pk: row.full_name for row in rows}
        self._pooled = set(hidden_groups({row.pk: row.ballots for row in rows}))
        self._blank = _blank(rows, self.sheet, self._pooled)
        self._order, self._few = self._look_through()

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[list[Cell]]:
        """Yield number, commune, then a cell a question."""
        ids, number = iter(self._order), 0
        while some := list(islice(ids, _AT_A_TIME)):
            found = Ballot.objects.filter(pk__in=some)
            by_id = {pk: rest for pk, *rest in found.values_list(*_READ)}
            for pk in some:
                number += 1
                yield [number, *self._row(*by_id[pk])]

    def _look_through(self) -> tuple[list[int], dict[int, set[tuple[Answer, ...]]]]:
        """Read all ballots once: in which order they will stand, and which people are too few."""
        keyed: list[tuple[bytes, int]] = []
        kinds: dict[int, Counter[tuple[Answer, ...]]] = defaultdict(Counter)
        ballots = Ballot.objects.counted_in(self.campaign).values_list(*_READ)
        for pk, unit, column in ballots.iterator(chunk_size=_AT_A_TIME):
            keyed.append((salted_hmac(_SALT, f"{self.seed}:{pk}").digest()[:8], pk))
            kinds[unit][self._who(unpack(column))] += 1
        keyed.sort()
        few = {unit: set(hidden_groups(sizes)) for unit, sizes in kinds.items()}
        return [pk for _, pk in keyed], few

    def _who(self, answers: Sequence[Answer]) -> tuple[Answer, ...]:
        return tuple(answers[item.place] for item in self.facts)

    def _row(self, unit: int, column: str) -> Iterator[Cell]:
        answers = unpack(column)
        in_pool = unit in self._pooled
        group = 0 if in_pool else unit
        yield POOL if in_pool else self._names[unit]
        is_rare = in_pool or self._who(answers) in self._few[unit]
        for item, answer in zip(self.sheet, answers, strict=True):
            if (is_rare and _tells_who(item)) or group in self._blank[item.code]:
                yield HIDDEN
            else:
                yield _cell(item, answer)


def _tells_who(item: Item) -> bool:
    """Tell whether a question asks everybody what they are, and judges nobody."""
    return item.kind is Kind.SINGLE and not item.judges and item.shown_if is None


_READ = ("pk", "batch__campaign_unit", "answers")


def _blank(
    rows: Sequence[UnitRow], sheet: Sequence[Item], pooled: set[int]
) -> Mapping[str, set[int]]:
    """Return at each question which communes (0: those in the pool) say nothing.

    The pool is shown only where it is exactly what the results page lets everybody subtract.
    """
    veil, begins = veil_of(rows, sheet), places(sheet)
    few = [row.sums(sheet) for row in rows if row.pk in pooled]
    blank: dict[str, set[int]] = {}
    for item in sheet:
        hidden = set(veil[item.code])
        answered = sum(sums[begins[item.code]] for sums in few)
        keeps_pool = hidden <= pooled and answered >= SMALLEST_GROUP
        blank[item.code] = (hidden - pooled) | (set() if keeps_pool else {0})
    return blank


def _cell(item: Item, answer: Answer) -> Cell:
    if item.kind is Kind.TEXT:
        return int(answer is not None)
    if answer is None:
        return ""
    if isinstance(answer, list):
        return ",".join(map(str, answer))
    if item.kind is Kind.NUMBER or answer != SKIPPED:
        return answer
    return SKIPPED


def codebook(sheet: Sequence[Item]) -> Iterator[tuple[str, str, str, str]]:
    """Yield column, question, value, meaning."""
    for item in sheet:
        column = f"c{item.code}"
        if item.kind is Kind.TEXT:
            yield column, item.text, "1 / 0", "có / không ghi ý kiến; lời ghi không xuất ra"
            continue
        if item.kind is Kind.NUMBER:
            yield column, item.text, "số", "số người dân ghi"
        for choice in item.choices:
            said = {True: "tốt", False: "chưa tốt", None: "không đánh giá"}[choice.good]
            yield column, item.text, str(choice.number), f"{choice.text} ({said})"
        if item.choices:
            yield column, item.text, str(SKIPPED), "bỏ trống trên phiếu"
        if item.asked_when:
            yield column, item.text, "(trống)", f"không hỏi: chỉ hỏi khi {item.asked_when}"
        yield column, item.text, HIDDEN, "ẩn theo quy tắc nhóm dưới 5 người"

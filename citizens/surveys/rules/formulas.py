"""The index by named, versioned formulas, and its interval by Wilson.

Raw answers are kept; an index is always "such a formula, such a version" over them. A formula that
changes becomes a new entry of `FORMULAS`; the old one stays, so that old results can be made again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import sqrt

from citizens.surveys.rules.ballots import Count, Item
from citizens.surveys.rules.statistics import normal_quantile, wilson_interval
from citizens.surveys.rules.sums import good_of_valid

_UNASKED = (Decimal(0),) * 3  # what a comparison of two shares does not look at


@dataclass(frozen=True, slots=True)
class Share:
    """A share in percent with its interval; `good` of `valid` answers, from `people` ballots."""

    good: int
    valid: int
    people: int
    percent: Decimal
    low: Decimal
    high: Decimal

    @staticmethod
    def of_all(shares: Sequence[Share]) -> Share | None:
        """Return the share of several stacks together, each ballot weighing the same."""
        good, valid, people = _added(shares)
        return share(good, valid, people)


@dataclass(frozen=True, slots=True)
class Formula:
    """What a result page names beside its number."""

    key: str
    title: str
    explains: str
    interval: str


SATISFIED_SHARE_1 = Formula(
    key="ty-le-hai-long-1",
    title="Tỷ lệ hài lòng",
    explains=(
        "Số câu trả lời ở mức hài lòng chia cho số câu trả lời hợp lệ (không tính câu bỏ trống), "
        "lần lượt theo câu, theo nhóm câu, theo cả phiếu. Chỉ gồm các câu được đánh dấu tính vào "
        "chỉ số."
    ),
    interval=(
        "Khoảng tin cậy 95% theo Wilson. Các câu trên một phiếu không độc lập với nhau, "
        "nên cỡ mẫu của nhóm câu và của chỉ số là số phiếu, không phải số câu trả lời."
    ),
)
FORMULAS = {formula.key: formula for formula in (SATISFIED_SHARE_1,)}


@dataclass(frozen=True, slots=True)
class Index:
    """The index of a stack of ballots by one formula: overall, by section, by item."""

    formula: Formula
    overall: Share | None
    sections: dict[str, Share | None]
    items: dict[str, Share | None]


def wilson(good: int, valid: int) -> tuple[Decimal, Decimal]:
    """Return Wilson's 95% interval of `good` of `valid`, in percent, 0 ≤ good ≤ valid, valid ≥ 1."""
    low, high = wilson_interval(good, valid)
    return _percent(low), _percent(high)


@lru_cache(maxsize=8192)
def share(good: int, valid: int, people: int) -> Share | None:
    """Return the share, with the interval of `people` trials; None where nobody answered.

    When several answers come from one ballot, the share of `people` is no whole number: the
    interval then runs from the lower bound of the whole below to the upper bound of the one above.
    """
    if valid == 0 or people == 0:
        return None
    low, _ = wilson(good * people // valid, people)
    _, high = wilson(-(-good * people // valid), people)
    return Share(good, valid, people, Decimal(good) * 100 / Decimal(valid), low, high)


def rests(shares: Sequence[Share | None]) -> list[tuple[Share, Share] | None]:
    """Put each share beside that of all others together, where there are others."""
    known = [one for one in shares if one]
    good, valid, people = _added(known)
    return [
        (one, Share(good - one.good, valid - one.valid, people - one.people, *_UNASKED))
        if one and len(known) > 1
        else None
        for one in shares
    ]


def _added(shares: Sequence[Share]) -> tuple[int, int, int]:
    return (
        sum(one.good for one in shares),
        sum(one.valid for one in shares),
        sum(one.people for one in shares),
    )


def margin(of: Share, size: int) -> Decimal | None:
    """Return how far the share may lie from that of all `size`, in percent points, at 95%.

    z·√(p(1−p)/n)·√((N−n)/(N−1)): who asks everybody errs by nothing (Cochran 1977, 2.15). It takes
    the ballots for a random sample of the frame; None where there are more ballots than the frame holds,
    and where fewer than all were asked and say one thing: the formula would then claim to err by nothing.
    No library has it with the correction for a finite population; the tests hold it to SciPy's hypergeometric.
    """
    if of.people > size:
        return None
    if size == 1:
        return Decimal(0)
    proportion = of.good / of.valid
    if of.people < size and proportion in (0, 1):
        return None
    spread = sqrt(proportion * (1 - proportion) / of.people)
    return _percent(normal_quantile() * spread * sqrt((size - of.people) / (size - 1)))


def index(formula: Formula, sheet: Sequence[Item], counts: Mapping[str, Count]) -> Index:
    """Return the index of the counted ballots; items that judge have a share, indexed ones count."""
    judged = [item for item in sheet if item.judges]
    indexed = [item for item in judged if item.in_index]
    sections = list(dict.fromkeys(item.section for item in indexed))
    return Index(
        formula=formula,
        overall=overall(sheet, counts),
        sections={
            name: _pooled((item for item in indexed if item.section == name), counts)
            for name in sections
        },
        items={item.code: _pooled([item], counts) for item in judged},
    )


def overall(sheet: Sequence[Item], counts: Mapping[str, Count]) -> Share | None:
    """Return the index of the whole paper alone: what a list of many communes shows of each."""
    return _pooled([item for item in sheet if item.judges and item.in_index], counts)


def of_item(item: Item, count: Count) -> Share | None:
    """Return the share of one question, None where it judges nobody."""
    return _pooled([item], {item.code: count}) if item.judges else None


def _pooled(items: Iterable[Item], counts: Mapping[str, Count]) -> Share | None:
    pairs = [good_of_valid(item, counts[item.code]) for item in items]
    if not pairs:
        return None
    people = max(valid for _, valid in pairs)
    return share(sum(good for good, _ in pairs), sum(valid for _, valid in pairs), people)


def _percent(proportion: float) -> Decimal:
    return Decimal(f"{proportion * 100:.4f}")

"""The statistics that results use, each by a function of SciPy: the one place that imports it.

SciPy is imported when the first number is asked for (decisions/results.md says what that costs), or by
a worker of the web server some seconds after its start, so that no page waits for it. The functions
are pure and keep what they worked out: the same few hundred shares are looked at again and again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

CONFIDENCE = 0.95
_KEPT = 16_384  # shares of a hundred campaigns of a province


def bring_in() -> None:
    """Import SciPy ahead of the first number."""
    import scipy.stats
    import scipy.stats.contingency  # noqa: F401


@lru_cache(maxsize=_KEPT)
def wilson_interval(good: int, valid: int) -> tuple[float, float]:
    """Return Wilson's 95% interval of a proportion (Newcombe 1998, method 3), 0 ≤ good ≤ valid.

    SciPy reaches it through an exact test; of the very proportion that was seen that test is no work.
    """
    from scipy.stats import binomtest

    tested = binomtest(good, valid, p=good / valid)
    interval = tested.proportion_ci(confidence_level=CONFIDENCE, method="wilson")
    return float(interval.low), float(interval.high)


@cache
def normal_quantile() -> float:
    """Return how many standard errors reach to either side at 95%: 1.96."""
    from scipy.stats import norm

    return float(norm.ppf(0.5 + CONFIDENCE / 2))


@lru_cache(maxsize=_KEPT)
def smallest_expected(table: tuple[tuple[float, float], ...]) -> float:
    """Return the smallest expected cell of a table of counts, were its rows alike."""
    from scipy.stats.contingency import expected_freq

    return float(expected_freq(table).min())


@lru_cache(maxsize=_KEPT)
def chi_square_chance(table: tuple[tuple[float, float], ...]) -> float:
    """Return the p-value of Pearson's χ² without correction: that of the pooled z-test, two-sided."""
    from scipy.stats import chi2_contingency

    return float(chi2_contingency(table, correction=False).pvalue)


def false_discovery(chances: Sequence[float]) -> list[float]:
    """Return the p-values adjusted by Benjamini and Hochberg (1995)."""
    from scipy.stats import false_discovery_control

    adjusted: list[float] = false_discovery_control(chances, method="bh").tolist()
    return adjusted

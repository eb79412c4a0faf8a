"""How many to ask."""

from decimal import ROUND_CEILING, Decimal


def smallest_sample(size: int, margin: Decimal) -> int:
    """Return n = N/(1 + N·e²), rounded up, at most N.

    The rule of older guidance on SIPAS (Slovin): N = 4.000 and e = 5% give 364 (363,64).
    """
    if size < 1:
        raise ValueError("a frame holds at least one")
    exact = Decimal(size) / (1 + Decimal(size) * margin * margin)
    return min(size, int(exact.quantize(Decimal(1), ROUND_CEILING)))


def share_in(ballots: int, target: int | None) -> int:
    """Return how far a sample is, in whole percent, at most 100; 0 while the target is not known."""
    return min(100, ballots * 100 // target) if target else 0

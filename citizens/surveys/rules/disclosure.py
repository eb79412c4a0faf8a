"""What may be shown without telling what few people answered."""

from collections.abc import Collection, Hashable, Mapping
from enum import StrEnum
from typing import TypeVar

SMALLEST_GROUP = 5

K = TypeVar("K", bound=Hashable)


class Hidden(StrEnum):
    """Why a group's answers are not shown."""

    SMALL = "small"
    COMPLEMENT = "complement"


def hidden_groups(
    sizes: Mapping[K, int], *, already: Collection[K] = (), smallest: int = SMALLEST_GROUP
) -> dict[K, Hidden]:
    """Return the groups to hide when their sum is shown beside them.

    A group under `smallest` is hidden. Since sum − shown groups = hidden groups, what is hidden
    together must be at least two groups and at least `smallest` people: the next smallest groups
    are hidden with them until it is. Empty groups have nothing to hide. `already` are groups
    hidden for another reason; they count as hidden here too.
    """
    answered = {key: size for key, size in sizes.items() if size > 0}
    hidden = {
        key: Hidden.SMALL if size < smallest else Hidden.COMPLEMENT
        for key, size in answered.items()
        if size < smallest or key in already
    }
    others = sorted((key for key in answered if key not in hidden), key=lambda k: answered[k])
    while hidden and not _is_safe([answered[k] for k in hidden], smallest) and others:
        hidden[others.pop(0)] = Hidden.COMPLEMENT
    return hidden


def sum_may_be_shown(
    sizes: Mapping[K, int], hidden: Collection[K], *, smallest: int = SMALLEST_GROUP
) -> bool:
    """Tell whether the sum over all groups tells nothing about the hidden ones."""
    if sum(sizes.values()) < smallest:
        return False
    kept_back = [sizes[key] for key in hidden if sizes.get(key)]
    return not kept_back or _is_safe(kept_back, smallest)


def _is_safe(sizes: Collection[int], smallest: int) -> bool:
    return len(sizes) >= 2 and sum(sizes) >= smallest

"""Addresses of rows, worked out once for each pattern: a list links to hundreds of rows.

Django's `reverse` tries every candidate for each row anew. Here it is asked once, for a row that
stands for all, and the number of each row is put in its place.
"""

from functools import lru_cache

from django.urls import URLResolver, get_resolver, get_script_prefix, get_urlconf, reverse

_STAND_IN = 7_070_707_070_707_070_707


def href(name: str, *ids: object) -> str:
    """Return the address called `name` of the rows with these ids: what `reverse` returns."""
    if not all(type(one) is int and one >= 0 for one in ids):
        return reverse(name, args=ids)
    first, *rest = _parts(get_resolver(get_urlconf()), get_script_prefix(), name, len(ids))
    return first + "".join(f"{one}{part}" for one, part in zip(ids, rest, strict=True))


@lru_cache(maxsize=1024)
def _parts(resolver: URLResolver, prefix: str, name: str, ids: int) -> list[str]:
    """Return what stands around the ids; a URLconf and the folder it is served under have their own."""
    return reverse(name, args=[_STAND_IN] * ids).split(str(_STAND_IN))

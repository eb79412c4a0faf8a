"""Every address of the portal with what its view declares: the access table and its guards read it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from portal.access import Power, declared_access


@dataclass(frozen=True, slots=True)
class Address:
    """One URL pattern: its route, its full name ("calendar:year"), its view."""

    route: str
    name: str
    view: Any
    kwargs: tuple[str, ...]

    @property
    def access(self) -> frozenset[Power] | str | None:
        """The powers it requires, the reason it is public, or None when it declares neither."""
        return declared_access(self.view)

    @property
    def is_public(self) -> bool:
        return isinstance(self.access, str)


def every_address(resolver: URLResolver | None = None) -> list[Address]:
    """Walk a URLconf, the portal's own when none is given, and return its addresses by route."""
    found = _walk(resolver or get_resolver(), "/", "")
    return sorted(found, key=lambda address: (address.route, address.name))


def _walk(resolver: URLResolver, prefix: str, space: str) -> Iterator[Address]:
    for each in resolver.url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from _walk(each, route, inner)
        elif isinstance(each, URLPattern):
            kwargs = tuple(each.pattern.regex.groupindex)
            yield Address(route, f"{space}{each.name or ''}", each.callback, kwargs)

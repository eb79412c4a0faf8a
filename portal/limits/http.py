"""Putting a limit on a view, and the page that says when to try again."""

import math
from collections.abc import Callable, Collection
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from portal.http import client_address
from portal.limits.actions import TooMany, spend
from portal.limits.policy import Limit

View = TypeVar("View", bound=Callable[..., Any])
ASKING = ("GET", "POST")
SENDING = ("POST",)


def limited(
    limit: Limit, *, on: Collection[str] = ASKING, given: str = ""
) -> Callable[[View], View]:
    """Count each call of a view. Stands under `@requires(…)`, so that only who may ask is counted.

    `given` is what an address carries once the form of the page is filled in: opening it costs nothing.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method in on and (not given or given in request.GET):
                spend(limit, asker(request))
            return view(request, *args, **kwargs)

        counted.limit = limit  # type: ignore[attr-defined]  # read by the guard
        return cast("View", counted)

    return decorate


def asker(request: HttpRequest) -> str:
    """Return whom a limit counts: the person, or the address of somebody who is not logged in."""
    if request.user.is_authenticated:
        return f"person:{request.user.pk}"
    return from_here(request)


def from_here(request: HttpRequest) -> str:
    """Return whom a limit counts by address."""
    return f"address:{_network(client_address(request))}"


def _network(address: str) -> str:
    """Return an IPv6 address as its /64: that is what one subscriber is given to change within."""
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return address if known.version == 4 else str(ip_network((known, 64), strict=False))


def too_many(request: HttpRequest, refused: TooMany) -> HttpResponse:
    """429, saying when to try again."""
    seconds = max(1, math.ceil((refused.until - timezone.now()).total_seconds()))
    context = {"says": refused.limit.says, "until": refused.until, "seconds": seconds}
    response = render(request, "429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response

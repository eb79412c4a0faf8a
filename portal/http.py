"""The request as views see it: logged in, with a scope, with htmx."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.access import Scope

if TYPE_CHECKING:  # the rooms above import this module; only the type checker looks up to them
    from portal.accounts.models import Posting, User


LARGEST_ID = 2**63 - 1


def sent_id(typed: str) -> int:
    """Return the id that an address or a form carries; 0, which no row has, for anything else."""
    return int(typed) if typed.isdecimal() and len(typed) < 19 else 0


def client_address(request: HttpRequest) -> str:
    """Return the address that a request came from: lock-outs and limits count by it, sessions show it.

    Only the last entry of X-Forwarded-For is our own proxy's word; the others anyone can write. Where
    that is no address, which a database would refuse, it is the proxy itself that asks.
    """
    told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
    if settings.BEHIND_PROXY and _is_address(told):
        return told
    return str(request.META.get("REMOTE_ADDR", ""))


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return "%" not in text  # a zone, which PostgreSQL does not take


class Request(HttpRequest):
    """A request that passed `portal.access.requires`."""

    user: User
    scope: Scope
    posting: Posting
    htmx: HtmxDetails

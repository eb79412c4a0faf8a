"""The request as views see it: logged in, with a scope, with htmx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.access import Scope

if TYPE_CHECKING:  # the rooms above import this module; only the type checker looks up to them
    from portal.accounts.models import Posting, User


class Request(HttpRequest):
    """A request that passed `portal.access.requires`."""

    user: User
    scope: Scope
    posting: Posting
    htmx: HtmxDetails

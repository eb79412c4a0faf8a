"""The request as views see it: logged in, with a scope, with htmx."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from portal.access import Scope
from portal.accounts.models import Posting, User


class Request(HttpRequest):
    """A request that passed `portal.access.requires`."""

    user: User
    scope: Scope
    posting: Posting
    htmx: HtmxDetails

"""What the review page of a directive would post."""

import datetime as dt
from typing import Any

from django.test import Client
from django.utils.datastructures import MultiValueDict

from directives.registry.models import Directive


def answers(client: Client, directive: Directive, **changes: Any) -> dict[str, Any]:
    """What the review page would post, untouched but for `changes` (`__` for `-`)."""
    page = client.get(f"/van-ban/{directive.pk}/ra-soat/")
    posted: dict[str, Any] = MultiValueDict().dict()
    for form in page.context["forms"]:
        for field in form:
            value = field.value()
            if isinstance(value, dt.date):
                value = f"{value:%d/%m/%Y}"
            if value not in (None, False):
                posted[field.html_name] = value
    return posted | {name.replace("__", "-"): value for name, value in changes.items()}

"""What a browser sends back of the page that it was shown: a test posts it as a browser does."""

import re

from django.test import Client

_SEEN = re.compile(r'name="((?:[\w-]+-)?seen)" value="([^"]*)"')


def shown(client: Client, address: str) -> dict[str, str]:
    """Return which version the page says it was drawn from; nothing of a page that changes no row."""
    return dict(_SEEN.findall(client.get(address).content.decode()))

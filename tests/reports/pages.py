"""Reading pages as a person does: their links, the rows they list, what they cost."""

from html.parser import HTMLParser

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


class Links(HTMLParser):
    """The links inside the page's content, and the rows of its list."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(page.partition("<main")[2].partition("</main>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(dict(attrs).get("href") or "")


def links(page: str) -> list[str]:
    return Links(page).found


def page_of(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        page_of(client, path)
    return len(seen)


def listed(page: str) -> set[str]:
    """Return the reports whose row the board shows."""
    rows = page.partition('id="rows"')[2]
    found = links(f"<main>{rows}</main>")
    return {href for href in found if href.count("/") == 3 and "?" not in href}


def listed_on(client: Client, address: str) -> set[str]:
    """Return the reports of the board at this address, all pages of it."""
    found: set[str] = set()
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        found |= listed(answer.content.decode())
        address = answer.context["page"].next_href
    return found

"""Everyone who asks, logged in once, before rows that every request leaves as they were."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import Any

from django.core.signals import request_finished
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.accounts.actions.second_step import authenticator_bound_to
from portal.accounts.models import Authenticator, User
from portal.demo.cast import DEMO_PASSWORD
from portal.identity import seal
from tests.matrix.askers import Asker, every_asker

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
AT_THE_DOOR = "mới qua bước một"
_WRITE = re.compile(r'\s*(?:INSERT|UPDATE|DELETE)\b[^"]*"(\w+)"', re.IGNORECASE)
# What a request may note of itself, whoever asks: the session, how often somebody asked or guessed.
NOTES = frozenset(
    {
        "accounts_session",
        "limits_tally",
        "axes_accessattempt",
        "axes_accesslog",
        "axes_accessfailurelog",
    }
)


@dataclass
class Answer:
    """What came back, and which tables were written before it was undone."""

    response: HttpResponse
    raw: bytes
    wrote: frozenset[str]
    broken: str = ""  # what the database would have refused in the end
    kept: Any = None

    @cached_property
    def body(self) -> str:
        return self.raw.decode("utf-8", "replace")

    @property
    def status(self) -> int:
        return 302 if "HX-Redirect" in self.response else self.response.status_code

    @property
    def to(self) -> str:
        return self.response.get("HX-Redirect") or self.response.get("Location") or ""

    @property
    def is_page(self) -> bool:
        return str(self.response.get("Content-Type", "")).startswith("text/html")


@contextmanager
def undone() -> Iterator[None]:
    """Undo at the end whatever is written inside."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)


@dataclass
class World:
    """Everyone who asks, each with a browser that stays logged in."""

    askers: list[Asker] = field(default_factory=every_asker)
    _clients: dict[str, Client] = field(init=False)

    def __post_init__(self) -> None:
        self._clients = {asker.name: _logged_in(asker) for asker in self.askers}
        self.askers.append(Asker(AT_THE_DOOR))
        self._clients[AT_THE_DOOR] = _between_two_steps()

    def asker(self, name: str) -> Asker:
        return next(one for one in self.askers if one.name == name)

    def strict_client(self, asker: Asker) -> Client:
        """Return a browser of the same session that the portal asks for its token."""
        strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
        strict.cookies = deepcopy(self._clients[asker.name].cookies)
        return strict

    def send(
        self,
        asker: Asker,
        method: str,
        url: str,
        data: Any = None,
        *,
        htmx: bool = False,
        headers: Mapping[str, str] | None = None,
        look: Callable[[frozenset[str]], Any] | None = None,
        **more: Any,
    ) -> Answer:
        """Ask once and undo it; where something was written, what `look` sees before that is kept."""
        client = self._clients[asker.name]
        cookies = deepcopy(client.cookies)
        sent = dict(headers or {}) | ({"HX-Request": "true"} if htmx else {})
        wrote: set[str] = set()
        with undone():
            with connection.execute_wrapper(_noting(wrote)):
                if isinstance(data, bytes):
                    response: Any = client.generic(method.upper(), url, data, headers=sent, **more)
                else:
                    response = getattr(client, method)(url, data, headers=sent, **more)
                raw = _read(response)
            broken = _broken(wrote)
            kept = look(frozenset(wrote)) if look and wrote - NOTES and not broken else None
        client.cookies = cookies  # if it logged in or out, the rows of that are gone
        return Answer(response, raw, frozenset(wrote), broken, kept)


def _logged_in(asker: Asker) -> Client:
    client = Client(raise_request_exception=False)
    if asker.user is not None:
        client.force_login(asker.user, "django.contrib.auth.backends.ModelBackend")
        client.get("/suc-khoe/")  # the session notes where it began
    return client


def _between_two_steps() -> Client:
    """A browser in which somebody gave the right password, and is asked for the second step."""
    user = User.objects.get(username="canbo.trian")
    box = seal("00" * 20, bound_to=authenticator_bound_to(user))
    Authenticator.objects.create(
        user=user, secret=box.box, secret_key=box.box_key, last_step=0, confirmed_at=NOW
    )
    client = Client(raise_request_exception=False)
    given = {"username": user.username, "password": DEMO_PASSWORD}
    assert client.post(reverse("accounts:login"), given).status_code == 302
    return client


def _noting(wrote: set[str]) -> Any:
    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := _WRITE.match(sql):
            wrote.add(found[1])
        return execute(sql, params, many, context)

    return note


def _read(response: Any) -> bytes:
    """The body; the files behind it are closed, the connection in the midst of a transaction is not."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    return bytes(content)


def _broken(wrote: set[str]) -> str:
    """Return what a commit would refuse: rows that lead to no row."""
    try:
        if wrote - NOTES:
            connection.check_constraints(sorted(wrote))
    except DatabaseError as error:
        return str(error)
    return ""

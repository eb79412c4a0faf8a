"""A real mail server that keeps what it takes, and stands still where a trial asks it to."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from threading import Event
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from scripts.throwaway import free_port


class Sink:
    """Each letter is a pair: to whom, with which Message-ID. It counts as taken before it is answered."""

    def __init__(self) -> None:
        self.port = free_port()
        self.taken: list[tuple[str, str]] = []
        self.texts: dict[str, str] = {}
        self._stage, self._letters = "", 0
        self.reached, self.may_go_on = Event(), Event()

    def stand_still(self, stage: str, *, after: int) -> None:
        """Stand still at the stage once so many letters more were taken; the next time no more."""
        self._stage, self._letters = stage, len(self.taken) + after
        self.reached.clear()
        self.may_go_on.clear()

    async def _come_to(self, stage: str, taken: int) -> None:
        if stage != self._stage or taken != self._letters:
            return
        self._stage = ""
        self.reached.set()
        while not self.may_go_on.is_set():
            await asyncio.sleep(0.02)

    async def handle_EHLO(  # noqa: N802  # the library calls it so
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, said: list[str]
    ) -> list[str]:
        session.host_name = hostname
        await self._come_to("connecting", len(self.taken))
        return said

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        await self._come_to("before the address", len(self.taken))
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content)
        before, whom = len(self.taken), envelope.rcpt_tos[0]
        self.taken.append((whom, str(letter["Message-ID"])))
        plain: Any = letter.get_payload(0)
        self.texts[whom] = plain.get_payload(decode=True).decode()
        await self._come_to("before the answer", before)
        return "250 OK"


@contextmanager
def mail_sink() -> Iterator[Sink]:
    sink = Sink()
    server = Controller(
        sink, hostname="127.0.0.1", port=sink.port, auth_require_tls=False,
        authenticator=lambda *_: AuthResult(success=True),
    )  # fmt: skip
    server.start()
    try:
        yield sink
    finally:
        sink.may_go_on.set()
        server.stop()

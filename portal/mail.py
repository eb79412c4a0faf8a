"""The way out for mail: a line to the server, a letter in text and in HTML, and what the server said.

Nothing here is logged: what a mail server says names addresses.
"""

import smtplib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.utils import parseaddr
from enum import Enum
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string


class MailAway(Exception):
    """The mail server does not answer; nothing was sent."""


class Fate(Enum):
    """What became of a letter, as far as the server told."""

    ACCEPTED = "accepted"
    LATER = "later"  # 4xx: it was not taken, and may be tried again
    REFUSED = "refused"  # 5xx: it was not taken
    UNKNOWN = "unknown"  # the line broke: it may have been taken


@dataclass(frozen=True, slots=True)
class Answer:
    fate: Fate
    code: int = 0


@contextmanager
def mail_line() -> Iterator[BaseEmailBackend]:
    """Open a line to the mail server until the block ends. Raises `MailAway`."""
    line = get_connection()
    try:
        line.open()
    except OSError:  # every error of smtplib is one
        raise MailAway("Chưa nối được máy chủ thư.") from None
    try:
        yield line
    finally:
        with suppress(OSError):
            line.close()


def post(line: BaseEmailBackend, letter: EmailMultiAlternatives) -> Answer:
    """Send one letter to one address, and say what became of it."""
    try:
        line.send_messages([letter])
    except smtplib.SMTPRecipientsRefused as refused:
        return _refused(next(code for code, _ in refused.recipients.values()))
    except smtplib.SMTPResponseException as refused:
        return _refused(refused.smtp_code)
    except OSError:
        return Answer(Fate.UNKNOWN)
    return Answer(Fate.ACCEPTED)


def letter(
    *, to: str, subject: str, template: str, context: Mapping[str, Any], message_id: str = ""
) -> EmailMultiAlternatives:
    """Make a letter of `template`.txt and `template`.html; answers of robots are asked to stay away."""
    told = {**context, "product": settings.PRODUCT_NAME, "site": settings.SITE_URL}
    headers = {"Auto-Submitted": "auto-generated"}
    if message_id:
        headers["Message-ID"] = message_id
    made = EmailMultiAlternatives(
        subject, render_to_string(f"{template}.txt", told), to=[to], headers=headers
    )
    made.attach_alternative(render_to_string(f"{template}.html", told), "text/html")
    return made


def sender_host() -> str:
    """Return the host of the portal's own address, for the ids of its letters."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _refused(code: int) -> Answer:
    return Answer(Fate.LATER if 400 <= code < 500 else Fate.REFUSED, code)

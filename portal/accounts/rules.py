"""One-time codes of an authenticator app (RFC 6238) and recovery codes: pure, given the moment."""

import secrets
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor import InvalidToken
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS, STEP_SECONDS = 6, 30
_DRIFT = (0, -1, 1)  # RFC 6238 §5.2: one step each way for clocks that differ and slow fingers
_SECRET_BYTES = 20  # RFC 4226 §4 R6: 160 bits
RECOVERY_CODES = 10
_STRANGE_NAMES = 15
# Letters and digits that nobody misreads from paper: no 0/O, 1/l/I.
_PAPER_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> bytes:
    return secrets.token_bytes(_SECRET_BYTES)


def key_uri(secret: bytes, *, account: str, issuer: str) -> str:
    """Return what an authenticator app reads from the QR code."""
    return _totp(secret).get_provisioning_uri(account, issuer)


def matching_step(secret: bytes, code: str, *, at: datetime, after: int) -> int | None:
    """Return the time step that `code` belongs to, later than the step `after`; None for a wrong code.

    A step is a count of 30 seconds since 1970. A code that was used up is a wrong code.
    """
    now = int(at.timestamp()) // STEP_SECONDS
    return next(
        (now + drift for drift in _DRIFT if now + drift > after and _is(secret, code, now + drift)),
        None,
    )


def new_recovery_codes() -> list[str]:
    """Return codes of 12 letters (59 bits each), in groups that can be read from paper."""
    return ["-".join(paper_letters(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def is_guessing_names(*, failed: int, got_in: int) -> bool:
    """Return whether so many names failed at one address that it is no office on a bad morning.

    An office where many log in has many slips too: those who got in there raise the number.
    """
    return failed >= _STRANGE_NAMES + got_in


def tidy_code(typed: str) -> str:
    """Return a code as it is compared: apps show "123 456", paper "abcd-efgh-jkmn"."""
    return "".join(letter for letter in typed.lower() if letter.isalnum())


def paper_letters(count: int) -> str:
    """Return letters at random that survive handwriting."""
    return "".join(secrets.choice(_PAPER_LETTERS) for _ in range(count))


def _is(secret: bytes, code: str, step: int) -> bool:
    try:
        _totp(secret).verify(code.encode(), step * STEP_SECONDS)
    except InvalidToken:
        return False
    return True


def _totp(secret: bytes) -> TOTP:
    # SHA-1 is what every app on a phone supports; HMAC does not rest on collisions.
    return TOTP(secret, DIGITS, SHA1(), STEP_SECONDS)  # noqa: S303

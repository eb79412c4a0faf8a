"""Identity numbers: sealed, found again by a keyed digest, shown masked. Never logged.

Each key of `settings.IDENTITY_KEY` and `settings.LOOKUP_KEY` may be followed by older ones, set
apart by blanks: the first seals and digests, all open and look up. A key's id stands beside what it
made, so that a rotation can tell what is left to do.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

_NONCE = 12
_BULLET = "•"
UNREADABLE = "không giải mã được"


class Unreadable(Exception):
    """A sealed number that none of the known keys opens."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A number as it is stored: the box with its key's id, the digest with its key's id."""

    box: bytes
    box_key: str
    digest: str
    digest_key: str

    def __repr__(self) -> str:
        return f"Sealed(box_key={self.box_key!r}, digest_key={self.digest_key!r})"


@dataclass(frozen=True, slots=True)
class KeyIds:
    encryption: str
    lookup: str


@dataclass(frozen=True, slots=True)
class ActiveKeys:
    """The ids of every key that is set, the newest first."""

    encryption: tuple[str, ...]
    lookup: tuple[str, ...]


def active_keys() -> ActiveKeys:
    return ActiveKeys(
        tuple(key_id for key_id, _ in _keys(settings.IDENTITY_KEY, "seal")),
        tuple(key_id for key_id, _ in _keys(settings.LOOKUP_KEY, "look-up")),
    )


def current_keys() -> KeyIds:
    """Return the ids of the keys that seal and digest."""
    known = active_keys()
    return KeyIds(known.encryption[0], known.lookup[0])


def seal(number: str, *, bound_to: str) -> Sealed:
    """Encrypt `number` (AES-256-GCM) so that it opens only where it belongs, `bound_to`."""
    key_id, key = next(_keys(settings.IDENTITY_KEY, "seal"))
    nonce = secrets.token_bytes(_NONCE)
    box = nonce + AESGCM(key).encrypt(nonce, number.encode(), bound_to.encode())
    digest_key, digest = digests(number)[0]
    return Sealed(box, key_id, digest, digest_key)


def unseal(box: bytes, box_key: str, *, bound_to: str) -> str:
    """Return the number in `box`. Raises `Unreadable`."""
    for key_id, key in _keys(settings.IDENTITY_KEY, "seal"):
        if key_id == box_key:
            try:
                plain = AESGCM(key).decrypt(box[:_NONCE], box[_NONCE:], bound_to.encode())
            except InvalidTag as error:
                raise Unreadable from error
            return plain.decode()
    raise Unreadable


def digests(number: str) -> list[tuple[str, str]]:
    """Return (key id, HMAC-SHA256) of `number` under each active look-up key, the current first."""
    return [
        (key_id, hmac.new(key, number.encode(), hashlib.sha256).hexdigest())
        for key_id, key in _keys(settings.LOOKUP_KEY, "look-up")
    ]


def masked(number: str) -> str:
    """Show enough to tell two people apart at a counter: 079123456712 → 0791••••••12."""
    shown = 4 if len(number) >= 12 else 2
    if len(number) < 6:
        return _BULLET * len(number)
    return number[:shown] + _BULLET * (len(number) - shown - 2) + number[-2:]


def _keys(setting: str, use: str) -> Iterator[tuple[str, bytes]]:
    for secret in setting.split():
        yield _derived(secret, use)


@lru_cache(maxsize=16)
def _derived(secret: str, use: str) -> tuple[str, bytes]:
    """Return the key for one use and its id, both from the secret; the id tells nothing of it."""
    made = HKDF(SHA256(), 40, salt=None, info=f"portal identity {use}".encode()).derive(
        secret.encode()
    )
    return made[:8].hex(), made[8:]

"""The chain: what each entry's hash covers, and what a broken chain looks like."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


def canonical(values: object) -> bytes:
    """Return one byte form for equal values: sorted keys, no blanks, UTF-8."""
    return json.dumps(
        values, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str
    ).encode()


def commitment(key: bytes, changes: Mapping[str, Any]) -> str:
    """Return the HMAC-SHA256 of the changed values under a random key of their own.

    Without the key, which is erased with the values, nobody can test a guess against it.
    """
    return hmac.new(key, canonical(changes), hashlib.sha256).hexdigest()


def entry_hash(previous: str, metadata: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the previous hash and this entry's metadata."""
    return hashlib.sha256(previous.encode() + canonical(metadata)).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """What verification needs of one entry, in the order of its chain."""

    place: int
    previous_hash: str
    hash: str
    metadata: Mapping[str, Any]


def first_break(links: Iterable[Link], *, head: str) -> str | None:
    """Return a sentence about the first broken place, or None when the chain holds up to `head`."""
    previous, place = "", 0
    for link in links:
        place += 1
        if link.place != place:
            return f"Thiếu mục thứ {place}."
        if link.previous_hash != previous or link.hash != entry_hash(previous, link.metadata):
            return f"Mục thứ {place} đã bị sửa."
        previous = link.hash
    return None if previous == head else f"Chuỗi bị cắt sau mục thứ {place}."

"""The chain: what each entry's hash covers, and what a broken chain looks like."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

SYSTEM_CHAIN = 0  # of no organisation: what the system itself does


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
    """What verification needs of one entry, in the order of its chain.

    `kept` is the key and the values that lie beside it, None when there are none or no longer.
    """

    place: int
    previous_hash: str
    hash: str
    metadata: Mapping[str, Any]
    kept: tuple[bytes, Mapping[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Witness:
    """What somebody outside holds of a chain: the hash that stood at a place of it."""

    place: int
    hash: str


def first_break(links: Iterable[Link], *, head: str, witness: Witness | None = None) -> str | None:
    """Return a sentence about the first broken place, or None when the chain holds up to `head`.

    Every link is looked at once and none is kept. With a `witness`, the chain must also still
    hold what the witness saw: one rewritten from there on, or cut before, does not.
    """
    previous, place = "", 0
    for link in links:
        place += 1
        if link.place != place:
            return f"Thiếu mục thứ {place}."
        if link.previous_hash != previous or link.hash != entry_hash(previous, link.metadata):
            return f"Mục thứ {place} đã bị sửa."
        if link.kept and commitment(*link.kept) != link.metadata["commitment"]:
            return f"Giá trị của mục thứ {place} đã bị sửa."
        if witness and witness.place == place and witness.hash != link.hash:
            return f"Mục thứ {place} khác với mã đã gửi bên làm chứng: chuỗi đã bị viết lại."
        previous = link.hash
    if previous != head:
        return f"Chuỗi bị cắt sau mục thứ {place}."
    if witness and witness.place > place:
        return f"Chuỗi chỉ còn {place} mục, bên làm chứng đã thấy {witness.place} mục."
    return None

"""The number and symbol of a document: how it is written, and its key for look-up."""

import re

from portal.text import nfc

_BLANK = re.compile(r"\s+")
_DASH = re.compile("[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d\u00ad]")
_SLASH = re.compile("[\u2044\u2215\uff0f]")


def canonical_number(text: str) -> str:
    """Return a number as it is stored: NFC, no blanks, plain hyphens and slashes; case stays."""
    dashed = _SLASH.sub("/", _DASH.sub("-", text))
    return _BLANK.sub("", nfc(dashed))


def number_key(text: str) -> str:
    """Return the key under which a number is looked up: "05 - Ctr/QU" and "5-CTr/QU" are the same.

    Case and leading zeros go; which separator stands first stays, for it tells Party from State.
    """
    return canonical_number(text).upper().lstrip("0")

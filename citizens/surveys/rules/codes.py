"""One-time codes: how they are written, and what may be typed for one."""

from __future__ import annotations

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 signs; no 0, 1, I, O
LENGTH = 10  # 50 bits


def plain(typed: str) -> str:
    """Return a code as it is kept: capitals, without the dashes and blanks that people type."""
    return "".join(sign for sign in typed.upper() if sign.isalnum())


def is_code(typed: str) -> bool:
    """Tell whether something can be a code at all."""
    code = plain(typed)
    return len(code) == LENGTH and all(sign in ALPHABET for sign in code)


def printed(code: str) -> str:
    """Return a code as it stands on a slip: two groups of five."""
    return f"{code[:5]}-{code[5:]}"

"""What the QR code of a căn cước says when a scanner types it at the counter. Pure.

The code of the cards of 2021 and of 2024 is seven texts between bars: number, number of the old CMND
(may be empty), name, day of birth (ddmmyyyy), sex, address, day of issue. A scanner is a keyboard to the
computer: what the keyboard's language makes of the keys is what arrives. Windows' own Vietnamese
keyboard writes ă â ê ô, the tones and đ for the digits: that is turned back. Digits 4–6 of the number
repeat sex, century and year of birth (Thông tư 59/2021/TT-BCA Điều 4 keeps the structure of
Nghị định 137/2015/NĐ-CP Điều 13), so that a digit that came wrong is noticed.
"""

import re
import unicodedata
from dataclasses import dataclass

from citizens.receptions.kinds import IdentityKind
from citizens.receptions.rules.papers import identity_problem, name_problem
from portal.text import one_line

_BAR = "|"
_LEAST_PARTS = 6
# No number of a paper is as long: a code was scanned, whatever it is of.
_LONGEST_NUMBER = 40
_DAY = re.compile(r"\d{2}\d{2}(\d{4})")
_TONES = "\u0300\u0309\u0303\u0301\u0323"
# Windows' keyboard "Vietnamese": the row of digits, 1 to 9 and 0, without Shift.
_KEYS = str.maketrans("ăâêô" + _TONES + "đĂÂÊÔĐ", "123456789012340")
_LOST = ("?", "\ufffd")
_SWITCH_OFF = "Hãy chuyển bàn phím sang tiếng Anh (tắt bộ gõ tiếng Việt) rồi quét lại, hoặc gõ tay."


@dataclass(frozen=True, slots=True)
class Card:
    """What the register needs of a card; `name` and `address` are "" where they came broken."""

    number: str
    name: str
    address: str

    @property
    def is_whole(self) -> bool:
        return bool(self.name and self.address)


class NotACardError(ValueError):
    """Why what was scanned is no căn cước, in one sentence with what to do about it."""


def is_scan(typed: str) -> bool:
    """Tell whether a scanner typed this into the box of the number."""
    return _BAR in typed or len(typed) > _LONGEST_NUMBER


def read_card(typed: str) -> Card:
    """Return what the QR code of a căn cước says.

    `typed` is as the keys arrived: two tones in a row change places in NFC, and with them two digits.
    Raises `NotACardError` for another code, and for a number that came broken.
    """
    parts = [part.strip() for part in typed.split(_BAR)]
    if len(parts) < _LEAST_PARTS:
        raise NotACardError(
            "Mã vừa quét không phải mã QR trên thẻ căn cước. Quét mã ở mặt trước thẻ, hoặc gõ tay."
        )
    number, _, name, born, _, address = parts[:_LEAST_PARTS]
    number = _digits(number)
    if problem := identity_problem(number, IdentityKind.CITIZEN):
        raise NotACardError(f"Mã quét được không cho số căn cước đúng. {problem} {_SWITCH_OFF}")
    if not _agrees(number, _digits(born)):
        raise NotACardError(
            f"Số căn cước và ngày sinh trong mã không khớp: có chữ số bị sai. {_SWITCH_OFF}"
        )
    name, address = _sound(name), _sound(address)
    return Card(number, "" if name_problem(name) else name, address)


def card_problem(typed: str) -> str | None:
    """Say why a scan is no căn cước, or None for a card and for what no scanner typed."""
    if not is_scan(typed):
        return None
    try:
        read_card(typed)
    except NotACardError as problem:
        return str(problem)
    return None


def _digits(part: str) -> str:
    """Turn back what the keyboard made of digits; a tone that sits on its letter is taken off first."""
    return "".join(map(_untoned, part)).translate(_KEYS)


def _untoned(char: str) -> str:
    parts = unicodedata.normalize("NFD", char)
    letter, mark = parts[:-1], parts[-1]
    return unicodedata.normalize("NFC", letter) + mark if letter and mark in _TONES else char


def _agrees(number: str, born: str) -> bool:
    """Tell whether digits 4–6 of the number say the century and year of `born` (ddmmyyyy)."""
    day = _DAY.fullmatch(born)
    if day is None:
        return False
    century, year = 19 + int(number[3]) // 2, number[4:6]
    return day[1] == f"{century}{year}"


def _sound(words: str) -> str:
    """Return a name or an address, "" when letters were lost on the way."""
    text = one_line(words)
    return "" if any(sign in text for sign in _LOST) else text

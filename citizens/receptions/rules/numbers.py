"""Numbers that tell who somebody is: a phone, a card, an account. Found however they were typed.

Luật Tố cáo 2018 Điều 8 and 56. Nine digits or more are such a number, glued to letters or parted by
blanks, dots and strokes, and so is a passport's. Days, months, years, sums of money, areas, parcels
of land and the numbers of documents are none.
"""

import re
from collections.abc import Iterator

from citizens.receptions.rules.hints import Hint
from portal.text import nfc

_SHORTEST = 9
_PHONE, _OLD_CARD, _CITIZEN = (10, 11), 9, 12
_MAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
# What parts the digits of one number; a comma or a stop with a blank after it parts two numbers …
_RUN = re.compile(r"\+?\d(?:(?:[^\w,;.:!?]{1,3}|[,;.:_])?\d)*")
# … unless the pieces are those of a card or a phone: each of three digits or more, the first with a 0.
_PARTED = re.compile(r"(?<!\d)(?<!\d[.,])0\d{2,}(?:[\W_]{1,4}\d{3,})+")
# A passport has a letter or two and less than nine digits: as one word, or wherever it is called so.
_PASSPORTS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\w)([a-z]\d{7,8})(?![/\w])",
        r"\bhộ chiếu(?: số)?:? ([a-z]{1,2} ?\d{6,8})(?!\w)",
    )
]
_YEAR = r"(?:19|20)\d\d"
_BEGINS, _ENDS = r"(?<![\d/.])", r"(?![/.]?\d)"
_AMOUNT = r"[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+|(?: \d{3})+)(?:,\d{1,2})?"
_CURRENCY = r"(?:đồng|dong|đ|vnđ|vnd|₫|usd|nghìn|ngàn|triệu|tỷ|tỉ|m2|m²|ha)(?![^\W\d_])"
_PARCEL = r"[1-9]\d{0,3}"
_ORDINARY = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_BEGINS}[0-3]?\d([/.\-])[01]?\d\1{_YEAR}{_ENDS}",
        rf"{_BEGINS}(?:0?[1-9]|1[0-2])/{_YEAR}{_ENDS}",
        rf"{_BEGINS}{_YEAR}(?:\s?[\-–,/]\s?{_YEAR})+{_ENDS}",
        rf"{_BEGINS}\d{{1,6}}/{_YEAR}/(?=[^\W\d_])",
        rf"(?<!\d){_AMOUNT}(?:\s?[\-–]\s?{_AMOUNT})?\s?{_CURRENCY}",
        rf"\b(?:thửa|tờ|lô)(?: đất| bản đồ)?(?: số)? {_PARCEL}(?:\s?[\-–/,]\s?{_PARCEL})+{_ENDS}",
    )
]


def numbers_that_identify(text: str) -> list[Hint]:
    """Return only phones, identity numbers, mail addresses: they have no business there at all."""
    text = nfc(text)
    found = [Hint(match[0], "địa chỉ thư điện tử") for match in _MAIL.finditer(text)]
    for pattern in _PASSPORTS:
        found += [Hint(match[1], "số hộ chiếu") for match in pattern.finditer(text)]
    for start, end in _runs(_without_ordinary(text)):
        digits = "".join(char for char in text[start:end] if char.isdecimal())
        found.append(Hint(text[start:end], _number_says(digits, plus=text[start] == "+")))
    return found


def _without_ordinary(text: str) -> str:
    """Return `text` with a letter for each sign of what is an ordinary number."""
    for ordinary in _ORDINARY:
        text = ordinary.sub(lambda match: "x" * len(match[0]), text)
    return text


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where nine digits or more stand together, the longest stretch of each place."""
    spans = sorted(
        match.span()
        for pattern in (_RUN, _PARTED)
        for match in pattern.finditer(text)
        if sum(char.isdecimal() for char in match[0]) >= _SHORTEST
    )
    reached = 0
    for start, end in spans:
        if end > reached:
            yield max(start, reached), end
        reached = max(reached, end)


def _number_says(digits: str, *, plus: bool) -> str:
    if len(digits) == _CITIZEN:
        return "số căn cước"
    if len(digits) in _PHONE and (plus or digits[0] == "0" or digits.startswith("84")):
        return "số điện thoại"
    if len(digits) == _OLD_CARD:
        return "số CMND"
    return "dãy số dài như số giấy tờ, tài khoản (số tiền thì ghi “đồng” ở sau)"

"""Free text about a denunciation: find what may tell who denounces, and take out what is known.

Luật Tố cáo 2018 Điều 8 and 56: name, address and anything else that identifies stays secret.
"""

import re
from collections.abc import Iterable

from citizens.receptions.names import NAME_WORDS
from citizens.receptions.rules.bare_names import bare_names
from citizens.receptions.rules.hints import (
    Hint,
    called_by_title,
    homes_in,
    names_in_small_letters,
)
from citizens.receptions.rules.numbers import numbers_that_identify
from portal.text import nfc, search_key

_TITLES = frozenset(("ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cháu", "tên"))
_PLACES = frozenset(("xã", "phường", "tỉnh", "huyện", "quận", "phố", "thôn", "bản", "tổ", "đường"))
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
ERASED = "[đã xóa]"


def hints_of_identity(text: str) -> list[Hint]:
    """Return the pieces of `text` that look like a phone, a number, a mail address, a name, a home."""
    text = nfc(text)
    names = _names(text)
    listed = [*names, *names_in_small_letters(text), *called_by_title(text), *bare_names(text)]
    return [*numbers_that_identify(text), *_unlike(listed), *homes_in(text)]


def redacted(text: str, secrets: Iterable[str]) -> str:
    """Return `text` without phones, identity numbers and `secrets`, however marks and case were typed."""
    text = nfc(text)
    for hint in numbers_that_identify(text):
        text = text.replace(hint.text, ERASED)
    for secret in secrets:
        text = _without(text, search_key(secret).split())
    return text


def _unlike(hints: list[Hint]) -> list[Hint]:
    """Keep of the hints each that is no part of an earlier one."""
    kept: list[Hint] = []
    for hint in hints:
        if not any(hint.text in other.text for other in kept):
            kept.append(hint)
    return kept


def _names(text: str) -> list[Hint]:
    """Return runs of two to five capitalised words led by a surname or by "ông", "bà", …"""
    words = list(_WORD.finditer(text))
    found: list[Hint] = []
    place = 0
    while place < len(words):
        run = _capital_run(text, words, place)
        before = words[place - 1][0].casefold() if place else ""
        titled = before in _TITLES
        named = (
            run >= 2 and words[place][0].casefold() in NAME_WORDS.surnames and before not in _PLACES
        )
        if named or (titled and run >= 1):
            span = text[words[place].start() : words[place + run - 1].end()]
            found.append(Hint(span, "họ tên"))
        place += max(run, 1) if named or titled else 1
    return found


def _capital_run(text: str, words: list[re.Match[str]], start: int) -> int:
    length = 0
    for place in range(start, min(start + 5, len(words))):
        adjoining = (
            place == start or text[words[place - 1].end() : words[place].start()].strip() == ""
        )
        if not adjoining or not words[place][0][0].isupper():
            break
        length += 1
    return length


def _without(text: str, folded: list[str]) -> str:
    """Blank the runs of words whose folded form is `folded`."""
    if not folded:
        return text
    words = list(re.finditer(r"[^\W_]+", text))
    keys = [search_key(word[0]) for word in words]
    kept, cut, place = [], 0, 0
    while place <= len(words) - len(folded):
        if keys[place : place + len(folded)] == folded:
            kept += [text[cut : words[place].start()], ERASED]
            cut = words[place + len(folded) - 1].end()
            place += len(folded)
        else:
            place += 1
    return "".join([*kept, text[cut:]])

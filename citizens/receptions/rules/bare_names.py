"""Names in small letters that no word leads to: "vũ ngọc khuê nộp", "vu ngoc khue đến".

A surname, then syllables of which names are made or which are no plain words. They are asked about.
"""

import re

from citizens.receptions.names import NAME_WORDS, NameWords
from citizens.receptions.rules.hints import Hint

_WORD = re.compile(r"[^\W\d_]+")
_MOST = 4
_UNMARKED = NAME_WORDS.without_marks()


def bare_names(text: str) -> list[Hint]:
    """Return what may be a whole name in small letters, with its marks or without any."""
    words = list(_WORD.finditer(text))
    found, place = list[Hint](), 0
    while place < len(words) - 1:
        size = _size(text, words, place)
        if size:
            span = text[words[place].start() : words[place + size - 1].end()]
            found.append(Hint(span, "họ tên"))
        place += size or 1
    return found


def _size(text: str, words: list[re.Match[str]], place: int) -> int:
    """Return how many words from `place` on may be a name, 0 for none."""
    run = [words[place][0].casefold()]
    for before, word in zip(words[place:], words[place + 1 : place + _MOST], strict=False):
        if text[before.end() : word.start()].strip():
            break
        run.append(word[0].casefold())
    first, unmarked = run[0], all(word.isascii() for word in run[:3])
    known = _UNMARKED if unmarked else NAME_WORDS
    if first not in known.surnames:
        return 0
    led = f"{words[place - 1][0].casefold()} {first}" if place else ""
    plain_before = led in NAME_WORDS.before or led in known.before
    if plain_before or {" ".join(run[:2]), " ".join(run[:3])} & known.after:
        return 0
    named = 1
    while named < len(run) and _of_a_name(run[named], known):
        named += 1
    needed = 2 if known is NAME_WORDS and first in known.only_names else 3
    return named if named >= needed and not _capital(words, place) else 0


def _of_a_name(word: str, known: NameWords) -> bool:
    typed_alike = known is NAME_WORDS or word.isascii()
    return typed_alike and (word in known.given or word not in known.plain)


def _capital(words: list[re.Match[str]], place: int) -> bool:
    """Tell whether both words begin with a capital: such names are found by their capitals."""
    return words[place][0][0].isupper() and words[place + 1][0][0].isupper()

"""Vietnamese text: one normal form at every entry, keys for search and for order.

SQLite folds ASCII only and PostgreSQL's unaccent does not know tone placement, so both keys are
computed here and stored beside the name.
"""

import re
import unicodedata

# The look-alikes of Đ (U+0110) that keyboards and PDFs produce: eth and African D.
_LOOK_ALIKES = (("Ð", "Đ"), ("Ɖ", "Đ"), ("ð", "đ"), ("ɖ", "đ"))
_INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# What a broken PDF or a paste brings along, and no database, sheet or document takes.
_UNWRITABLE = "\0-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff"
_DROPPED = re.compile(f"[{_INVISIBLE}{_UNWRITABLE}]")
_SPACES = re.compile(r"\s+")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: chr(0x61 + place) for place, letter in enumerate(_LETTERS)}


def only_printable(text: str) -> bool:
    """Tell whether `text` holds nothing but letters, signs, plain blanks and line feeds: a quick look over it."""
    return text.replace("\n", "").isprintable()


def nfc(text: str) -> str:
    """Return `text` in NFC, without invisible or unwritable characters, with the Vietnamese Đ."""
    kept = text if only_printable(text) else _DROPPED.sub("", text)
    composed = unicodedata.normalize("NFC", kept)
    for look_alike, letter in _LOOK_ALIKES:
        composed = composed.replace(look_alike, letter)
    return composed


def one_line(text: str) -> str:
    """Return `text` as one line in NFC, blanks folded and trimmed: names, numbers, titles."""
    return _SPACES.sub(" ", nfc(text)).strip()


def shortened(text: str, letters: int) -> str:
    """Return `text` as one line of at most so many letters, cut between words and with "…" behind.

    As `textwrap.shorten`, which takes forty times as long: a start page has twenty such lines.
    """
    line = " ".join(text.split())
    if len(line) <= letters:
        return line
    end = line.rfind(" ", 0, letters)
    return (line[:end] if end > 0 else line[: letters - 1]) + "…"


def search_key(text: str) -> str:
    """Fold `text` so that one finds it with or without marks: "Hoà Bình", "hòa bình" → "hoa binh".

    Punctuation becomes a blank, so that "33-CT/TU" is found by "33 ct tu".
    """
    flat = unicodedata.normalize("NFD", nfc(text).casefold().replace("đ", "d"))
    kept = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return _SPACES.sub(" ", kept).strip()


def only_signs(text: str) -> bool:
    """Tell whether something is asked for of which the folded key keeps nothing: nothing is called so.

    A search would else look for no word at all, and find everything.
    """
    return bool(text.strip()) and not search_key(text)


def strange_sign(text: str) -> str | None:
    """Return the first character of `text` that no name or title is written with, or None: emoji, $, ≤."""
    return next((char for char in text if unicodedata.category(char)[0] in "SC"), None)


def sort_key(text: str) -> str:
    """Return a key whose plain order is the Vietnamese order: letters first, then tones, word by word."""
    words = []
    for word in one_line(text).casefold().split(" "):
        letters, tones = [], []
        for char in word:
            base, tone = _untoned(char)
            letters.append(_RANK.get(base, base))
            tones.append(str(tone))
        words.append("".join(letters) + "!" + "".join(tones).rstrip("0"))
    return " ".join(words)


def _untoned(char: str) -> tuple[str, int]:
    """Split a letter from its tone: "ế" → ("ê", 4)."""
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[c] for c in parts if c in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), tone


_DOCUMENT_NUMBER = re.compile(r"(\b\d+\w*/[\w/.]*-[\w/.-]*\w)")


def parted_at_numbers(words: str) -> list[str]:
    """Part a text around its numbers of documents, as "08/CT-UBND"; joined the parts are the text."""
    return [part for part in _DOCUMENT_NUMBER.split(words) if part]


def is_number(part: str) -> bool:
    """Whether one of those parts is a number of a document."""
    return _DOCUMENT_NUMBER.fullmatch(part) is not None

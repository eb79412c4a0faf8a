"""Names in small letters and the plain words that look like one, from the reviewed file beside this module."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from portal.text import nfc, search_key


@dataclass(frozen=True, slots=True)
class NameWords:
    """Syllables as they are spelt, small; pairs are two or three of them, parted by a blank."""

    surnames: frozenset[str]
    only_names: frozenset[str]
    given: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    plain: frozenset[str]

    def without_marks(self) -> "NameWords":
        """Return the same as somebody types it who types no marks."""
        return NameWords(*(
            frozenset(search_key(word) for word in words)
            for words in (
                self.surnames, self.only_names, self.given, self.before, self.after, self.plain,
            )
        ))  # fmt: skip


def name_words(text: str) -> NameWords:
    """Read the lists of a file."""
    file = tomllib.loads(nfc(text).casefold())
    alone, also = file["surnames"]["alone"].split(), file["surnames"]["also_words"].split()
    plain = file["plain"]
    return NameWords(
        surnames=frozenset([*alone, *also]),
        only_names=frozenset(alone),
        given=frozenset(file["given"]["syllables"].split()),
        before=_pairs(plain["before"]),
        after=_pairs(plain["after"]),
        plain=frozenset(plain["words"].split()),
    )


def _pairs(text: str) -> frozenset[str]:
    return frozenset(" ".join(pair.split()) for pair in text.split(","))


NAME_WORDS = name_words(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))

"""Does a text speak of a person whose name and address are known? However it was typed.

Luật Tố cáo 2018 Điều 8 and 56: "bà Khuê", "V.N.Khuê" and "ngõ Hẻm Sâu" tell who denounces, too.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from citizens.receptions.rules.secrecy import ERASED, hints_of_identity, redacted
from portal.text import nfc, search_key

BLANKED = "(đã xóa)"
_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.;:!?,\n]")
_TITLES = frozenset(search_key("ông bà anh chị cô chú bác em cháu cậu dì thím mợ cụ tên").split())
# Words that begin a part of an address which only neighbours share.
_SMALL = frozenset(
    search_key("số nhà ngõ ngách hẻm kiệt tổ đường phố thôn xóm bản ấp khu làng buôn").split()
)
# What a person who tells something does, and what leads to who told it.
_TELLING = frozenset(
    search_key("nói báo kể gửi viết nộp khai trình tố phản bảo cho hẹn gọi đến cung").split()
)
_LEADING = frozenset(search_key("theo do bởi của gặp gọi hỏi hẹn mời lời với là").split())
_UNITS = re.compile(r"^(xa|phuong|tinh|huyen|quan|thi xa|thi tran|thanh pho|tp|viet nam)\b")
_SHORTEST_NUMBER = 6


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one person, of whom no text may speak; nothing of it is printed by `repr`."""

    name: str = field(repr=False)
    address: str = field(default="", repr=False)
    number: str = field(default="", repr=False)

    @property
    def whole(self) -> list[str]:
        """What is cut out of a text word for word: name, address, the hamlet by itself, number."""
        village = self.address.partition(",")[0]
        told = (self.name, self.address, village if " " in village else "", self.number)
        return [text for text in told if text]


def cleared(text: str, people: Iterable[Known]) -> str:
    """Return `text` without these people; blanked wholly where it would still hint at one."""
    known = list(people)
    cut = redacted(text, [secret for one in known for secret in one.whole])
    return BLANKED if any(speaks_of(cut.replace(ERASED, "."), one) for one in known) else cut


def emptied(text: str, people: Iterable[Known]) -> str:
    """Return `text` cleared, and blanked where it still seems to tell who somebody is or lives where.

    Whom a correction took off a row is known to nobody any more, and may stand in a note all the same.
    """
    cut = cleared(text, people)
    return BLANKED if hints_of_identity(cut) else cut


def speaks_of(text: str, person: Known) -> bool:
    """Tell whether `text` names the person or a part of the address, regardless of case and marks."""
    words = search_key(nfc(text)).split()
    number = search_key(person.number).replace(" ", "")
    if len(number) >= _SHORTEST_NUMBER and number in "".join(words):
        return True
    name = _bare(person.name)
    return (
        _named(words, [search_key(word) for word in name])
        or (bool(name) and _tells_alone(nfc(text), name[-1]))
        or any(_stands_in(words, part) for part in parts_of_address(person.address))
    )


def may_speak_of(text: str, person: Known) -> str | None:
    """Return the given name where it stands by itself, marks and all: it may be a plain word, "đất tư"."""
    name = _bare(person.name)
    found = (word[0] for word in _WORD.finditer(nfc(text)) if name and _alike(word[0], name[-1]))
    return next(found, None)


def names_wholly(text: str, person: Known) -> bool:
    """Tell whether the whole name stands in `text`: two people may share a part of one."""
    return _stands_in(search_key(text).split(), search_key(person.name).split())


def parts_of_address(address: str) -> list[list[str]]:
    """Return the folded parts of an address that tell where somebody lives, never a unit's name."""
    pieces = [search_key(piece) for piece in re.split(r"[,;–]", address)]
    found = []
    for place, piece in enumerate(pieces):
        words = piece.split()
        shared = place > 0 and not _SMALL & set(words) and not any(w[0].isdigit() for w in words)
        if not words or _UNITS.match(piece) or (shared and place >= len(pieces) - 2):
            continue
        found += [part for part in _pieces_of(words) if len(part) > 1]
    return found


def _pieces_of(words: list[str]) -> Iterator[list[str]]:
    """Yield the whole, each stretch led by "ngõ", "tổ", …, and what such a stretch is called."""
    yield words
    starts = [place for place, word in enumerate(words) if word in _SMALL]
    for start, end in pairwise([*starts, len(words)]):
        yield words[start:]
        yield words[start:end]
        if not any(word[0].isdigit() for word in words[start:end]):
            yield words[start + 1 : end]


def _named(words: list[str], name: list[str]) -> bool:
    if len(name) < 2:
        return bool(name) and (_titled(words, name[-1]) or words == name)
    shapes = [name, name[-2:], [name[0], name[-1]]]
    return (
        _titled(words, name[-1])
        or any(_stands_in(words, shape) for shape in shapes)
        or _abbreviated(words, name)
    )


def _bare(name: str) -> list[str]:
    """Return the words of a name without the "ông", "bà" that somebody typed before it."""
    words = [word[0] for word in _WORD.finditer(nfc(name))]
    while len(words) > 1 and search_key(words[0]) in _TITLES:
        words.pop(0)
    return words


def _tells_alone(text: str, given: str) -> bool:
    """Tell whether a given name stands by itself as a name: "việc của Tư", "theo lời tư", "tư kể lại".

    Many given names are plain words too ("đất tư nhân", "hòa giải", "cán bộ Tư pháp"): it has to have
    its marks, and to stand as people do, before what they do or at the end of a clause.
    """
    for clause in _CLAUSE.split(text):
        words = [word[0] for word in _WORD.finditer(clause)]
        for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
            ends = not after and (search_key(before) in _LEADING or (before and word[0].isupper()))
            if _alike(word, given) and (ends or search_key(after) in _TELLING):
                return True
    return False


def _alike(one: str, other: str) -> bool:
    """Tell whether two words are spelt alike, capitals and the place of the tone aside: hòa, Hoà."""
    return search_key(one) == search_key(other) and _signs(one) == _signs(other)


def _signs(word: str) -> list[str]:
    return sorted(unicodedata.normalize("NFD", word.casefold()))


def _titled(words: list[str], given: str) -> bool:
    return any(title in _TITLES and word == given for title, word in pairwise(words))


def _abbreviated(words: list[str], name: list[str]) -> bool:
    """Tell whether "V.N.Khuê", "V. Khuê", "N. Khuê" or "V.N.K" stands there."""
    firsts = [word[0] for word in name]
    shapes = [[*firsts[:-1], name[-1]], [firsts[0], name[-1]], [firsts[-2], name[-1]]]
    if len(name) > 2:
        shapes += [firsts, ["".join(firsts)]]
    return any(_stands_in(words, shape) for shape in shapes)


def _stands_in(words: list[str], run: list[str]) -> bool:
    size = len(run)
    return size > 0 and any(words[at : at + size] == run for at in range(len(words) - size + 1))

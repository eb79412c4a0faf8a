"""Text that is not Unicode as it should be: typed in TCVN3 (".VnTime", ABC) or VNI, or UTF-8 read as Windows-1252.

Such text arrives as Latin-1: "Céng hßa x· héi" (TCVN3), "COÄNG HOØA XAÕ HOÄI" (VNI). It is one of them
when its words become Vietnamese syllables by the one table and are none before. Lines that hold letters
of Vietnamese's own ("ạ", "đ", "ư") are Unicode already and stay.

"Chá»‰ thá»‹" are the bytes of "Chỉ thị", each taken for a letter: told by the strict way back, which
no other text has.
"""

import re
import unicodedata
from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple


class Legacy(StrEnum):
    """What a text was written in, as its users call it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI"
    MISREAD = "UTF-8 bị đọc thành Windows-1252"


class Converted(NamedTuple):
    """A text in Unicode, and what it was written in when that was not Unicode."""

    text: str
    source: Legacy | None

    @property
    def notice(self) -> str:
        """The sentence that tells the user so; empty when nothing was converted."""
        return f"Đã chuyển từ mã {self.source} sang Unicode." if self.source else ""


_TCVN3 = dict(
    zip(
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        strict=True,
    )
)
# VNI writes a letter, then a mark: of tone, or of tone and hat at once.
_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HATS = dict(zip("âáàåãä", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))
_BREVES = dict(zip("êéèúüë", ("", *"\u0301\u0300\u0309\u0303\u0323"), strict=True))
_SINGLE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "î": "ỵ", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "í": "í", "ì": "ì"}


def _vni() -> dict[str, str]:
    pairs = dict(_SINGLE)
    for written, letter in zip("aeouyôö", "aeouyơư", strict=True):
        pairs |= {written + mark: letter + tone for mark, tone in _TONES.items()}
    for letter in "aeo":
        pairs |= {letter + mark: f"{letter}\u0302{tone}" for mark, tone in _HATS.items()}
    pairs |= {f"a{mark}": f"a\u0306{tone}" for mark, tone in _BREVES.items()}
    composed = {old: unicodedata.normalize("NFC", new) for old, new in pairs.items()}
    return composed | {old.upper(): new.upper() for old, new in composed.items()}


_VNI = _vni()
_VNI_PIECE = re.compile("|".join(sorted(map(re.escape, _VNI), key=len, reverse=True)))
_PROPER = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")  # what no Latin-1 text holds
_LATIN = re.compile("[\u00a1-\u00fe]")
_WORD = re.compile("[A-Za-z\u00a1-\u00fe]*[\u00a1-\u00fe][A-Za-z\u00a1-\u00fe]*")
_NUCLEI = (
    "a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iêu yê yêu iu oa oai oay oe oeo oă oi ôi ơi ua uâ uây"
    " uê ui uơ uy uya uyê uyu uô uôi ưa ươ ươi ươu ưi ưu oao uao uai"
).replace(" ", "|")
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?(?:{_NUCLEI})(?:ng|nh|ch|[cmnpt])?"
)
_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_PLAIN_LETTER = re.compile("[A-Za-z]")
# In a line of small letters: a word of capitals, but for the letters with marks.
_HALF_SHOUTED = re.compile(r"(?<!\w)(?=[^\W\d_]+[A-Z])[A-Z\u00c0-\u1ef9]{2,7}(?!\w)")
_SAMPLE = 400  # words that decide
_ENOUGH = 3
# A letter that was lost: "quy?t", "s? 33", "Th? tr??ng"; a question ends its line or is followed by a capital.
_LOST = re.compile(r"\w\?+(?=\w)|\w\?+\s(?=[a-zà-ỹđ0-9])|(?<!\w)\?+(?=[^\W\d])|\ufffd")
_LOST_SHARE = 20  # words to a lost letter, at most


def letters_lost(text: str) -> bool:
    """Whether letters with marks became "?" or U+FFFD on the way: too many for questions."""
    lost = len(_LOST.findall(text))
    return lost >= _ENOUGH and _LOST_SHARE * lost >= len(text.split())


# The letters that Windows-1252 has for the bytes 80 to 9F, where Latin-1 has controls.
_BYTES = {ord(bytes([byte]).decode("cp1252", "ignore") or "\0"): byte for byte in range(0x80, 0xA0)}
_BYTES.pop(0, None)
_DOUBLED = re.compile(f"[\u00c2-\u00f4][\u0080-\u00bf {re.escape(''.join(map(chr, _BYTES)))}]")
# What every other Vietnamese word with marks becomes ("ế", "ạ"), and nothing else holds: without one the text is
# no such, and "UBND XÃ…" stays.
_NO_TEXT_WITHOUT = ("\u00e1\u00ba", "\u00e1\u00bb")
# "à" is the bytes C3 A0, and A0 a blank that does not break: many a program made it a plain one.
_PLAIN_BLANK = re.compile("\u00c3 ")


def misread(text: str) -> str:
    """Undo, line by line, that UTF-8 was read as Windows-1252 or Latin-1; other lines come back as they are."""
    if not any(map(text.__contains__, _NO_TEXT_WITHOUT)):
        return text
    return "\n".join(_read_again(line) for line in text.split("\n"))


def _read_again(line: str) -> str:
    if not _DOUBLED.search(line) or _PROPER.search(line):
        return line
    try:
        whole = _PLAIN_BLANK.sub("\u00c3\u00a0", line).translate(_BYTES).encode("latin-1")
        return whole.decode("utf-8")
    except UnicodeError:
        return line


def converted(text: str) -> Converted:
    """Return `text` in Unicode; a text that is in no old encoding comes back as it is."""
    mended = misread(text)
    if mended != text:
        return Converted(mended, Legacy.MISREAD)
    if not _LATIN.search(text):
        return Converted(text, None)
    lines = text.split("\n")
    old = [
        place
        for place, line in enumerate(lines)
        if not line.isascii() and not _PROPER.search(line) and _LATIN.search(line)
    ]
    source = _encoding("\n".join(lines[place] for place in old))
    if source is None:
        return Converted(text, None)
    for place in old:
        lines[place] = _BY[source](lines[place])
    return Converted("\n".join(lines), source)


def _encoding(text: str) -> Legacy | None:
    """The encoding whose table makes syllables of what are none; none unless most words agree."""
    words = [word for word, _ in zip(_WORD.findall(text), range(_SAMPLE), strict=False)]
    odd = [word for word in words if not _is_syllable(word)]
    if len(odd) < _ENOUGH or 3 * len(odd) < len(words):
        return None
    mended = {
        source: sum(_is_syllable(convert(word)) for word in odd) for source, convert in _BY.items()
    }
    best = max(mended, key=lambda source: mended[source])
    return best if 10 * mended[best] >= 8 * len(odd) else None


def _is_syllable(word: str) -> bool:
    """Whether a word is spelt as Vietnamese spells: known vowels, one tone at most."""
    spread = unicodedata.normalize("NFD", word.lower())
    bare = unicodedata.normalize("NFC", _TONE.sub("", spread))
    return len(_TONE.findall(spread)) <= 1 and _SYLLABLE.fullmatch(bare) is not None


def _from_tcvn3(text: str) -> str:
    """Its capital fonts draw a marked letter as a capital that is stored small: "CHñ TÞCH" is "CHỦ TỊCH"."""
    said = text.translate(_TCVN3_ORDINALS)
    plain = _PLAIN_LETTER.findall(said)
    if len(plain) >= _ENOUGH and "".join(plain).isupper():
        return said.upper()
    return _HALF_SHOUTED.sub(lambda word: word[0].upper(), said)


def _from_vni(text: str) -> str:
    return _VNI_PIECE.sub(lambda piece: _VNI[piece[0]], text)


_TCVN3_ORDINALS = {ord(old): new for old, new in _TCVN3.items()}
_BY: dict[Legacy, Callable[[str], str]] = {Legacy.TCVN3: _from_tcvn3, Legacy.VNI: _from_vni}

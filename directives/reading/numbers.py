"""The number and symbol of a document: how it is written, found in running text, and looked up.

The State writes number / [year /] kind - organ ("03/CT-UBND", "61/2018/NĐ-CP", "42/2013/QH13", a công
văn number / organ - drafter), the Party number - kind / organ ("33-CT/TU"). Texts as people paste them
have blanks, line breaks and odd dashes at the separators, and separators that are missing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from directives.reading.kinds import DocumentKind, System, kind_of
from portal.text import nfc

_DASHES = "-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_SLASHES = "/\u2044\u2215\uff0f"
# Every odd dash and slash, and the plain one that it stands for.
_PLAIN = dict.fromkeys((*range(8208, 8214), 8259, 8722, 65112, 65123, 65293), "-")
_PLAIN |= {ord(slash): "/" for slash in _SLASHES}


def canonical_number(text: str) -> str:
    """Return a number as it is stored: NFC, no blanks, plain hyphens and slashes; case stays."""
    return _written_tight(nfc(text))


def _written_tight(text: str) -> str:
    """The canonical form of a number in a normalised text."""
    return "".join(text.split()).translate(_PLAIN)


def number_key(text: str) -> str:
    """Return the key under which a number is looked up: "05 - Ctr/QU" and "5-CTr/QU" are the same.

    Case, leading zeros and the dot of thousands ("1.234/UBND-NC") go; which separator stands first stays,
    for it tells Party from State.
    """
    return _THOUSANDS.sub(r"\1", canonical_number(text).upper().lstrip("0"))


def is_same(number: str, own: str | None) -> bool:
    """Whether a document's own number recurs, in capitals too or with a separator lost."""
    if own is None:
        return False
    return number == own or _bare(number) == _bare(own)


def _bare(number: str) -> str:
    return number.replace("-", "").replace("/", "").upper()


class NumberMention(NamedTuple):
    """A number at one place. `symbol` is all after the digits and the year: "-CT/TU", "/NĐ-CP"."""

    number: str
    start: int
    end: int
    year: int | None
    symbol: str
    glued: str  # the abbreviated kind written onto it: "NĐ" of "NĐ61/2018/NĐ-CP"

    @property
    def system(self) -> System:
        """Who numbers so."""
        return system_of_symbol(self.symbol)

    @property
    def kind(self) -> DocumentKind | None:
        """The kind that the symbol names; a symbol such as "/BNV-VP" or "/QH15" names none."""
        return _kind_of(self.symbol)


_UP = "A-ZĐĂÂÊÔƠƯ"
_LETTER = "A-Za-zĐđĂăÂâÊêÔôƠơƯư"
_GAP = r"[ \n]{0,4}"
# A part of a symbol: TTg, CTr, QĐi, BNN&PTNT, BCS.UBND, QH15, UBTVQH XI.
_TIGHT = rf"[{_LETTER}]{{1,16}}\d{{0,3}}(?:[&.](?:[{_UP}]{{2,10}}\d{{0,2}}|[IVX]{{1,4}}|TTg))?"
_LOOSE = (
    rf"(?=[{_LETTER}]{{0,2}}[{_UP}])[{_UP}][{_LETTER}]{{0,13}}\d{{0,2}}(?:[&.][{_UP}]{{2,10}})?"
)
_SEP = f"[{_DASHES}{_SLASHES}]"
_SEPARATORS = frozenset(re.findall(_SEP, "".join(map(chr, range(0x10000)))))
_WIDEST_GAP = 5  # with the separator
_TERM = (
    r"(?:(?<=QH)[ \n]?(?=[IVX])(?:X{0,2}(?:IX|IV|V?I{0,3}))"
    r"|(?<=UBTVQH)[ \n](?:1\d|[89])(?![\d/.,\-]))?"
)
_CODES = "NĐ|QĐ|NQ|CT|TT|KH|CV|KL|CTr|QC|HD|TB|BC|TTr|QĐi|QyĐ|PL|số|Số|SỐ|s"  # "s": a scan's "số"
_AFTER_GLUED = "|".join(rf"(?<=\b(?<!\w[./:,]){code}\d)" for code in _CODES.split("|"))
_GLUED = re.compile(rf"\b(?<!\w[./:,])(?:{_CODES})[ ]?$")
_CANDIDATE = re.compile(
    rf"(?P<digits>[0-9](?:(?<!\w\d)(?<!\w[./:,]\d)|(?<=[^\W\d_]\d)(?:{_AFTER_GLUED})"
    r"|(?<=[^\W\d_]:\d)|(?<=[ốỐ]\.\d))"  # "số:05/CT-UBND"
    rf"(?:\d?\.\d{{3}}(?=[ ]?{_SEP})|\d{{0,4}})(?:[a-zđ]|[A-Z](?=\s?[-/]))?)"
    rf"(?:{_GAP}{_SEP}{_GAP}(?P<year>(?:19|20)\d\d)(?!\d))?"
    rf"(?P<sep1>{_GAP}{_SEP}{_GAP}|[ ]|)"
    rf"(?P<first>{_TIGHT}){_TERM}(?!\w)"
)
_THOUSANDS = re.compile(r"^(\d{1,2})\.(?=\d{3}\D)")
_NEXT_BULLET = re.compile(r"\n *[-–] ")  # of the line below
_NEXT_TIGHT = re.compile(rf"{_SEP}\n?(?P<part>{_TIGHT}){_TERM}(?!\w)")
_NEXT_LOOSE = re.compile(rf"(?P<sep>{_GAP}{_SEP}{_GAP})(?P<part>{_LOOSE}){_TERM}(?!\w)")
_SHOUTED = re.compile(  # "TTra" of an inspectorate too
    rf"(?:(?:[{_UP}][{_LETTER}]?){{1,8}}|[{_UP}]{{2,4}}[a-z]{{2}})\d{{0,2}}(?:[&.].*)?$"
)

_ORGANS = re.compile(
    r"(?:TW|TƯ|TU|HU|HƯ|QU|ThU|THU|ĐU|ĐUK|CP|TTg|QH|UBTVQH|UBND|HĐND|CTN|VPCP|TTCP|VPTW|MTTQ|MTTW|"
    r"UBMT|BTV|BCH|BDV|BTG|BTC|BNC|UBKT|BCĐ|BCS|HĐBT|TANDTC|VKSNDTC|TLĐ|ĐTN|TWĐTN|"
    r"B(?:NV|TC|CA|QP|GDĐT|YT|TP|XD|CT|NN|TTTT|KH|TNMT|GTVT|VHTT|NG|KHCN|KHĐT|LĐ|NNMT|DTTG)|"
    r"S(?:NV|TC|YT|TP|XD|CT|NN|TTTT|KH|TNMT|GTVT|VH|LĐ|GD|NNMT|DT))",
    re.IGNORECASE,
)
# Who issues no circular: "TTHĐND" is the standing body of a council, "TTCP" the Government Inspectorate.
_NO_CIRCULAR = re.compile(r"(?!B(?!TV|CH|DV|TG|NC|CĐ|CS)|S|TTCP|VPCP|TANDTC|VKSNDTC|TLĐ)", re.I)
_LICENCE = re.compile(r"/GP-(?:TTĐT|[BS]?TTTT|CBC|BC|PTTH)")  # a web page's licence, in its foot
_JOINT = re.compile(r"(?:LT|PH|PHLN|LN)$")


@lru_cache(maxsize=1024)
def _is_shouted(part: str) -> bool:
    return _SHOUTED.match(part) is not None


def system_of_symbol(symbol: str) -> System:
    """The Party puts the hyphen first."""
    return System.PARTY if symbol.startswith("-") else System.STATE


def kind_of_symbol(symbol: str, system: System) -> DocumentKind | None:
    """The kind that a symbol names, also when it is joint ("KHLT") or damaged ("NĐCP")."""
    first = re.split(r"[-/]", symbol.strip("-/"), maxsplit=1)[0]
    kind = kind_of(first, system) or kind_of(_JOINT.sub("", first), system)
    if kind is not None:
        return kind
    for length in (4, 3, 2):  # a lost separator: kind and organ run together
        kind = kind_of(first[:length], system)
        organ = _ORGANS.match(first[length:].lstrip(".")) if kind is not None else None
        if organ and not (first[:length].upper() == "TT" and _NO_CIRCULAR.match(organ[0])):
            return kind
    return None


@lru_cache(maxsize=1024)
def _kind_of(symbol: str) -> DocumentKind | None:
    return kind_of_symbol(symbol, system_of_symbol(symbol))


def numbers_in(text: str) -> Iterator[NumberMention]:
    """Every number with a symbol, plausible or not, left to right; `is_number` judges it."""
    floor = 0
    for match in _CANDIDATE.finditer(text):
        mention = _mention(text, match, floor)
        floor = match.end()
        if mention is not None:
            yield mention


def is_number(mention: NumberMention, *, named: bool, numbered: bool) -> bool:
    """Judge a mention: is it a document's number?

    `named`: a kind stands before it ("Công văn …"); `numbered`: at least "số" does.
    """
    return _is_symbol(mention.symbol, mention.year is not None, named=named, numbered=numbered)


@lru_cache(maxsize=1024)
def _is_symbol(symbol: str, dated: bool, *, named: bool, numbered: bool) -> bool:
    first, *rest = re.split(r"[-/]", symbol.strip("-/"))
    if _LICENCE.match(symbol):
        return False
    known = _kind_of(symbol) is not None
    organ = any(_ORGANS.match(part) for part in rest) or bool(_ORGANS.match(first[2:]))
    if not symbol.startswith(("-", "/")):  # the separator is lost
        spelt = named and bool(rest) and all(_is_shouted(part) for part in rest)
        return (named or numbered) and known and (organ or spelt)
    if symbol == symbol.lower():
        return (named or numbered) and known and organ
    if known and rest:
        return organ or named or all(_is_shouted(part) for part in rest)
    if known and first not in ("QH", "CP"):
        joined = organ or bool(_ORGANS.match(first))
        if named:
            return joined or _is_shouted(first)
        return joined and (dated or (numbered and len(first) > 3))
    if dated and re.match(r"(?:UBTV)?QH(?:\d\d?|[IVX]+|K\d+)?$", first):
        return True
    return (named or (numbered and bool(rest))) and _is_organ(first, named=named)


def _is_organ(part: str, *, named: bool) -> bool:
    if _ORGANS.match(part):
        return True
    return named and len(part) >= 2 and _is_shouted(part)


def _mention(text: str, match: re.Match[str], floor: int) -> NumberMention | None:
    sep, first, year, digits = match.group("sep1", "first", "year", "digits")
    if "\n" in sep and _NEXT_BULLET.search(sep):
        return None
    loose = " " in sep or "\n" in sep
    if loose and not _is_shouted(first) and kind_of(first) is None:
        return None
    end = _symbol_end(text, match.end())
    start = match.start()
    glued = _GLUED.search(text, max(floor, start - 4), start)
    number = _written_tight(text[start:end])
    head = _written_tight(text[start : match.end("year")]) if year else digits
    return NumberMention(
        number=number,
        start=start,
        end=end,
        year=int(year) if year else None,
        symbol=number[len(head) :],
        glued=glued[0].strip() if glued else "",
    )


def _symbol_end(text: str, end: int) -> int:
    """Where the symbol that was begun before `end` ends: at most five more parts."""
    for part in range(5):
        if text[end : end + _WIDEST_GAP].lstrip(" \n")[:1] not in _SEPARATORS:
            break
        tight = _NEXT_TIGHT.match(text, end)
        if tight and (_is_shouted(tight["part"]) or _ORGANS.match(tight["part"])):
            end = tight.end()
            continue
        loose = _NEXT_LOOSE.match(text, end)
        if loose is None or not _continues(loose, first=part == 0):
            break
        end = loose.end()
    return end


def _continues(match: re.Match[str], *, first: bool) -> bool:
    """Whether a part set off by blanks still belongs to the number."""
    sep, part = match["sep"], match["part"]
    if not _is_shouted(part) or _NEXT_BULLET.search(sep):
        return False
    both = sep[0] in " \n" and sep[-1] in " \n"
    if first:
        return bool(_ORGANS.match(part)) or not both or len(part) <= 5
    return not both and bool(_ORGANS.match(part) or len(part) <= 4)

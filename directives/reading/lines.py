"""Lines, wraps and sentences of a text, without changing a single position in it."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple, Self

from directives.reading.proposals import Span
from directives.reading.verbs import begins_verb

# Every capital letter of Vietnamese, for a class in a pattern.
UPPER = "A-Z" + "".join(
    letter for letter in map(chr, [*range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA)]) if letter.isupper()
)
# What begins an item: bullets, 1. 1.2. 1) a) II. Điều 3. Căn cứ …
ITEM = re.compile(
    r"\s*(?:[-–—+*•▪○●]\s*(?=\S)|\d{1,2}(?:\.\d{1,2}){0,3}\s?[.)]\s|\d{1,2}(?:\.\d{1,2}){0,3}[.)\-/][.,:;]\s?(?=[^\W\d_])|\d{1,2}[-/]\s|[a-zđ]\s?[.)/]\s|[IVX]{1,5}\s?[.)/\-]\s"
    r"|(?:Điều|Chương|Mục|Phần|Khoản)\s+[\dIVX]+|[A-E]\s?[.)\-–]\s"
    r"|(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười)\slà\s?[,:]"
    r"|Thứ\s(?:nhất|hai|ba|tư|năm|sáu|bảy|tám)\s?[,:]\s(?!(?:ngày\s)?\d)"
    r"|(?:Căn cứ|Theo đề nghị|Xét đề nghị|Nơi nhận|Kính gửi"
    r"|Số|Thực hiện)\b|Cụ thể(?:\snhư sau)?\s?:|\[\d)"
)
# A number broken before or after its dash, and words that no line ends with.
_BROKEN = re.compile(r"\d[a-zđ]?$|\d\s?[-–/]$|\d/[A-ZĐ]{2,5}$")
_GOES_ON = re.compile(
    r"[-–/]\s?[A-ZĐ]{1,4}[a-zi]{0,3}[-/]|[A-ZĐ]{2,4}[a-zi]?[-/][A-ZĐ]|[-–]\s?(?:CP|TTg|UBND|HĐND|TW|TU)(?!\w)"
    r"|[-–]\s?(?:19|20)\d\d(?=[\s,;.)])"  # the second year of "giai đoạn 2016 - 2020"
)
OPEN_END = re.compile(
    r"(?<!\w)(?:của|thuộc|và|các|số|năm|tháng|ngày|theo|về|tại|hoặc|ở cơ|Điều|khoản)$|\w\s?[,/–-]$"
)
_ORGAN_OPEN = re.compile(
    r"(?<!\w)(?:Sở|Bộ|Ban|Phòng|Ngành|Cục|Vụ|Ủy ban|Uỷ ban|Trung tâm|Hội đồng|Tổ|Văn phòng|Trường|Công chức"
    r"|Viện|[-–])$"
)
_SAID = re.compile(r"\S(?:.*\S)?")  # of a line
_STANDING = re.compile(r"Thường (?:trực|vụ) [A-ZĐ]")  # of a committee, no order
_CELL = re.compile(r"\S+(?:(?: {1,2}| {3,20}(?=tháng|năm|/))\S+)*")
_FULL, _NARROWEST = 60, 48  # a line's code points
_GROUNDS = ("Căn cứ ", "Thực hiện ")
_CUT_SHORT = 8  # of a line that a page cut where its colour or link changed
_TITLE_LINE = 40  # a shouted line that is longer goes on in a shouted one
_WIDE = 78  # a text with a longer line is not broken at a page's width
_MANY = 20  # lines that show at what width a text is broken
_STOP = re.compile(
    r"[\n.!?…](?:(?<=\n)|(?<=[!?…])\s|(?<=\.)(?:/\."
    r"|(?P<dot>)(?:[”\"')]?\s+(?=[\"“(]?[A-ZĐÀ-Ỵ\d-])|(?=[A-ZĐÀ-Ỵ][a-zđà-ỹ]))))"
)
_NUMBERING = re.compile(r"\s*[\divxIVX]{1,4}$")
_ABBREVIATIONS = (
    "TP", "Tp", "TT", "Tx", "TX", "TM", "KT", "TL", "TUQ", "Q", "PGS", "TS", "ThS", "GS", "BS", "Đ",
)  # fmt: skip
_ABBREVIATED = re.compile(rf"(?<!\w)(?:{'|'.join(_ABBREVIATIONS)})$")


class Line(NamedTuple):
    """One line of a text, its ends trimmed."""

    start: int
    end: int
    text: str


class Text(str):
    """A text with a copy in small letters, of the same length, for what ignores case.

    A pattern that has to try every letter as a capital too is many times slower than a plain one.
    """

    low: str

    def __new__(cls, said: str) -> Self:
        """Keep `said` beside its small letters; "İ" alone would become two."""
        made = super().__new__(cls, said)
        made.low = said.replace("İ", "I").lower()
        return made


def opening(*words: str) -> str:
    """A pattern for `words` that begin a word; a scan is fast since it begins with their letters."""
    return "|".join(rf"{word}(?<!\w{word})" for word in words)


def beginning(*words: str) -> str:
    """A pattern for `words` that begin a word, each a pattern that begins with a plain letter.

    Those of one letter stand together behind it, in their order: a scan looks for the letters alone.
    """
    rest: dict[str, list[str]] = {}
    for word in words:
        rest.setdefault(word[0], []).append(word[1:])
    return "|".join(
        rf"{letter}(?<!\w{letter})(?:{'|'.join(ends)})" for letter, ends in rest.items()
    )


def at_word(letters: str, pattern: str) -> str:
    """`pattern`, as the group "said", where a word begins with one of `letters`; the match is its first letter.

    A scan looks for the letters alone, which no other pattern with alternatives of all sorts lets it do.
    """
    return rf"[{letters}](?<!\w.)(?<=(?=(?P<said>{pattern})).)"


def lines_of(text: str) -> Iterator[Line]:
    """The lines of `text` that hold something, left to right."""
    for said in _SAID.finditer(text):
        yield Line(*said.span(), said[0])


def cells_of(text: str) -> Iterator[Line]:
    """The lines of `text`, each cut where three blanks or more part the columns of a layout."""
    return chain.from_iterable(map(_cells, lines_of(text))) if "   " in text else lines_of(text)


def _cells(line: Line) -> Iterable[Line]:
    if "   " not in line.text:
        return (line,)
    found = _CELL.finditer(line.text)
    return (Line(line.start + cell.start(), line.start + cell.end(), cell[0]) for cell in found)


def unwrapped(text: str) -> Text:
    """`text` with the breaks inside a paragraph turned into blanks; no position moves."""
    rows = text.split("\n")
    bare = [row.strip() for row in rows]
    full = _full_line(bare)
    joined: list[str] = []
    grounds = False  # inside a paragraph that names a basis
    for row, said, below in zip(rows, bare, [*bare[1:], ""], strict=True):
        grounds = grounds or said.startswith(_GROUNDS)
        wraps = bool(said and below) and (
            _is_wrap(row, said, below, full) or (grounds and _still_named(said, below))
        )
        grounds = grounds and wraps
        joined.append(f"{row} " if wraps else f"{row}\n")
    return Text("".join(joined)[:-1])


def _still_named(said: str, following: str) -> bool:
    """Whether a basis goes on below a line cut short anywhere: it ends with a mark or at an item."""
    if said[-1] in ".:;,!?" or following[0] == "|" or " | " in following or following.isupper():
        return False
    return len(said) > _CUT_SHORT and not ITEM.match(following)


def _full_line(rows: list[str]) -> int:
    """How long a line is that may be full: less than usual in a text that is broken everywhere at one width."""
    widest = max(map(len, rows))
    return max(_NARROWEST, widest * 5 // 6) if widest < _WIDE and len(rows) > _MANY else _FULL


def _is_wrap(row: str, said: str, following: str, full: int) -> bool:
    """Whether the line `row`, which without its blanks is `said`, goes on in the one that follows."""
    last = said[-1]
    if last in ".:!?" or following[0] == "|" or " | " in following:
        return False
    if last == ";":
        return following[0].islower() and len(row.rstrip()) > 20 and not ITEM.match(following)
    if not said[-3:].isalpha() and _BROKEN.search(said[-12:]) and _GOES_ON.match(following):
        return True
    small = following[0].islower()
    if said.isupper():  # a heading, a masthead; a long title goes on
        return following.isupper() and len(said) > _TITLE_LINE and not ITEM.match(following)
    if not (small or len(row.rstrip()) > full or OPEN_END.search(said[-12:])):
        return False
    if not small and following[0].isupper() and _heads(row, following):
        return False
    return not ITEM.match(following)


def _heads(row: str, following: str) -> bool:
    """Whether a numbered line names who is to do what the line below it begins to order."""
    if _STANDING.match(following) or not begins_verb(following, 0, len(following)):
        return False
    if not ITEM.match(row):
        return False
    return not _ORGAN_OPEN.search(row.rstrip()[-24:])  # "… Giám đốc Sở / Xây dựng"


def sentences_of(text: str) -> Iterator[Span]:
    """The spans of the sentences of `text` (an unwrapped one); a line's end ends a sentence."""
    start = 0
    for stop in _STOP.finditer(text):
        at = stop.start()
        if stop["dot"] is not None and (_abbreviates(text, start, at) or _numbers(text, start, at)):
            continue
        end = at if text[at] == "\n" else at + 1
        if not text[start:end].isspace() and start < end:
            yield start, end
        start = stop.end()
    if text[start:].strip():
        yield start, len(text)


def _abbreviates(text: str, start: int, dot: int) -> bool:
    if not text.endswith(_ABBREVIATIONS, start, dot):
        return False
    return _ABBREVIATED.search(text, max(start, dot - 8), dot) is not None


def _numbers(text: str, start: int, dot: int) -> bool:
    return dot - start < 8 and _NUMBERING.match(text, start, dot) is not None


def last_match(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> re.Match[str] | None:
    """The last match of `pattern` in `text[start:end]`."""
    found = None
    for match in pattern.finditer(text, start, len(text) if end is None else end):
        found = match
    return found

"""A head, and the text below it, that a page ran together into one line: its lines found again."""

import re

from directives.reading.dates import FULL_DATE
from directives.reading.heads import KIND_WORD
from directives.reading.lines import UPPER
from directives.reading.own_number import STATE_MOTTO
from directives.reading.places import PLACE_DATE

_SHORTEST = 160  # a line of a head that was not run together is shorter
_FIRST = 8000  # code points in which such a line begins
_ITEM = re.compile(r"\s{0,8}\d{1,3}\.(?=\s)")  # a page of a viewer
_NUMBER = re.compile(r"(?<!\w)(?:Số|SỐ)\s?:?\s{0,3}\d[^\n,]{0,16}[-/][^\s,]{2,24}")
_RULES = re.compile(r"(?<=\s)[-*_]{1,40}(?=\s)|[-*_]{3,40}")
# A second organ of the head, below the one that it belongs to.
_BELOW = re.compile(
    r"\s(?=(?:ĐẢNG [ỦU][YỶ]|CHI BỘ|BAN(?!\sNHÂN\s)|PHÒNG|SỞ|[ỦU][YỶ] BAN|VĂN PHÒNG|CHI CỤC|THANH TRA)\s)"
)
_TEXT_BEGINS = re.compile(
    r"\s(?=(?:[-–]\s?)?(?:Căn|Thực hiện|Theo|Để|Nhằm|Xét|Sau|Trong)\s|[IVX]{1,3}\s?[.)\-–]\s|Điều 1(?!\d))"
)
_DECIDES = re.compile(
    r"\s(?=(?:BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ TỊCH|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|[ỦU][YỶ] BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN"
    r"|BAN BÍ THƯ|BAN THƯỜNG VỤ|BAN THƯỜNG TRỰC|BAN CHẤP HÀNH)\s(?:[^a-z]{2,100})?$)"
)
_LATER = re.compile(
    rf"\s(?=Điều \d{{1,2}}\s?[.:]\s|Nơi nhận\s?:|(?:TM|KT|TL|TUQ)\.\s?[{UPPER}]{{2}}|[TK]/[MTL]\s[{UPPER}]{{2}}"
    rf"|QUYẾT (?:ĐỊNH|NGHỊ)\s?:?\s?Điều|(?:[IVX]{{1,4}}|\d{{1,2}})\.\s[{UPPER}])|(?<=;)\s(?=[-–]\s|Căn cứ\s)"
)


def laid_out(text: str) -> str:
    """`text` with the blanks of such a line turned into line ends where its lines ended; no position moves."""
    if not any(_in_long_line(text, word) for word in ("CỘNG", "CONG")):
        return text
    broken: list[int] = []
    read_to = -1  # each line once, however many mottos it holds
    for motto in STATE_MOTTO.finditer(text, 0, _FIRST):
        start = text.rfind("\n", 0, motto.start()) + 1
        end = text.find("\n", motto.end())
        end = len(text) if end < 0 else end
        if end - start > _SHORTEST and start > read_to:
            broken += _breaks(text, start, end)
            read_to = start
    if not broken:
        return text
    made = list(text)
    for at in broken:
        if made[at] == " ":
            made[at] = "\n"
    return "".join(made)


def _in_long_line(text: str, word: str) -> bool:
    """Whether `word`, which no shouted motto is without, stands in a line longer than a head's."""
    at = text.find(word, 0, _FIRST)
    while at >= 0:
        end = text.find("\n", at)
        if (len(text) if end < 0 else end) - text.rfind("\n", 0, at) > _SHORTEST:
            return True
        at = text.find(word, max(at + 1, end), _FIRST)
    return False


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Where the lines of a head in `text[start:end]` ended, none when it is no head."""
    number = _NUMBER.search(text, start, end)
    placed = PLACE_DATE.search(text, number.end() if number else start, end)
    dated = FULL_DATE.match(text, placed.end()) if placed else None
    if number is None or placed is None or dated is None or placed.start() - start > 400:
        return []
    marks = [
        *STATE_MOTTO.finditer(text, start, placed.end()),
        *_RULES.finditer(text, start, placed.start()),
    ]
    at = {number.start() - 1, placed.start() - 1, dated.end()}
    if counted := _ITEM.match(text, start):
        at.add(counted.end())
    at.update(place for mark in marks for place in (mark.start() - 1, mark.end()))
    at.update(below.start() for below in _BELOW.finditer(text, start, number.start()))
    at.update(_title_breaks(text, dated.end(), end))
    return sorted(place for place in at if start <= place < end)


def _title_breaks(text: str, start: int, end: int) -> list[int]:
    """Where kind and subject end, and the lines of the text below them."""
    at = start + len(text[start:end]) - len(text[start:end].lstrip())
    kind = KIND_WORD.match(text[at : at + 40].lower())
    begins = _TEXT_BEGINS.search(text, at, min(end, at + 700))
    if kind is None or not text[at : at + kind.end()].isupper() or begins is None:
        return []
    decides = _DECIDES.search(text, at + kind.end(), begins.start())
    later = [mark.start() for mark in _LATER.finditer(text, begins.end(), end)]
    said = [at + kind.end(), begins.start(), *later]
    return [*said, decides.start()] if decides else said

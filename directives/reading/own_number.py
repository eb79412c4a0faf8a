"""Where the head of a document states its own number, or leaves a blank for it."""

import re
from collections.abc import Iterator

from directives.reading.casing import is_shouted
from directives.reading.heads import KIND_WORD
from directives.reading.lines import Line
from directives.reading.numbers import NumberMention, is_number, numbers_in
from directives.reading.places import PLACE_DATE, PLACE_OPEN

STATE_MOTTO = re.compile(
    r"C[ỘO]NG{0}H[ÒO][AÀ]{0}X[ÃA]{0}H[ỘO]I{0}CH[ỦU]{0}NGH[ĨI]A{0}VI[ỆE]T(?:{0}NAM)?"
    r"|Độc{0}lập\s*[-–.]\s*Tự{0}do\s*[-–.]\s*Hạnh{0}phúc|ĐẢNG{0}C[ỘO]NG{0}SẢN{0}VI[ỆE]T{0}NAM".replace(
        "{0}",
        r"[\s.,]{1,4}",  # with the specks of a scan
    ),
    re.IGNORECASE,
)
_NUMBER_LINE = re.compile(
    r"(?:(?P<kind>[^\W\d_]+(?:\s[^\W\d_]+){0,3})\s)?(?:S[ốôồổỏỐÔ]|số)"
    r"(?:\s(?:văn bản|(?:ký )?hiệu))?\s?[:.]?\s{0,4}(?=\d)"
)
_SAYS_NUMBER = re.compile(r"(?:S[ốôồổỏỐÔ]|số)[\s\w:.]{0,20}\d")
_BLANK_NUMBER = re.compile(
    r"(?:^|\s)(?:Số|SỐ)\s?:?[\s.…_]{0,20}(?:/(?:20\d\d/)?[A-ZĐ]|-\s?[A-ZĐ]{2}|$)"
)


def number_line(rows: list[Line]) -> tuple[int | None, NumberMention | None]:
    """The line that states the document's own number; a page's table of its properties only where no head does."""
    told: tuple[int, NumberMention] | None = None
    for place, row in enumerate(rows):
        if not _SAYS_NUMBER.search(row.text, 0, 160):
            continue
        for said in _openings(row.text):
            if not _opens_number(row, said):
                continue
            mention = _number_at(row, said.end())
            if mention is None or (told and mention.number != told[1].number):
                continue
            if "hiệu" not in said[0]:
                return place, mention
            told = told or (place, mention)
    if told:
        return told
    for place, row in enumerate(rows[:12]):  # a page's heading that is kind and number, no more
        kind = KIND_WORD.match(row.text.lower())
        mention = _number_at(row, kind.end() + 1) if kind and len(row.text) < 60 else None
        if mention is not None and mention.end == row.end:
            return place, mention
    return None, None


def _openings(line: str) -> Iterator[re.Match[str]]:
    """Where "Số" may open a number; in a line that is not shouted only at its beginning."""
    if not line[1:2].islower():
        return _NUMBER_LINE.finditer(line, 0, 160)
    first = _NUMBER_LINE.match(line, 0, 160)
    return iter((first,) if first else ())


def unnumbered_line(rows: list[Line]) -> int | None:
    """Where the number would stand: its blank ("Số:   /KH-UBND"), else place and date under a motto."""
    if not any(STATE_MOTTO.search(row.text) for row in rows):
        return None
    for pattern in (_BLANK_NUMBER, PLACE_DATE, PLACE_OPEN):
        for place, row in enumerate(rows):
            if len(row.text) <= 160 and pattern.search(row.text):
                return place
    return None


def _opens_number(row: Line, said: re.Match[str]) -> bool:
    """Whether "Số" opens its line, stands after a shouted issuer, or after a kind that opens it."""
    before = row.text[: said.start()].strip(" (")
    if said["kind"]:
        titled = ":" in said[0] and len(row.text) < 60 and KIND_WORD.fullmatch(said["kind"].lower())
        return not before and (bool(titled) or is_shouted(said["kind"]))
    opens = said[0][0] == "S" or ":" in said[0]
    return (not before and opens) or is_shouted(before)


def _number_at(row: Line, offset: int) -> NumberMention | None:
    for mention in numbers_in(" " * offset + row.text[offset:]):
        if mention.start >= offset - 3 and mention.start <= offset + 1:
            if is_number(mention, named=True, numbered=True):
                return mention._replace(
                    start=row.start + mention.start, end=row.start + mention.end
                )
            return None
    return None

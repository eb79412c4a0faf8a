"""The head that a page gives a document in one line: "Hướng dẫn số …, ngày … của … về …", above its text."""

import re
from typing import NamedTuple

from directives.reading.casing import written_small
from directives.reading.heads import KIND_WORD, tail_after
from directives.reading.lines import UPPER, Line, Text
from directives.reading.numbers import NumberMention, is_number, numbers_in
from directives.reading.proposals import Masthead

_SAID_NUMBER = re.compile(r"\s(?:số\s?:?\s?)?(?P<bare>\d{1,5})")
_ABOUT = re.compile(r"\s{0,3},?\s{0,3}(?=(?:v/v|về việc|về)\s)", re.IGNORECASE)
_STAMP = re.compile(r"[\d:/.\-–\s|,]{6,40}|\(?[Cc]ập nhật.{0,40}")
# What a document's own text begins with; a report of it begins otherwise.
_TEXT_BEGINS = re.compile(
    rf"Kính gửi|(?:[-–]\s?)?Căn cứ\s|(?:[IVX]{{1,3}}|[A-E])\s?[.)\-–/]\s?[{UPPER}]|Điều 1(?!\d)|Chương I(?!\w)"
)
_FIRST_LINES = 12
_LETTER_WITHIN = 6
_DEAR = re.compile(r"Kính gửi\s?:")


class Heading(NamedTuple):
    """What such a line says, and the line where it ends."""

    masthead: Masthead
    last: int


def heading_in(text: str, rows: list[Line]) -> Heading | None:
    """The heading right above the text itself, None when the text below is no document's."""
    for place, row in enumerate(rows[:_FIRST_LINES]):
        kind = KIND_WORD.match(row.text.lower())
        if not kind or not row.text[0].isupper() or not _SAID_NUMBER.match(row.text, kind.end()):
            continue
        last = place + 1
        while last < min(place + 3, len(rows)) and rows[last].text[0].islower():
            last += 1
        below = [line for line in rows[last : last + 3] if not _STAMP.fullmatch(line.text)]
        if below and _TEXT_BEGINS.match(below[0].text):
            return _heading(text, rows[place:last], kind, last - 1)
    return None


def letter_in(rows: list[Line]) -> int | None:
    """The line with which a letter begins whose head is lost: "Kính gửi: …"."""
    found = (at for at, row in enumerate(rows[:_LETTER_WITHIN]) if _DEAR.match(row.text))
    return next(found, None)


def numbered_below(masthead: Masthead, text: str) -> Masthead:
    """The number that a lost head bore, as what is attached says it: "(Kèm theo Công văn số …)"."""
    kind = masthead.kind or ""
    attached = re.search(rf"\((?:ban hành )?kèm theo {kind}(?=\s)", text, re.IGNORECASE)
    if attached is None:
        return masthead
    said = Text(text[: attached.end() + 240].replace("\n", " "))
    mention = _number(said, attached.end())
    if mention is None:
        return masthead
    tail = tail_after(said, mention.end)
    return masthead._replace(
        number=mention.number,
        system=mention.system,
        issuer=written_small(tail.issuer) if tail.issuer else None,
        issued_on=tail.issued_on,
        spans={**masthead.spans, "number": (mention.start, mention.end)},
    )


def _heading(text: str, rows: list[Line], kind: re.Match[str], last: int) -> Heading | None:
    start, end = rows[0].start, rows[-1].end
    said = Text(text[start:end].replace("\n", " "))
    mention = _number(said, kind.end())
    bare = _SAID_NUMBER.match(said, kind.end())
    tail = tail_after(said, mention.end if mention else bare.end() if bare else 0)
    about = _ABOUT.match(said, tail.end)
    if about is None or tail.issuer is None:
        return None
    spans = {"subject": (start + about.end(), end)}
    if mention:
        spans["number"] = (start + mention.start, start + mention.end)
    masthead = Masthead(
        number=mention.number if mention else None,
        system=mention.system if mention else None,
        kind=" ".join(kind[0].split()),
        issuer=written_small(tail.issuer),
        issued_on=tail.issued_on,
        subject=" ".join(said[about.end() :].split()).rstrip(" ."),
        spans=spans,
    )
    return Heading(masthead, last)


def _number(said: str, after: int) -> NumberMention | None:
    for mention in numbers_in(" " * after + said[after:]):
        near = mention.start <= after + 8
        return mention if near and is_number(mention, named=True, numbered=True) else None
    return None

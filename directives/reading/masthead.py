"""The head of a document: number, issuer, place, date, kind, subject."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from directives.reading.casing import is_shouted
from directives.reading.dates import FULL_DATE, date_in
from directives.reading.headings import heading_in, letter_in, numbered_below
from directives.reading.heads import KIND_WORD
from directives.reading.issuers import BEGINS_ORGAN, NOT_ORGAN, RULE, with_issuer, with_level_below
from directives.reading.kinds import System, joint_kind
from directives.reading.lines import OPEN_END, UPPER, Line, cells_of
from directives.reading.numbers import NumberMention
from directives.reading.own_number import STATE_MOTTO, number_line, unnumbered_line
from directives.reading.places import PLACE_DATE, PLACE_OPEN
from directives.reading.proposals import Masthead, Span
from directives.reading.signature import read_signature

_BODY = re.compile(
    r"(?:(?:[-–+*•]\s*)?Căn cứ|Thực hiện\s|Kính gửi|Để\s|Theo\s|Xét\s|Nhằm\s|[IVX]{1,4}[.\-/)](?!v)"
    r"|\d{1,2}[.)/\-]\s|Điều\s\d|Phần\s(?:thứ|[IVX\d])|Chương\s[IVX\d]"
    r"|Hiện nay|Vừa qua|Sau\s|Qua\s|Nhìn chung|Thời gian qua|Trong thời gian|Ngày\s\d"
    r"|Trong những năm|Những năm|\(?(?:Ban hành )?[Kk]èm theo|Nơi nhận"
    rf"|Hội nghị\s|Tại (?:phiên họp|cuộc họp|kỳ họp|[Hh]ội nghị)|[A-E]\s?[.)\-–/]\s?(?=[{UPPER}]{{2}}))",
)
_ACTS = re.compile(r"(?:Thực hiện|Theo dõi|Xét|Để|Hội nghị)(?!\w)")  # a plan's subject may begin so
_STANDS_APART = re.compile(r"\W|.{0,12}$|DỰ THẢO(?!\w)")
_OF_ISSUER = re.compile(r"\(?\s?(?:của|hội nghị lần thứ)\s", re.IGNORECASE)
_SUBJECT_TAIL = re.compile(
    r"\(|[Nn]ăm |[Qq]uý |[Tt]háng |[Gg]iai đoạn |(?:19|20)\d\d(?!\d)|6 tháng|[Đđ]ến năm |[Tt]ừ "
)
_ABOUT = re.compile(r"(?<!\w)(?:về|thực hiện|tại)(?!\w)")
_ABOUT_LINE = re.compile(r"[(\"“]?(?:trích yếu\s?:\s?)?(?:v/v|vv|về việc|về)(?!\w)", re.IGNORECASE)
# What a title says of its kind: whose it is together, "hành động", a mark of haste.
_MANNER = re.compile(
    r"\s(?:(?P<joint>LIÊN (?:NGÀNH|TỊCH|BỘ|SỞ|CƠ QUAN))|HÀNH ĐỘNG|KHẨN|HỎA TỐC|CHUYÊN ĐỀ(?=$))(?=\s|$)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"Trích yếu\s?:\s?", re.IGNORECASE)
_DATE_GOES_ON = re.compile(r"(?:ngày|tháng|năm)(?:\s\d{1,2})?$")
_REST_OF_DATE = re.compile(
    r"(?:(?:\d{1,2} )?(?:tháng \d{1,2} )?năm |\d{1,2} tháng |tháng )?\d{1,4}(?: năm \d{4})?$"
)
_HEAD_LINES = 90
_UNNUMBERED_LINES = 30
_TITLE_LINES = 3
_PREAMBLE = re.compile(r"(?:[-–]\s?)?Căn cứ\s|[IVX]{1,3}\s?[.)\-–/]\s|Điều 1(?!\d)")
_LISTED_GROUNDS = re.compile(r"(?:[-–]\s?)?(?:Căn cứ|Thực hiện)\s.*;$")
_OF_SESSION = re.compile(r"\(\s?(?:khóa|khoá|kỳ họp|nhiệm kỳ|thông qua)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A masthead and the body between head and foot."""

    masthead: Masthead
    body: Span


def read_masthead(text: str) -> Frame:
    """Read head and foot of `text` (as stored, not unwrapped); a text without them has an empty one."""
    rows = list(cells_of(text))
    place, mention = number_line(rows[:_HEAD_LINES])
    if place is None:
        place = unnumbered_line(rows[:_UNNUMBERED_LINES])
    if place is None:
        return _read_titled(text, rows)
    head = _Head(text, rows, place)
    masthead = Masthead()
    if mention is not None:
        spans = {"number": (mention.start, mention.end)}
        masthead = Masthead(number=mention.number, system=mention.system, spans=spans)
    masthead = with_issuer(masthead, rows, place)
    masthead = head.with_date(masthead, mention.end if mention else rows[place].start)
    masthead = with_level_below(head.with_title(masthead, mention), rows[head.last : head.last + 4])
    body_start = head.body_start
    masthead, body_end = read_signature(masthead, text, rows, body_start)
    return Frame(masthead, (body_start, body_end))


def _read_titled(text: str, rows: list[Line]) -> Frame:
    """A text that begins with its title: "ĐỀ ÁN", then what it is about."""
    place = next((at for at in range(min(_UNNUMBERED_LINES, len(rows))) if _titles(rows, at)), None)
    if place is not None:
        head = _Head(text, rows, place)
        masthead, body_start = head.with_title(Masthead(), None), head.body_start
    elif heading := heading_in(text, rows):
        masthead, body_start = heading.masthead, rows[heading.last].end
    elif (dear := letter_in(rows)) is not None:
        masthead = numbered_below(Masthead(kind="công văn"), text)
        body_start = rows[dear].start
    else:
        return Frame(Masthead(), (0, len(text)))
    masthead, body_end = read_signature(masthead, text, rows, body_start)
    return Frame(masthead, (body_start, body_end))


def _titles(rows: list[Line], place: int) -> bool:
    """Whether a line titles a document: its kind alone, shouted. Below a page's menu, or with what it is
    about beside it, only where the preamble or the first section follows."""
    said = rows[place].text
    titled = KIND_WORD.match(said.lower()) if is_shouted(said) else None
    if titled is None:
        return False
    alone = titled.end() == len(said)
    if alone and place < _TITLE_LINES:
        return True
    below = rows[place + 1 + alone : place + 6]
    begins = _PREAMBLE if alone else _LISTED_GROUNDS
    return (alone or place < _TITLE_LINES) and any(begins.match(row.text) for row in below)


class _Head:
    """The lines around the number's line, read one field after another."""

    def __init__(self, text: str, rows: list[Line], place: int) -> None:
        self.text = text
        self.rows = rows
        self.place = place
        self.last = place  # the last line known to belong to the head
        self.body_start = rows[place].end
        breaks = [text.count("\n", *gap) for gap in _gaps(rows[: place + 2])]
        self.line = min(filter(None, breaks), default=1)  # 2 where every line has a blank one below

    def with_date(self, masthead: Masthead, number_end: int) -> Masthead:
        """Place and date: on the number's line, or within the lines around it."""
        for row_place in [
            *range(self.place, self.place + 4),
            *range(self.place - 1, self.place - 5, -1),
            *range(self.place + 4, self.place + 8),
        ]:
            if not 0 <= row_place < len(self.rows):
                continue
            row = self.rows[row_place]
            if len(row.text) > 160 or "," not in row.text:
                continue
            begin = number_end if row_place == self.place else row.start
            last = self._date_row(row_place)
            found = PLACE_DATE.search(self.text, begin, self.rows[last].end)
            if found is None:
                continue
            dated = FULL_DATE.match(self.text, found.end())
            if dated is not None and (issued_on := date_in(dated)):
                self.last = max(self.last, last)
                spans = {
                    **masthead.spans,
                    "place": found.span("place"),
                    "issued_on": dated.span(),
                }
                return masthead._replace(place=found["place"], issued_on=issued_on, spans=spans)
        return self._with_open_date(self._with_bare_date(masthead, number_end))

    def _date_row(self, place: int) -> int:
        """The line in which a date of the line `place` ends: the next one where a narrow column broke it."""
        row, below = self.rows[place], self.rows[place + 1 : place + 2]
        broken = below and _DATE_GOES_ON.search(row.text) and _REST_OF_DATE.match(below[0].text)
        return place + 1 if broken and not self.text[row.end : below[0].start].strip() else place

    def _with_open_date(self, masthead: Masthead) -> Masthead:
        """The place of a text whose day is still blank."""
        if masthead.issued_on:
            return masthead
        for row_place in range(max(0, self.place - 4), min(self.place + 8, len(self.rows))):
            row = self.rows[row_place]
            found = PLACE_OPEN.search(row.text) if len(row.text) <= 160 else None
            if found:
                self.last = max(self.last, row_place)
                at = (row.start + found.start("place"), row.start + found.end("place"))
                return masthead._replace(
                    place=found["place"], spans={**masthead.spans, "place": at}
                )
        return masthead

    def _with_bare_date(self, masthead: Masthead, number_end: int) -> Masthead:
        """A date on the number's own line without a place: "SỐ 61/2018/NĐ-CP NGÀY 23/4/2018"."""
        dated = FULL_DATE.search(self.text, number_end, self.rows[self.place].end)
        issued_on: date | None = date_in(dated) if dated else None
        if dated is None or issued_on is None:
            return masthead
        spans = {**masthead.spans, "issued_on": dated.span()}
        return masthead._replace(issued_on=issued_on, spans=spans)

    def with_title(self, masthead: Masthead, mention: NumberMention | None) -> Masthead:
        """The kind and what the document is about."""
        self.body_start = self.rows[self.last].end
        kind = mention.kind.name if mention and mention.kind else None
        if kind == "tờ trình" and (masthead.issuer or "").startswith("Thanh tra"):
            kind = None  # "12/TTr-GQKN": the inspectorate's own sign
        for place in range(self.place, min(self.last + 6, len(self.rows))):
            row = self.rows[place]
            titled = KIND_WORD.match(row.text.lower())
            manner = _MANNER.match(row.text, titled.end()) if titled else None
            said_to = manner.end() if manner else titled.end() if titled else 0
            if titled and (is_shouted(row.text[: titled.end()]) or said_to == len(row.text)):
                name = " ".join(titled[0].split())
                if manner and manner["joint"]:
                    name = joint_kind(name, manner["joint"])
                rest = Line(row.start + said_to, row.end, row.text[said_to:])
                masthead = masthead._replace(kind=name)
                return self._with_subject(masthead, place, rest)
            if place > 0 and _ABOUT_LINE.match(row.text):
                above = self._titled_above(masthead)
                if above and above.subject is None:
                    return self._with_reference(above, place)
                return self._with_reference(masthead._replace(kind=kind or "công văn"), place)
        return (
            self._titled_above(masthead)
            or self._untitled(masthead, kind)
            or self._without_title(masthead, kind, mention)
        )

    def _untitled(self, masthead: Masthead, kind: str | None) -> Masthead | None:
        """What a document is about where a page left its kind out, told by its number: shouted, below the date."""
        place = self.last + 1
        row = self.rows[place] if place < len(self.rows) else None
        if kind is None or row is None or not is_shouted(row.text) or _STANDS_APART.match(row.text):
            return None
        if BEGINS_ORGAN.match(row.text) or STATE_MOTTO.match(row.text) or _BODY.match(row.text):
            return None
        rest = Line(row.start, row.end, row.text)
        return self._with_subject(masthead._replace(kind=kind), place, rest, own=True)

    def _titled_above(self, masthead: Masthead) -> Masthead | None:
        """The kind over its number ("CHỈ THỊ CỦA … / Số … ngày … về việc …"), the subject behind it."""
        for row in reversed(self.rows[max(0, self.place - 2) : self.place]):
            titled = KIND_WORD.match(row.text.lower())
            if not titled or not is_shouted(row.text[: titled.end()]):
                continue
            masthead = masthead._replace(kind=" ".join(titled[0].split()))
            number = self.rows[self.place]
            about = re.search(r"\s(?=(?:về|v/v)\s)", number.text, re.IGNORECASE)
            at = about.end() if about else len(number.text)
            rest = Line(number.start + at, number.end, number.text[at:])
            return self._with_subject(masthead, self.place, rest, own=bool(about))
        return None

    def _without_title(
        self, masthead: Masthead, kind: str | None, mention: NumberMention | None
    ) -> Masthead:
        if (
            kind is None
            and mention
            and mention.system is System.STATE
            and "QH" not in mention.symbol
        ):
            kind = "công văn"
        return masthead._replace(kind=kind)

    def _with_subject(
        self, masthead: Masthead, place: int, rest: Line, *, own: bool = False
    ) -> Masthead:
        parts: list[Line] = []
        of_issuer = not own and _is_issuer_line(rest.text.strip())
        beside = own or place != self.place or not masthead.spans  # no number stands on the line
        if rest.text.strip() and not of_issuer and beside:
            parts.append(rest)
        for following in range(max(place, self.last) + 1, len(self.rows)):
            row = self.rows[following]
            if RULE.fullmatch(row.text) or (not parts and _is_aside(row.text)):
                self.last = following
                continue
            if not self._is_subject(parts, row) or (parts and self._decides(following, masthead)):
                break
            parts.append(row)
            self.last = following
        self.body_start = self.rows[max(place, self.last)].end
        return _put_subject(masthead, parts)

    def _decides(self, place: int, masthead: Masthead) -> bool:
        """Whether the line names who decides: an organ right above "Căn cứ …" or its term, or who issues."""
        row = self.rows[place]
        if not is_shouted(row.text) or not BEGINS_ORGAN.match(row.text):
            return False
        below = self.rows[place + 1].text if place + 1 < len(self.rows) else ""
        wraps = OPEN_END.search(self.rows[place - 1].text.lower())
        issuer = (masthead.issuer or "").lower()
        last = bool(issuer) and not is_shouted(below) and row.text.lower().startswith(issuer)
        return not wraps and (last or bool(_BODY.match(below) or NOT_ORGAN.match(below)))

    def _is_subject(self, parts: list[Line], row: Line) -> bool:
        if len(parts) > 7 or (_BODY.match(row.text) and (parts or not _ACTS.match(row.text))):
            return False
        if not parts:
            wraps = len(row.text) < 120 and row.text.endswith(",")
            return wraps or (len(row.text) < 600 and not row.text.endswith((":", ";", ",")))
        apart = self.text.count("\n", parts[-1].end, row.start) > self.line
        if not apart and len(row.text) < 300 and OPEN_END.search(parts[-1].text):
            return True
        if is_shouted(parts[-1].text) and not apart and _SUBJECT_TAIL.match(row.text):
            return len(row.text) < 60
        if is_shouted(parts[-1].text) and not apart and row.text[0].islower():
            return len(row.text) < 90 and row.text[-1] not in ".;:"
        if apart and BEGINS_ORGAN.match(row.text):
            return False  # who decides: "CHÍNH PHỦ", before "Căn cứ …"
        if apart or is_shouted(parts[-1].text) != is_shouted(row.text):
            return is_shouted(parts[-1].text) and is_shouted(row.text)
        return row.text[0].islower() or (len(row.text) < 90 and row.text[-1] not in ".;:")

    def _with_reference(self, masthead: Masthead, place: int) -> Masthead:
        """A công văn's "V/v …", up to the date or the addressee."""
        parts = [_before_date(self.rows[place])]
        for row in self.rows[place + 1 : place + 8]:
            if PLACE_DATE.match(row.text) and "\n" not in self.text[parts[-1].end : row.start]:
                continue  # the other column
            if PLACE_DATE.match(row.text) or _BODY.match(row.text) or STATE_MOTTO.match(row.text):
                break
            if is_shouted(row.text) and BEGINS_ORGAN.match(row.text):
                break
            if not row.text[0].islower() and len(row.text) > 80:
                break
            parts.append(_before_date(row))
        self.last += sum(row.start <= parts[-1].start for row in self.rows[self.last + 1 :][:9])
        self.body_start = self.rows[self.last].end
        return _put_subject(masthead, parts)


def _gaps(rows: list[Line]) -> Iterator[Span]:
    return ((row.end, below.start) for row, below in pairwise(rows))


def _before_date(row: Line) -> Line:
    """A line of the left column without the place and date of the right one."""
    dated = PLACE_DATE.search(row.text)
    if dated is None or dated.start() == 0:
        return row
    left = row.text[: dated.start()].rstrip()
    return Line(row.start, row.start + len(left), left)


def _is_issuer_line(said: str) -> bool:
    """Whether a line only says whose document it is: "CỦA BAN THƯỜNG VỤ TỈNH ỦY"."""
    of = _OF_ISSUER.match(said)
    return bool(of) and (is_shouted(said) or not _ABOUT.search(said))


def _is_aside(said: str) -> bool:
    """Whether a line above the subject is none of it: whose document it is, of which session."""
    return _is_issuer_line(said) or bool(_OF_SESSION.match(said))


def _put_subject(masthead: Masthead, parts: list[Line]) -> Masthead:
    subject = " ".join(" ".join(part.text for part in parts).split())
    subject = subject.rstrip("-–_* ").lstrip(":–- ")
    if subject[:1] + subject[-1:] in ("()", '""', "“”"):
        subject = subject[1:-1].strip()
    subject = _LABEL.sub("", subject)
    if not subject:
        return masthead
    spans = {**masthead.spans, "subject": (parts[0].start, parts[-1].end)}
    return masthead._replace(subject=subject, spans=spans)

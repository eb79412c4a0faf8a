"""What a reading proposes: typed values with the span that each was read from.

Spans are code points of `Reading.text`, end exclusive.
"""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from directives.reading.kinds import System

Span = tuple[int, int]


class Relation(StrEnum):
    """What this document does to the one it cites; an earlier member wins when several apply."""

    SUPERSEDES = "supersedes"
    AMENDS = "amends"
    REPEALS = "repeals"
    GUIDES = "guides"
    PROMULGATED_WITH = "promulgated_with"
    LEGAL_BASIS = "legal_basis"
    IMPLEMENTS = "implements"
    CITES = "cites"

    @property
    def rank(self) -> int:
        """Place in the order of precedence, 0 the highest."""
        return _RANKS[self]


_RANKS = {relation: rank for rank, relation in enumerate(Relation)}


class DueKind(StrEnum):
    """How often a duty falls due."""

    ONCE = "once"
    YEARLY = "yearly"
    HALF_YEARLY = "half_yearly"
    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    WEEKLY = "weekly"
    DAILY = "daily"
    EVERY = "every"  # every `count` `unit`
    WITHIN = "within"  # `count` `unit` from an event: "trong 05 ngày làm việc kể từ ngày nhận"
    BEFORE = "before"  # `count` `unit` ahead of one: "chậm nhất 03 ngày trước ngày họp"


class Bound(StrEnum):
    """How a quantity binds."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    EXACTLY = "exactly"


_NO_SPANS: Mapping[str, Span] = MappingProxyType({})


class Masthead(NamedTuple):
    """The head and the foot of a document; what was not found is None, never guessed."""

    number: str | None = None
    kind: str | None = None  # Vietnamese, lower case: "chỉ thị"; kinds.kind_named() gives its code
    system: System | None = None
    issuer: str | None = None  # "UBND tỉnh Bắc Giang"
    parent: str | None = None  # the organ over the issuer, when the head names one
    place: str | None = None
    issued_on: date | None = None
    signer: str | None = None
    signer_capacity: str | None = None  # lines joined by " / ": "KT. CHỦ TỊCH / PHÓ CHỦ TỊCH"
    subject: str | None = None
    recipients: tuple[str, ...] = ()  # under "Nơi nhận"
    addressees: tuple[str, ...] = ()  # after "Kính gửi"
    spans: Mapping[str, Span] = _NO_SPANS  # field name → where it was read


class Citation(NamedTuple):
    """One cited document: each distinct number once, with every place that mentions it."""

    number: str  # canonical: NFC, no blanks, plain hyphens
    kind: str | None  # Vietnamese, lower case: "chỉ thị"
    system: System | None
    issued_on: date | None
    issuer: str | None  # as written
    relation: Relation
    start: int  # of the mention that gave the relation; the number only
    end: int
    mentions: tuple[Span, ...]


class NamedLaw(NamedTuple):
    """A law, code, ordinance, constitution or plenum resolution cited by its title alone."""

    title: str
    kind: str
    start: int
    end: int
    mentions: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """When a duty falls due, or how often it recurs.

    `last_day` is the last permitted day of a duty that falls due once: for "trước ngày D" it is
    D−1 and `exclusive` is true; for "chậm nhất D", "đến hết D" it is D; for "trong tháng M" its
    last day. A recurrence has `month` and `day` of its last permitted day instead, each only when
    the text gives it: month of the year (yearly), of the half year (1–6) or of the quarter (1–3).
    `day` 31 means the last day of whatever month. `count` and `unit` ("hours", "days",
    "working days", "months" …) belong to EVERY, WITHIN and BEFORE, the hours to DAILY.
    """

    kind: DueKind
    wording: str
    last_day: date | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    exclusive: bool = False
    count: int | None = None
    unit: str | None = None
    from_hour: str | None = None  # "07:30"
    to_hour: str | None = None
    start: int = 0
    end: int = 0

    def on(self, year: int) -> date | None:
        """The last permitted day in `year` of a yearly duty whose text gives one."""
        if self.kind is not DueKind.YEARLY or self.month is None or self.day is None:
            return None
        return date(year, self.month, min(self.day, calendar.monthrange(year, self.month)[1]))


class Quantity(NamedTuple):
    """How much is asked: "ít nhất 01 mô hình" per "mỗi xã, phường, thị trấn"; "100% xã, phường"."""

    value: Decimal
    unit: str  # "mô hình"; for a share, what it is a share of: "xã, phường, thị trấn"
    percent: bool
    bound: Bound
    per: str | None
    wording: str


class DutyProposal(NamedTuple):
    """One thing that the text asks of someone."""

    clause: str  # "10", "2a", "Điều 3.2": the path of its numbering, "" when it has none
    text: str
    actors: tuple[str, ...]
    due: Due | None
    quantity: Quantity | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that was read in one text. Spans refer to `text`: store that one."""

    text: str
    masthead: Masthead
    citations: tuple[Citation, ...]
    named: tuple[NamedLaw, ...]
    duties: tuple[DutyProposal, ...]

"""What the items of a list of citations share: the day, days in turn and the issuer that stand behind it."""

import re
from datetime import date
from typing import NamedTuple

from directives.reading.heads import KIND_CODE, KIND_WORD
from directives.reading.lines import Text
from directives.reading.numbers import NumberMention

_ENDS_LIST = re.compile(r"[.!?]\s|\n")
_NEXT_ITEM = re.compile(r";\s{1,3}(?:và\s)?$")


class Cited(NamedTuple):
    """One mention with what was read around it. `joined`: a list goes on from the one before."""

    mention: NumberMention
    head_start: int
    tail_end: int
    kind: str | None
    kind_said: bool
    issued_on: date | None
    issuer: str | None
    issuer_leads: bool  # the issuer stands before the number: "của Quốc hội số …, số …"
    footnote: str | None
    joined: bool
    days: tuple[
        date, ...
    ] = ()  # of a list whose days stand together behind it, those after its first


def dated_in_turn(found: list[Cited]) -> list[Cited]:
    """Give each number of a list its own of the days behind it: "số 132/TB-UBND, 160/TB-UBND ngày … và …"."""
    if not any(cited.days for cited in found):
        return found
    dated = list(found)
    for last, cited in enumerate(found):
        first = last - len(cited.days)
        listed = found[max(0, first) : last]
        if first < 0 or not cited.days or cited.issued_on is None:
            continue
        if not all(item.joined for item in found[first + 1 : last + 1]):
            continue
        if any(item.issued_on for item in listed):
            continue
        for place, day in enumerate((cited.issued_on, *cited.days), first):
            dated[place] = found[place]._replace(issued_on=day)
    return dated


def shared_backwards(text: Text, found: list[Cited]) -> list[Cited]:
    """Give a list's earlier items the date and the issuer that stand once, after its last item."""
    shared = list(found)
    for place in range(len(found) - 2, -1, -1):
        item, following = shared[place], shared[place + 1]
        if not following.joined:
            continue
        same = item.mention.symbol == following.mention.symbol
        bare = not _names_kind(text, item.tail_end, following.mention.start)
        alike = organ_of(item) == organ_of(following) or (bare and item.kind == following.kind)
        if item.issuer is None and alike:
            item = item._replace(issuer=following.issuer)
        paired = text.low[item.tail_end : following.head_start].strip() == "và"
        alike_dated = "cùng" in text[following.mention.end : following.tail_end]
        dated = following.issued_on
        if (
            item.issued_on is None
            and dated
            and ((same and (bare or paired)) or alike_dated)
            and _fits(item, dated)
        ):
            item = item._replace(issued_on=dated)
        shared[place] = item
    return shared


def of_one_organ(text: Text, found: list[Cited]) -> list[Cited]:
    """Give each item of a list the issuer that leads them all: "các Nghị định của Chính phủ: số …; số …"."""
    if not any(_opens_list(text, cited) for cited in found):
        return found
    shared: list[Cited] = []
    lead: Cited | None = None
    for cited in found:
        if _opens_list(text, cited):
            lead = cited
        elif lead and _ENDS_LIST.search(text, shared[-1].tail_end, cited.head_start):
            lead = None
        elif (
            lead
            and cited.issuer is None
            and organ_of(cited) == organ_of(lead)
            and _NEXT_ITEM.search(text, shared[-1].tail_end, cited.head_start)
        ):
            cited = cited._replace(issuer=lead.issuer)
        shared.append(cited)
    return shared


def _opens_list(text: Text, cited: Cited) -> bool:
    """Whether documents of one organ follow: "các … của …: số …", "… đã ban hành các văn bản: Chỉ thị số …"."""
    if cited.issuer is None:
        return False
    if cited.issuer_leads and text.endswith(": ", 0, cited.head_start):
        return True
    return (
        text.low.endswith("các ", 0, cited.head_start)
        and ":" in text[cited.head_start : cited.mention.start]
    )


def _names_kind(text: Text, start: int, end: int) -> bool:
    """Whether a kind stands in `text[start:end]`, in full or as "TT số"."""
    return bool(KIND_WORD.search(text.low, start, end) or KIND_CODE.search(text, start, end))


def organ_of(cited: Cited) -> str:
    """Whose number it is: the last part of a symbol, the first of a letter's, "/UBND-VP"."""
    first, _, rest = cited.mention.symbol.strip("-/").replace("/", "-").partition("-")
    return rest.rpartition("-")[2] if cited.mention.kind else first


def _fits(cited: Cited, issued_on: date) -> bool:
    return cited.mention.year in (None, issued_on.year)

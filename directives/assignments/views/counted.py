"""What a board shows of counted work: rows in which every number opens exactly what it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote_plus

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from directives.assignments.rules import Group, RolledUp, State, Step
from portal.charts import segments
from portal.hrefs import href
from portal.templatetags.show import number, percent
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation

LIST, ROLL_UP = "assignments:list", "assignments:roll_up"
HEADS = (
    "Đã giao",
    "Xong đúng hạn",
    "Xong sau hạn",
    "Còn hạn",
    "Quá hạn",
    "Hoàn thành việc đến hạn",
    "Đúng hạn",
    "So với việc đã giao",
    "Chưa tiếp nhận",
    "Đơn vị chưa trả lời",
)
TONES = {State.ON_TIME: "done", State.LATE: "done-late", State.OPEN: "open", State.OVERDUE: "late"}


@dataclass(frozen=True, slots=True)
class Row:
    """One group: its name, and its cells under `HEADS`."""

    name: SafeString
    cells: SafeString


def address(name: str, asked: Mapping[str, object], **more: object) -> str:
    """Return the address of a page narrowed as the board is, and by `more`."""
    said = (f"{name}={_quoted(str(value))}" for name, value in {**asked, **more}.items())
    return f"{href(name)}?{'&'.join(said)}"


def _quoted(value: str) -> str:
    """Quote for an address: most values are ids and words that need none, and a page has hundreds."""
    return value if value.isalnum() and value.isascii() else quote_plus(value)


def called(organisation: Organisation) -> str:
    """Name an organisation as boards do: a people's committee by its unit; until when it stood."""
    of_unit = organisation.kind == OrganisationKind.PEOPLE_COMMITTEE
    name = organisation.unit.full_name if of_unit else organisation.name
    ended = organisation.valid_to or organisation.unit.valid_to
    return f"{name} (đến {ended:%d/%m/%Y})" if ended else name


def row(
    name: str, one: RolledUp, asked: Mapping[str, object], *, of_units: bool, note: str = ""
) -> Row:
    """Draw a group that the list finds by `asked`; `of_units`, with those that are silent.

    A page has hundreds of numbers: a template's loop takes ten times as long.
    """
    called = linked(name, address(LIST, asked, trang_thai=Group.GIVEN))
    if note:
        called += format_html('<div class="table-sub">{}</div>', note)
    cells = "".join(_cells(one, asked, of_units=of_units))
    return Row(called, mark_safe(cells))  # noqa: S308  # each cell is escaped


def linked(words: str, to: str) -> SafeString:
    """Draw a link, both escaped."""
    return format_html('<a href="{}">{}</a>', to, words)


def _cells(one: RolledUp, work: Mapping[str, object], *, of_units: bool) -> Iterator[str]:
    heads, tally, original = iter(HEADS), one.tally, one.original

    def opens(words: str, count: int, **more: object) -> str:
        return linked(words, address(LIST, work, **more)) if count else words

    def cell(inside: str) -> str:
        return f'<td class="num" data-label="{next(heads)}">{inside}</td>'

    bar = segments([(tally.count(state), TONES[state]) for state in State], words=False)
    yield f'<td class="share-bar">{bar}</td>'
    yield cell(opens(number(tally.total), tally.total, trang_thai=Group.GIVEN))
    for state in State:
        count = tally.count(state)
        yield cell(opens(number(count), count, trang_thai=state))
    due, due_at_first = tally.fallen_due, original.fallen_due
    mean = opens(percent(one.mean), due, trang_thai=Group.FALLEN_DUE)
    yield cell(
        opens(percent(tally.completion), due, trang_thai=Group.FALLEN_DUE)
        + f'<div class="table-sub">bình quân {mean}</div>'
    )
    at_first = opens(
        percent(original.punctuality), due_at_first, trang_thai=Group.FALLEN_DUE, han_dau=1
    )
    yield cell(
        opens(percent(tally.punctuality), due, trang_thai=Group.FALLEN_DUE)
        + f'<div class="table-sub">hạn ban đầu {at_first}</div>'
    )
    yield cell(opens(percent(tally.share_of_all), tally.total, trang_thai=Group.GIVEN))
    yield cell(opens(number(one.unanswered), one.unanswered, buoc=Step.GIVEN))
    if of_units:
        yield cell(_silent(one, work))


def _silent(one: RolledUp, work: Mapping[str, object]) -> str:
    """Draw "3 / 99": the units that have answered nothing, of all; both open the roll-up by unit."""
    every = linked(number(one.shares), address(ROLL_UP, work))
    silent = linked(number(one.silent), address(ROLL_UP, work, im_lang=1)) if one.silent else "0"
    return f"<span>{silent} / {every}</span>"  # among words a link is underlined

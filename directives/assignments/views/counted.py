"""What a board shows of counted work: rows in which every number opens exactly what it counts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from urllib.parse import quote_plus

from django.utils.safestring import SafeString, mark_safe

from directives.assignments.rules import By, Group, Place, RolledUp, State, Step
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


def called(organisation: Organisation, *, in_province: bool = False) -> str:
    """Name an organisation as boards do: a people's committee by its unit; until when it stood.

    Where namesakes of other provinces stand beside it, with the one it lies `in_province`.
    """
    of_unit = organisation.kind == OrganisationKind.PEOPLE_COMMITTEE
    name = organisation.unit.full_name if of_unit else organisation.name
    if in_province and organisation.unit.parent_id:
        name = f"{name}, {organisation.unit.province.name}"
    ended = organisation.valid_to or organisation.unit.valid_to
    return f"{name} (đến {ended:%d/%m/%Y})" if ended else name


def row(
    name: str, one: RolledUp, asked: Mapping[str, object], *, of_units: bool, note: str = ""
) -> Row:
    """Draw a group that the list finds by `asked`; `of_units`, with those that are silent.

    A page has hundreds of numbers, each with its link: the address that a row's share is written once.
    """
    work = _opening(LIST, asked)
    called = f'<a href="{work}{_GIVEN}">{escape(name)}</a>'
    if note:
        called += f'<div class="table-sub">{escape(note)}</div>'
    cells = zip(_CELLS, _numbers(one, work), strict=False)
    drawn = "".join([f"{start}{inside}</td>" for start, inside in cells])
    if of_units:
        drawn += f"{_CELLS[-1]}{_silent(one, f'{_opening(ROLL_UP, asked)}{_BY_UNIT}')}</td>"
    return Row(mark_safe(called), mark_safe(drawn))  # noqa: S308  # what was given is escaped


def placed_row(name: str, place: Place, asked: Mapping[str, object]) -> Row:
    """Draw a unit with its place among the units; its numbers open its work."""
    work, one = _opening(LIST, asked), place.standing
    first, last = place.first, place.last
    at = "–" if first is None else number(first)
    between = f"{at}–{number(last)}" if first != last else at
    cells = (
        between,
        _link(work, _COMPLETED, one.completed),
        _link(work, _DUE, one.fallen_due),
        percent(one.completion),
    )
    drawn = "".join([f"{start}{inside}</td>" for start, inside in zip(_PLACED, cells, strict=True)])
    drawn += f'<td data-label="Mức">{one.band.label}</td>'
    called = f'<a href="{work}{_GIVEN}">{escape(name)}</a>'
    return Row(mark_safe(called), mark_safe(drawn))  # noqa: S308  # what was given is escaped


def _link(work: str, more: str, count: int) -> str:
    return f'<a href="{work}{more}">{number(count)}</a>' if count else "0"


def _opening(name: str, asked: Mapping[str, object]) -> str:
    """Return the address of a page narrowed so, to which more is added, as it stands in a link."""
    return escape(address(name, asked) + "&" * bool(asked))


_CELLS = (
    '<td class="share-bar">',
    *(f'<td class="num" data-label="{head}">' for head in HEADS),
)
_PLACED = tuple(
    f'<td class="num" data-label="{head}">'
    for head in ("Vị trí", "Đã hoàn thành", "Việc đến hạn", "Tỷ lệ")
)
_GIVEN, _COMPLETED, _DUE = (f"trang_thai={group}" for group in Group)
_OF_STATE = {state: f"trang_thai={state}" for state in State}
_UNANSWERED = f"buoc={Step.GIVEN}"
_BY_UNIT = f"theo={By.UNIT}"


def _numbers(one: RolledUp, work: str) -> Iterator[str]:
    """Draw what stands in the cells, each number with the link to its rows."""
    tally, original = one.tally, one.original

    def opens(words: str, count: int, more: str) -> str:
        return f'<a href="{work}{more}">{words}</a>' if count else words

    yield segments([(tally.count(state), TONES[state]) for state in State], words=False)
    yield opens(number(tally.total), tally.total, _GIVEN)
    for state, said in _OF_STATE.items():
        count = tally.count(state)
        yield opens(number(count), count, said)
    due, due_at_first = tally.fallen_due, original.fallen_due
    yield (
        opens(percent(tally.completion), due, _DUE)
        + f'<div class="table-sub">bình quân {opens(percent(one.mean), due, _DUE)}</div>'
    )
    at_first = opens(percent(original.punctuality), due_at_first, f"{_DUE}&amp;han_dau=1")
    yield (
        opens(percent(tally.punctuality), due, _DUE)
        + f'<div class="table-sub">hạn ban đầu {at_first}</div>'
    )
    yield opens(percent(tally.share_of_all), tally.total, _GIVEN)
    yield opens(number(one.unanswered), one.unanswered, _UNANSWERED)


def _silent(one: RolledUp, units: str) -> str:
    """Draw "3 / 99": the units that have answered nothing, of all; both open the roll-up by unit."""
    every = f'<a href="{units}">{number(one.shares)}</a>'
    silent = f'<a href="{units}&amp;im_lang=1">{number(one.silent)}</a>' if one.silent else "0"
    return f"<span>{silent} / {every}</span>"  # among words a link is underlined

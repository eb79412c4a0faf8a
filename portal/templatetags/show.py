"""How the portal shows things: numbers, days, icons, states, deadlines; built into templates."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from html import escape
from typing import Any

from django import template
from django.contrib.messages import constants
from django.forms import BaseForm
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as parse_url
from django.urls import NoReverseMatch
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from portal import controls
from portal.calendar.rules import Deadline
from portal.hrefs import href
from portal.lists import AFTER, BEFORE, NUMBER
from portal.text import is_number, parted_at_numbers

register = template.Library()
icon = register.simple_tag(controls.icon)
filter_boxes = register.filter("filter_boxes", controls.filters)

UNKNOWN = "chưa xác định"
SOON_DAYS = 7
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")

# state → icon: each state is told by a word and an icon, never by its colour alone.
STATES = {
    "done": "check-circle-fill",
    "done-late": "check-lg",
    "late": "exclamation-triangle-fill",
    "soon": "hourglass-split",
    "open": "circle",
    "active": "circle-half",
    "info": "info-circle-fill",
    "draft": "pencil",
    "closed": "lock",
    "waiting": "clock",
    "rejected": "x-circle-fill",
}
_MESSAGE_STATES = {
    constants.SUCCESS: "done",
    constants.WARNING: "soon",
    constants.ERROR: "late",
}


@register.filter
def number(value: object, places: int | None = None) -> str:
    """1676 → "1.676", Decimal("98.6") → "98,6"; None → "chưa xác định"."""
    if value is None or value == "":
        return UNKNOWN
    if type(value) is int and places is None:  # most numbers of a list, and a third of the cost
        return f"{value:,}".replace(",", ".")
    exact = value if isinstance(value, Decimal) else Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


@register.filter
def percent(value: object) -> str:
    """98.6106 → "98,61%"; whole percents without decimals; None → "–"."""
    if value is None or value == "":
        return "–"
    shown = number(value, 2)
    return shown.removesuffix(",00") + "%"


@register.filter
def share(part: int, whole: int) -> str:
    """Return `part` of `whole` in percent, "–" of nothing."""
    return percent(Decimal(part) * 100 / Decimal(whole)) if whole else "–"


@register.filter
def day(value: dt.date | None) -> str:
    """05/02/2026; None → "chưa xác định"."""
    return f"{value:%d/%m/%Y}" if value else UNKNOWN


@register.filter
def unbroken(words: str) -> SafeString:
    """Draw a text whose numbers of documents, as "08/CT-UBND", stand each on one line."""
    parts = (
        f'<span class="nowrap">{escape(part)}</span>' if is_number(part) else escape(part)
        for part in parted_at_numbers(words)
    )
    return mark_safe("".join(parts))  # noqa: S308  # each is escaped


@register.filter
def weekday(value: dt.date | None) -> str:
    """Thứ Hai, 23/11/2026."""
    return f"{WEEKDAYS[value.weekday()]}, {value:%d/%m/%Y}" if value else UNKNOWN


@register.filter
def known(value: object) -> object:
    """Return the value, or a grey "chưa xác định" where a fact is not known."""
    if value is None or value == "":
        return format_html('<span class="unknown">{}</span>', UNKNOWN)
    return value


@register.filter
def wrong_places(form: BaseForm) -> int:
    """How many places of a form are wrong: each box once, and each sentence about the whole."""
    whole = len(form.non_field_errors())
    return len(form.errors) + (whole - 1 if whole else 0)


@register.filter
def message_state(level: int) -> str:
    return _MESSAGE_STATES.get(level, "info")


@register.filter
def state_icon(state: str) -> str:
    return STATES.get(state, "circle")


@register.filter
def file_icon(name: str) -> str:
    """Return the icon for a file by the end of its name."""
    ending = name.rpartition(".")[2].casefold()
    kinds = {
        "pdf": "pdf",
        "docx": "word",
        "doc": "word",
        "xlsx": "excel",
        "xls": "excel",
        "csv": "excel",
        "png": "image",
        "jpg": "image",
        "jpeg": "image",
    }
    return f"file-earmark-{kinds.get(ending, 'text')}"


@register.filter
def file_size(size: int) -> str:
    """1536 → "1,5 KB"."""
    if size < 1024:
        return f"{size} byte"
    if size < 1024 * 1024:
        return f"{number(Decimal(size) / 1024, 0)} KB"
    return f"{number(Decimal(size) / (1024 * 1024), 1)} MB"


@register.simple_tag
def badge(state: str, word: str) -> SafeString:
    """Draw a state with its icon and its word: `{% badge "done" "Đã hoàn thành" %}`."""
    return _drawn_badge(state, icon(state_icon(state)), word)


@lru_cache(maxsize=512, typed=True)  # a safe string and a plain one are not the same
def _drawn_badge(state: str, drawing: SafeString, word: str) -> SafeString:
    """Draw a badge once: its key is all that it shows, so that it is the same for everybody."""
    return format_html('<span class="state state-{}">{}{}</span>', state, drawing, word)


@register.simple_tag
def due(deadline: Deadline | None, today: dt.date, done_on: dt.date | None = None) -> SafeString:
    """Draw a deadline: late, soon or ok on `today`, or done in time or late; with its "vì sao?"."""
    state = badge(*due_state(deadline.last_day if deadline else None, today, done_on))
    return _drawn_due(deadline, state) if deadline else _due_span(state)


@register.simple_tag
def due_date(deadline: Deadline | None) -> SafeString:
    """Draw the day and its "vì sao?" alone, where another word says how the work stands."""
    return _drawn_due(deadline, "") if deadline else _due_span("")


def _drawn_due(deadline: Deadline, state: str) -> SafeString:
    """Draw the day, what it was before it moved, how it stands, and why; a list has one in each line."""
    last_day = deadline.last_day
    moved = ""
    if deadline.moved_from:
        before = f"trước khi dời: <del>{day(deadline.moved_from)}</del>"
        moved = f'<span class="due-before">{before}</span> '
    why = "".join(
        f"<dt>{escape(reason.label)}</dt>{''.join(f'<dd>{escape(line)}</dd>' for line in reason.lines)}"
        for reason in deadline.reasons
    )
    return _due_span(
        f'<time datetime="{last_day:%Y-%m-%d}">{day(last_day)}</time> {moved}{state}'
        f'<details class="why"><summary>Vì sao?</summary><dl>{why}</dl></details>'
    )


def _due_span(inside: str) -> SafeString:
    return mark_safe(f'<span class="due">{inside}</span>')  # noqa: S308  # its parts are escaped


def due_state(due_on: dt.date | None, today: dt.date, done_on: dt.date | None) -> tuple[str, str]:
    """Return the state of a deadline and its word."""
    if due_on is None:
        return ("done", "Đã xong") if done_on else ("open", "Không có hạn")
    if done_on is not None:
        return ("done", "Xong đúng hạn") if done_on <= due_on else ("done-late", "Xong sau hạn")
    left = (due_on - today).days
    if left < 0:
        return "late", f"Quá hạn {-left} ngày"
    if left == 0:
        return "soon", "Hạn hôm nay"
    return ("soon" if left <= SOON_DAYS else "open"), f"Còn {left} ngày"


@register.filter
def named(organisation: Any, on: dt.date | dt.datetime | None) -> str:
    """Return what an organisation was called on that day; without a day, its newest name."""
    if isinstance(on, dt.datetime):
        on = localtime(on).date()
    return str(organisation.name if on is None else organisation.name_on(on))


@register.simple_tag
def unit_name(unit: Any, on: dt.date | None = None) -> SafeString:
    """Draw a unit's full name, on a day that one; a unit that ended shows until when it stood."""
    ended: dt.date | None = unit.valid_to
    if ended is None or (on is not None and on <= ended):
        full_name = unit.full_name if on is None else unit.full_name_on(on)
        return format_html('<span class="unit">{}</span>', full_name)
    title = f"Đơn vị này kết thúc ngày {ended:%d/%m/%Y}"
    return format_html(
        '<span class="unit unit-ended" title="{}">{} <small>(đến {})</small></span>',
        title,
        unit.full_name,
        day(ended),
    )


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """Return the page's query string with `changes`, back on the list's first page.

    `{% query trang_thai="late" %}` sets, `{% query trang_thai=None %}` drops.
    """
    asked = dict(context["request"].GET.lists())
    for key in (AFTER, BEFORE, NUMBER):
        asked.pop(key, None)
    for key, value in changes.items():
        if value is None or value == "":
            asked.pop(key, None)
        else:
            asked[key] = [str(value)]
    return f"?{urlencode(asked, doseq=True)}"


class HrefNode(URLNode):
    """`{% url %}` as Django has it, by way of `portal.hrefs`, which is what lists of links need."""

    def render(self, context: Context) -> str:
        if self.kwargs:
            return super().render(context)
        ids = [arg.resolve(context) for arg in self.args]
        if not self.asvar:
            return href(self.view_name.resolve(context), *ids)
        try:
            context[self.asvar] = href(self.view_name.resolve(context), *ids)
        except NoReverseMatch:
            context[self.asvar] = ""
        return ""


@register.tag
def url(parser: Parser, token: Token) -> HrefNode:
    plain = parse_url(parser, token)
    return HrefNode(plain.view_name, plain.args, plain.kwargs, plain.asvar)

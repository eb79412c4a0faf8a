"""Long tables of people's pages, drawn in Python: a template takes ten times what joining strings takes."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

from portal.accounts.models import Posting, User
from portal.hrefs import href
from portal.templatetags.show import badge, day, number

_CURRENT = ' aria-current="true"'


def organisation_lines(counts: Iterable[Mapping[str, Any]], *, chosen: int | None) -> SafeString:
    """Draw how many people of each organisation never logged in; each opens exactly them."""
    page = href("accounts:never_logged_in")
    lines = (
        f'<tr><th scope="row"><a href="{page}?co_quan={one["organisation_id"]}"'
        f"{_CURRENT if one['organisation_id'] == chosen else ''}>{escape(one['organisation__name'])}</a></th>"
        f'<td class="num">{number(one["people"])}</td></tr>\n'
        for one in counts
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


Held = Mapping[int, Sequence[Posting]]


def people_lines(people: Iterable[User], held: Held) -> SafeString:
    """Draw the list of people: each with the postings held, and whether the account is in use."""
    lines = (f"<tr>{_who(one, held)}{_cell('Trạng thái', _state(one))}</tr>\n" for one in people)
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


def newcomer_lines(people: Iterable[User], held: Held) -> SafeString:
    """Draw who never logged in, each ticked for a slip, with the slip they were given."""
    lines = (
        f'<tr><td data-label="In phiếu"><input class="form-check-input" type="checkbox" name="person"'
        f' value="{one.pk}" aria-label="In phiếu cho {escape(one.full_name)}" checked></td>\n'
        f"{_who(one, held)}{_cell('Phiếu', _slip(one))}</tr>\n"
        for one in people
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


def _who(one: User, held: Held) -> str:
    postings = "".join(
        f"<div>{each.get_role_display()}, {escape(each.organisation.name)}</div>"
        for each in held[one.pk]
    )
    return (
        f'<th scope="row"><a href="{href("accounts:user", one.pk)}">{escape(one.full_name)}</a></th>\n'
        + _cell("Tên đăng nhập", escape(one.username))
        + _cell("Phân công", postings or '<span class="text-secondary">chưa phân công</span>')
    )


def _state(one: User) -> str:
    if not one.is_active:
        return badge("closed", "Đã khóa")
    return (
        badge("done", "Đang dùng") if one.last_login else badge("waiting", "Chưa đăng nhập lần nào")
    )


def _slip(one: User) -> str:
    slip = getattr(one, "paper_code", None)
    if slip is None:
        return badge("waiting", "Chưa cấp")
    until = day(localtime(slip.expires_at).date())
    return f'{badge("info", "Đã cấp")}<span class="table-sub">hết hạn {until}</span>'


def _cell(head: str, inside: str) -> str:
    return f'<td data-label="{head}">{inside}</td>\n'

"""The list of directives, drawn in Python (docs/decisions/speed.md)."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from directives.registry.models import Directive
from portal.hrefs import href
from portal.templatetags.show import badge, day, known


def list_body(rows: Iterable[Directive]) -> SafeString:
    """Draw a line a directive; one that is no final yet leads to its review."""
    return mark_safe("".join(map(_line, rows)))  # noqa: S308  # all that was given is escaped


def _line(row: Directive) -> str:
    if row.is_final:
        opened, number, draft = row.get_absolute_url(), row.number, ""
    else:
        opened, number = href("registry:review", row.pk), row.number or "Chưa có số"
        draft = f" {badge('draft', row.get_status_display())}"
    return (
        f'<tr><th scope="row" class="nowrap"><a href="{opened}">{escape(number)}</a>'
        f'<span class="table-sub">{escape(row.get_kind_display() or "chưa rõ loại")}</span></th>'
        f'<td data-label="Ngày" class="nowrap">{day(row.issued_on)}</td>'
        f'<td data-label="Trích yếu">{_said(row.subject)}{draft}</td>'
        f'<td data-label="Cơ quan ban hành">{_said(row.issuer)}<span class="table-sub">'
        f"{row.get_issuer_level_display()} · {row.get_system_display()}</span></td></tr>"
    )


def _said(words: str) -> str:
    return escape(words) if words else str(known(words))

"""Tables of a report, drawn in Python: a template takes ten times what joining escaped strings takes."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from portal.reports.paper import CommuneLine, Part, Row


def figure_lines(part: Part, *, linked: bool) -> SafeString:
    """Draw the figures of a part, each leading to the rows it counts; the same note is said once."""
    before, lines = "", []
    for row in part.rows:
        lines.append(_figure_line(row, row.note if row.note != before else "", linked=linked))
        before = row.note
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


def _figure_line(row: Row, note: str, *, linked: bool) -> str:
    value = escape(row.value)
    if linked and row.href:
        value = f'<a href="{escape(row.href)}">{value}</a>'
    said = f'<div class="table-sub">{escape(note)}</div>' if note else ""
    return (
        f'<tr><th scope="row">{escape(row.label)}{said}</th><td data-label="Kết quả" class="num">{value}</td>'
        f'<td data-label="Đơn vị tính">{escape(row.unit)}</td></tr>\n'
    )


def commune_lines(communes: Iterable[CommuneLine]) -> SafeString:
    """Draw where the reports of a province's communes stand."""
    lines = (
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(one.state)}</td><td>{escape(one.day)}</td>'
        f'<td class="num">{escape(one.visits)}</td><td class="num">{escape(one.assignments)}</td></tr>\n'
        for one in communes
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped

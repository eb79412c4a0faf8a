"""Tables of a report, drawn in Python: a template takes ten times what joining escaped strings takes."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from portal.reports.paper import CommuneLine, Part, Row
from portal.templatetags.show import number


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


def area_lines(areas: Iterable[Mapping[str, Any]], *, of_year: str) -> SafeString:
    """Draw how many reports of each area stand where; each number opens exactly its rows."""
    lines = []
    for area in areas:
        to = escape(f"{of_year}&dia_ban={area['area_id']}")
        cells = (
            f'<td data-label="{head}" class="num"><a href="{to}{place and f"&amp;tinh_trang={place}"}">'
            f"{number(area[place or 'total'])}</a></td>"
            for head, place in _AREA_COLUMNS
        )
        lines.append(f'<tr><th scope="row">{escape(area["area_name"])}</th>{"".join(cells)}</tr>\n')
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


_AREA_COLUMNS = (
    ("Số xã", ""), ("Gửi đúng hạn", "in_time"), ("Gửi quá hạn", "late"), ("Chưa gửi", "missing"),
)  # fmt: skip


def commune_lines(communes: Iterable[CommuneLine]) -> SafeString:
    """Draw where the reports of a province's communes stand."""
    lines = (
        f'<tr><th scope="row">{escape(one.name)}</th><td>{escape(one.state)}</td><td>{escape(one.day)}</td>'
        f'<td class="num">{escape(one.visits)}</td><td class="num">{escape(one.assignments)}</td></tr>\n'
        for one in communes
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped

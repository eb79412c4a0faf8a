"""Tables of a report, drawn in Python: a template takes ten times what joining escaped strings takes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any

from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

from portal.figures import Figure
from portal.reports.models import Report
from portal.reports.paper import CommuneLine, Part, Row
from portal.templatetags.show import badge, day, due, known, number, percent, unit_name


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


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A computed figure with the field for the unit's own number; `differs` when that is another."""

    figure: Figure
    typed: BoundField
    differs: bool


def typed_lines(lines: Iterable[TypedLine]) -> SafeString:
    """Draw figures with their fields; the same note is said once."""
    before, drawn = "", []
    for line in lines:
        note = line.figure.note
        drawn.append(_typed_line(line, note if note != before else ""))
        before = note
    return mark_safe("".join(drawn))  # noqa: S308  # all that is put in is escaped


def _typed_line(line: TypedLine, note: str) -> str:
    figure, typed = line.figure, line.typed
    look, differs = (
        (' class="report-differs"', f" {badge('soon', 'Khác')}") if line.differs else ("", "")
    )
    said = f'<div class="table-sub">{escape(note)}</div>' if note else ""
    wrong = "".join(f'<p class="field-errors">{escape(str(one))}</p>' for one in typed.errors)
    return (
        f'<tr{look}>\n<th scope="row">{escape(figure.label)}{said}</th>\n'
        f'<td data-label="Hệ thống tính" class="num">{_computed(figure)}</td>\n'
        f'<td data-label="Số của đơn vị"><label class="visually-hidden" for="{escape(typed.id_for_label)}">'
        f"{escape(str(typed.label))}</label>{typed}{differs}{wrong}</td>\n</tr>"
    )


def _computed(figure: Figure) -> str:
    if figure.value is None:
        value = str(known(None))
    else:
        value = percent(figure.value) if figure.unit == "%" else number(figure.value)
    if figure.href:
        value = f'<a href="{escape(figure.href)}" target="_blank" rel="noopener">{value}</a>'
    return value if figure.unit == "%" else f"{value} <small>{escape(figure.unit)}</small>"


def report_lines(reports: Iterable[Report], on: date) -> SafeString:
    """Draw the lines of the board: whose report, due when, sent when, and where it stands."""
    lines = (
        f'<tr>\n<th scope="row"><a href="{one.get_absolute_url()}">{unit_name(one.organisation.unit)}</a></th>\n'
        f'<td data-label="Hạn">{due(one.deadline, on, one.submitted_on)}</td>\n'
        f'<td data-label="Ngày gửi">{day(one.submitted_on) if one.submitted_on else "–"}</td>\n'
        f'<td data-label="Trạng thái">{badge(*one.shown_as)}</td>\n</tr>'
        for one in reports
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped


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

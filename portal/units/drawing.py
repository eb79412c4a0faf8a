"""Long tables of the map's pages, drawn in Python: a template takes ten times what joining strings takes."""

from collections.abc import Iterable
from html import escape

from django.utils.safestring import SafeString, mark_safe

from portal.hrefs import href
from portal.templatetags.show import badge
from portal.units.models import AdministrativeUnit, UnitSuccession


def divided_lines(units: Iterable[AdministrativeUnit], *, may_entrust: bool) -> SafeString:
    """Draw divided communes: what each was divided among, and who keeps its records."""
    lines = "".join(_line(unit, may_entrust) for unit in units)
    return mark_safe(lines)  # noqa: S308  # all that is put in is escaped


def _line(unit: AdministrativeUnit, may_entrust: bool) -> str:
    over = escape(unit.parent.full_name) if unit.parent else ""
    act = (
        f'<td class="acts"><a class="btn btn-sm btn-outline-secondary" href="{href("units:entrust", unit.pk)}">'
        f'Giao hồ sơ<span class="visually-hidden"> của {escape(unit.full_name_inside)}</span></a></td>'
        if may_entrust
        else ""
    )
    return (
        f'<tr>\n<th scope="row"><a href="{unit.get_absolute_url()}">{escape(unit.full_name)}</a>'
        f' <span class="unit-code">{escape(unit.code)}</span><span class="table-sub">{over}</span></th>\n'
        f'<td data-label="Chia cho">{_names(unit.successions.all())}</td>\n'
        f'<td data-label="Giữ hồ sơ">{_kept(unit.keepers)}</td>\n{act}</tr>\n'
    )


def _names(edges: Iterable[UnitSuccession]) -> str:
    return ", ".join(escape(edge.successor.full_name_inside) for edge in edges)


def _kept(keepers: list[UnitSuccession]) -> str:
    if not keepers:
        return badge("waiting", "Chưa giao")
    return f'{_names(keepers)}<span class="table-sub">{escape(keepers[-1].records_basis)}</span>'

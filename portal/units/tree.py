"""The tree of units on a day: provinces, and what lies under the one that is open."""

from dataclasses import dataclass, field
from datetime import date
from html import escape

from django.utils.safestring import SafeString, mark_safe

from portal.units.models import AdministrativeUnit, UnitName
from portal.units.querysets import AdministrativeUnitQuerySet


@dataclass(slots=True)
class Node:
    """A line of the tree: the unit, its name on the day, how much lies under it, and that if open."""

    unit: AdministrativeUnit
    name: str
    under: int
    children: list["Node"] = field(default_factory=list)
    is_open: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether anything lies under what lies under this unit."""
        return any(node.under for node in self.children)

    @property
    def leaves(self) -> SafeString:
        """Draw the lines under a unit of which none opens further: a province has hundreds."""
        drawn = (
            f'<li><span class="unit-switch"></span> <a href="{node.unit.get_absolute_url()}">'
            f'{escape(node.name)}</a> <span class="unit-code">{escape(node.unit.code)}</span></li>'
            for node in self.children
        )
        return mark_safe("".join(drawn))  # noqa: S308  # each name and code is escaped


def tree_on(day: date, opened: AdministrativeUnit | None) -> list[Node]:
    """Return the provinces of the day, the way down to `opened`, and what lies under it."""
    way = _way_to(opened)
    nodes = _nodes(AdministrativeUnit.objects.provinces(), day)
    level = nodes
    for step in way:
        node = next((node for node in level if node.unit.pk == step.pk), None)
        if node is None:
            break
        node.is_open = True
        node.children = level = _nodes(AdministrativeUnit.objects.under(step), day)
    return nodes


def _nodes(units: AdministrativeUnitQuerySet, day: date) -> list[Node]:
    shown = units.only("code", "kind", "name", "parent_id")
    rows = list(shown.on(day).with_number_under(day).in_order())
    borne = UnitName.objects.on(day).borne_by(rows)
    return [Node(unit, borne.get(unit.pk, unit.full_name), unit.number_under) for unit in rows]


def _way_to(unit: AdministrativeUnit | None) -> list[AdministrativeUnit]:
    """Return the units from the province down to `unit`."""
    way: list[AdministrativeUnit] = []
    while unit is not None:
        way.insert(0, unit)
        unit = unit.parent
    return way

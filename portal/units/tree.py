"""The tree of units on a day: provinces, and what lies under the one that is open."""

from dataclasses import dataclass, field
from datetime import date

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
    rows = list(units.on(day).with_number_under(day).in_order())
    borne = UnitName.objects.on(day).borne_by(rows)
    return [Node(unit, borne.get(unit.pk, unit.full_name), unit.number_under) for unit in rows]


def _way_to(unit: AdministrativeUnit | None) -> list[AdministrativeUnit]:
    """Return the units from the province down to `unit`."""
    way: list[AdministrativeUnit] = []
    while unit is not None:
        way.insert(0, unit)
        unit = unit.parent
    return way

"""The tree of units on a day: provinces, and what lies under the one that is open."""

from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from django.http import HttpRequest
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from portal.controls import icon
from portal.hrefs import href
from portal.templatetags.show import number, query
from portal.units import questions
from portal.units.kinds import full_name
from portal.units.models import AdministrativeUnit


@dataclass(slots=True)
class Node:
    """A line of the tree: a unit, its name on the day, how much lies under it, and that if open."""

    pk: int
    parent: int | None
    code: str
    name: str
    under: int
    children: list["Node"] = field(default_factory=list)
    is_open: bool = False

    @property
    def goes_on(self) -> bool:
        """Whether anything lies under what lies under this unit."""
        return any(node.under for node in self.children)

    @property
    def href(self) -> str:
        return href("units:unit", self.pk)

    @property
    def leaves(self) -> SafeString:
        """Draw the lines under a unit of which none opens further: a province has hundreds."""
        drawn = (
            f'<li><span class="unit-switch"></span> <a href="{node.href}">'
            f'{escape(node.name)}</a> <span class="unit-code">{escape(node.code)}</span></li>'
            for node in self.children
        )
        return mark_safe("".join(drawn))  # noqa: S308  # each name and code is escaped


def tree_on(day: date, opened: AdministrativeUnit | None) -> list[Node]:
    """Return the provinces of the day, the way down to `opened`, and what lies under it."""
    way = _way_to(opened)
    nodes = _nodes(questions.provinces(day), questions.names_of_provinces(day))
    level = nodes
    for step in way:
        node = next((node for node in level if node.pk == step.pk), None)
        if node is None:
            break
        node.is_open = True
        below, names = questions.under(step.pk, day), questions.names_under(step.pk, day)
        node.children = level = _nodes(below, names)
    return nodes


def _nodes(units: list[Any], names: list[Any]) -> list[Node]:
    """Make lines of what was asked of units and of the names they bore."""
    borne = {pk: full_name(kind, name) for pk, kind, name in names}
    return [
        Node(pk, parent, code, borne.get(pk) or full_name(kind, name), under)
        for pk, parent, code, kind, name, under in units
    ]


def _way_to(unit: AdministrativeUnit | None) -> list[AdministrativeUnit]:
    """Return the units from the province down to `unit`."""
    way: list[AdministrativeUnit] = []
    while unit is not None:
        way.insert(0, unit)
        unit = unit.parent
    return way


def drawn(nodes: list[Node], request: HttpRequest) -> SafeString:
    """Draw lines of the tree, each with what lies under it when it is open: a template takes four
    times as long."""
    lines = "".join(_line(node, Context({"request": request})) for node in nodes)
    return mark_safe(lines)  # noqa: S308  # all that is put in is escaped


def _line(node: Node, context: Context) -> str:
    number_under = (
        f' <span class="unit-count">{number(node.under)} đơn vị</span>' if node.under else ""
    )
    opened = ' class="unit-open"' if node.is_open else ""
    return (
        f"\n<li{opened}>\n  {_switch(node, context)}\n"
        f'  <a href="{node.href}">{escape(node.name)}</a>'
        f' <span class="unit-code">{escape(node.code)}</span>{number_under}\n'
        f"  {_under(node, context)}\n</li>\n"
    )


def _under(node: Node, context: Context) -> str:
    if node.goes_on:
        return f"<ul>{''.join(_line(child, context) for child in node.children)}</ul>"
    return f'<ul class="unit-leaves">{node.leaves}</ul>' if node.children else ""


def _switch(node: Node, context: Context) -> str:
    """Draw what opens a line, or closes it; nothing lies under a leaf."""
    if not node.under:
        return '<span class="unit-switch"></span>'
    to = escape(query(context, mo=(node.parent or 0) if node.is_open else node.pk))
    act, expanded, sign = (
        ("Đóng", "true", "chevron-down") if node.is_open else ("Mở", "false", "chevron-right")
    )
    return (
        f'<a class="unit-switch" href="{to}" hx-get="{escape(context["request"].path)}{to}"'
        ' hx-target="#rows" hx-swap="outerHTML" hx-push-url="true"'
        f' aria-expanded="{expanded}" aria-label="{act} {escape(node.name)}">{icon(sign)}</a>'
    )

"""Giving the records of a divided commune to those who follow it (design: none kept its code)."""

from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from portal.access import Scope
from portal.audit.actions import record
from portal.text import one_line
from portal.units.actions.areas import refresh_reach_of_areas
from portal.units.actions.loading import refresh_heirs, refresh_reach_of_units
from portal.units.models import AdministrativeUnit, UnitSuccession


@transaction.atomic
def entrust_records(
    *, unit: AdministrativeUnit, to: Collection[AdministrativeUnit], basis: str, by: Scope
) -> None:
    """Let these successors, and no others, read what a divided commune recorded.

    A later act replaces an earlier one; `basis` is the number and date of the decision.
    """
    basis = one_line(basis)
    if not basis:
        raise ValidationError({"basis": "Ghi số, ngày của quyết định giao hồ sơ."})
    if not to:
        raise ValidationError({"to": "Chọn ít nhất một đơn vị kế thừa."})
    edges = list(
        UnitSuccession.objects.from_unit(unit).with_units().select_for_update(of=("self",))
    )
    keepers = {keeper.pk for keeper in to}
    if not keepers <= {edge.successor_id for edge in edges}:
        raise ValidationError({"to": f"Chỉ giao cho đơn vị kế thừa của {unit.full_name_inside}."})
    before = _named(edge.successor for edge in edges if edge.keeps_records)
    for edge in edges:
        edge.keeps_records = edge.successor_id in keepers
        edge.records_basis = basis if edge.keeps_records else ""
        edge.save(update_fields=["keeps_records", "records_basis"])
    refresh_heirs([unit.pk])
    refresh_reach_of_units([edge.successor_id for edge in edges])
    refresh_reach_of_areas([edge.successor_id for edge in edges])
    after = _named(to)
    says = f"Giao hồ sơ của {unit.full_name_inside} cũ cho {after}, theo {basis}."
    record(
        act="records.entrust", target=unit, by=by, says=says, changes={"giữ hồ sơ": (before, after)}
    )


def _named(units: Iterable[AdministrativeUnit]) -> str:
    return ", ".join(sorted(unit.full_name_inside for unit in units))

"""The lists that go out as a spreadsheet however long they are: at once, or by a background job.

    @export_kind("assignments", title="Danh sách nhiệm vụ", power=Power.ASSIGNMENT_READ)
    def work(scope: Scope, asked: QueryDict) -> Part: ...

A room's `exports.py` says them; view and job ask the same function, so both give the same rows.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from portal.access import Power, Scope
from portal.sheets import Part

PartOf = Callable[[Scope, QueryDict], Part]


@dataclass(frozen=True, slots=True)
class ExportKind:
    name: str
    title: str
    power: Power
    part: PartOf


KINDS: dict[str, ExportKind] = {}


def export_kind(name: str, *, title: str, power: Power) -> Callable[[PartOf], ExportKind]:
    def register(part: PartOf) -> ExportKind:
        KINDS[name] = ExportKind(name, title, power, part)
        return KINDS[name]

    return register

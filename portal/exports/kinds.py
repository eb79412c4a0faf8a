"""The lists that go out as a spreadsheet however long they are: at once, or by a background job.

    @export_kind("assignments", title="Danh sách nhiệm vụ", power=Power.ASSIGNMENT_READ)
    def work(scope: Scope, asked: QueryDict) -> list[Part]: ...

A room's `exports.py` says them; view and job ask the same function, so both give the same rows.
`noted` puts on record who takes how many rows, where that is to be known.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import QueryDict

from portal.access import Power, Scope
from portal.sheets import Part

PartsOf = Callable[[Scope, QueryDict], list[Part]]
Noted = Callable[[Scope, QueryDict, int], None]


@dataclass(frozen=True, slots=True)
class ExportKind:
    name: str
    title: str
    power: Power
    parts: PartsOf
    noted: Noted | None = None


KINDS: dict[str, ExportKind] = {}


def export_kind(
    name: str, *, title: str, power: Power, noted: Noted | None = None
) -> Callable[[PartsOf], ExportKind]:
    def register(parts: PartsOf) -> ExportKind:
        KINDS[name] = ExportKind(name, title, power, parts, noted)
        return KINDS[name]

    return register

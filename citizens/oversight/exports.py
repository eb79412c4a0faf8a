"""Undertakings as they go out: those that the list shows, the oldest first."""

from django.http import QueryDict

from citizens.oversight import actions
from citizens.oversight.filters import UndertakingFilters
from citizens.oversight.models import Undertaking
from citizens.oversight.resources import list_of
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import export_kind
from portal.sheets import Part
from portal.units.models import Organisation


def note_taken(scope: Scope, asked: QueryDict, count: int) -> None:
    office = Organisation.objects.get(pk=scope.organisation_id)
    period = UndertakingFilters(asked).period
    actions.note_list_taken(office=office, period=period, count=count, by=scope)


@export_kind(
    "quan-ly-nha-nuoc", title="Quản lý nhà nước về khiếu nại, tố cáo", power=Power.RECEPTION_READ,
    noted=note_taken,
)  # fmt: skip
def undertakings(scope: Scope, asked: QueryDict) -> list[Part]:
    filters = UndertakingFilters(asked)
    rows = filters.applied(Undertaking.objects.visible_to(scope), on=today())
    office = Organisation.objects.get(pk=scope.organisation_id)
    return list_of(
        rows.order_by("day", "id"), office=office.name, period=filters.period,
        column=filters.of_column,
    )  # fmt: skip

"""The list of assignments as it goes out."""

from django.http import QueryDict

from directives.assignments.forms import WorkFilter
from directives.assignments.models import Assignment
from directives.assignments.resources import CountrySheet, ProgressSheet, WorkSheet
from portal.access import Power, Scope
from portal.calendar.clock import today
from portal.exports.kinds import export_kind
from portal.sheets import Part


@export_kind("nhiem-vu", title="Danh sách nhiệm vụ", power=Power.ASSIGNMENT_READ)
def work(scope: Scope, asked: QueryDict) -> list[Part]:
    """The rows that the list shows for the same filters; a commune's has columns to fill in."""
    rows = WorkFilter(asked).narrow(Assignment.objects.visible_to(scope))
    return [Part("Nhiệm vụ", _sheet(scope), rows.with_state(today()).for_list().soonest_first())]


def _sheet(scope: Scope) -> WorkSheet:
    if scope.may(Power.ASSIGNMENT_WORK):
        return ProgressSheet()
    return CountrySheet() if scope.may(Power.COUNTRY_READ) else WorkSheet()

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef

from directives.assignments.models import Assignment
from directives.assignments.querysets import AssignmentQuerySet
from directives.assignments.rules import State
from portal.access import Power, Scope
from portal.units.querysets import of_reachable

if TYPE_CHECKING:
    from portal.urging.models import Urging  # noqa: F401


class UrgingQuerySet(models.QuerySet["Urging"]):
    def visible_to(self, scope: Scope) -> Self:
        """The letters of one's own office of which every line is in one's reach."""
        from portal.urging.models import UrgedWork

        if not scope.may(Power.BOARD_READ):
            return self.none()
        beyond = UrgedWork.objects.filter(urging=OuterRef("pk")).exclude(of_reachable(scope))
        return self.filter(~Exists(beyond), organisation_id=scope.organisation_id)

    def for_page(self) -> Self:
        return self.select_related(
            "directive", "job", "pdf", "docx", "organisation__unit__parent__parent"
        )

    def of_day(self, directive_id: int, on: date) -> Self:
        return self.filter(directive_id=directive_id, made_on=on)


def late_work(ids: Iterable[int], duty_ids: Iterable[int], *, on: date) -> AssignmentQuerySet:
    """What of these duties waits for these organisations, is late, and was not urged that day."""
    from portal.urging.models import UrgedWork

    given = Assignment.objects.of_organisations(ids).with_commune()
    urged = UrgedWork.objects.filter(assignment=OuterRef("pk"), on=on)
    late = given.in_state(State.OVERDUE, on).of_duties(duty_ids).filter(~Exists(urged))
    return late.order_by("organisation__unit__sort_key", "organisation_id", "due_on", "pk")

"""What the preview of a letter that urges asks: each question is put into SQL once."""

from directives.assignments.models import Assignment
from directives.registry.models import Directive, Duty
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_one
from portal.urging.models import Urging
from portal.urging.querysets import late_work

SHOWN = USUAL

directive = prepared_one(
    lambda scope: Directive.objects.visible_to(scope).filter(
        pk__in=Assignment.objects.visible_to(scope).duties().values("directive_id")
    )
)
duties = prepared(lambda directive: Duty.objects.of(directive).order_by().only("pk"))
late = prepared(lambda scope, on, ids: narrow(late_work(scope, ids, on=on), SHOWN + 1))
late_by_unit = prepared(lambda scope, on, ids: late_work(scope, ids, on=on).number_by_unit())
urged_on = prepared(
    lambda scope, directive, on: Urging.objects.visible_to(scope).of_day(directive, on)[:5]
)

"""What the preview of a letter that urges asks: each question is put into SQL once."""

from directives.assignments import questions as works
from directives.assignments.models import WorkCount
from directives.registry.models import Directive
from portal.access import Scope
from portal.lists import USUAL, narrow
from portal.prepared import Value, prepared, prepared_one
from portal.urging.models import Urging
from portal.urging.querysets import late_work

SHOWN = USUAL

directive = prepared_one(
    lambda scope: Directive.objects.visible_to(scope).filter(
        pk__in=WorkCount.objects.visible_to(scope).values("directive_id")
    )
)
late = prepared(lambda ids, duties, on: narrow(late_work(ids, duties, on=on).as_lines(), SHOWN + 1))
late_by_unit = prepared(lambda ids, duties, on: late_work(ids, duties, on=on).number_by_unit())
urged_on = prepared(
    lambda scope, directive, on: Urging.objects.visible_to(scope).of_day(directive, on)[:5]
)


def in_reach(scope: Scope, directive: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whose work of a directive a person watches, and its duties."""
    wanted: dict[str, Value] = {"directive": directive}
    ids = tuple(one.organisation for one in works.at_work(scope, wanted))
    return ids, works.duties_of(directive)

"""What the list and the boards ask when nothing is filtered, and of what they show: put into SQL once."""

from directives.assignments.models import Assignment, Extension, ProgressEntry
from directives.assignments.rules import By
from directives.registry.models import Duty
from portal.lists import USUAL, narrow
from portal.prepared import prepared, prepared_one
from portal.units.models import Area, Organisation

LIST_ORDER = ("whose", "due_order", "id")
BY_NAME = ("unit__sort_key", "unit__code", "id")

# --- the list and the page of one assignment ---

first_work = prepared(
    lambda scope, on: narrow(
        Assignment.objects.visible_to(scope)
        .with_state(on)
        .for_list()
        .with_list_order()
        .order_by(*LIST_ORDER),
        USUAL + 1,
    )
)
by_state_and_step = prepared(
    lambda scope, on: Assignment.objects.visible_to(scope).by_state_and_step(on)
)
work = prepared_one(lambda scope: Assignment.objects.visible_to(scope).for_list())
extensions_waiting = prepared(lambda work: Extension.objects.of(work).waiting())
entries_of = prepared(
    lambda work: ProgressEntry.objects.filter(assignment=work).prefetch_related("evidence")
)

# --- the boards ---

areas_to_choose = prepared(
    lambda scope, on: Area.objects.visible_to(scope).on(on).in_order().only("name")
)
directives_to_choose = prepared(
    lambda scope: Assignment.objects.visible_to(scope).standing().directives()
)
counted = prepared(
    lambda scope, on: Assignment.objects.visible_to(scope).standing().held().counted(on)
)
ranked = prepared(
    lambda scope, on, ids: (
        Assignment.objects.visible_to(scope).standing().held().of_holders(ids).ranked(on)
    )
)
rolled_up = prepared(
    lambda scope, on, ids: (
        Assignment.objects.visible_to(scope)
        .standing()
        .held()
        .of_holders(ids)
        .share_by_share(By.UNIT, on)
    )
)
by_month = prepared(
    lambda scope, on: (
        Assignment.objects.visible_to(scope).standing().held().share_by_share(By.MONTH, on)
    )
)
heads = prepared(lambda ids: Duty.objects.heads(ids))
first_by_name = prepared(
    lambda ids: narrow(Organisation.objects.among(ids).order_by(*BY_NAME), USUAL + 1)
)
in_order_of_names = prepared(lambda ids: Organisation.objects.by_name(ids))
named = prepared(lambda ids: Organisation.objects.among(ids))

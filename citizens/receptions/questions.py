"""What the pages of visits and matters ask, always the same: each question is put into SQL once."""

from citizens.receptions.models import Handling, Matter, MatterOwner, Reception, ReceptionDay
from portal.lists import narrow
from portal.prepared import prepared, prepared_contains, prepared_one

VISITS_SHOWN = 50

visit = prepared_one(lambda scope: Reception.objects.visible_to(scope).with_book())
matter = prepared_one(lambda scope: Matter.objects.visible_to(scope))
holds = prepared_contains(lambda scope: Matter.objects.editable_by(scope))
may_take_over = prepared_contains(lambda scope: Matter.objects.inheritable_by(scope))
sees = prepared_contains(lambda scope: Matter.objects.visible_to(scope))
visits_of = prepared(
    lambda scope, matter: narrow(
        Handling.objects.visible_to(scope).of_matter(matter).for_deadlines().newest_first(),
        VISITS_SHOWN + 1,
    )
)
owners_of = prepared(lambda matter: MatterOwner.objects.of_matter(matter).with_names())

# Of 01/TCD: the books of offices by their ids, in a period.
visits_by_host = prepared(
    lambda ids, first, last: (
        Reception.objects.of(ids).standing().between(first, last).counted_by_host()
    )
)
days_by_host = prepared(
    lambda ids, first, last: ReceptionDay.objects.of(ids).between(first, last).counted_by_host()
)
matters_reached = prepared(
    lambda ids, first, last: Handling.objects.at_visits(ids, first, last).reached()
)
matters_by_office = prepared(
    lambda ids, first, last: Handling.objects.at_visits(ids, first, last).reached_by_office()
)

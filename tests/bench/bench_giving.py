"""What it costs to give one duty to every commune of the country in one act, notices and history included.

`BENCH_DATABASE_URL` names a country that `manage.py seed_scale` filled; without it a part of one is seeded
and thrown away: of everything else, never of the communes.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from scripts.bench import Comparison, best_of
from tests.bench.server import country
from tests.bench.undoing import each_undone


def bench_giving() -> Iterator[Comparison]:
    with country():
        from directives.assignments import actions
        from directives.assignments.models import Assignment
        from directives.registry.models import Duty
        from portal.access import Role
        from portal.accounts.models import Posting
        from portal.accounts.scopes import scope_of
        from portal.calendar.clock import today
        from portal.calendar.rules import Rolling
        from portal.scale import seats
        from portal.units.models import Organisation

        on = today()
        seat = next(one for one in seats() if one.role is Role.PROVINCE_STAFF)
        by = scope_of(Posting.objects.with_place().get(user__username=seat.username))
        duty = Duty.objects.assignable().select_related("directive").latest("pk")
        committees = Organisation.objects.peoples_committees().of_communes().standing(on)
        everybody = list(committees.with_places())

        def bare() -> None:
            """The rows alone."""
            rows = [
                Assignment(
                    duty=duty, organisation=one, assigned_on=on, period="Bản trần",
                    assigned_by_organisation_id=by.organisation_id,
                )
                for one in everybody
            ]  # fmt: skip
            Assignment.objects.bulk_create(rows, 1000)

        plain = best_of(each_undone(bare))
        give = partial(
            actions.assign, duty=duty, organisations=everybody, due_on=on + timedelta(days=30),
            period="Đo tải", by=by, on=on,
        )  # fmt: skip
        note = f"{len(everybody)} communes, each run undone"
        for what, more in (
            ("give a duty", give),
            (
                "give a duty that rolls off days off and repeats",
                partial(give, rolling=Rolling.FORWARD, rolling_basis="Đo tải", repeats=True),
            ),
        ):
            yield Comparison(what, best_of(each_undone(more)), "bare rows", plain, note)

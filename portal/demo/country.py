"""The work of the centre in the demo: one directive in two provinces, for who reads the country."""

import random
from dataclasses import replace
from datetime import date, timedelta

from directives.assignments import actions as assignments
from directives.assignments.models import Assignment
from directives.registry.models import Directive
from portal.access import Role, Scope
from portal.accounts.scopes import scope_of
from portal.demo.cast import HOME_AFFAIRS, OUTSIDE_PROVINCE, organisation_at, posting_of
from portal.demo.work import communes_of, get_on, someone_of
from portal.units.kinds import Level

_GIVEN_BEFORE = 150
# In how many days each duty falls due: one has, one has not, whenever the demo is made.
_DUE_IN = {"2": -30, "3": 30}
_ANSWER_NOTHING = 0.04


def roll_out_everywhere(directive: Directive, *, on: date, dice: random.Random) -> None:
    """Let the offices of both provinces give the centre's duties to their communes."""
    _roll_out(directive, scope_of(posting_of("sonoivu")), "canbo.lucnam", on=on, dice=dice)
    _roll_out(directive, _office_outside(), "canbo.trian", on=on, dice=dice)


def _roll_out(directive: Directive, by: Scope, like: str, *, on: date, dice: random.Random) -> None:
    """Give each commune each duty; some communes answer nothing at all."""
    communes = communes_of(by, on=on)
    given = on - timedelta(days=_GIVEN_BEFORE)
    for duty in directive.duties.filter(clause__in=_DUE_IN):
        assignments.assign(
            duty=duty, organisations=communes, due_on=on + timedelta(days=_DUE_IN[duty.clause]),
            period=f"Năm {on.year}", by=by, on=given,
        )  # fmt: skip
    silent = {one.pk for one in communes if dice.random() < _ANSWER_NOTHING}
    work = Assignment.objects.about(directive_id=directive.pk).reviewable_by(by)
    for one in work.select_related("organisation", "duty__directive"):
        if one.organisation_id not in silent:
            get_on(one, by=someone_of(one.organisation, like), reviewer=by, on=on, dice=dice)


def _office_outside() -> Scope:
    """The office of the province where the cast has one official only."""
    office = organisation_at(replace(HOME_AFFAIRS, unit_code=OUTSIDE_PROVINCE))
    return replace(
        someone_of(office, "canbo.trian"), role=Role.PROVINCE_STAFF, unit_level=Level.PROVINCE
    )

"""Samples of what every room shares: the calendar, people, jobs."""

from portal.calendar.models import DayOff
from portal.demo.cast import posting_of
from portal.jobs.actions import enqueue
from tests.matrix.askers import ADMINISTRATORS, POSTED
from tests.matrix.samples import Kwargs, sample, scope


@sample("calendar:year", seen_by=POSTED)
def a_year() -> Kwargs:
    return {"year": 2026}


@sample("calendar:remove", seen_by=POSTED)
def a_day_off() -> Kwargs:
    return {"pk": DayOff.objects.in_force().of_year(2026).in_order()[0].pk}


@sample("accounts:user", "accounts:user_reset", "accounts:posting_new", seen_by=ADMINISTRATORS)
def a_person() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").user_id}


@sample("accounts:posting_end", seen_by=ADMINISTRATORS)
def a_posting() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").pk}


@sample("jobs:detail", "jobs:cancel", "jobs:retry", seen_by=ADMINISTRATORS | {"canbo.lucnam"})
def a_job() -> Kwargs:
    asked = enqueue("thử", {}, title="Một việc", key="thử", by=scope("canbo.lucnam"))
    return {"pk": asked.pk}

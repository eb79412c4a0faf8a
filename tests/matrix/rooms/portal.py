"""Samples of what every room shares: the map, the calendar, people, jobs."""

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from directives.assignments.exports import work
from portal.accounts.models import Session
from portal.calendar.actions import add_day_off
from portal.calendar.models import DayOff
from portal.calendar.rules import DayKind
from portal.demo.cast import posting_of
from portal.exports.actions import ask_for_table, make_table
from portal.feed.actions import give_link
from portal.jobs.actions import enqueue, take
from portal.notices.kinds import NoticeKind
from portal.notices.models import Notice
from portal.retention.actions import propose
from portal.units.models import AdministrativeUnit, Area
from tests.matrix.askers import IN_PROVINCE, MANAGERS, POSTED, PROVINCE_STAFF
from tests.matrix.samples import Kwargs, sample, scope


@sample("calendar:year", seen_by=POSTED)
def a_year() -> Kwargs:
    return {"year": 2026}


@sample("calendar:remove", seen_by=frozenset())
@sample("calendar:moved", "calendar:history", seen_by=POSTED)
def a_day_off() -> Kwargs:
    return {"pk": DayOff.objects.in_force().of_year(2026).in_order()[0].pk}


@sample("calendar:remove", seen_by=PROVINCE_STAFF | {"quantri"})
def a_day_off_of_the_province() -> Kwargs:
    by = scope("sonoivu")
    marked = add_day_off(
        day=date(2026, 7, 1), kind=DayKind.HOLIDAY, name="Nghỉ của tỉnh", decision="",
        province_id=by.unit_id, certain=True, by=by,
    )  # fmt: skip
    return {"pk": marked.day_off.pk}


@sample("accounts:user", "accounts:user_history", "accounts:posting_new", seen_by=MANAGERS)
@sample(
    "accounts:security",
    "accounts:sessions_end_all",
    "accounts:second_step_reset",
    seen_by=MANAGERS,
)
def a_person() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").user_id}


@sample("accounts:session_end", seen_by=MANAGERS | {"canbo.lucnam"})
def a_session() -> Kwargs:
    opened = timezone.now()
    session = Session.objects.create(
        session_key="phien-cua-thuy", user_id=posting_of("canbo.lucnam").user_id, handle="thuy",
        opened_at=opened, seen_at=opened, expire_date=opened + timedelta(hours=1),
    )  # fmt: skip
    return {"handle": session.handle}


@sample("accounts:address_confirm", seen_by=POSTED)
def a_link_of_a_mail() -> Kwargs:
    return {"code": "ma-trong-thu"}


@sample(
    "notices:follow",
    "notices:mark_one_read",
    "notices:change_posting",
    seen_by=frozenset({"canbo.lucnam"}),
)
def a_notice() -> Kwargs:
    holder = posting_of("canbo.lucnam")
    notice = {"kind": NoticeKind.REPORT, "key": "thử", "text": "Đến hạn.", "href": "/bao-cao/"}
    return {"pk": Notice.objects.create(posting=holder, **notice).pk}


@sample("accounts:posting_end", "accounts:posting_history", seen_by=MANAGERS)
def a_posting() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").pk}


@sample(
    "jobs:detail",
    "jobs:cancel",
    "jobs:retry",
    "jobs:history",
    seen_by=frozenset({"quantri", "canbo.lucnam"}),
)
def a_job() -> Kwargs:
    asked = enqueue("thử", {}, title="Một việc", key="thử", by=scope("canbo.lucnam"))
    return {"pk": asked.pk}


@sample("units:unit", seen_by=POSTED)
def a_unit() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").organisation.unit_id}


@sample(
    "accounts:unit_people",
    "units:unit_history",
    seen_by=frozenset(
        {
            "canbo.lucnam",
            "lanhdao.lucnam",
            "mttq.lucnam",
            "mttq2.lucnam",
            "quantri.lucnam",
            "ke.quantri.mttq",
        }  # their own unit
        | {"diaban.lucnam", "sonoivu", "mttq.tinh", "quantri"}  # units over it, or its area
    ),
)
def a_unit_with_people() -> Kwargs:
    return a_unit()


@sample(
    "units:organisation_history",
    seen_by=frozenset(
        {"canbo.lucnam", "lanhdao.lucnam", "mttq.lucnam", "mttq2.lucnam", "quantri.lucnam"}
    )
    | {"ke.quantri.mttq", "diaban.lucnam", "sonoivu", "mttq.tinh", "quantri"},
)
def an_organisation() -> Kwargs:
    return {"pk": posting_of("canbo.lucnam").organisation_id}


@sample("units:entrust", seen_by=frozenset({"ngoai.quantri"}))
def a_divided_commune() -> Kwargs:
    """Bắc Ninh has none; Đồng Nai has one, in the outsider's province."""
    return {"pk": AdministrativeUnit.objects.divided().get(name="Xuân Tâm").pk}


@sample("units:area", "units:area_history", seen_by=IN_PROVINCE - {"ke.diaban"})
@sample("units:area_edit", "units:area_close", seen_by=PROVINCE_STAFF)
def an_area() -> Kwargs:
    area = posting_of("diaban.lucnam").area
    assert isinstance(area, Area)
    return {"pk": area.pk}


@sample(
    "retention:decision",
    "retention:approve",
    "retention:history",
    seen_by=frozenset({"quantri", "sonoivu"}),
)
def a_decision() -> Kwargs:
    made = propose(
        kind="jobs", up_to=date(2020, 1, 1), number="12/QĐ-SNV", decided_on=date(2026, 1, 5),
        decided_by="Giám đốc Sở Nội vụ", by=scope("quantri"), on=date(2026, 11, 23),
    )  # fmt: skip
    return {"pk": made.pk}


@sample("exports:detail", "exports:download", seen_by=frozenset({"canbo.lucnam"}))
def a_long_table() -> Kwargs:
    export = ask_for_table(kind=work, query="", key=uuid4(), by=scope("canbo.lucnam"))
    run = take(export.job_id, worker="w")
    assert run is not None
    make_table(export, run)
    return {"pk": export.pk}


@sample("feed:calendar", seen_by=POSTED)
def a_calendar() -> Kwargs:
    return {"token": give_link(posting=posting_of("canbo.lucnam"), by=scope("canbo.lucnam"))}

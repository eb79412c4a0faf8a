"""Samples of directives and of the work that they ask for."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.registry.kinds import DueKind, DutyState, IssuerLevel, Status, System
from directives.registry.models import Directive, Duty
from portal.demo.cast import organisation_at, person
from portal.files.actions import keep_upload
from tests.matrix.askers import IN_PROVINCE, LUC_NAM, WATCHERS
from tests.matrix.samples import Kwargs, sample, scope

ISSUED, GIVEN, DUE = date(2026, 3, 2), date(2026, 11, 2), date(2026, 11, 29)
EVIDENCE = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def a_final_directive() -> Directive:
    """A directive of the demo province, entered by its Department of Home Affairs."""
    by = scope("sonoivu")
    return Directive.objects.create(
        number="05/CT-UBND", number_key="05ctubnd", kind="CT", system=System.STATE,
        issuer="UBND tỉnh Bắc Ninh", issuer_key="ubnd tinh bac ninh",
        issuer_level=IssuerLevel.PROVINCE, province_id=by.unit_id, series="2026",
        owner_id=by.organisation_id, issued_on=ISSUED, status=Status.FINAL,
        subject="Về đẩy mạnh công tác dân vận", search_key=" 05 ct ubnd ",
    )  # fmt: skip


def a_duty() -> Duty:
    return Duty.objects.create(
        directive=a_final_directive(), ordinal=1, clause="3", text="Gửi báo cáo năm.",
        due_kind=DueKind.YEARLY, due_month=11, due_day=29, state=DutyState.ACCEPTED,
    )  # fmt: skip


def a_work() -> Assignment:
    """The duty given to xã Lục Nam."""
    duty = a_duty()
    luc_nam = organisation_at(person("canbo.lucnam").seat)
    actions.assign(
        duty=duty, organisations=[luc_nam], due_on=DUE, period="Năm 2026",
        by=scope("sonoivu"), on=GIVEN,
    )  # fmt: skip
    return Assignment.objects.get(duty=duty)


@sample("assignments:assign", seen_by=IN_PROVINCE)
def a_duty_to_give() -> Kwargs:
    return {"duty_pk": a_duty().pk}


@sample("assignments:detail", seen_by=LUC_NAM | WATCHERS)
@sample(
    "assignments:acknowledge",
    "assignments:progress",
    "assignments:submit",
    "assignments:hand_back",
    "assignments:ask_more_time",
    seen_by=LUC_NAM,
)
@sample("assignments:accept", "assignments:send_back", seen_by=WATCHERS)
def given_work() -> Kwargs:
    return {"pk": a_work().pk}


@sample("assignments:decide_extension", seen_by=WATCHERS)
def work_with_a_request() -> Kwargs:
    work = a_work()
    by = scope("canbo.lucnam")
    actions.acknowledge(assignment=work, version=work.version, by=by)
    work.refresh_from_db()
    actions.ask_more_time(
        assignment=work, until=date(2026, 12, 15), reason="Chờ số liệu.", by=by, on=GIVEN
    )
    return {"pk": work.pk}


@sample("assignments:evidence", seen_by=LUC_NAM | WATCHERS)
def work_with_evidence() -> Kwargs:
    work, by = a_work(), scope("canbo.lucnam")
    kept = keep_upload(SimpleUploadedFile("minh-chung.pdf", EVIDENCE), by=by)
    actions.acknowledge(assignment=work, version=work.version, by=by)
    work.refresh_from_db()
    actions.report_progress(
        assignment=work, version=work.version, percent=50, note="Đang làm.",
        evidence=[kept], by=by, key="1",
    )  # fmt: skip
    return {"pk": work.pk, "attachment_pk": kept.pk}

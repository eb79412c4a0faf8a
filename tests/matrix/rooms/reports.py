"""Samples of reports: the yearly one of xã Lục Nam."""

from datetime import date

from portal.demo.cast import posting_of
from portal.files.actions import keep_bytes
from portal.files.rules import FileKind
from portal.reports import actions
from portal.reports.models import Report, ReportKind
from tests.matrix.askers import LUC_NAM, POSTED, PROVINCE_STAFF, WATCHERS
from tests.matrix.samples import Kwargs, sample, scope

ON = date(2026, 11, 22)


def a_report() -> Report:
    actions.load_forms()
    actions.prepare(on=ON)
    luc_nam = posting_of("canbo.lucnam").organisation_id
    return Report.objects.get(organisation_id=luc_nam, kind=ReportKind.COMMUNE_YEARLY)


def a_written_report() -> Report:
    row = a_report()
    words = {section.key: "Đã thực hiện." for section in row.outline.written}
    actions.save_draft(
        report=row, version=row.version, narrative=words, typed={}, number="12",
        issued_on=None, by=scope("lanhdao.lucnam"), on=ON,
    )  # fmt: skip
    return row


def a_waiting_report() -> Report:
    row = a_written_report()
    actions.ask_to_sign(report=row, version=row.version, by=scope("canbo.lucnam"))
    return row


def a_sent_report() -> Report:
    row, by = a_written_report(), scope("lanhdao.lucnam")
    actions.sign(
        report=row, version=row.version, signed_as="TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH", by=by, on=ON
    )
    return row


def with_file(row: Report) -> Report:
    row.pdf = keep_bytes(
        b"%PDF-1.7\n", name="bao-cao.pdf", kind=FileKind.PDF, organisation_id=row.organisation_id
    )
    row.save(update_fields=["pdf"])
    return row


@sample("reports:report", "reports:history", seen_by=LUC_NAM | WATCHERS)
@sample("reports:write", "reports:recount", "reports:ask_to_sign", "reports:sign", seen_by=LUC_NAM)
@sample("reports:files", "reports:make_files", seen_by=LUC_NAM)
@sample("reports:approve", "reports:give_back", seen_by=PROVINCE_STAFF)
def report() -> Kwargs:
    return {"pk": a_report().pk}


@sample("reports:report", seen_by=LUC_NAM | WATCHERS)
@sample("reports:sign", seen_by=LUC_NAM)
def waiting() -> Kwargs:
    return {"pk": a_waiting_report().pk}


@sample("reports:report", "reports:files", "reports:make_files", seen_by=LUC_NAM | WATCHERS)
@sample("reports:approve", "reports:give_back", seen_by=PROVINCE_STAFF)
def sent() -> Kwargs:
    return {"pk": a_sent_report().pk}


@sample("reports:download", seen_by=LUC_NAM | WATCHERS)
def sent_with_its_file() -> Kwargs:
    return {"pk": with_file(a_sent_report()).pk, "suffix": "pdf"}


@sample("reports:download", seen_by=LUC_NAM)
def draft_with_its_file() -> Kwargs:
    return {"pk": with_file(a_report()).pk, "suffix": "pdf"}


@sample("reports:verify", seen_by=POSTED)
def a_digest() -> Kwargs:
    return {"digest": "0" * 64}

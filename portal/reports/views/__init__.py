"""Pages of reports, by noun: one's reports, writing, signing and review, readiness, verification."""

from portal.reports.views.readiness import readiness
from portal.reports.views.reading import download, files, make_files, recount, report, report_list
from portal.reports.views.signing import approve, ask_to_sign, give_back, sign
from portal.reports.views.verifying import verify, verify_form
from portal.reports.views.writing import write

__all__ = [
    "approve",
    "ask_to_sign",
    "download",
    "files",
    "give_back",
    "make_files",
    "readiness",
    "recount",
    "report",
    "report_list",
    "sign",
    "verify",
    "verify_form",
    "write",
]

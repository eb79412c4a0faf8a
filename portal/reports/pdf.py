"""A report as PDF."""

from portal.papers.pdf import make_pdf
from portal.reports.paper import Paper


def report_pdf(paper: Paper) -> bytes:
    return make_pdf("reports/paper/report.html", {"paper": paper})

"""Open work in this room: the reports that an organisation is writing."""

from portal.access import Power
from portal.handover.kinds import open_work
from portal.reports.models import Report
from portal.reports.querysets import ReportQuerySet


@open_work("Báo cáo đang soạn", power=Power.REPORT_WRITE)
def reports(user: int, organisation: int, posting: int) -> ReportQuerySet:
    return Report.objects.of_organisations([organisation]).open()

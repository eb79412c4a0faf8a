"""Open work in this room: the reports that an organisation is writing."""

from portal.access import POWERS, Power, Role
from portal.accounts.models import Posting
from portal.handover.kinds import open_work
from portal.reports.models import Report


@open_work("Báo cáo đang soạn")
def reports(posting: Posting) -> int:
    if Power.REPORT_WRITE not in POWERS[Role(posting.role)]:
        return 0
    return Report.objects.of_organisations([posting.organisation_id]).open().count()

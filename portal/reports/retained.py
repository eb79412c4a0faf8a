"""What of reports could be destroyed by a decision: the contents of their files, not their figures."""

from portal.reports.models import Report
from portal.retention.classes import RetentionClass, retained
from portal.retention.retained import destroy_contents, files_of

retained(
    RetentionClass(
        "report_files", "Tệp của báo cáo năm", files_of(Report, "pdf", "docx", "xlsx"),
        destroy_contents,
    )
)  # fmt: skip

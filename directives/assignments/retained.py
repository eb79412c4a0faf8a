"""What of assignments is destroyed by a decision: the contents of the files that prove the work."""

from directives.assignments.models import ProgressEntry
from portal.retention.classes import RetentionClass, retained
from portal.retention.retained import destroy_contents, files_of

retained(
    RetentionClass(
        "evidence", "Tệp minh chứng của nhiệm vụ", files_of(ProgressEntry, "evidence"),
        destroy_contents,
    )
)  # fmt: skip

from django.utils import timezone

from portal.files.actions import sweep_files
from portal.jobs.kinds import job_kind
from portal.jobs.run import JobRun


@job_kind("files_sweep", title="Dọn tệp không thuộc hồ sơ nào", cron="40 2 * * *")
def sweep(run: JobRun) -> None:
    """Remove the files that a killed process wrote and never named in a row."""
    removed = sweep_files(at=timezone.now())
    run.progress(removed, removed, f"Đã xóa {removed} tệp")

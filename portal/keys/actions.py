"""Starting a rotation: everything is sealed anew with the newest keys, while the portal runs."""

from django.db import transaction
from django.utils import timezone

from portal.access import Scope
from portal.audit.actions import record
from portal.jobs.actions import enqueue
from portal.jobs.models import Job

KIND = "keys_rotate"


@transaction.atomic
def rotate_keys(*, by: Scope | None) -> Job:
    """Return the rotation that is under way, or start one."""
    running = Job.objects.unfinished().filter(kind=KIND).first()
    if running is not None:
        return running
    title = "Thay khóa mã hóa, tra cứu số giấy tờ"
    job = enqueue(KIND, {}, title=title, key=f"{KIND}:{timezone.now():%Y%m%d%H%M%S}", by=by)
    record(act="keys.rotate", target=job, by=by, says="Bắt đầu thay khóa mã hóa, tra cứu.")
    return job

import os
import socket
import uuid

from celery import shared_task

from portal.jobs import actions


@shared_task(name="jobs.run")
def run(job_id: int) -> None:
    """Carry out one job, if it still waits."""
    worker = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    taken = actions.take(job_id, worker=worker)
    if taken is not None:
        actions.carry_out(taken)


@shared_task(name="jobs.sweep")
def sweep() -> None:
    """Send the jobs again that a dead worker held or a dead queue lost."""
    actions.sweep()

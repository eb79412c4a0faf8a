"""Who is alive among the workers and the schedulers."""

from django.db.models.functions import Now

from portal.jobs.models import BackgroundProcess


def appear(role: BackgroundProcess.Role, name: str) -> None:
    """Say that the process `name` lives."""
    known = BackgroundProcess.objects.filter(role=role, name=name)
    if not known.update(heartbeat_at=Now()):
        BackgroundProcess.objects.get_or_create(role=role, name=name)


def leave(role: BackgroundProcess.Role, name: str) -> None:
    """Say that the process `name` has ended as it should."""
    BackgroundProcess.objects.filter(role=role, name=name).delete()


def alive(role: BackgroundProcess.Role, host: str) -> bool:
    """Whether a process of this role on the host has said so lately."""
    found = BackgroundProcess.objects.filter(role=role, name__startswith=f"{host}:")
    return found.alive().exists()


def forget_the_gone() -> None:
    BackgroundProcess.objects.gone().delete()

"""Hand out periodic work and sweep after dead workers; start as many copies as you like."""

import logging
import os
import signal
import socket
import sys
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import DatabaseError, connection

from portal.jobs import actions
from portal.jobs.models import BackgroundProcess

SCHEDULER = BackgroundProcess.Role.SCHEDULER
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Giao việc định kỳ và lấy lại việc của bộ xử lý đã chết. Chạy nhiều bản: một bản điều khiển."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--alive", action="store_true", help="chỉ hỏi: bộ lập lịch của máy này còn sống không"
        )

    def handle(self, *args: Any, alive: bool, **options: Any) -> None:
        host = socket.gethostname()
        if alive:
            sys.exit(0 if actions.alive(SCHEDULER, host) else 1)
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        keep_time(f"{host}:{os.getpid()}", stop)


def keep_time(name: str, stop: Event) -> None:
    """Look at the clock six times a lease until told to stop. A database that is away is waited for."""
    while not stop.is_set():
        try:
            look(name)
        except DatabaseError:
            log.exception("The database is away; looking again soon")
            connection.close()
        stop.wait(settings.JOB_LEASE.total_seconds() / 6)
    try:
        actions.resign(name)
        actions.leave(SCHEDULER, name)
    except DatabaseError:
        log.warning("The database is away; the lead ends by itself")


def look(name: str) -> None:
    """Say that this copy lives; as the leader hand out what is due and sweep."""
    actions.appear(SCHEDULER, name)
    if actions.lead(name):
        for job in actions.hand_out(name):
            log.info("Handed out %s", job.key)
        actions.sweep()

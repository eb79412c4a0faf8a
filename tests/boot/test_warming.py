"""A worker of the web server brings in what is heavy by itself, aside, after its start."""

import subprocess
import sys
from threading import Event

import pytest

from portal import warming
from portal.management.commands.serve import web

STARTED = """
import sys
import django
django.setup()
from portal import warming
assert "scipy" not in sys.modules
warming.bring_in_all(0)
assert "scipy.stats.contingency" in sys.modules
"""


def test_a_worker_brings_in_the_statistics() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_the_web_server_is_told_so() -> None:
    assert "python:portal.warming" in web(8000)


def test_the_hook_does_not_make_the_worker_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    began, done = Event(), Event()

    def heavy() -> None:
        began.wait(5)
        done.set()

    monkeypatch.setattr(warming, "AFTER", 0)
    monkeypatch.setattr(warming, "_HEAVY", [heavy])
    warming.post_worker_init(None)
    assert not done.is_set()
    began.set()
    assert done.wait(5)

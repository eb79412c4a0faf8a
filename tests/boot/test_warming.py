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
KEPT = """
import gc
import django
django.setup()
from portal import warming
warming.when_ready(None)
assert gc.get_freeze_count() > 50_000, gc.get_freeze_count()
assert len(gc.get_objects()) < gc.get_freeze_count() / 10, len(gc.get_objects())
before = gc.get_freeze_count()
warming.bring_in_all(0)
assert gc.get_freeze_count() > before
"""


@pytest.mark.parametrize("program", [STARTED, KEPT], ids=["brought in", "kept"])
def test_a_worker_brings_in_the_statistics_and_collects_no_more_of_it(program: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
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
    monkeypatch.setattr(
        warming, "keep_what_is_there", lambda: None
    )  # pytest's own stay collectable
    warming.post_worker_init(None)
    assert not done.is_set()
    began.set()
    assert done.wait(5)

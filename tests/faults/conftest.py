"""The trials: rows stay from one to the next, as in a real database, and each says what came of it.

They run by themselves on servers that they may kill: `scripts/test.py` starts those.
"""

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker

import tests.faults.kinds  # noqa: F401  # the test enqueues what the workers know
from portal.accounts.models import User
from portal.demo.cast import seat_cast


@dataclass
class Told:
    """One line of the table: what befell, when, the rows before and after, what the page said."""

    fault: str
    moment: str
    started: float = field(default_factory=time.monotonic)
    rows: str = ""
    says: str = ""
    seconds: float = 0


LINES: list[Told] = []
Tell = Callable[..., Told]


@pytest.fixture(scope="session")
def trial_database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The map and the cast in a database of the trials' own, without a transaction around a test."""
    if "TRIAL_POSTGRES" not in os.environ:
        pytest.skip("cần máy chủ tạm để giết và khởi động lại: chạy `make test`")
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        call_command("load_units", verbosity=0)
        call_command("load_holidays", verbosity=0)
        seat_cast()
        yield
        connections.close_all()
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def _rows_that_stay(trial_database: None) -> Iterator[None]:
    yield
    connections.close_all()


@pytest.fixture
def tell() -> Tell:
    """What adds a line to the table, printed at the end; only what was asserted is told."""

    def add(fault: str, moment: str, *, rows: str, says: str, since: float) -> Told:
        line = Told(fault, moment, rows=rows, says=says, seconds=time.monotonic() - since)
        LINES.append(line)
        return line

    return add


@pytest.fixture
def reading(client_of_trial: Callable[[str], Client]) -> Callable[[str, str], str]:
    """The text of a page as one of the cast sees it."""

    def read(username: str, address: str) -> str:
        response = client_of_trial(username).get(address)
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    return read


@pytest.fixture
def client_of_trial() -> Callable[[str], Client]:
    """A client logged in as one of the cast; its rows stay."""

    def log_in(username: str) -> Client:
        client = Client()
        user = User.objects.get(username=username)
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if not LINES:
        return
    terminalreporter.section("Thử sự cố: không mất, không trùng", sep="═")
    heads = ("Sự cố", "Lúc", "Dòng trong cơ sở dữ liệu", "Trang nói", "Giây")
    rows = [(one.fault, one.moment, one.rows, one.says, f"{one.seconds:.1f}") for one in LINES]
    widths = [max(len(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    for row in (heads, tuple("─" * width for width in widths), *rows):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        terminalreporter.write_line(line.rstrip())

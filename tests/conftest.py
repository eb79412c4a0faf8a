"""What every test may ask for: the map, the cast, a browser-less client of each person."""

import gc
from collections.abc import Callable
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from citizens.returns.actions import load_statistical_forms
from portal.access import Scope
from portal.accounts.models import User
from portal.accounts.scopes import scope_of
from portal.demo.cast import CAST, posting_of, seat_cast
from scripts.test import NO_SHARED
from tests.attack.tally import (  # noqa: F401  # here pytest finds them, whatever is collected
    pytest_addoption,
    pytest_runtest_logreport,
    pytest_terminal_summary,
)
from tests.chromium import chromium  # noqa: F401
from tests.references import watch_the_map

SHARED = Path(__file__).resolve().parent.parent.parent / "shared" / "documents"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=NO_SHARED)


def pytest_configure() -> None:
    """Plain HTTP, plain static files, quick passwords; whatever the environment says of them."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = (
        False
    )
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "sessionid", "csrftoken"
    settings.KNOWN_BROWSER_COOKIE = "known"  # over plain HTTP no browser takes a __Host- cookie
    plain = "tests.plain_static.PlainStaticFiles"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.DEMO_WITHOUT_SECOND_STEP = True  # tests of the second step ask for it
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    # The same examples every time, and no opinion about how fast the machine is today.
    hypothesis.settings.register_profile(
        "suite", derandomize=True, deadline=None, database=None,
        suppress_health_check=[hypothesis.HealthCheck.too_slow],
    )  # fmt: skip
    hypothesis.settings.load_profile("suite")


def pytest_collection_finish() -> None:
    """Look for unused rings of objects seldom, and never among the tests: they stay to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture
def on_postgresql() -> None:
    """Skip what several connections do at once where the embedded database has but one writer."""
    if connection.vendor != "postgresql":
        pytest.skip("cần PostgreSQL: chạy `make test`")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Load what a start loads and seat the cast, once; each test rolls back its own work."""
    with django_db_blocker.unblock():
        call_command("load_units", verbosity=0)
        call_command("load_holidays", verbosity=0)
        load_statistical_forms()
        call_command("load_questionnaires", verbosity=0)
        seat_cast()
        watch_the_map()


@pytest.fixture
def scopes(db: None) -> Callable[[str], Scope]:
    """The scope of one of the cast, by login name."""
    return lambda username: scope_of(posting_of(username))


@pytest.fixture
def client_of(db: None) -> Callable[[str], Client]:
    """A client logged in as one of the cast, by login name."""

    def log_in(username: str) -> Client:
        client = Client()
        client.force_login(
            User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend"
        )
        client.get("/suc-khoe/")  # the session notes where it began: no page is charged for that
        return client

    return log_in


@pytest.fixture(params=[one.username for one in CAST])
def anyone(request: pytest.FixtureRequest) -> str:
    """Each login name of the cast in turn."""
    return str(request.param)


@pytest.fixture
def today() -> date:
    """The day on which tests that need one take place; a Monday."""
    return date(2026, 11, 23)

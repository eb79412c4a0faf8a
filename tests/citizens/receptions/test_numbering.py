"""Numbers of the book: by commune and year, without doubles, without gaps, whoever writes."""

import importlib.util
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from citizens.receptions.models import Reception, ReceptionSeries
from portal.access import Scope

Log = Callable[..., Reception]
RACING = Path(__file__).with_name("racing.py")
ROOT = RACING.parents[3]


def racing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("racing", RACING)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.services
@pytest.mark.usefixtures("on_postgresql")
@pytest.mark.django_db(
    transaction=True, available_apps=["citizens.receptions"]
)  # the map and the cast stay
def test_twenty_writers_get_twenty_numbers_on_postgresql() -> None:
    assert sorted(racing().race()) == list(range(1, 21))


def test_twenty_writers_get_twenty_numbers_on_sqlite(tmp_path: Path) -> None:
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'book.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, str(RACING)], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    assert sorted(json.loads(done.stdout)) == list(range(1, 21))


@pytest.mark.django_db
def test_each_commune_and_each_year_count_from_one(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    numbers = [
        log().number,
        log(received_on=date(2025, 12, 31)).number,
        log().number,
        log(by=bacgiang).number,
    ]
    assert numbers == [1, 1, 2, 1]


@pytest.mark.django_db
def test_the_constraint_refuses_a_number_given_twice(log: Log) -> None:
    first, second = log(), log()
    with pytest.raises(IntegrityError), transaction.atomic():
        Reception.objects.filter(pk=second.pk).update(number=first.number)


@pytest.mark.django_db
def test_a_visit_that_is_refused_leaves_no_gap(log: Log) -> None:
    log()
    with pytest.raises(ValidationError):
        log(received_on=date(2027, 1, 1))
    assert log().number == 2


@pytest.mark.django_db
def test_a_closed_book_takes_no_more(log: Log, lucnam: Scope) -> None:
    ReceptionSeries.objects.create(
        organisation_id=lucnam.organisation_id, year=2026, last_number=812, closed=True
    )
    with pytest.raises(ValidationError, match="Sổ năm 2026 đã khóa"):
        log()

"""The yearly report of phường Lục Nam and of its province, on a day after their data has closed."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from pytest_django import Settings

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from portal.access import Scope
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job
from portal.reports import actions
from portal.reports.models import Report, ReportKind

ON = date(2026, 11, 23)
CHAIRMAN = "TM. ỦY BAN NHÂN DÂN|CHỦ TỊCH"
WORDS = "Ủy ban nhân dân phường đã tổ chức thực hiện nghiêm túc, đúng kế hoạch."


@pytest.fixture(autouse=True)
def monday(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """It is Monday 23/11/2026, ten in the morning in Vietnam; files go to a folder of the test."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(datetime(2026, 11, 23, 3, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def prepared(db: None) -> None:
    actions.load_forms()
    actions.prepare(on=ON)


@pytest.fixture
def official(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.lucnam")


@pytest.fixture
def leader(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("lanhdao.lucnam")


@pytest.fixture
def province(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("sonoivu")


@pytest.fixture
def draft(prepared: None, official: Scope) -> Report:
    """Phường Lục Nam's report, not written yet."""
    return Report.objects.for_page().get(
        organisation_id=official.organisation_id, kind=ReportKind.COMMUNE_YEARLY
    )


@pytest.fixture
def province_draft(prepared: None, province: Scope) -> Report:
    return Report.objects.for_page().get(
        organisation_id=province.organisation_id, kind=ReportKind.PROVINCE_YEARLY
    )


def write(report: Report, by: Scope, **typed: str) -> Report:
    """Write every section of a report, and the figures that the unit counts otherwise."""
    actions.save_draft(
        report=report, version=report.version, typed=typed, number="125", issued_on=None, by=by,
        on=ON,
        narrative={section.key: WORDS for section in report.outline.written},
    )  # fmt: skip
    return report


@pytest.fixture
def written(draft: Report, official: Scope) -> Report:
    return write(draft, official)


@pytest.fixture
def sent(written: Report, leader: Scope) -> Report:
    """The same, signed by the chairman."""
    actions.sign(report=written, version=written.version, signed_as=CHAIRMAN, by=leader, on=ON)
    return written


@pytest.fixture
def visit(official: Scope) -> Callable[..., None]:
    """Log a visit of three people into the book of phường Lục Nam."""

    def log(day: date = date(2026, 11, 12), kind: MatterKind = MatterKind.PETITION) -> None:
        person = PersonEntry("Nguyễn Văn Tuấn", "thôn Đông", "024079001234")
        log_reception(
            key=uuid4(), visit=VisitEntry(day, "Thủy", head_count=3), people=(person,),
            case=CaseEntry(kind, Outcome.PENDING, "Xin sửa đường", Field.OTHER),
            by=official, on=ON,
        )  # fmt: skip

    return log


@pytest.fixture
def make() -> Callable[[Report], Job]:
    """Do what the worker does with the report's waiting job."""

    def carry(report: Report) -> Job:
        assert report.job is not None
        run = take(report.job.pk, worker="test")
        assert run is not None
        carry_out(run)
        run.job.refresh_from_db()
        report.refresh_from_db()
        return run.job

    return carry

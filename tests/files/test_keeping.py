"""A file stays with the row that names it: refused, neither of them does."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from portal.files.actions import YOUNG, Keeping, sweep_files
from portal.files.models import Attachment
from portal.files.rules import FileKind

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n"


@pytest.fixture
def disk(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def files(disk: Path) -> list[Path]:
    return [path for path in disk.rglob("*") if path.is_file()]


def refused_act(disk: Path) -> None:
    with Keeping() as keep:
        before = len(files(disk))
        keep.made(PDF, name="b.pdf", kind=FileKind.PDF, organisation_id=1)
        assert len(files(disk)) == before + 1
        raise ValueError("refused")


def test_a_file_of_an_act_that_goes_through_stays(disk: Path) -> None:
    with Keeping() as keep:
        keep.made(PDF, name="a.pdf", kind=FileKind.PDF, organisation_id=1)
    assert len(files(disk)) == Attachment.objects.count() == 1


def test_a_file_of_a_refused_act_is_gone_with_its_row(disk: Path) -> None:
    with pytest.raises(ValueError, match="refused"):
        refused_act(disk)
    assert files(disk) == []
    assert not Attachment.objects.exists()


def test_the_same_content_kept_before_stays_when_a_later_act_is_refused(disk: Path) -> None:
    with Keeping() as keep:
        keep.made(PDF, name="a.pdf", kind=FileKind.PDF, organisation_id=1)
    with pytest.raises(ValueError, match="refused"):
        refused_act(disk)
    with Attachment.objects.get().file.open() as kept:
        assert kept.read() == PDF


def test_the_sweep_takes_what_a_killed_process_left_and_nothing_else(disk: Path) -> None:
    with Keeping() as keep:
        keep.made(PDF, name="a.pdf", kind=FileKind.PDF, organisation_id=1)
    named = files(disk)[0]
    now = timezone.now()
    left, fresh = named.with_name("left"), named.with_name("fresh")
    for path in (left, fresh):
        path.write_bytes(b"x")
    for path in (named, left):
        old = (now - YOUNG - timedelta(minutes=1)).timestamp()
        os.utime(path, (old, old))
    assert sweep_files(at=now) == 1
    assert sorted(files(disk)) == sorted([named, fresh])

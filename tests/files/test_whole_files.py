"""A file is on the disk whole or not at all."""

import errno
import os
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files import locks
from django.core.files.base import ContentFile
from pytest_django import Settings

from portal.disk import NO_ROOM
from portal.files.actions import keep_bytes
from portal.files.models import Attachment
from portal.files.rules import FileKind
from portal.files.storage import WholeFileStorage

PDF = b"%PDF-1.7\n"


def on_disk(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.fixture
def folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_file_is_written_under_its_name_alone(folder: Path) -> None:
    assert WholeFileStorage().save("ab/abc", ContentFile(PDF)) == "ab/abc"
    assert [path.read_bytes() for path in on_disk(folder)] == [PDF]


def test_the_same_name_again_is_another_file(folder: Path) -> None:
    names = {WholeFileStorage().save("ab/abc", ContentFile(PDF)) for _ in range(3)}
    assert len(names) == len(on_disk(folder)) == 3


def test_two_who_choose_one_name_at_once_get_two_files(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage, chosen = WholeFileStorage(), WholeFileStorage().get_available_name
    storage.save("ab/abc", ContentFile(PDF))
    free = iter(["ab/abc"])  # what the second was told before the first had written
    monkeypatch.setattr(
        storage, "get_available_name", lambda name, **_: next(free, None) or chosen(name)
    )
    assert storage.save("ab/abc", ContentFile(PDF)) != "ab/abc"
    assert len(on_disk(folder)) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("why", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
def test_a_full_disk_leaves_no_half_file_and_no_row(
    folder: Path, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    def full(*_: object) -> None:
        raise OSError(why, os.strerror(why))

    monkeypatch.setattr(locks, "lock", full)  # the file has been made, nothing is in it yet
    with pytest.raises(ValidationError, match=NO_ROOM):
        keep_bytes(PDF, name="a.pdf", kind=FileKind.PDF, organisation_id=1)
    monkeypatch.undo()
    assert on_disk(folder) == []
    assert not Attachment.objects.exists()


@pytest.mark.django_db
def test_any_other_error_of_the_disk_is_not_hidden(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "I/O")

    monkeypatch.setattr(locks, "lock", broken)
    with pytest.raises(OSError, match="I/O"):
        keep_bytes(PDF, name="a.pdf", kind=FileKind.PDF, organisation_id=1)

"""Files that the system keeps."""

from pathlib import Path

import pytest
from pytest_django import Settings

from portal.files.actions import keep_bytes
from portal.files.rules import FileKind


@pytest.mark.django_db
def test_a_file_that_the_system_made_has_nobody_who_uploaded_it(
    settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keep_bytes(b"%PDF-1.7\n", name="bao-cao.pdf", kind=FileKind.PDF, organisation_id=1)
    assert kept.pk
    assert kept.uploaded_by_id is None

"""A long book is made in the background, recorded when it is made, forgotten with what is destroyed."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from citizens.receptions.actions import reclassify
from citizens.receptions.actions.exports import forget_books
from citizens.receptions.exports import book
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Reception
from citizens.receptions.retained import _destroy_matters, _destroy_visits
from portal.access import Scope
from portal.audit.models import Entry
from portal.exports import actions as export_actions
from portal.exports import http
from portal.exports.actions import ask_for_table
from portal.exports.models import Export
from portal.files.models import Attachment
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
OLD_FORM, NEW_FORM = date(2026, 6, 1), date(2026, 11, 10)


def made(query: str, by: Scope) -> Export:
    export = ask_for_table(kind=book, query=query, key=uuid4(), by=by)
    run = take(export.job_id, worker="w")
    assert run is not None
    carry_out(run)
    return Export.objects.for_page().get(pk=export.pk)


def test_a_long_book_is_offered_and_made_in_the_background(
    log: Log, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    log(received_on=OLD_FORM)
    log(received_on=NEW_FORM)
    monkeypatch.setattr(http, "MOST_AT_ONCE", 1)
    client = client_of("canbo.lucnam")
    page = client.post(f"{reverse('receptions:export')}?tu=01/01/2026").content.decode()
    assert "Sổ tiếp công dân: 2 dòng" in page
    assert 'value="tu=01%2F01%2F2026"' in page
    assert not Entry.objects.filter(act="reception.export").exists()


def test_the_file_has_a_sheet_per_form_and_its_making_is_recorded(log: Log, lucnam: Scope) -> None:
    log(received_on=NEW_FORM, case={"summary": "Việc mới"})
    log(received_on=OLD_FORM, case={"summary": "Việc cũ"})
    log(received_on=NEW_FORM, case={"summary": "Việc mới nữa"})
    export = made("tu=01/01/2026", lucnam)
    assert (export.job.done, export.job.total) == (3, 3)
    assert export.file
    with export.file.file.open("rb") as file:
        sheets = load_workbook(BytesIO(file.read()))
    said = {
        sheet.title: [str(value) for row in sheet.iter_rows(values_only=True) for value in row]
        for sheet in sheets
    }
    old, new = said.values()
    assert "Việc cũ" in old
    assert "Việc mới" not in old
    assert new.index("Việc mới") < new.index("Việc mới nữa")
    entry = Entry.objects.get(act="reception.export")
    assert entry.says == "Xuất sổ tiếp công dân (từ 01/01/2026): 3 lượt."


def test_nobody_makes_the_book_of_another_commune(log: Log, bacgiang: Scope) -> None:
    log(case={"summary": "Việc của phường khác"})
    export = made("", bacgiang)
    assert export.job.total == 0
    assert export.file


@pytest.mark.parametrize("destroy", ["visits", "matters"])
def test_what_is_destroyed_stays_in_no_file(log: Log, lucnam: Scope, destroy: str) -> None:
    reception = log()
    made("", lucnam)
    if destroy == "visits":
        _destroy_visits([reception])
    else:
        _destroy_matters([one.matter for one in reception.handlings.all()])
    assert not Export.objects.exists()
    assert not Attachment.objects.exists()


def test_a_matter_that_becomes_a_denunciation_stays_in_no_file(
    log: Log, lucnam: Scope, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    reception = log()
    file = made("", lucnam).file
    assert file
    path = Path(file.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        reclassify(
            matter=reception.handlings.get().matter, kind=MatterKind.DENUNCIATION,
            field=Field.OTHER, summary="Tố cáo cán bộ", by=lucnam,
        )  # fmt: skip
    assert not Export.objects.exists()
    assert not Attachment.objects.exists()
    assert not path.exists()


def test_a_file_in_the_making_is_not_kept_when_its_rows_are_purged(
    log: Log, lucnam: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    log()
    export = ask_for_table(kind=book, query="", key=uuid4(), by=lucnam)
    run = take(export.job_id, worker="w")
    assert run is not None

    def purged_meanwhile() -> date:
        forget_books()
        return date(2026, 11, 26)

    monkeypatch.setattr(export_actions, "today", purged_meanwhile)
    carry_out(run)
    run.job.refresh_from_db()
    assert "không còn được giữ" in run.job.error
    assert not Attachment.objects.exists()


def test_the_files_of_other_offices_stay(log: Log, lucnam: Scope, bacgiang: Scope) -> None:
    log()
    made("", bacgiang)
    forget_books([lucnam.organisation_id])
    assert Export.objects.get().file


def test_the_words_of_a_search_are_in_no_job(
    log: Log, lucnam: Scope, client_of: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    log()
    log()
    monkeypatch.setattr(http, "MOST_AT_ONCE", 1)
    page = client_of("canbo.lucnam").post(f"{reverse('receptions:export')}?q=Tuấn").content.decode()
    assert "Hãy bỏ ô tìm" in page
    assert "Tạo bảng" not in page
    asked = {"kind": book.name, "query": "q=Tuấn", "key": str(uuid4())}
    assert client_of("canbo.lucnam").post(reverse("exports:ask"), asked).status_code == 400
    assert not Job.objects.exists()

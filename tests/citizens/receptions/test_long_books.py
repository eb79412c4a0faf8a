"""A long book is made in the background, recorded when it is made, forgotten with what is destroyed."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from citizens.receptions.exports import book
from citizens.receptions.models import Reception
from citizens.receptions.retained import _destroy_matters, _destroy_visits
from portal.access import Scope
from portal.audit.models import Entry
from portal.exports import http
from portal.exports.actions import ask_for_table
from portal.exports.models import Export
from portal.files.models import Attachment
from portal.jobs.actions import carry_out, take

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

"""The reviewed form files: loaded once, never edited, naming only numbers that exist."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal.figures import Period
from portal.reports import actions
from portal.reports.figures import gather
from portal.reports.models import FormVersion
from portal.reports.outline import FormFile, Outline, form_files

YEAR = Period(date(2025, 11, 16), date(2026, 11, 15))


def named_keys(outline: Outline) -> set[str]:
    """Return every number that the form prints by its name."""
    in_text = {key for section in outline.sections for key in section.keys}
    columns = {key for annex in outline.annexes for group in annex.groups for key in group.keys}
    sums = {key for one in outline.sums for key in (one.total, *one.parts)}
    return in_text | columns | sums


@pytest.mark.django_db
def test_the_forms_are_loaded_once() -> None:
    assert actions.load_forms() == len(list(form_files()))
    assert actions.load_forms() == 0


@pytest.mark.django_db
def test_a_loaded_form_that_was_edited_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    actions.load_forms()

    def edited() -> Iterator[FormFile]:
        for file in form_files():
            yield FormFile("0" * 64, file.content)

    monkeypatch.setattr("portal.reports.actions.form_files", edited)
    with pytest.raises(ValueError, match="hãy tăng số phiên bản"):
        actions.load_forms()


@pytest.mark.django_db
def test_the_database_lets_nobody_change_a_form() -> None:
    actions.load_forms()
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.update(checksum="0" * 64)


@pytest.mark.django_db
def test_the_database_lets_nobody_delete_a_form() -> None:
    actions.load_forms()
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.all().delete()


@pytest.mark.django_db
def test_a_form_prints_only_numbers_that_a_room_gives() -> None:
    groups = gather(organisations=[], period=YEAR, on=YEAR.ends_on)
    given = {figure.key for figures in groups.values() for figure in figures}
    for file in form_files():
        assert named_keys(_outline(file)) - given == set()


@pytest.mark.django_db
def test_every_number_of_a_room_is_printed_somewhere() -> None:
    groups = gather(organisations=[], period=YEAR, on=YEAR.ends_on)
    for file in form_files():
        outline = _outline(file)
        for room, figures in groups.items():
            sections = [one for one in outline.sections if one.figures == room]
            columns = {k for a in outline.annexes for group in a.groups for k in group.keys}
            for figure in figures:
                assert figure.key in columns or any(one.holds(figure.key) for one in sections)


def test_a_column_has_as_many_heads_as_numbers() -> None:
    for file in form_files():
        for annex in _outline(file).annexes:
            assert all(len(group.keys) == len(group.heads) for group in annex.groups)


def _outline(file: FormFile) -> Outline:
    content: dict[str, Any] = file.content
    return Outline.of(content)

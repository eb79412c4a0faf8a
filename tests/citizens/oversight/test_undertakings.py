"""Undertakings are written down, corrected, struck out; 06/QLKNTC counts them column by column."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from openpyxl import load_workbook

from citizens.oversight.actions import correct_undertaking, note_undertaking, void_undertaking
from citizens.oversight.entries import UndertakingEntry
from citizens.oversight.kinds import UndertakingKind
from citizens.oversight.models import Undertaking
from citizens.returns.figures import filled
from citizens.returns.models import FormVersion
from portal.access import Scope
from portal.audit.models import Entry
from portal.figures import Period
from tests.shown import shown

pytestmark = pytest.mark.django_db
ON, NOW = date(2026, 11, 22), datetime(2026, 11, 22, 3, tzinfo=UTC)
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
ASKED = "/bieu-thong-ke/?mau=06-qlkntc&tu=01/10/2026&den=31/10/2026"
LIST = "/quan-ly-khieu-nai-to-cao/"
TEXT, COURSE, INSPECTION = (
    UndertakingKind.NEW_TEXT, UndertakingKind.TRAINING, UndertakingKind.INSPECTION,
)  # fmt: skip


@pytest.fixture
def lucnam(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("canbo.lucnam")


@pytest.fixture
def note(lucnam: Scope) -> Callable[..., Undertaking]:
    def write(kind: UndertakingKind, day: date, **more: Any) -> Undertaking:
        plain: dict[str, Any] = {"number": "12/QĐ-UBND"}
        plain |= {"people": 1} if kind is COURSE else {}
        plain |= {"units": 1} if kind is INSPECTION else {}
        entry = UndertakingEntry(kind, day, "Quy chế tiếp công dân", **plain | more)
        return note_undertaking(key=uuid4(), entry=entry, by=lucnam, on=ON)

    return write


@pytest.fixture
def october(note: Callable[..., Undertaking], lucnam: Scope) -> None:
    """Of each column something in October, and something that it leaves out."""
    inside, before, after = date(2026, 10, 31), date(2026, 9, 30), date(2026, 11, 1)
    for kind, often in (("new_text", 3), ("amended_text", 2), ("repealed_text", 1)):
        for day in [inside] * often + [before, after]:
            note(UndertakingKind(kind), day)
    for day, people in ((inside, 40), (date(2026, 10, 1), 25), (before, 7), (after, 9)):
        note(COURSE, day, people=people)
    void_undertaking(undertaking=note(TEXT, inside), reason="Ghi nhầm", by=lucnam, at=NOW)
    concluded: dict[str, Any] = {"conclusion_number": "3/KL"}
    proposed = {
        "discipline_organisations": 2, "discipline_persons": 5, "refer_organisations": 3,
        "refer_persons": 4,
    }  # fmt: skip
    done = {
        "disciplined_organisations": 1, "disciplined_persons": 4, "prosecuted_cases": 2,
        "prosecuted_persons": 6,
    }  # fmt: skip
    note(INSPECTION, before, units=2)  # goes on: 6, 7
    note(INSPECTION, before, units=3, concluded_on=inside, **concluded | proposed)  # 6–13
    note(  # 6, 7, 8, 13–17
        INSPECTION, date(2026, 10, 1), units=4, concluded_on=date(2026, 10, 5),
        executed_on=inside, **concluded | proposed | done,
    )  # fmt: skip
    note(INSPECTION, date(2026, 9, 1), concluded_on=before, **concluded | proposed)  # 13 alone
    note(  # nothing: carried out before
        INSPECTION, date(2026, 9, 1), concluded_on=date(2026, 9, 2), executed_on=before,
        **concluded | proposed | done,
    )  # fmt: skip
    note(INSPECTION, after, concluded_on=after, **concluded | proposed)  # nothing: after


def numbers(scope: Scope) -> list[Any]:
    found = filled(FormVersion.objects.by_code(OCTOBER.ends_on)["06/QLKNTC"].form, scope, OCTOBER)
    assert found.problems == ()
    return [cell.value for cell in found.lines[-1].cells]


def test_each_column_counts_its_own(
    october: None, lucnam: Scope, scopes: Callable[[str], Scope]
) -> None:
    expected = [3, 2, 1, 2, 65, 3, 9, 2, 4, 10, 6, 8, 3, 1, 4, 2, 6]
    assert numbers(lucnam) == expected
    assert numbers(scopes("sonoivu")) == expected, "the province sums its communes"
    assert not any(numbers(scopes("canbo.bacgiang")))


def test_every_number_opens_exactly_its_rows(
    october: None, client_of: Callable[[str], Client]
) -> None:
    client = client_of("canbo.lucnam")
    page = client.get(ASKED).content.decode()
    links = re.findall(r'<td class="num"><a href="([^"]+)"[^>]*>([\d.]+)</a>', page)
    opened = [len(client.get(unescape(address)).context["page"].rows) for address, _ in links]
    assert opened == [3, 2, 1, 2, 2, 3, 3, 2, 2, 2, 2, 2, 3, 1, 1, 1, 1]


def test_saved_twice_it_is_one_row(lucnam: Scope) -> None:
    key, entry = uuid4(), UndertakingEntry(TEXT, ON, "Quy chế", "12/QĐ-UBND")
    rows = [note_undertaking(key=key, entry=entry, by=lucnam, on=ON) for _ in range(2)]
    assert rows[0] == rows[1]
    assert Entry.objects.filter(act="undertaking.note").count() == 1


def test_a_correction_keeps_what_stood_there(
    note: Callable[..., Undertaking], lucnam: Scope
) -> None:
    made = note(COURSE, ON, people=40)
    entry = UndertakingEntry(COURSE, ON, made.title, made.number, people=45)
    correct_undertaking(undertaking=made, entry=entry, by=lucnam, on=ON)
    made.refresh_from_db()
    assert made.people == 45
    assert Entry.objects.filter(act="undertaking.correct").count() == 1
    with pytest.raises(ValidationError, match="không đổi được"):
        correct_undertaking(undertaking=made, entry=replace(entry, kind=TEXT), by=lucnam, on=ON)


def test_of_two_who_correct_one_at_once_the_second_is_told(
    note: Callable[..., Undertaking], lucnam: Scope
) -> None:
    note(COURSE, ON, people=40)
    mine, theirs = Undertaking.objects.get(), Undertaking.objects.get()
    entry = UndertakingEntry(COURSE, ON, mine.title, mine.number, people=45)
    correct_undertaking(undertaking=theirs, entry=entry, by=lucnam, on=ON)
    with pytest.raises(ValidationError, match="cùng lúc"):
        correct_undertaking(undertaking=mine, entry=replace(entry, people=50), by=lucnam, on=ON)
    assert Undertaking.objects.get().people == 45


@pytest.mark.parametrize(
    "columns",
    [
        {"people": 3},
        {"units": 2},
        {"number": ""},
        {"title": ""},
        {"discipline_persons": 1},
        {"concluded_on": ON, "conclusion_number": "3/KL"},
        {"executed_on": ON},
        {"void_reason": "Nhầm"},
    ],
)
def test_the_database_refuses_nonsense(
    columns: dict[str, Any], note: Callable[..., Undertaking]
) -> None:
    made = note(TEXT, ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        Undertaking.objects.filter(pk=made.pk).update(**columns)


def test_an_official_writes_and_concludes_an_inspection(client_of: Callable[[str], Client]) -> None:
    with time_machine.travel(NOW, tick=False):
        client = client_of("canbo.lucnam")
        address = f"{LIST}moi/?loai=inspection"
        typed = {
            "key": str(uuid4()),
            "day": "05/10/2026",
            "title": "Thanh tra trách nhiệm",
            "units": "2",
        }
        refused = client.post(address, typed | {"conclusion_number": "3/KL"})
        assert refused.status_code == 422
        assert "hãy ghi ngày kết luận" in refused.content.decode()
        client.post(address, typed)
        made = Undertaking.objects.get()
        ended = {
            "concluded_on": "20/10/2026",
            "conclusion_number": "3/KL",
            "discipline_persons": "2",
        }
        correcting = f"{made.get_absolute_url()}sua/"
        client.post(correcting, shown(client, correcting) | typed | ended)
        page = client.get(made.get_absolute_url()).content.decode()
    assert "0 tổ chức, 2 cá nhân" in page


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("new_text", "number", "Hãy ghi số, ký hiệu văn bản."),
        ("training", "people", "Hãy ghi số người dự"),
        ("inspection", "units", "Hãy ghi số đơn vị được thanh tra"),
    ],
)
def test_what_a_kind_needs_is_not_called_optional(
    client_of: Callable[[str], Client], kind: str, field: str, words: str
) -> None:
    client, address = client_of("canbo.lucnam"), f"{LIST}moi/?loai={kind}"
    assert client.get(address).context["form"].fields[field].required
    typed = {"key": str(uuid4()), "day": "05/10/2026", "title": "Lớp luật"}
    with time_machine.travel(NOW, tick=False):
        refused = client.post(address, typed)
    assert refused.status_code == 422
    assert words in refused.context["form"].errors[field][0]


def test_numbers_are_grouped_as_offices_write_them(client_of: Callable[[str], Client]) -> None:
    typed = {"key": str(uuid4()), "day": "05/10/2026", "title": "Lớp luật", "people": "1.676"}
    with time_machine.travel(NOW, tick=False):
        client_of("canbo.lucnam").post(f"{LIST}moi/?loai=training", typed)
    assert Undertaking.objects.get().people == 1676


def test_the_list_is_searched_and_taken_away(
    note: Callable[..., Undertaking], client_of: Callable[[str], Client]
) -> None:
    note(TEXT, ON, number="77/KH-UBND")
    note(COURSE, ON)
    client = client_of("canbo.lucnam")
    assert len(client.get(f"{LIST}?q=77 kh").context["page"].rows) == 1
    content = client.post(f"{LIST}xuat/?loai=training").content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))  # type: ignore[union-attr]
    assert rows[-1][0] == "Lớp tập huấn, tuyên truyền"
    assert Entry.objects.filter(act="undertaking.export").count() == 1


def test_what_is_struck_out_stays_in_sight(
    note: Callable[..., Undertaking], client_of: Callable[[str], Client]
) -> None:
    made, client = note(TEXT, ON), client_of("canbo.lucnam")
    client.post(f"{made.get_absolute_url()}huy/", {"reason": "Ghi nhầm việc"})
    assert "ĐÃ HỦY: Ghi nhầm việc" in client.get(LIST).content.decode()
    assert client.get(f"{made.get_absolute_url()}sua/").status_code == 404

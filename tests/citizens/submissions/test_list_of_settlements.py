"""The lists of settlements and of matters within competence: filters, search, scope, secrecy, the sheet."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from citizens.receptions.kinds import MatterKind
from citizens.submissions.actions import end_settlement
from citizens.submissions.entries import EndEntry
from citizens.submissions.kinds import SettlementEnd, Verdict
from citizens.submissions.models import Settlement
from portal.access import Scope
from portal.audit.models import Entry
from tests.citizens.submissions.conftest import ON, Take

pytestmark = pytest.mark.django_db
LIST, CASES = "/don-thu/giai-quyet/", "/don-thu/vu-viec/"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


@pytest.fixture
def both(take: Take, accept: Callable[..., None], lucnam: Scope) -> None:
    """A complaint decided, and a denunciation still open."""
    accept(take(summary="Khiếu nại ranh giới thửa đất"))
    settlement = Settlement.objects.get()
    entry = EndEntry(SettlementEnd.DECIDED, date(2026, 11, 20), "77/QĐ-UBND", "", Verdict.RIGHT)
    end_settlement(settlement=settlement, entry=entry, by=lucnam, on=ON)
    accept(take(kind=MatterKind.DENUNCIATION, people=(), summary="Tố cáo thu sai khoản"))


def rows(client: Client, address: str) -> list[Any]:
    return list(client.get(address).context["page"].rows)


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        ("", 2),
        ("?q=ranh gioi", 1),
        ("?q=77/QĐ", 1),
        ("?q=thu sai", 0),  # the words of a denunciation find nothing
        ("?loai=denunciation", 1),
        ("?lan=second", 0),
        ("?tinh_trang=dang", 1),
        ("?tinh_trang=xong", 1),
        ("?tinh_trang=dung", 0),
        ("?tinh_trang=thi-hanh", 1),
        ("?tu=19/11/2026", 0),
        ("?den=18/11/2026", 2),
    ],
)
def test_settlements_are_narrowed(both: None, client: Client, asked: str, count: int) -> None:
    assert len(rows(client, LIST + asked)) == count


def test_a_denunciation_shows_no_words(both: None, client: Client) -> None:
    for address in (LIST, CASES):
        page = client.get(address).content.decode()
        assert "Theo sổ riêng" in page
        assert "thu sai khoản" not in page
        assert "ranh giới thửa đất" in page


def test_another_commune_sees_none_and_the_province_neither(
    both: None, client_of: Callable[[str], Client]
) -> None:
    assert rows(client_of("canbo.bacgiang"), LIST) == rows(client_of("canbo.bacgiang"), CASES) == []
    assert client_of("sonoivu").get(LIST).status_code == 403


def test_matters_are_narrowed_by_where_they_stand(both: None, client: Client) -> None:
    assert len(rows(client, CASES)) == len(rows(client, f"{CASES}?trang_thai=4")) == 2
    assert rows(client, f"{CASES}?trang_thai=6") == []
    assert len(rows(client, f"{CASES}?loai=complaint")) == 1
    assert len(rows(client, f"{CASES}?q=ranh gioi")) == 1
    assert rows(client, f"{CASES}?q=thu sai") == []


@pytest.mark.parametrize(
    "wrong", ["?bieu=05-kqth&cot=99", "?bieu=03-gqkn&cot=30", "?tu=45/11/2026"]
)
def test_a_wrong_address_is_no_error(both: None, client: Client, wrong: str) -> None:
    for address in (LIST, CASES):
        assert client.get(address + wrong).status_code == 200


def test_the_sheet_holds_the_rows_and_is_recorded(both: None, client: Client) -> None:
    content = client.post(f"{LIST}xuat/?loai=complaint").content
    (sheet,) = load_workbook(BytesIO(content)).worksheets
    cells = [cell for line in sheet.iter_rows(values_only=True) for cell in line]
    assert "77/QĐ-UBND" in cells
    assert "Theo sổ riêng" not in cells
    assert Entry.objects.get(act="settlement.export").says.endswith("1 dòng.")

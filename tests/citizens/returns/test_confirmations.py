"""A unit confirms its figures: frozen, counted by the province, told apart from silence, opened again."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from citizens.receptions.models import Reception
from citizens.returns.actions import confirm, load_statistical_forms, reopen
from citizens.returns.catalogue import FormFile, form_files
from citizens.returns.figures import filled
from citizens.returns.models import Confirmation, FormVersion
from portal.access import Scope
from portal.audit.models import Entry
from portal.figures import Period

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
NOW = datetime(2026, 11, 23, 3, tzinfo=UTC)
QUARTER = Period(date(2026, 6, 15), date(2026, 9, 14))
PAGE = "/bieu-thong-ke/?mau=01-tcd&ky=quy-3&nam=2026"


def tcd() -> FormVersion:
    return FormVersion.objects.by_code(QUARTER.ends_on)["01/TCD"]


def confirmed(by: Scope, **changes: Any) -> list[Confirmation]:
    plain: dict[str, Any] = {
        "forms": [tcd()], "period": QUARTER, "title": "Quý III năm 2026", "is_of_law": True,
        "at": NOW, "on": date(2026, 11, 23),
    }  # fmt: skip
    return confirm(**plain | changes, by=by)


@pytest.fixture
def leader(scopes: Callable[[str], Scope]) -> Scope:
    return scopes("lanhdao.lucnam")


@pytest.fixture
def visit(log: Log) -> Reception:
    return log(received_on=date(2026, 9, 1))


def of_lucnam(scope: Scope) -> Any:
    found = filled(tcd().form, scope, QUARTER)
    return found, next(line for line in found.units if "Lục Nam" in line.name)


def test_confirmed_figures_stay_when_the_book_changes(
    visit: Reception, log: Log, leader: Scope, scopes: Callable[[str], Scope]
) -> None:
    (row,) = confirmed(leader)
    log(received_on=date(2026, 9, 2))
    assert (row.values[1], row.confirmed_name) == (1, leader.name)
    own = filled(tcd().form, leader, QUARTER)
    assert own.lines[0].cells[0].value == 2, "the unit sees its book"
    assert (own.changed[0].column.place, own.changed[0].then, own.changed[0].now) == (1, 1, 2)
    _, line = of_lucnam(scopes("sonoivu"))
    assert line.cells[0].value == 1, "the province sums what was confirmed"


def test_a_zero_report_is_told_apart_from_silence(
    leader: Scope, scopes: Callable[[str], Scope]
) -> None:
    (row,) = confirmed(leader)
    assert row.is_zero
    found, line = of_lucnam(scopes("sonoivu"))
    assert (found.confirmed, len(found.waiting)) == (1, len(found.units) - 1)
    assert line.state == "xác nhận 23/11/2026"
    assert line.name not in [other.name for other in found.waiting]


def test_the_province_reads_who_has_not_confirmed(
    leader: Scope, client_of: Callable[[str], Client]
) -> None:
    confirmed(leader)
    with time_machine.travel(NOW, tick=False):
        page = client_of("sonoivu").get(PAGE).content.decode()
    assert "đã xác nhận <strong>1</strong>, chưa xác nhận <strong>98</strong>" in page
    waiting = page.split('class="confirmed-list"')[1].split("</ul>")[0]
    assert "Bắc Giang" in waiting
    assert "phường Lục Nam" not in waiting


def test_a_form_is_confirmed_once_a_period(leader: Scope) -> None:
    (row,) = confirmed(leader)
    assert confirmed(leader) == []
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)


def test_opening_again_is_recorded_and_keeps_what_was(leader: Scope) -> None:
    (row,) = confirmed(leader)
    reopen(confirmation=row, reason="Ghi sót một lượt tiếp", by=leader, at=NOW)
    assert not row.is_standing
    assert row.reopened_name == leader.name
    assert Entry.objects.filter(act="return.reopen").count() == 1
    with pytest.raises(ValidationError):
        reopen(confirmation=row, reason="Ghi sót một lượt tiếp", by=leader, at=NOW)
    assert len(confirmed(leader)) == 1, "and it is confirmed anew"


@pytest.mark.parametrize("changes", [{"on": date(2026, 9, 14)}, {"is_of_law": False}])
def test_only_a_period_of_the_law_that_has_ended_is_confirmed(
    leader: Scope, changes: dict[str, Any]
) -> None:
    with pytest.raises(ValidationError):
        confirmed(leader, **changes)
    assert not Confirmation.objects.exists()


@time_machine.travel(NOW, tick=False)
def test_the_leader_confirms_all_forms_of_the_period_on_the_page(
    leader: Scope, client_of: Callable[[str], Client]
) -> None:
    client = client_of("lanhdao.lucnam")
    assert "Xác nhận cả" in client.get(PAGE).content.decode()
    answer = client.post(PAGE.replace("?", "xac-nhan/?"), {"pham_vi": "tat-ca"}, follow=True)
    page = answer.content.decode()
    assert "Đã xác nhận số liệu quý III năm 2026: " in page
    assert "Xác nhận cả" not in page, "nothing is left to confirm"
    rows = Confirmation.objects.all()
    assert rows.count() == FormVersion.objects.count()
    assert "Đã xác nhận" in client.get(PAGE).content.decode()
    row = rows.get(code="01/TCD")
    client.post(f"{row.get_absolute_url()}mo-lai/", {"reason": "Ghi sót một lượt"})
    assert "Đã mở lại" in client.get(row.get_absolute_url()).content.decode()
    assert "Xác nhận cả" in client.get(PAGE).content.decode()


def test_a_year_without_the_forms_is_refused_in_a_sentence(
    client_of: Callable[[str], Client],
) -> None:
    address = PAGE.replace("?", "xac-nhan/?").replace("2026", "2019")
    page = client_of("lanhdao.lucnam").post(address, {"pham_vi": "mot"}, follow=True)
    assert page.status_code == 200
    assert "Chưa xác nhận: " in page.content.decode()
    assert not Confirmation.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("canbo.lucnam", 403), ("sonoivu", 302)])
def test_who_signs_for_no_book_confirms_nothing(
    who: str, status: int, client_of: Callable[[str], Client]
) -> None:
    answer = client_of(who).post(PAGE.replace("?", "xac-nhan/?"), {"pham_vi": "mot"})
    assert answer.status_code == status
    assert not Confirmation.objects.exists()


def test_a_loaded_form_is_never_edited(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_statistical_forms() == 0
    file = next(form_files())
    monkeypatch.setattr(
        "citizens.returns.actions.form_files", lambda: [FormFile("other", file.content)]
    )
    with pytest.raises(ValueError, match="hãy tăng số phiên bản"):
        load_statistical_forms()
    with pytest.raises(IntegrityError), transaction.atomic():
        FormVersion.objects.update(version=9)


def test_a_period_before_the_circular_has_no_form(client_of: Callable[[str], Client]) -> None:
    page = client_of("canbo.lucnam").get("/bieu-thong-ke/?mau=01-tcd&ky=quy-2&nam=2025")
    assert "dùng từ ngày 30/09/2025" in page.content.decode()


def test_a_newer_version_takes_over_on_its_day() -> None:
    old = tcd()
    newer = FormVersion.objects.create(
        code=old.code, version=2, circular="Thông tư mới", checksum="x", content=old.content,
        valid_from=date(2026, 9, 1),
    )  # fmt: skip
    assert FormVersion.objects.by_code(date(2026, 8, 31))["01/TCD"] == old
    assert FormVersion.objects.by_code(date(2026, 9, 1))["01/TCD"] == newer

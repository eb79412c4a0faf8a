"""A visit after it was written: corrected visibly, struck out, its numbers masked, replies followed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import correct, follow_up, void
from citizens.receptions.entries import PersonEntry, VisitEntry
from citizens.receptions.kinds import Outcome, ReplyKind
from citizens.receptions.models import Handling, Reception, Visitor
from portal.access import Scope
from portal.audit.models import Entry, Values
from portal.calendar.clock import now
from tests.shown import shown

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
ON, NUMBER = date(2026, 11, 22), "024079001234"


@pytest.fixture(autouse=True)
def on_the_day() -> Any:
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("lanhdao.lucnam")


def kept(visit: Reception) -> PersonEntry:
    person = visit.visitors.get()
    return PersonEntry(person.name, person.address, kept_from=person.pk)


def test_a_correction_shows_what_stood_there_and_who_changed_it(
    client: Client, log: Log, lucnam: Scope
) -> None:
    visit = log(note="cũ")
    entry = VisitEntry(date(2026, 11, 17), "Thủy", note="mới")
    correct(reception=visit, visit=entry, people=[kept(visit)], by=lucnam, on=ON)
    page = client.get(f"{visit.get_absolute_url()}lich-su/").content.decode()
    for text in ("Ghi chú: cũ → mới", "Ngày tiếp: 16/11/2026 → 17/11/2026", "Nguyễn Thị Thủy"):
        assert text in page
    assert "Đã sửa 1 lần" in client.get("/tiep-cong-dan/").content.decode()


def test_a_corrected_day_moves_the_reply_date(log: Log, lucnam: Scope) -> None:
    visit = log()
    entry = VisitEntry(date(2026, 11, 9), "Thủy")
    correct(reception=visit, visit=entry, people=[kept(visit)], by=lucnam, on=ON)
    assert Handling.objects.get().reply_by == date(2026, 11, 23)


def test_saving_a_correction_without_a_change_changes_nothing(
    client: Client, log: Log, typed: dict[str, Any]
) -> None:
    visit = log()
    person = visit.visitors.get()
    same = typed | {
        "official_name": "Thủy", "nguoi1-kept": str(person.pk), "nguoi1-number": "",
        "nguoi1-place": person.address, "nguoi1-commune": "", "seen": "0",
    }  # fmt: skip
    assert client.post(f"/tiep-cong-dan/{visit.pk}/sua/", same).status_code == 302
    visit.refresh_from_db()
    assert visit.corrections == 0


@pytest.mark.parametrize("lost", [{}, {"seen": ""}, {"corrections": "0"}])
def test_a_correction_that_lost_what_its_page_had_shown_saves_when_sent_again(
    client: Client, log: Log, typed: dict[str, Any], lost: dict[str, str]
) -> None:
    visit = log()
    address, posted = f"/tiep-cong-dan/{visit.pk}/sua/", typed | {"official_name": "Hà"}
    answer = client.post(address, posted | lost)
    form = answer.context["form"]
    assert answer.status_code == 422
    assert "bấm lưu lần nữa" in form.non_field_errors()[0]
    assert form["official_name"].value() == "Hà"
    visit.refresh_from_db()
    assert visit.official_name == "Thủy"
    again = posted | {"seen": form["seen"].value()}
    assert client.post(address, again).status_code == 302


def test_a_number_not_typed_again_stays_sealed_and_is_never_shown(
    client: Client, log: Log, typed: dict[str, Any]
) -> None:
    visit = log()
    person = visit.visitors.get()
    assert NUMBER not in client.get(f"/tiep-cong-dan/{visit.pk}/sua/").content.decode()
    changed = typed | {
        "nguoi1-kept": str(person.pk), "nguoi1-number": "", "nguoi1-name": "Nguyễn Văn Tuân",
        "nguoi1-place": "Thôn Đông", "nguoi1-commune": "", "seen": "0",
    }  # fmt: skip
    client.post(f"/tiep-cong-dan/{visit.pk}/sua/", changed)
    assert Visitor.objects.with_number(NUMBER).get().name == "Nguyễn Văn Tuân"
    assert not any(
        "Tuấn" in str(row.changes) or NUMBER in str(row.changes) for row in Values.objects.all()
    )


def test_a_number_of_another_visit_is_not_borrowed(log: Log, lucnam: Scope) -> None:
    other, visit = log(), log(people=(PersonEntry("Lê Thị Na", "Thôn 2"),))
    thief = PersonEntry("Lê Thị Na", "Thôn 2", kept_from=other.visitors.get().pk)
    entry = VisitEntry(date(2026, 11, 16), "Thủy")
    correct(reception=visit, visit=entry, people=[thief], by=lucnam, on=ON)
    assert visit.visitors.get().identity_box is None


def test_a_visit_keeps_the_year_of_its_number(log: Log, lucnam: Scope) -> None:
    visit = log()
    entry = VisitEntry(date(2025, 12, 30), "Thủy")
    with pytest.raises(ValidationError, match="sổ năm 2026"):
        correct(reception=visit, visit=entry, people=[kept(visit)], by=lucnam, on=ON)


def test_a_void_visit_keeps_its_number_and_its_line(client: Client, log: Log) -> None:
    visit = log()
    asked = {"reason": "Ghi nhầm người"}
    assert client.post(f"/tiep-cong-dan/{visit.pk}/huy/", asked).status_code == 302
    page = client.get("/tiep-cong-dan/").content.decode()
    assert "ĐÃ HỦY: Ghi nhầm người" in page
    assert not Reception.objects.standing().exists()
    assert log().number == 2
    assert client.get(f"/tiep-cong-dan/{visit.pk}/sua/").status_code == 404


def test_a_visit_is_not_struck_out_without_a_reason(client: Client, log: Log) -> None:
    visit = log()
    response = client.post(f"/tiep-cong-dan/{visit.pk}/huy/", {"reason": " "})
    assert response.status_code == 422
    assert "Hãy ghi lý do." in response.content.decode()


def test_void_twice_is_recorded_once(log: Log, lucnam: Scope) -> None:
    visit = log()
    for _ in range(2):
        void(reception=visit, reason="Ghi nhầm", by=lucnam, at=now())
    assert Entry.objects.filter(act="reception.void").count() == 1


def test_numbers_are_masked_in_the_book_and_on_the_visit(client: Client, log: Log) -> None:
    visit = log()
    for address in ("/tiep-cong-dan/", visit.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "0240••••••34" in page
        assert NUMBER not in page


def test_a_number_is_seen_in_full_with_a_reason_and_leaves_a_trace(
    client: Client, log: Log
) -> None:
    log()
    address = f"/tiep-cong-dan/nguoi/{Visitor.objects.get().pk}/so-giay-to/"
    assert NUMBER not in client.get(address).content.decode()
    assert NUMBER not in client.post(address, {"reason": ""}).content.decode()
    assert NUMBER in client.post(address, {"reason": "Đối chiếu giấy ủy quyền"}).content.decode()
    entry = Entry.objects.get(act="reception.unmask")
    assert entry.actor_name == "Đặng Quốc Hưng"
    assert NUMBER not in entry.says
    assert "Đối chiếu" in str(entry.values.changes)


def test_an_official_without_the_power_sees_no_number(
    client_of: Callable[[str], Client], log: Log
) -> None:
    log()
    address = f"/tiep-cong-dan/nguoi/{Visitor.objects.get().pk}/so-giay-to/"
    assert client_of("canbo.lucnam").post(address, {"reason": "Muốn xem"}).status_code == 403
    assert not Entry.objects.filter(act="reception.unmask").exists()


def test_the_deadline_says_why(client: Client, log: Log) -> None:
    page = client.get(log().get_absolute_url()).content.decode()
    assert "01/12/2026" in page
    assert "Điều 28 Luật Tiếp công dân" in page
    assert "Bắt đầu tính từ ngày 17/11/2026" in page


def test_a_reply_is_written_down_and_closes_the_clock(log: Log, lucnam: Scope) -> None:
    log()
    follow_up(
        handling=Handling.objects.get(), outcome=Outcome.ACCEPTED, agency="", document_number="",
        solved_by="", replied_on=date(2026, 11, 20), reply_kind=ReplyKind.ACCEPTED,
        result="Đang xác minh", by=lucnam, on=ON,
    )  # fmt: skip
    assert not Handling.objects.owed().exists()
    assert Handling.objects.get().result == "Đang xác minh"


def test_a_reply_without_its_content_is_refused_beside_the_field(client: Client, log: Log) -> None:
    log()
    posted = {"outcome": "accepted", "replied_on": "20/11/2026", "result": "còn đây"}
    address = f"/tiep-cong-dan/xu-ly/{Handling.objects.get().pk}/"
    response = client.post(address, shown(client, address) | posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert "Hãy chọn nội dung đã trả lời." in page
    assert "còn đây" in page


def test_who_was_told_that_people_changed_saves_again_and_loses_no_number(
    client: Client, log: Log, typed: dict[str, Any]
) -> None:
    visit = log()
    address = f"/tiep-cong-dan/{visit.pk}/sua/"
    stale = typed | shown(client, address) | {
        "nguoi1-kept": str(visit.visitors.get().pk), "nguoi1-number": "",
        "nguoi1-place": "Thôn Đông", "nguoi1-commune": "",
    }  # fmt: skip
    assert client.post(address, stale | {"nguoi1-name": "Nguyễn Văn Tuân"}).status_code == 302
    told = client.post(address, stale | {"note": "Hẹn lại"})
    assert told.status_code == 422
    assert "Người thứ 1: “Nguyễn Văn Tuân" in told.content.decode()
    again = stale | {"seen": told.context["form"]["seen"].value()}
    assert client.post(address, again).status_code == 302
    assert visit.visitors.get().number == NUMBER

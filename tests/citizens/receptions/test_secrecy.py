"""Nobody who denounces is stored: not by the form, not by an action, not by the database."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.test import Client

from citizens.receptions.actions import correct, reclassify
from citizens.receptions.entries import PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception, Visitor
from portal.access import Scope
from portal.audit.models import Entry, Values
from portal.identity import digests

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
ON = date(2026, 11, 22)
PLANTED = "Hoàng Thị Trinh Thám"
NUMBER = "024079008888"


def everything() -> Iterator[str]:
    """Every value of every table, as text."""
    for model in apps.get_models():
        columns = [one for one in model._meta.concrete_fields if _holds_text(one)]
        for row in model._base_manager.values_list(*(one.attname for one in columns)):
            yield from (str(bytes(v) if isinstance(v, memoryview) else v) for v in row)


def _holds_text(field: models.Field[Any, Any]) -> bool:
    return field.model._meta.app_label not in ("units", "calendar") and not isinstance(
        field, models.ForeignKey
    )


def stored(text: str) -> list[str]:
    return [value for value in everything() if text.casefold() in value.casefold()]


@pytest.fixture
def planted(typed: dict[str, Any]) -> dict[str, Any]:
    three = {
        f"nguoi{place}-{name}": value
        for place in (1, 2, 3)
        for name, value in {"name": PLANTED, "number": NUMBER, "place": "Thôn Bí Mật"}.items()
    }
    return typed | three | {"kind": "denunciation", "head_count": "3"}


def test_a_name_planted_in_the_counter_is_in_no_table(
    client_of: Callable[[str], Client],
    planted: dict[str, Any],
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = client_of("canbo.lucnam").post("/tiep-cong-dan/moi/", planted)
    assert response.status_code == 302
    assert Reception.objects.get().is_secret
    texts = [PLANTED, "hoang thi trinh tham", "Bí Mật", NUMBER, digests(NUMBER)[0][1]]
    assert [text for text in texts if stored(text)] == []
    assert PLANTED not in caplog.text


def test_the_search_for_planted_names_does_find_what_is_stored(
    client_of: Callable[[str], Client], planted: dict[str, Any]
) -> None:
    client_of("canbo.lucnam").post("/tiep-cong-dan/moi/", planted | {"kind": "petition"})
    assert stored(PLANTED)
    assert stored("hoang thi trinh tham")
    assert stored(digests(NUMBER)[0][1])
    assert not stored(NUMBER)


def test_a_planted_name_does_not_come_back_on_the_page_either(
    client_of: Callable[[str], Client], planted: dict[str, Any]
) -> None:
    response = client_of("canbo.lucnam").post("/tiep-cong-dan/moi/", planted | {"outcome": ""})
    assert response.status_code == 422
    assert PLANTED not in response.content.decode()


def test_looking_up_who_came_is_not_done_for_a_denunciation(
    client_of: Callable[[str], Client], log: Log, planted: dict[str, Any]
) -> None:
    log(people=(PersonEntry(PLANTED, "Thôn Đông", NUMBER),))
    asked = planted | {"act": "look"}
    page = client_of("canbo.lucnam").post("/tiep-cong-dan/moi/", asked).content.decode()
    assert "Đã đến trước đây" not in page


def test_the_text_of_a_denunciation_is_asked_about_once(
    client_of: Callable[[str], Client], planted: dict[str, Any]
) -> None:
    client = client_of("canbo.lucnam")
    named = planted | {"summary": "Ông Nguyễn Văn Bí thu sai"}
    first = client.post("/tiep-cong-dan/moi/", named)
    assert "“Nguyễn Văn Bí”" in first.content.decode()
    assert "Ông Nguyễn Văn Bí thu sai" in first.content.decode()
    assert client.post("/tiep-cong-dan/moi/", named | {"checked": "on"}).status_code == 302


def test_the_action_drops_people_that_code_hands_it(log: Log) -> None:
    reception = log(kind=MatterKind.DENUNCIATION, people=(PersonEntry(PLANTED, "Thôn Đông"),))
    assert not reception.visitors.exists()


def test_a_correction_seats_nobody_at_a_denunciation(log: Log, lucnam: Scope) -> None:
    reception = log(kind=MatterKind.DENUNCIATION, people=())
    visit = VisitEntry(date(2026, 11, 16), "Thủy khác")
    correct(reception=reception, visit=visit, people=[PersonEntry(PLANTED, "x")], by=lucnam, on=ON)
    assert not stored(PLANTED)


def test_the_database_refuses_a_person_at_a_denunciation(log: Log) -> None:
    reception = log(kind=MatterKind.DENUNCIATION, people=())
    with pytest.raises(IntegrityError), transaction.atomic():
        Visitor.objects.create(reception=reception, name="x", name_key="x", address="x")


def test_the_database_refuses_to_move_a_person_there(log: Log) -> None:
    secret, plain = log(kind=MatterKind.DENUNCIATION, people=()), log()
    with pytest.raises(IntegrityError), transaction.atomic():
        Visitor.objects.filter(reception=plain).update(reception=secret)


def test_the_database_refuses_a_denunciation_where_people_are_named(log: Log) -> None:
    plain, secret = log(), log(kind=MatterKind.DENUNCIATION, people=())
    matter = Matter.objects.get(handlings__reception=plain)
    with pytest.raises(IntegrityError), transaction.atomic():
        Matter.objects.filter(pk=matter.pk).update(kind=MatterKind.DENUNCIATION)
    with pytest.raises(IntegrityError), transaction.atomic():
        Handling.objects.filter(reception=secret).update(reception=plain)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reception.objects.filter(pk=plain.pk).update(is_secret=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Reception.objects.filter(pk=secret.pk).update(is_secret=False)


def test_a_matter_that_turns_out_a_denunciation_purges_who_came(log: Log, lucnam: Scope) -> None:
    person = PersonEntry(PLANTED, "Thôn Bí Mật, phường Lục Nam", NUMBER)
    reception = log(people=(person,), note="Bà Hoàng Thị Trinh Thám hẹn lại, 0912 345 678")
    visit = VisitEntry(date(2026, 11, 16), "Thủy", note="bà HOANG THI TRINH THAM xin giữ kín")
    correct(reception=reception, visit=visit, people=[person], by=lucnam, on=ON)
    assert stored(PLANTED)
    matter = Matter.objects.get()
    reclassify(
        matter=matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
        summary=f"{PLANTED} tố cáo việc thu sai ở thôn Bí Mật", by=lucnam,
    )  # fmt: skip
    texts = [PLANTED, "hoang thi trinh tham", "Bí Mật", "bi mat", NUMBER, digests(NUMBER)[0][1]]
    assert [text for text in texts if stored(text)] == []
    matter.refresh_from_db()
    assert matter.summary == "[đã xóa] tố cáo việc thu sai ở [đã xóa]"


def test_who_was_corrected_off_a_visit_is_purged_from_its_note_too(log: Log, lucnam: Scope) -> None:
    reception = log(people=(PersonEntry(PLANTED, "Thôn Bí Mật"),))
    visit = VisitEntry(date(2026, 11, 16), "Thủy", note=f"Bà {PLANTED} ở thôn Bí Mật hẹn lại")
    other = PersonEntry("Vi Văn Lân", "Thôn Thượng")
    correct(reception=reception, visit=visit, people=[other], by=lucnam, on=ON)
    Handling.objects.update(result=f"Đã trả lời bà {PLANTED}")
    reclassify(
        matter=Matter.objects.get(), kind=MatterKind.DENUNCIATION, field=Field.OTHER,
        summary="Tố cáo thu sai", by=lucnam,
    )  # fmt: skip
    assert [text for text in (PLANTED, "Bí Mật") if stored(text)] == []


def test_the_audit_values_go_and_the_chain_still_stands(log: Log, lucnam: Scope) -> None:
    reception = log()
    visit = VisitEntry(date(2026, 11, 17), "Thủy")
    correct(
        reception=reception, visit=visit, by=lucnam, on=ON,
        people=[PersonEntry("Nguyễn Văn Tuấn", "Thôn Đông")],
    )  # fmt: skip
    about = Values.objects.filter(entry__in=Entry.objects.about(reception))
    assert about.exists()
    matter = Matter.objects.get()
    reclassify(
        matter=matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER, summary="Thu sai", by=lucnam
    )
    assert not about.exists()
    assert Entry.objects.about(reception).filter(act="audit.erase").exists()


def test_a_denunciation_that_was_none_is_an_ordinary_visit_again(log: Log, lucnam: Scope) -> None:
    reception = log(kind=MatterKind.DENUNCIATION, people=())
    matter = Matter.objects.get()
    reclassify(
        matter=matter, kind=MatterKind.PETITION, field=Field.OTHER, summary="Xin sửa", by=lucnam
    )
    reception.refresh_from_db()
    assert not reception.is_secret


def test_the_book_prints_where_the_name_is_kept(
    client_of: Callable[[str], Client], log: Log
) -> None:
    log(kind=MatterKind.DENUNCIATION, people=(), outcome=Outcome.PENDING)
    assert "Theo sổ riêng" in client_of("canbo.lucnam").get("/tiep-cong-dan/").content.decode()


def test_every_trigger_stands_after_every_migration() -> None:
    """SQLite drops a table's triggers when a migration rebuilds it."""
    source = "pg_trigger" if connection.vendor == "postgresql" else "sqlite_master"
    column = "tgname" if connection.vendor == "postgresql" else "name"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {source}")  # noqa: S608  # names of our own
        names = " ".join(str(row[0]) for row in cursor.fetchall())
    for name in ("secret_visits_have_no_person", "denunciations_stand_in_secret_visits",
                 "reclassified_matters_stand_in_secret_visits",
                 "secret_is_what_the_matters_say"):  # fmt: skip
        assert f"receptions_{name}" in names

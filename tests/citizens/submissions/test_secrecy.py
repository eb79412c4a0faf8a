"""Nobody who denounces is stored on a paper: not by the form, not by an action, not by the database."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.test import Client

from citizens.receptions.actions import reclassify
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter
from citizens.submissions.actions import correct_submission
from citizens.submissions.entries import PaperEntry, PetitionerEntry
from citizens.submissions.kinds import Source
from citizens.submissions.models import Petitioner, Submission
from portal.access import Scope
from portal.audit.models import Values

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
PLANTED, ON = "Hoàng Thị Trinh Thám", date(2026, 11, 22)
TRINH = PetitionerEntry(PLANTED, "Thôn Bí Mật, phường Lục Nam")


def stored(text: str) -> list[str]:
    return [
        f"{model.__name__}: {value}"
        for model in apps.get_models()
        if model._meta.app_label not in ("units", "calendar")
        for row in model._base_manager.values_list(
            *(one.attname for one in model._meta.concrete_fields
              if not isinstance(one, models.ForeignKey))
        )
        for value in map(str, row)
        if text.casefold() in value.casefold()
    ]  # fmt: skip


def test_a_name_planted_in_the_form_is_in_no_table_and_in_no_log(
    client_of: Callable[[str], Client], typed: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    planted = typed | {
        "kind": "denunciation", "nguoi1-name": PLANTED, "nguoi2-name": PLANTED,
        "nguoi1-address": "Thôn Bí Mật", "nguoi2-address": "Thôn Bí Mật",
    }  # fmt: skip
    client = client_of("canbo.lucnam")
    looked = client.post("/don-thu/moi/", planted | {"act": "look"}).content.decode()
    response = client.post("/don-thu/moi/", planted)
    assert response.status_code == 302
    assert Submission.objects.get().is_secret
    assert [one for one in (PLANTED, "hoang thi trinh tham", "Bí Mật") if stored(one)] == []
    assert PLANTED not in caplog.text + looked


def test_the_search_for_planted_names_does_find_what_is_stored(take: Take) -> None:
    take(people=(TRINH,))
    assert stored(PLANTED)
    assert stored("hoang thi trinh tham")


def test_a_paper_that_joins_a_denunciation_drops_who_signed(
    client_of: Callable[[str], Client], take: Take, typed: dict[str, Any]
) -> None:
    matter = take(kind=MatterKind.DENUNCIATION, summary="Thu sai khoản đóng góp").matter
    posted, client = (
        typed | {"matter": matter.pk, "nguoi1-name": PLANTED},
        client_of("canbo.lucnam"),
    )
    assert client.post("/don-thu/moi/", posted).status_code == 422  # a complaint does not join it
    assert not stored(PLANTED)
    assert client.post("/don-thu/moi/", posted | {"kind": "denunciation"}).status_code == 302
    assert Submission.objects.get(number=2).is_secret
    assert not stored(PLANTED)


def test_names_in_the_text_of_a_denunciation_are_asked_about(
    client_of: Callable[[str], Client], typed: dict[str, Any]
) -> None:
    posted = typed | {"kind": "denunciation", "summary": "Ông Nguyễn Văn Bí thu sai"}
    client = client_of("canbo.lucnam")
    first = client.post("/don-thu/moi/", posted)
    assert "“Nguyễn Văn Bí”" in first.content.decode()
    assert client.post("/don-thu/moi/", posted | {"checked": "on"}).status_code == 302


def test_the_database_refuses_a_person_on_a_denunciation(take: Take) -> None:
    secret = take(kind=MatterKind.DENUNCIATION, people=(TRINH,))
    with pytest.raises(IntegrityError), transaction.atomic():
        Petitioner.objects.create(submission=secret, name="x", name_key="x", address="x")


def test_the_database_refuses_every_other_way_there(take: Take) -> None:
    secret, plain = take(kind=MatterKind.DENUNCIATION), take(people=(TRINH,))
    ways: list[Callable[[], int]] = [
        lambda: Petitioner.objects.update(submission=secret),
        lambda: Submission.objects.filter(pk=secret.pk).update(is_secret=False),
        lambda: Submission.objects.filter(pk=plain.pk).update(is_secret=True),
        lambda: Submission.objects.filter(pk=plain.pk).update(matter=secret.matter),
        lambda: Matter.objects.filter(pk=plain.matter_id).update(kind="denunciation"),
    ]
    for refused in ways:
        with pytest.raises(IntegrityError), transaction.atomic():
            refused()


def test_a_matter_that_turns_out_a_denunciation_purges_its_papers(
    take: Take, lucnam: Scope
) -> None:
    paper = take(people=(TRINH,), note="Bà Hoàng Thị Trinh Thám hẹn lại", source=Source.FRONT,
                 sender="Hội Phụ nữ, bà Hoàng Thị Trinh Thám")  # fmt: skip
    again = PaperEntry(date(2026, 11, 16), Source.ONLINE, note="bà HOANG THI TRINH THAM xin kín")
    correct_submission(submission=paper, paper=again, people=[TRINH], by=lucnam, on=ON)
    assert stored(PLANTED)
    reclassify(matter=paper.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Bà Trinh Thám: Hoàng Thị Trinh Thám tố cáo thu sai", by=lucnam)  # fmt: skip
    paper.refresh_from_db()
    assert paper.is_secret
    assert [one for one in (PLANTED, "hoang thi trinh tham", "Thôn Bí Mật") if stored(one)] == []
    assert not Values.objects.filter(entry__target_type="submissions.submission").exists()


def test_who_was_corrected_off_a_paper_is_purged_from_its_note_too(
    take: Take, lucnam: Scope
) -> None:
    paper = take(people=(TRINH,))
    told = PaperEntry(date(2026, 11, 16), Source.POST, note=f"Bà {PLANTED} hẹn lại")
    other = PetitionerEntry("Vi Văn Lân", "Thôn Thượng")
    correct_submission(submission=paper, paper=told, people=[other], by=lucnam, on=ON)
    reclassify(matter=paper.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Tố cáo thu sai", by=lucnam)  # fmt: skip
    assert stored(PLANTED) == []


def test_a_note_that_tells_of_nobody_stays(take: Take, lucnam: Scope) -> None:
    paper = take(people=(TRINH,))
    told = PaperEntry(date(2026, 11, 16), Source.POST, note="Có 3 bản đồ kèm theo, hẹn 20/11/2026")
    correct_submission(submission=paper, paper=told, people=[TRINH], by=lucnam, on=ON)
    reclassify(matter=paper.matter, kind=MatterKind.DENUNCIATION, field=Field.OTHER,
               summary="Tố cáo thu sai", by=lucnam)  # fmt: skip
    paper.refresh_from_db()
    assert paper.note == told.note


def test_a_matter_that_is_no_denunciation_any_more_opens_its_papers(
    take: Take, lucnam: Scope
) -> None:
    paper = take(kind=MatterKind.DENUNCIATION)
    reclassify(matter=paper.matter, kind=MatterKind.REFLECTION, field=Field.OTHER,
               summary="Phản ánh việc thu", by=lucnam)  # fmt: skip
    paper.refresh_from_db()
    assert not paper.is_secret

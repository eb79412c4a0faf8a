"""Two who save one matter, visit or day in one moment: the second is told, and overwrites nothing.

Both pages were read before either was saved, so that neither form finds anything changed.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from citizens.receptions.actions import (
    correct,
    follow_up,
    hand_over,
    plan_day,
    reclassify,
    rewrite_matter,
    settle_day,
    void,
)
from citizens.receptions.entries import VisitEntry
from citizens.receptions.kinds import Channel, DayState, Field, Host, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, MatterOwner, Reception, ReceptionDay
from portal.access import Scope
from portal.units.models import Organisation
from tests.citizens.receptions.conftest import TUAN

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
M = TypeVar("M", bound=Model)
ON = date(2026, 11, 22)
TOLD = "cùng lúc"


def read_twice(model: type[M]) -> tuple[M, M]:
    return model._default_manager.get(), model._default_manager.get()


def follow(handling: Handling, by: Scope, **typed: Any) -> None:
    plain: dict[str, Any] = {
        "outcome": Outcome.PENDING, "agency": "", "document_number": "", "solved_by": "",
        "replied_on": None, "reply_kind": None, "result": "",
    }  # fmt: skip
    follow_up(handling=handling, by=by, on=ON, **plain | typed)


def test_what_became_of_a_visit(log: Log, lucnam: Scope) -> None:
    log()
    mine, theirs = read_twice(Handling)
    follow(theirs, lucnam, outcome=Outcome.FORWARDED, agency="UBND tỉnh Bắc Giang")
    with pytest.raises(ValidationError, match=TOLD):
        follow(mine, lucnam, outcome=Outcome.GUIDED, result="Đã hướng dẫn")
    held = Handling.objects.get()
    assert (held.outcome, held.agency, held.result) == (
        Outcome.FORWARDED, "UBND tỉnh Bắc Giang", "",
    )  # fmt: skip


def test_the_words_of_a_matter(log: Log, lucnam: Scope) -> None:
    log()
    mine, theirs = read_twice(Matter)
    rewrite_matter(matter=theirs, field=Field.OTHER, summary="Xin sửa cầu", by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        rewrite_matter(matter=mine, field=Field.OTHER, summary="Xin sửa cống", by=lucnam)
    assert Matter.objects.get().summary == "Xin sửa cầu"


def test_new_words_do_not_undo_that_it_became_a_denunciation(log: Log, lucnam: Scope) -> None:
    log()
    mine, theirs = read_twice(Matter)
    secret = MatterKind.DENUNCIATION
    reclassify(matter=theirs, kind=secret, field=Field.OTHER, summary=theirs.summary, by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        rewrite_matter(matter=mine, field=Field.OTHER, summary="Gọi 0912345678", by=lucnam)
    assert Matter.objects.get().kind == secret


def test_the_kind_of_a_matter(log: Log, lucnam: Scope) -> None:
    log()
    mine, theirs = read_twice(Matter)
    other, kind = MatterKind.COMPLAINT, MatterKind.REFLECTION
    reclassify(matter=theirs, kind=other, field=Field.OTHER, summary="Đất", by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        reclassify(matter=mine, kind=kind, field=Field.OTHER, summary="Đất", by=lucnam)
    assert Matter.objects.get().kind == MatterKind.COMPLAINT


def test_who_follows_a_visit_up_is_told_that_it_became_a_denunciation(
    log: Log, lucnam: Scope
) -> None:
    log()
    mine = Handling.objects.select_related("matter").get()
    secret, matter = MatterKind.DENUNCIATION, Matter.objects.get()
    reclassify(matter=matter, kind=secret, field=Field.OTHER, summary=matter.summary, by=lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        follow(mine, lucnam, result="Đã gọi 0912345678")
    assert Handling.objects.get().result == ""


def make_secret(by: Scope) -> None:
    matter = Matter.objects.get()
    secret = MatterKind.DENUNCIATION
    reclassify(matter=matter, kind=secret, field=Field.OTHER, summary=matter.summary, by=by)


def test_who_hands_a_matter_over_is_told_that_it_became_a_denunciation(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log()
    mine, to = Matter.objects.get(), Organisation.objects.get(pk=bacgiang.organisation_id)
    make_secret(lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        hand_over(matter=mine, to=to, on=ON, reason="Gọi 0912345678", by=lucnam, today=ON)
    assert MatterOwner.objects.get().organisation_id == lucnam.organisation_id


def test_who_corrects_a_visit_is_told_that_it_became_secret(log: Log, lucnam: Scope) -> None:
    mine = log()
    make_secret(lucnam)
    visit = VisitEntry(mine.received_on, "Thủy", note="Ông Tuấn")
    with pytest.raises(ValidationError, match=TOLD):
        correct(reception=mine, visit=visit, people=[TUAN], by=lucnam, on=ON, seen=0)
    assert Reception.objects.get().note == ""


def test_a_visit_joins_no_matter_that_became_a_denunciation(log: Log, lucnam: Scope) -> None:
    log()
    mine = Matter.objects.get()
    make_secret(lucnam)
    with pytest.raises(ValidationError, match=TOLD):
        log(case={"matter": mine})
    assert Reception.objects.count() == 1


def test_matters_are_held_before_the_visit_and_the_record(log: Log, lucnam: Scope) -> None:
    """Who rewrites a matter holds it before the record: in another order two would wait in a ring."""
    visit = log()
    noted = VisitEntry(visit.received_on, "Thủy", note="Mang theo sổ đỏ")
    with CaptureQueriesContext(connection) as corrected:
        correct(reception=visit, visit=noted, people=[TUAN], by=lucnam, on=ON, seen=0)
    with CaptureQueriesContext(connection) as voided:
        void(reception=visit, reason="Ghi nhầm", by=lucnam, at=now())
    for queries in (corrected, voided):
        asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
        assert 'FROM "receptions_matter"' in asked[0]


def test_what_became_of_a_day(lucnam: Scope) -> None:
    plan_day(
        day=date(2026, 11, 16), host=Host.HEAD, host_name="Hà", channel=Channel.PERIODIC,
        publicised_on=None, note="", by=lucnam,
    )  # fmt: skip
    mine, theirs = read_twice(ReceptionDay)
    settle_day(planned=theirs, state=DayState.HELD, note="", by=lucnam, on=ON)
    with pytest.raises(ValidationError, match=TOLD):
        settle_day(planned=mine, state=DayState.CANCELLED, note="Mưa bão", by=lucnam, on=ON)
    assert ReceptionDay.objects.get().state == DayState.HELD

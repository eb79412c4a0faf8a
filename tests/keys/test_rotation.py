"""Keys are replaced while the portal runs; a lost one loses its own rows, and shows nobody else's."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from citizens.receptions.actions import log_reception
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import IdentityKind, MatterKind, Outcome
from citizens.receptions.models import Reception, Visitor
from portal.access import Scope
from portal.audit.models import Entry
from portal.identity import current_keys, seal
from portal.jobs.actions import carry_out, take
from portal.jobs.models import Job, JobState
from portal.keys import columns, tasks
from portal.keys.actions import rotate_keys
from portal.keys.figures import stale_rows, uses

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
NUMBERS = ("024090001234", "024090001235", "024090001236")
VISITED = date(2026, 11, 10)
OLD, NEW = "khóa-cũ", "khóa-mới"


def log(by: Scope, number: str) -> Reception:
    return log_reception(
        key=uuid4(), visit=VisitEntry(VISITED, "Nguyễn Thị Thủy"),
        people=[PersonEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm", number, IdentityKind.CITIZEN)],
        case=CaseEntry(MatterKind.COMPLAINT, Outcome.ACCEPTED, "Bồi thường"), by=by, on=VISITED,
    )  # fmt: skip


@pytest.fixture
def visits(scopes: ScopeOf, settings: Settings) -> list[Reception]:
    """Three visits whose numbers stand under the old keys; the new ones are set since."""
    settings.IDENTITY_KEY, settings.LOOKUP_KEY = f"{OLD}-e", f"{OLD}-l"
    made = [log(scopes("canbo.lucnam"), number) for number in NUMBERS]
    settings.IDENTITY_KEY = f"{NEW}-e {OLD}-e"
    settings.LOOKUP_KEY = f"{NEW}-l {OLD}-l"
    return made


def run(job: Job) -> Job:
    taken = take(job.pk, worker="w")
    assert taken is not None
    carry_out(taken)
    job.refresh_from_db()
    return job


def numbers() -> list[str]:
    return [one.number for one in Visitor.objects.select_related("reception").order_by("pk")]


def test_before_a_rotation_both_keys_open_and_look_up(visits: list[Reception]) -> None:
    assert numbers() == list(NUMBERS)
    assert Visitor.objects.with_number(NUMBERS[0]).count() == 1


def test_a_rotation_leaves_every_number_readable_and_found_without_the_old_keys(
    visits: list[Reception], scopes: ScopeOf, settings: Settings
) -> None:
    job = run(rotate_keys(by=scopes("quantri")))
    assert job.state == JobState.DONE
    assert stale_rows() == 0
    settings.IDENTITY_KEY, settings.LOOKUP_KEY = f"{NEW}-e", f"{NEW}-l"
    assert numbers() == list(NUMBERS)
    assert [Visitor.objects.with_number(one).count() for one in NUMBERS] == [1, 1, 1]
    assert Entry.objects.filter(act="keys.rotate").count() == 1


def test_a_killed_rotation_runs_on_and_does_nothing_twice(
    visits: list[Reception], scopes: ScopeOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks, "PORTION", 1)
    job = rotate_keys(by=scopes("quantri"))
    boxes: dict[int, object] = {}
    whole = columns.SealedColumns.renew_some

    def die_at_the_second(self: columns.SealedColumns, *, above: int, up_to: int) -> int:
        if boxes:
            raise KeyboardInterrupt
        left = whole(self, above=above, up_to=up_to)
        boxes.update(Visitor.objects.exclude(pk__in=self.stale()).values_list("pk", "identity_box"))
        return left

    monkeypatch.setattr(columns.SealedColumns, "renew_some", die_at_the_second)
    with pytest.raises(KeyboardInterrupt):
        run(job)
    assert len(boxes) == 1
    assert stale_rows() == 2
    monkeypatch.setattr(columns.SealedColumns, "renew_some", whole)
    Job.objects.filter(pk=job.pk).update(leased_until="2020-01-01T00:00:00Z")
    assert run(job).state == JobState.DONE
    assert numbers() == list(NUMBERS)
    for pk, box in boxes.items():
        assert bytes(Visitor.objects.get(pk=pk).identity_box or b"") == bytes(box)  # type: ignore[call-overload]  # from the database


def test_who_writes_during_the_rotation_wins(visits: list[Reception], settings: Settings) -> None:
    read = Visitor.objects.select_related("reception").get(reception=visits[0])
    settings.IDENTITY_KEY, settings.LOOKUP_KEY = (
        f"{OLD}-e",
        f"{OLD}-l",
    )  # a process not restarted yet
    typed = seal("024090009999", bound_to=visits[0].visitors.get().bound_to)
    Visitor.objects.filter(pk=read.pk).update(
        identity_box=typed.box, identity_box_key=typed.box_key, identity_digest=typed.digest,
        identity_digest_key=typed.digest_key,
    )  # fmt: skip
    settings.IDENTITY_KEY = f"{NEW}-e {OLD}-e"
    (seals,) = (one for one in columns.SEALED if one.title == "Số giấy tờ của người được tiếp")
    assert not seals.renew(read)
    assert Visitor.objects.get(pk=read.pk).number == "024090009999"


def test_a_row_no_key_opens_is_left_as_it_is_and_told(
    visits: list[Reception], scopes: ScopeOf, settings: Settings
) -> None:
    before = bytes(Visitor.objects.get(reception=visits[0]).identity_box or b"")
    settings.IDENTITY_KEY = f"{NEW}-e"
    job = run(rotate_keys(by=scopes("quantri")))
    assert job.state == JobState.FAILED
    assert "Còn 3 dòng" in job.error
    assert bytes(Visitor.objects.get(reception=visits[0]).identity_box or b"") == before


def test_a_key_says_whether_it_is_still_in_use(
    visits: list[Reception], scopes: ScopeOf, settings: Settings
) -> None:
    old = next(one for one in uses() if one.purpose == "mã hóa" and not one.writes)
    assert (old.rows, old.is_set) == (3, True)
    with pytest.raises(CommandError, match="còn được dùng"):
        call_command("key_use", key=old.key_id, stdout=StringIO())
    run(rotate_keys(by=scopes("quantri")))
    out = StringIO()
    call_command("key_use", key=old.key_id, stdout=out)
    assert "bỏ được" in out.getvalue()
    with pytest.raises(CommandError, match="còn được dùng"):
        call_command("key_use", key=current_keys().encryption, stdout=StringIO())


def test_a_lost_look_up_key_finds_nobody_rather_than_somebody_else(
    visits: list[Reception], settings: Settings
) -> None:
    settings.LOOKUP_KEY = "một-khóa-khác"
    for number in NUMBERS:
        assert list(Visitor.objects.with_number(number)) == []


def test_a_digest_is_compared_together_with_its_key(visits: list[Reception]) -> None:
    """A digest that another key happens to have made is not a match."""
    Visitor.objects.filter(reception=visits[0]).update(identity_digest_key="0" * 16)
    assert not Visitor.objects.with_number(NUMBERS[0]).exists()


def test_a_lost_encryption_key_is_told_on_the_page_and_in_the_book(
    visits: list[Reception], client_of: ClientOf, settings: Settings
) -> None:
    settings.IDENTITY_KEY = "một-khóa-khác"
    client, address = client_of("lanhdao.lucnam"), visits[0].get_absolute_url()
    assert "không giải mã được" in client.get(address).content.decode()
    unmask = reverse("receptions:unmask", args=[visits[0].visitors.get().pk])
    answer = client.post(unmask, {"reason": "Đối chiếu hồ sơ"})
    assert answer.status_code == 422
    assert "không giải mã được" in answer.content.decode()
    assert client.post(reverse("receptions:export")).status_code in (200, 302)
    assert "không giải mã được" in client.get(reverse("receptions:register")).content.decode()


def test_an_administrator_starts_one_rotation_from_the_page(
    visits: list[Reception], client_of: ClientOf
) -> None:
    client = client_of("quantri")
    page = client.get(reverse("keys:list")).content.decode()
    assert "còn dòng dùng, chưa được bỏ" in page
    assert OLD not in page
    for _ in range(2):
        assert client.post(reverse("keys:rotate")).status_code == 302
    assert Job.objects.filter(kind="keys_rotate").count() == 1
    assert client_of("sonoivu").post(reverse("keys:rotate")).status_code == 403


def test_the_page_costs_the_same_with_more_rows(
    visits: list[Reception], scopes: ScopeOf, client_of: ClientOf
) -> None:
    client, counts = client_of("quantri"), []
    client.get(reverse("keys:list"))
    for more in (0, 15):
        for _ in range(more):
            log(scopes("canbo.lucnam"), NUMBERS[0])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("keys:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_page_counts_a_key_no_further_than_it_needs(
    visits: list[Reception], client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.keys.views.COUNTED_UP_TO", 2)
    page = client_of("quantri").get(reverse("keys:list")).content.decode()
    assert "trên 2</td>" in page
    assert {one.rows for one in uses() if not one.writes} == {3}


def test_every_pair_of_keys_is_found(visits: list[Reception]) -> None:
    Visitor.objects.filter(reception=visits[0]).update(identity_digest_key="0" * 16)
    Visitor.objects.filter(reception=visits[1]).update(identity_box_key="f" * 16)
    found = {one.key_id: one.rows for one in uses()}
    assert (found["0" * 16], found["f" * 16]) == (1, 1)
    assert sum(found.values()) == 6

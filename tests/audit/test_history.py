"""The history of a row: in words, through the row's scope, and no further than the reader may read."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from citizens.receptions.actions import hand_over, log_reception, rewrite_matter, unmask
from citizens.receptions.entries import CaseEntry, PersonEntry, VisitEntry
from citizens.receptions.kinds import Field, IdentityKind, MatterKind, Outcome
from citizens.receptions.models import Reception
from portal.access import Scope
from portal.accounts.actions import end_posting
from portal.accounts.models import Posting, User
from portal.audit.actions import erase_values, record
from portal.demo.cast import posting_of
from portal.units.models import Organisation

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
VISITED = date(2026, 11, 10)
NUMBER = "024090001234"


@pytest.fixture
def visit(scopes: ScopeOf) -> Reception:
    return log_reception(
        key=uuid4(), visit=VisitEntry(VISITED, "Nguyễn Thị Thủy"),
        people=[PersonEntry("Nguyễn Văn Ánh", "thôn Đồng Tâm", NUMBER, IdentityKind.CITIZEN)],
        case=CaseEntry(MatterKind.COMPLAINT, Outcome.ACCEPTED, "Bồi thường khi thu hồi đất"),
        by=scopes("canbo.lucnam"), on=VISITED,
    )  # fmt: skip


def page(client: Client, name: str, pk: int) -> str:
    return client.get(reverse(name, args=[pk])).content.decode()


def test_a_leader_reads_who_when_from_where_and_what_changed(client_of: ClientOf) -> None:
    posting = posting_of("canbo.lucnam")
    client_of("quantri").post(
        reverse("accounts:posting_end", args=[posting.pk]), {"ends_on": "31/12/2026"},
        REMOTE_ADDR="203.0.113.7",
    )  # fmt: skip
    shown = page(client_of("quantri"), "accounts:posting_history", posting.pk)
    assert "Đến hết ngày: (trống) → 31/12/2026" in shown
    assert "203.0.113.7" in shown
    assert User.objects.get(username="quantri").full_name in shown


def test_a_background_job_is_named_as_one(scopes: ScopeOf, client_of: ClientOf) -> None:
    end_posting(
        posting=posting_of("canbo.lucnam"), ends_on=date(2026, 12, 31), by=scopes("quantri")
    )
    pk = posting_of("canbo.lucnam").pk
    assert "công việc chạy nền" in page(client_of("quantri"), "accounts:posting_history", pk)


def test_the_reason_of_an_unmasking_needs_the_power_to_unmask(
    visit: Reception, scopes: ScopeOf, client_of: ClientOf
) -> None:
    unmask(visitor=visit.visitors.get(), reason="Đối chiếu hồ sơ", by=scopes("lanhdao.lucnam"))
    leader = page(client_of("lanhdao.lucnam"), "receptions:visit_history", visit.pk)
    official = page(client_of("canbo.lucnam"), "receptions:visit_history", visit.pk)
    assert "Đối chiếu hồ sơ" in leader
    assert "Đối chiếu hồ sơ" not in official
    assert "Giá trị chỉ hiện với người có quyền" in official


def test_no_history_holds_who_came(visit: Reception, scopes: ScopeOf, client_of: ClientOf) -> None:
    unmask(visitor=visit.visitors.get(), reason="Đối chiếu hồ sơ", by=scopes("lanhdao.lucnam"))
    shown = page(client_of("lanhdao.lucnam"), "receptions:visit_history", visit.pk)
    assert "Ánh" not in shown
    assert NUMBER not in shown


def test_a_matter_handed_over_shows_its_acts_and_keeps_the_values_where_they_were_written(
    visit: Reception, scopes: ScopeOf, client_of: ClientOf
) -> None:
    matter = visit.handlings.get().matter
    rewrite_matter(
        matter=matter, field=Field.OTHER, summary="Nội dung mới", by=scopes("canbo.lucnam")
    )
    other = Organisation.objects.get(pk=scopes("canbo.bacgiang").organisation_id)
    hand_over(
        matter=matter, to=other, on=VISITED, reason="", by=scopes("canbo.lucnam"), today=VISITED
    )
    theirs = page(client_of("canbo.bacgiang"), "receptions:matter_history", matter.pk)
    assert f"Sửa vụ việc {matter.pk}" in theirs
    assert "Giá trị do cơ quan đã ghi giữ." in theirs
    assert "Bồi thường khi thu hồi đất →" not in theirs
    assert "→ Nội dung mới" in page(
        client_of("canbo.lucnam"), "receptions:matter_history", matter.pk
    )


def test_who_may_not_see_the_row_may_not_see_its_history(
    visit: Reception, client_of: ClientOf
) -> None:
    address = reverse("receptions:visit_history", args=[visit.pk])
    assert client_of("canbo.bacgiang").get(address).status_code == 404
    assert client_of("quantri").get(address).status_code == 403


def test_erased_values_are_said_to_be_erased(scopes: ScopeOf, client_of: ClientOf) -> None:
    user = User.objects.get(username="canbo.lucnam")
    record(
        act="x", target=user, by=scopes("quantri"), says="Sửa.", changes={"phone": ("1", "0222333")}
    )
    erase_values(target=user, by=scopes("quantri"), why="hết hạn lưu")
    shown = page(client_of("quantri"), "accounts:user_history", user.pk)
    assert "Giá trị đã được xóa theo quyết định." in shown
    assert "0222333" not in shown


def test_a_long_history_costs_the_same_and_is_paged(scopes: ScopeOf, client_of: ClientOf) -> None:
    user, client = User.objects.get(username="canbo.lucnam"), client_of("quantri")
    address = reverse("accounts:user_history", args=[user.pk])
    counts = []
    client.get(address)
    for more in (2, 60):
        for number in range(more):
            record(
                act="x", target=user, by=scopes("quantri"), says=f"Sửa {number}.",
                changes={"phone": ("1", str(number))},
            )  # fmt: skip
        with CaptureQueriesContext(
            connection,
        ) as queries:
            shown = client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert len(shown.context["lines"]) == 25


def test_postings_are_named_by_who_holds_them(client_of: ClientOf) -> None:
    posting = Posting.objects.get(pk=posting_of("canbo.lucnam").pk)
    assert str(posting) in page(client_of("quantri"), "accounts:posting_history", posting.pk)

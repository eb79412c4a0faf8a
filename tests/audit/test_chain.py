from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from portal.access import BACKGROUND, Scope
from portal.accounts.models import User
from portal.audit.actions import erase_values, record
from portal.audit.models import Chain, Entry, Values
from portal.audit.rules import entry_hash
from tests.shown import shown

ScopeOf = Callable[[str], Scope]


@pytest.fixture
def entry(scopes: ScopeOf) -> Entry:
    user = User.objects.get(username="canbo.lucnam")
    return record(
        act="user.update", target=user, by=scopes("quantri"), says="Sửa số điện thoại.",
        changes={"số điện thoại": ("", "0123456789")},
    )  # fmt: skip


def _forge(sql: str, *values: Any) -> None:
    """Change a row as somebody with the database's own password could, the trigger taken away."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no ALTER while checks wait
            cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only")
        else:
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")
        cursor.execute(sql, values)


def test_an_untouched_chain_verifies(entry: Entry) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "nguyên vẹn" in out.getvalue()


@pytest.mark.parametrize(
    "change", ["UPDATE audit_entry SET says = 'khác'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_an_entry(entry: Entry, change: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(change)


def test_a_forged_sentence_breaks_the_chain(entry: Entry) -> None:
    _forge("UPDATE audit_entry SET says = %s WHERE id = %s", "Không có gì", entry.pk)
    with pytest.raises(CommandError, match=f"Mục thứ {entry.place} đã bị sửa"):
        call_command("verify_audit")


def test_forged_values_break_the_chain(entry: Entry) -> None:
    Values.objects.filter(entry=entry).update(changes={"số điện thoại": ["", "0999999999"]})
    with pytest.raises(CommandError, match="Giá trị của mục"):
        call_command("verify_audit")


def test_erased_values_leave_a_chain_that_verifies_and_says_so(
    entry: Entry, scopes: ScopeOf
) -> None:
    user = User.objects.get(username="canbo.lucnam")
    assert erase_values(target=user, by=scopes("quantri"), why="chuyển sang tố cáo") == 1
    assert not Values.objects.filter(entry=entry).exists()
    call_command("verify_audit", stdout=StringIO())
    newest = Entry.objects.about(user).first()
    assert newest is not None
    assert newest.act == "audit.erase"


def test_each_organisation_has_a_chain_of_its_own(scopes: ScopeOf) -> None:
    user = User.objects.get(username="quantri")
    one = record(act="a", target=user, by=scopes("canbo.lucnam"), says="một")
    other = record(act="a", target=user, by=scopes("canbo.bacgiang"), says="hai")
    assert one.chain_id != other.chain_id


def test_people_read_their_own_chain_and_administrators_all(entry: Entry, scopes: ScopeOf) -> None:
    assert not Entry.objects.visible_to(scopes("canbo.trian")).filter(pk=entry.pk).exists()
    assert Entry.objects.visible_to(scopes("quantri")).filter(pk=entry.pk).exists()


def test_the_client_address_reaches_the_entry_and_the_hash(
    scopes: ScopeOf, client_of: Callable[[str], Client]
) -> None:
    user = User.objects.get(username="canbo.lucnam")
    address = reverse("accounts:user", args=[user.pk])
    form = {"full_name": user.full_name, "phone": "0222123456", "is_active": "on"}
    client = client_of("quantri")
    client.post(address, shown(client, address) | form, REMOTE_ADDR="203.0.113.7")
    entry = Entry.objects.about(user).latest("id")
    assert entry.origin == "203.0.113.7"
    _forge("UPDATE audit_entry SET origin = %s WHERE id = %s", "10.0.0.1", entry.pk)
    with pytest.raises(CommandError, match=f"Mục thứ {entry.place} đã bị sửa"):
        call_command("verify_audit")


def test_behind_a_proxy_only_its_own_word_counts(
    client_of: Callable[[str], Client], settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    user = User.objects.get(username="canbo.lucnam")
    client_of("quantri").post(
        reverse("accounts:slips"), {"person": user.pk},
        headers={"X-Forwarded-For": "1.2.3.4, 198.51.100.9"}, REMOTE_ADDR="10.0.0.2",
    )  # fmt: skip
    assert Entry.objects.about(user).latest("id").origin == "198.51.100.9"


def test_what_no_person_at_a_browser_does_is_a_background_job(entry: Entry) -> None:
    assert entry.origin == BACKGROUND
    assert record(act="x", target=entry, by=None, says="Nạp danh mục.").origin == BACKGROUND


def test_entries_written_before_origins_were_kept_still_verify(entry: Entry) -> None:
    user = User.objects.get(username="canbo.lucnam")
    old = record(act="x", target=user, by=None, says="Cũ.")
    old.version, old.origin = 1, ""
    before = Entry.objects.filter(chain=old.chain, place__lt=old.place).order_by("place").last()
    digest = entry_hash(before.hash if before else "", old.metadata)
    _forge(
        "UPDATE audit_entry SET version = 1, origin = '', hash = %s WHERE id = %s", digest, old.pk
    )
    Chain.objects.filter(pk=old.chain_id).update(head=digest)
    record(act="x", target=user, by=None, says="Mới.")
    call_command("verify_audit", stdout=StringIO())


def test_a_witness_outside_notices_a_chain_that_was_rewritten_whole(
    scopes: ScopeOf, tmp_path: Path
) -> None:
    by, user = scopes("canbo.lucnam"), User.objects.get(username="quantri")
    record(act="x", target=user, by=by, says="một")
    out, held = StringIO(), tmp_path / "heads.jsonl"
    call_command("verify_audit", heads=True, stdout=out)
    held.write_text(out.getvalue())
    only = {"organisation": by.organisation_id, "witness": str(held), "stdout": StringIO()}
    record(act="x", target=user, by=by, says="hai")
    call_command("verify_audit", **only)
    chain = Chain.objects.get(pk=by.organisation_id)
    first = chain.entries.earliest("place")
    first.says = "khác"
    digest = entry_hash("", first.metadata)
    _forge("DELETE FROM audit_entry WHERE chain_id = %s AND place > 1", chain.pk)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE audit_entry SET says=%s, hash=%s WHERE id=%s", ["khác", digest, first.pk]
        )
    Chain.objects.filter(pk=chain.pk).update(length=1, head=digest)
    call_command("verify_audit", organisation=chain.pk, stdout=StringIO())  # by itself it holds
    with pytest.raises(CommandError, match="làm chứng"):
        call_command("verify_audit", **only)


def test_each_broken_chain_is_told_by_its_first_break(entry: Entry, scopes: ScopeOf) -> None:
    other = record(act="x", target=entry, by=scopes("canbo.trian"), says="ở nơi khác")
    record(act="x", target=entry, by=scopes("canbo.trian"), says="sau đó")
    _forge("UPDATE audit_entry SET says = 'khác' WHERE id IN (%s, %s)", entry.pk, other.pk)
    with pytest.raises(CommandError) as told:
        call_command("verify_audit")
    assert len(str(told.value).splitlines()) == 2
    with pytest.raises(CommandError, match=f"Tổ chức {other.chain_id}: Mục thứ {other.place}"):
        call_command("verify_audit", organisation=other.chain_id)


def test_verification_reads_a_long_chain_in_portions(
    scopes: ScopeOf, django_assert_max_num_queries: Any
) -> None:
    user = User.objects.get(username="quantri")
    for number in range(30):
        record(act="x", target=user, by=scopes("canbo.lucnam"), says=f"việc {number}")
    with django_assert_max_num_queries(5):
        call_command(
            "verify_audit", organisation=scopes("canbo.lucnam").organisation_id, stdout=StringIO()
        )

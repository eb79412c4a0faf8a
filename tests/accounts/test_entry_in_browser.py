"""The way in, in a real browser against a real production start: slip, app, recovery code, sessions.

The server is another process on a database of its own, without the demo and its exemption.
"""

import os
import re
import socket
import subprocess
import sys
import time
from base64 import b32decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, expect

pytestmark = pytest.mark.browser
NAME, PASSWORD = "quantri.tinh", "mot cau that dai 2026"


class Portal:
    """A production start on a folder of its own, over plain HTTP."""

    def __init__(self, folder: Path) -> None:
        kept = {
            key: value
            for key, value in os.environ.items()
            if key not in ("DATABASE_URL", "REDIS_URL")
        }
        self.environment = kept | {
            "DATA_DIR": str(folder), "DEMO": "off", "HTTPS": "off", "LOG_LEVEL": "ERROR",
            "STATIC_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
        }  # fmt: skip
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def manage(self, *command: str) -> str:
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=settings.BASE_DIR, env=self.environment,
            check=True, capture_output=True, text=True,
        ).stdout  # fmt: skip

    def start(self) -> subprocess.Popen[bytes]:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "runserver", "--noreload", "--insecure", str(self.port)],
            cwd=settings.BASE_DIR, env=self.environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return server
            time.sleep(0.1)
        raise AssertionError("the server did not start")


def code_of(secret: bytes, step: int) -> str:
    return TOTP(secret, 6, SHA1(), 30).generate(step * 30).decode()  # noqa: S303


def opened(chromium: Browser, portal: Portal, said: list[str], path: str) -> Page:
    page = chromium.new_context(viewport={"width": 1366, "height": 768}).new_page()

    def hear(message: ConsoleMessage) -> None:
        # a warning of a slow machine (a font asked for early, not yet drawn) is none of the policy's
        if message.type == "error":
            said.append(message.text)

    page.on("console", hear)
    page.goto(portal.url + path)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def password_given(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill(NAME)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/thiet-lap/$|/ma/$"))


def set_password(page: Page, code: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(NAME)
    page.locator("[name=code]").fill(code)
    page.locator("[name=new]").fill(PASSWORD)
    page.locator("[name=again]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/dang-nhap/")


def set_up_app(page: Page) -> tuple[bytes, int, str]:
    """Read the secret as a person types it into a phone; return it, the step used, a recovery code."""
    page.wait_for_url("**/thiet-lap/")
    assert page.evaluate("document.querySelector('main img').naturalWidth") > 100
    secret = b32decode(page.locator("main ol code").inner_text().replace(" ", ""))
    step = int(time.time()) // 30
    page.get_by_label("Mã 6 số").fill(code_of(secret, step))
    press(page, "Xong")
    codes = page.locator("main code")
    expect(codes).to_have_count(10)
    return secret, step, codes.first.inner_text()


def test_an_administrator_comes_in_from_the_slip_to_ending_another_session(
    chromium: Browser, tmp_path: Path
) -> None:
    portal, said = Portal(tmp_path), []  # type: ignore[var-annotated]
    portal.manage("prepare")
    told = portal.manage("first_administrator", NAME, "Vũ Đình Khánh", "--province", "24")
    server = portal.start()
    try:
        here = opened(chromium, portal, said, "/tai-khoan/dat-mat-khau/")
        set_password(here, re.findall(r": (\S+)$", told, re.MULTILINE)[0])
        password_given(here)
        secret, step, paper = set_up_app(here)
        here.get_by_role("link", name="Đã cất, vào cổng").click()
        expect(here.locator(".topbar")).to_contain_text("Vũ Đình Khánh")

        # a second browser: the code used is refused, the next one opens the door
        there = opened(chromium, portal, said, "/tai-khoan/dang-nhap/")
        password_given(there)
        there.get_by_label("Mã 6 số").fill(code_of(secret, step))
        there.keyboard.press("Enter")
        expect(there.locator("main")).to_contain_text("đã dùng rồi")
        there.get_by_label("Mã 6 số").fill(code_of(secret, step + 1))
        there.keyboard.press("Enter")
        expect(there.locator(".topbar")).to_contain_text("Vũ Đình Khánh")

        # a third one, without the phone, after the server came back from a restart
        server.kill()
        server.wait()
        server = portal.start()
        lost = opened(chromium, portal, said, "/tai-khoan/dang-nhap/")
        password_given(lost)
        lost.get_by_role("link", name="dùng mã dự phòng").click()
        lost.get_by_label("Một mã dự phòng").fill(paper)
        lost.keyboard.press("Enter")
        expect(lost.locator(".topbar")).to_contain_text("Vũ Đình Khánh")

        # the first ends the other two
        here.goto(portal.url + "/tai-khoan/phien/")
        expect(here.locator("tbody tr")).to_have_count(3)
        expect(here.locator("tbody")).to_contain_text("Chrome")
        here.locator("tbody button").first.click()
        expect(here.locator("tbody tr")).to_have_count(2)
        press(here, "Kết thúc mọi phiên khác")
        expect(here.locator("tbody tr")).to_have_count(1)
        for ended in (there, lost):
            ended.goto(portal.url + "/tai-khoan/")
            assert "/dang-nhap/" in ended.url

        typed_text_is_guarded(here, portal)
        nothing_shows_after_logging_out(here, portal)
        assert [each for each in said if "422" not in each] == []
    finally:
        server.kill()
        server.wait()


def typed_text_is_guarded(page: Page, portal: Portal) -> None:
    """A page that is stored nowhere still keeps a person from leaving what they typed."""
    page.goto(portal.url + "/lich-lam-viec/them/")
    if not page.locator("form[data-guard]").count():
        page.goto(portal.url + "/quan-tri/nguoi-dung/moi/")
    box = page.locator("main form input[type=text]").first
    box.fill("đang gõ dở")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", stay)
    if page.locator("form[data-guard]").count():
        page.locator(".sidebar ul a").first.click(no_wait_after=True)
        page.wait_for_timeout(500)
        assert asked == ["beforeunload"]
    assert box.input_value() == "đang gõ dở"
    box.fill("")
    page.evaluate(
        "document.querySelectorAll('[data-touched]').forEach(f => delete f.dataset.touched)"
    )


def nothing_shows_after_logging_out(page: Page, portal: Portal) -> None:
    page.goto(portal.url + "/quan-tri/nguoi-dung/")
    page.locator(".menu summary").click()
    press(page, "Đăng xuất")
    page.wait_for_url("**/dang-nhap/")
    page.go_back()
    page.wait_for_load_state()
    assert "/dang-nhap/" in page.url
    expect(page.locator("body")).not_to_contain_text("quantri.tinh")

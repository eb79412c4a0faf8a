"""In a real browser, with its back-and-forward cache: no text is lost to a session that ended, and
nobody's name is shown to who presses "back" after a log-out.

The server is another process on a database of its own, as in the test of the way in.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.demo.cast import DEMO_PASSWORD
from tests.accounts.test_entry_in_browser import Portal, press
from tests.chromium import launched

pytestmark = pytest.mark.browser
PLAN, COUNTER, LOGIN = "/tiep-cong-dan/lich/", "/tiep-cong-dan/moi/", "/tai-khoan/dang-nhap/"
SAVED = re.compile(r"/tiep-cong-dan/\d+/")
SEAT = "from portal.demo.cast import seat_cast; seat_cast()"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    yield from launched(ignore_default_args=["--disable-back-forward-cache"])


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    started = Portal(tmp_path_factory.mktemp("portal"))
    started.manage("prepare")
    started.manage("shell", "-c", SEAT)
    server = started.start()
    yield started
    server.kill()
    server.wait()


@pytest.fixture
def official(chromium: Browser, portal: Portal) -> Iterator[BrowserContext]:
    """The browser of a commune's official who has logged in."""
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    log_in(context.new_page(), portal)
    yield context
    context.close()


def log_in(page: Page, portal: Portal) -> None:
    if LOGIN not in page.url:
        page.goto(portal.url + LOGIN)
    page.get_by_label("Tên đăng nhập").fill("canbo.lucnam")
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: LOGIN not in url)


def end_session(context: BrowserContext) -> None:
    """What an hour without a page does: the browser drops the session's cookie."""
    context.clear_cookies(name="sessionid")


def plan_a_day(page: Page, portal: Portal, note: str) -> None:
    page.goto(portal.url + PLAN)
    page.locator("main [name=day]").fill("10/12/2026")
    page.locator("main [name=host_name]").fill("Đặng Quốc Hưng, Chủ tịch")
    page.locator("main [name=note]").fill(note)


def save_plan(page: Page) -> None:
    page.locator("main form:has([name=host_name]) button:not([type=button])").last.click()


def test_a_long_form_is_sent_again_after_a_login_in_another_tab(
    official: BrowserContext, portal: Portal
) -> None:
    page = official.pages[0]
    plan_a_day(page, portal, "Mang theo hồ sơ cũ")
    end_session(official)
    save_plan(page)
    expect(page.locator("h1")).to_contain_text("Phiên làm việc đã hết")
    with official.expect_page() as opened:
        page.get_by_role("link", name="Đăng nhập ở một thẻ mới").click()
    log_in(opened.value, portal)
    press(page, "Gửi lại")
    page.wait_for_url(f"**{PLAN}")
    expect(page.locator("main")).to_contain_text("Mang theo hồ sơ cũ")


def test_without_script_it_is_sent_again_too(chromium: Browser, portal: Portal) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page, other = context.new_page(), context.new_page()
    log_in(page, portal)
    plan_a_day(page, portal, "Họp ở nhà văn hóa")
    page.locator("main [name=day]").fill("11/12/2026")
    end_session(context)
    save_plan(page)
    log_in(other, portal)
    press(page, "Gửi lại")  # with the token from before the login
    expect(page.locator("h1")).to_contain_text("Chưa gửi được")
    press(page, "Gửi lại")
    expect(page.locator("main")).to_contain_text("Họp ở nhà văn hóa")
    context.close()


def test_the_counter_keeps_its_page_and_saves_after_a_login_in_another_tab(
    official: BrowserContext, portal: Portal
) -> None:
    page = official.pages[0]
    receive(page, portal, "Lê Thị Na")
    end_session(official)
    page.locator("[data-save]").click()
    with official.expect_page() as opened:
        page.locator("#toasts a").click()
    assert page.locator('[name="nguoi1-name"]').input_value() == "Lê Thị Na"
    log_in(opened.value, portal)
    page.locator("[data-save]").click()
    page.wait_for_url(SAVED)
    expect(page.locator("main")).to_contain_text("Lê Thị Na")


def receive(page: Page, portal: Portal, name: str) -> None:
    page.goto(portal.url + COUNTER)
    page.keyboard.press("3")
    for text in ("", name, "Thôn 2", "Xin sửa đèn đường"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.press("4")


def test_back_after_logging_out_shows_no_citizen(official: BrowserContext, portal: Portal) -> None:
    page = official.pages[0]
    receive(page, portal, "Hoàng Văn Tý")
    page.locator("[data-save]").click()
    page.wait_for_url(SAVED)
    expect(page.locator("main")).to_contain_text("Hoàng Văn Tý")
    page.locator(".menu summary").click()
    press(page, "Đăng xuất")
    page.wait_for_url(f"**{LOGIN}")
    for _ in range(2):
        page.go_back()
        page.wait_for_load_state()
        assert LOGIN in page.url
        expect(page.locator("body")).not_to_contain_text("Hoàng Văn Tý")

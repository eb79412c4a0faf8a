"""The frame in a real browser: nothing serious for axe, keys, dialogs, themes, no script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

AXE = Path(settings.BASE_DIR) / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.shell.gallery")]


@pytest.fixture(scope="module")
def gallery() -> Iterator[LiveServer]:
    """A server without a database: the frame itself needs none."""
    server = LiveServer("127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console says while a test runs."""
    return []


def opened(context: BrowserContext, server: LiveServer, said: list[str]) -> Page:
    page = context.new_page()
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(server.url)
    return page


def serious(page: Page) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")["violations"]
    return [v["id"] for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1366, 390])
def test_axe_finds_nothing_serious_and_nothing_sticks_out(
    chromium: Browser, gallery: LiveServer, complaints: list[str], theme: str, width: int
) -> None:
    size = {"width": width, "height": 768}
    context = chromium.new_context(viewport=size, color_scheme=theme)  # type: ignore[arg-type]
    page = opened(context, gallery, complaints)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert complaints == []
    context.close()


def test_the_chosen_tab_is_in_sight_on_a_phone(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = opened(context, gallery, complaints)
    page.evaluate("""() => {
      const tabs = document.querySelectorAll('.tabs a');
      tabs.forEach((tab) => { tab.removeAttribute('aria-current'); tab.append(' của đơn vị'); });
      tabs[tabs.length - 1].setAttribute('aria-current', 'page');
      document.dispatchEvent(new CustomEvent('htmx:afterSwap', {detail: {target: document.body}}));
    }""")
    box = page.locator(".tabs [aria-current]").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()


def test_keys_open_search_the_list_of_keys_and_a_section(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context()
    page = opened(context, gallery, complaints)
    page.keyboard.press("?")
    assert page.locator("#phim-tat").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("t")  # a letter typed into a box is no key
    assert page.locator("#tim-kiem").input_value() == "t"
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("v")
    page.wait_for_url("**/van-ban/")
    context.close()


def test_a_key_struck_right_after_a_dialog_closes_is_heard(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context()
    page = opened(context, gallery, complaints)
    slow = context.new_cdp_session(page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 8})
    page.keyboard.press("?")
    page.locator("#phim-tat-thoi").focus()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("t")
    assert page.locator("#tim-kiem").input_value() == "t"
    assert page.url == f"{gallery.url}/"
    context.close()


def test_who_wants_no_single_keys_turns_them_off_for_good(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context()
    page = opened(context, gallery, complaints)
    page.keyboard.press("?")
    page.get_by_label("Không dùng phím tắt trên máy này").check()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("?")
    page.keyboard.press("/")
    assert not page.locator("#phim-tat").is_visible()
    assert page.locator("#tim-kiem:focus").count() == 0
    context.close()


def test_a_question_opens_in_a_dialog_and_leaves_the_page_alone(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context()
    page = opened(context, gallery, complaints)
    page.get_by_role("link", name="Hủy đợt").click()
    dialog = page.locator("#dialog")
    dialog.get_by_role("button", name="Hủy đợt").wait_for()
    assert dialog.locator(".topbar").count() == 0
    dialog.get_by_role("link", name="Quay lại").click()
    assert not dialog.is_visible()
    assert page.url == f"{gallery.url}/"
    context.close()


def test_wrong_input_comes_back_with_the_summary_in_focus(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context()
    page = opened(context, gallery, complaints)
    page.get_by_label("Ngày ban hành").fill("31022026")
    page.get_by_role("button", name="Lưu", exact=True).click()
    page.locator(".errors").wait_for()
    assert page.evaluate("document.activeElement.className") == "errors"
    assert page.get_by_label("Ngày ban hành").input_value() == "31/02/2026"
    assert serious(page) == []
    context.close()


def test_the_chosen_theme_is_there_before_the_first_paint(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    context = chromium.new_context(color_scheme="light")
    page = opened(context, gallery, complaints)
    page.locator("details.menu summary").click()
    for _ in range(2):  # follow the machine → light → dark
        page.locator("[data-theme-switch]").click()
    html = page.request.get(gallery.url).text()
    assert 'data-bs-theme="dark"' in html
    context.close()


def test_without_script_the_phones_navigation_opens(
    chromium: Browser, gallery: LiveServer, complaints: list[str]
) -> None:
    size = {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, java_script_enabled=False)  # type: ignore[arg-type]
    page = opened(context, gallery, complaints)
    assert not page.locator("#dieu-huong").is_visible()
    page.get_by_label("Mở danh mục").click()
    assert page.get_by_role("link", name="Nhiệm vụ").first.is_visible()
    context.close()

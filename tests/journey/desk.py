"""One person's window, and what a tester keeps an eye on in it: console, axe, the page's width."""

import os
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, FloatRect, Page, expect

from portal.demo.cast import DEMO_PASSWORD

ROOT = Path(__file__).resolve().parent.parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = ROOT / "test-results" / "journey"
PATIENCE = 30_000  # a busy machine is no failure
SIZES = {"1366": (1366, 768), "390": (390, 844)}
expect.set_options(timeout=PATIENCE)


@dataclass
class Desk:
    """A logged-in person's window; `noticed` is shared by all windows of the journey."""

    page: Page
    address: str
    noticed: list[str]
    seen: list[str] = field(default_factory=list)

    def open(self, path: str) -> None:
        self.page.goto(self.address + path)

    def follow(self, link: str) -> None:
        """Go on by a link of the page's own content."""
        self.page.locator("main").get_by_role("link", name=link).first.click()

    def press(self, button: str) -> None:
        self.page.locator("main").get_by_role("button", name=button, exact=True).first.click()

    def told(self, text: str) -> None:
        """The page says this in a message."""
        expect(self.page.locator("main")).to_contain_text(text)

    def look(self, name: str) -> None:
        """Look at the page as it is, at both widths; note what is amiss."""
        self.seen.append(name)
        for width, (across, down) in SIZES.items():
            self.page.set_viewport_size({"width": across, "height": down})
            self._measure(f"{name} {width}", across)
            if os.environ.get("SCREENSHOTS", "0") != "0":
                self._keep_picture(f"{name}-{width}.png")
        self.page.set_viewport_size({"width": 1366, "height": 768})

    def _keep_picture(self, name: str) -> None:
        """Keep the page down to what a person scrolls; its end tells no more than its middle."""
        PICTURES.mkdir(parents=True, exist_ok=True)
        across = self.page.evaluate("innerWidth")
        tall = min(self.page.evaluate("document.documentElement.scrollHeight"), 2200)
        part: FloatRect = {"x": 0, "y": 0, "width": across, "height": tall}
        self.page.screenshot(path=PICTURES / name, full_page=True, clip=part, animations="disabled")

    def _measure(self, where: str, across: int) -> None:
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        if wide > across:
            self.noticed.append(f"{where}: rộng {wide}px")
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        colours = {
            "rules": {"color-contrast": {"enabled": across > 390}}
        }  # the same at both widths
        for found in self.page.evaluate("how => axe.run(how)", colours)["violations"]:
            if found["impact"] in ("serious", "critical"):
                first = found["nodes"][0]["html"][:160]
                self.noticed.append(f"{where}: axe {found['id']} {first}")


def sit_down(browser: Browser, address: str, username: str, noticed: list[str]) -> Desk:
    """Log in through the form, in a window of one's own."""
    page = browser.new_context(viewport={"width": 1366, "height": 768}, locale="vi-VN").new_page()
    page.set_default_timeout(PATIENCE)
    desk = Desk(page, address, noticed)

    def hear(message: ConsoleMessage) -> None:
        # htmx says so aloud when a page is left before the look-up of a number came back
        given_up = message.text.startswith(("htmx:sendAbort", "htmx:afterRequest"))
        if message.type in ("error", "warning") and not given_up:
            noticed.append(f"{username} {page.url}: {message.text}")

    page.on("console", hear)
    page.on("pageerror", lambda error: noticed.append(f"{username} {page.url}: {error}"))
    desk.open("/")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", name="Việc hôm nay")).to_be_visible()
    return desk

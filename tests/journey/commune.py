"""What the officials of one commune do: work that was given, people at the counter."""

import re
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.journey.desk import Desk


def open_work(desk: Desk, asked: str) -> str:
    """Open the assignment that asks this, from the list; return its address."""
    desk.open("/nhiem-vu/")
    desk.page.get_by_role("link", name=asked[:60]).first.click()
    expect(desk.page.get_by_role("heading", name="Phải làm gì")).to_be_visible()
    return desk.page.url.removeprefix(desk.address)


def acknowledge(desk: Desk) -> None:
    desk.press("Tiếp nhận nhiệm vụ")
    desk.told("Đã tiếp nhận nhiệm vụ.")


def report_progress(desk: Desk, percent: int, note: str) -> None:
    desk.page.get_by_label("Tiến độ (%)").fill(str(percent))
    desk.page.get_by_label("Nội dung, kết quả").fill(note)
    desk.press("Ghi tiến độ")
    desk.told("Đã ghi tiến độ.")


def report_completion(desk: Desk, note: str, evidence: Path) -> str:
    """Send the whole result with its evidence; return the address of the file."""
    desk.page.get_by_label("Tiến độ (%)").fill("100")
    desk.page.get_by_label("Nội dung, kết quả").fill(note)
    desk.page.get_by_label("Tài liệu minh chứng").set_input_files(evidence)
    desk.press("Báo cáo hoàn thành")
    desk.told("Đã báo cáo hoàn thành, chờ duyệt.")
    link = desk.page.get_by_role("link", name=re.compile(evidence.name)).first
    return str(link.get_attribute("href"))


# --- the counter, by keyboard only ---


@dataclass(frozen=True)
class Visit:
    """What one visit comes to in keys. `before` is typed in the skipped boxes of the top row."""

    name: str
    kind: str
    number: str = ""
    who: str = ""
    place: str = ""
    summary: str = ""
    outcome: str = ""
    day: str = ""
    people: int = 1


@dataclass
class Typed:
    """How many keys a visit took, and how long the portal took over them."""

    keys: int = 0
    seconds: float = 0.0

    @property
    def seconds_of_a_person(self) -> float:
        """How long it takes someone who presses 200 keys a minute, the portal's time added."""
        return self.keys * 60 / 200 + self.seconds

    def told(self) -> str:
        return (
            f"{self.keys} phím, máy {self.seconds:.1f} giây, người gõ 200 phím/phút "
            f"{self.seconds_of_a_person:.0f} giây"
        )


def log_visit(desk: Desk, visit: Visit) -> Typed:
    """Log one visit from the start page without the mouse; it lands on the visit's page."""
    desk.open("/")
    typed, began = Typed(), time.monotonic()
    _press(desk, typed, "t")
    desk.page.locator("[data-counter] input[name=kind]").first.wait_for()
    if visit.day or visit.people > 1:
        _change_the_top_row(desk, typed, visit)
    _press(desk, typed, visit.kind)
    if visit.who:
        for text in (visit.number, visit.who, visit.place):
            _type(desk, typed, text)
            _press(desk, typed, "Enter")
    _type(desk, typed, visit.summary)
    _press(desk, typed, "Enter")
    _press(desk, typed, visit.outcome)
    typed.seconds = time.monotonic() - began
    desk.look(f"quay-{visit.name}")
    began = time.monotonic()
    _press(desk, typed, "Control+Enter")
    desk.told("Đã ghi lượt tiếp số")
    typed.seconds += time.monotonic() - began
    return typed


def _change_the_top_row(desk: Desk, typed: Typed, visit: Visit) -> None:
    """Tab through the boxes that Enter leaves out, and back to the kind."""
    boxes = ("received_on", "channel", "host", "mode", "official_name", "head_count")
    wanted = {"received_on": visit.day, "head_count": str(visit.people)}
    for name in boxes:
        _press(desk, typed, "Tab")
        expect(desk.page.locator(f"[name={name}]")).to_be_focused()
        if wanted.get(name):
            _press(desk, typed, "Control+a")
            _type(desk, typed, wanted[name])
    for _ in boxes:
        _press(desk, typed, "Shift+Tab")


def _press(desk: Desk, typed: Typed, key: str) -> None:
    desk.page.keyboard.press(key)
    typed.keys += 1


def _type(desk: Desk, typed: Typed, text: str) -> None:
    desk.page.keyboard.type(text)
    typed.keys += len(text)

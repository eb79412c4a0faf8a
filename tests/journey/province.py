"""What Sở Nội vụ does: a pasted text becomes a directive, its duties become every commune's work."""

import re

from playwright.sync_api import Locator, expect

from tests.journey.desk import Desk

COMMUNES = 99  # of Bắc Ninh since 1/7/2025


def paste_and_review(desk: Desk, text: str, *, name: str) -> str:
    """Enter a text and save what was read in it; return the address of the directive."""
    desk.open("/")
    desk.page.get_by_role("link", name="Văn bản").first.click()
    desk.follow("Nhập văn bản")
    desk.look(f"van-ban-nhap-{name}")
    desk.page.locator("#id_text").fill(text)
    desk.press("Đọc văn bản")
    expect(desk.page.locator("#phan-dau .placed")).to_contain_text(
        re.compile("tỉnh Bắc Giang.*nay là .*Bắc Ninh")
    )
    desk.look(f"van-ban-ra-soat-{name}")
    for place in ("#phan-dan-chieu", "#phan-nhiem-vu"):
        desk.page.locator(place).get_by_role("button", name="Nhận tất cả").click()
    desk.press("Lưu văn bản")
    desk.told("Đã lưu Chỉ thị")
    desk.look(f"van-ban-{name}")
    return desk.page.url.removeprefix(desk.address)


def duty_row(desk: Desk, directive: str, words: str) -> Locator:
    """The row of the duty that says these words, on the tab of duties."""
    desk.open(f"{directive}nhiem-vu/")
    return desk.page.locator("tbody tr").filter(has_text=words)


def give_to_every_commune(desk: Desk, directive: str, words: str, *, due: str, period: str) -> str:
    """Give the duty for its next day, which the form knows from the text; return the duty's text."""
    row = duty_row(desk, directive, words)
    expect(row).to_contain_text(due)
    asked = str(row.locator("[data-label='Nhiệm vụ']").inner_text()).splitlines()[0]
    row.get_by_role("link", name="Giao").click()
    expect(desk.page.locator("#id_due_on")).to_have_value(due)
    expect(desk.page.locator("#id_period")).to_have_value(period)
    every = desk.page.get_by_text("chọn tất cả", exact=True)
    if every.count():  # the text names districts, whose work is the communes' now
        every.click()
    expect(desk.page.locator(".form-actions-say")).to_contain_text(f"{COMMUNES} đơn vị được giao")
    desk.look(f"giao-{due[:2]}")
    desk.press("Giao nhiệm vụ")
    desk.told(f"Đã giao nhiệm vụ cho {COMMUNES} đơn vị")
    return asked


def accept_what_waits(desk: Desk) -> None:
    """Open the one result that waits, from the start page, and accept it."""
    desk.open("/")
    desk.look("bat-dau-sonoivu")
    waiting = desk.page.locator("section").filter(has_text="Chờ tôi duyệt")
    waiting.locator("li.todo a").first.click()
    desk.press("Duyệt hoàn thành")
    desk.told("Đã duyệt")
    desk.look("nhiem-vu-da-duyet")


def look_at_the_board(desk: Desk, *, total: int) -> None:
    """The board knows every assignment: its two states add up to all that was given."""
    desk.open("/nhiem-vu/bang/")
    shown = desk.page.locator(".figures .figure-value").all_inner_texts()
    assert sum(int(text.replace(".", "")) for text in shown) == total
    desk.look("bang-theo-doi")
    assert _rows_on_every_page(desk) == COMMUNES


def _rows_on_every_page(desk: Desk) -> int:
    """Count the communes of the board, page after page."""
    rows = int(desk.page.locator(".heat-table tbody tr").count())
    following = desk.page.locator("a[rel=next]")
    if not following.count():
        return rows
    address = str(following.get_attribute("href"))
    desk.open(f"/nhiem-vu/bang/{address.removeprefix('/nhiem-vu/bang/')}")
    return rows + _rows_on_every_page(desk)

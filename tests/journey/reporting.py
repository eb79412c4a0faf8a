"""The yearly report: written, signed, made by the worker, and read back from its PDF."""

import re
import unicodedata
from io import BytesIO

from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journey.desk import Desk
from tests.journey.front import confirmed

TABLE_HEAD = "STT Chỉ tiêu Đơn vị tính Kết quả"
MADE_WITHIN = 60_000


def wait_for_report(desk: Desk, title: str) -> str:
    """Open the list until the scheduler's draft is there, and then the draft; return its address."""
    link = desk.page.get_by_role("link", name=title)
    for _ in range(60):
        desk.open("/bao-cao/")
        if link.count():
            break
        desk.page.wait_for_timeout(1000)
    desk.look("bao-cao-danh-sach")
    link.click()
    return desk.page.url.removeprefix(desk.address)


def write(desk: Desk, words: str, *, number: str) -> None:
    """Write every heading that must be written, each with words of its own."""
    desk.follow("Soạn báo cáo")
    desk.page.get_by_label("Số văn bản").fill(number)
    for place, box in enumerate(desk.page.locator("main textarea").all(), start=1):
        box.fill(f"{words}, mục {place}.")
    desk.look("bao-cao-soan")
    desk.press("Lưu và xem")
    desk.told("Đã lưu báo cáo.")


def sign(desk: Desk) -> None:
    """Sign, saying yes in the dialog, and stay on the page until the worker has made the files."""
    confirmed(desk, "Ký và gửi", "Đã ký và gửi báo cáo.")
    expect(desk.page.get_by_role("link", name="PDF")).to_be_visible(timeout=MADE_WITHIN)


def fetched(desk: Desk, link: str) -> bytes:
    """Fetch a file that the page offers, as the person of the window."""
    href = desk.page.get_by_role("link", name=link).first.get_attribute("href")
    answer = desk.page.request.get(f"{desk.address}{href}")
    assert answer.status == 200
    return answer.body()


def text_of(pdf: bytes) -> str:
    """The words of a PDF in one line, without what stands on every page; NFC as it comes."""
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]
    text = " ".join(re.sub(rf"\s{n}\s*$", "", page) for n, page in enumerate(pages, start=1))
    flat = " ".join(text.split())
    assert flat == unicodedata.normalize("NFC", flat)
    return flat.replace(f"{TABLE_HEAD} ", "")


def table_under(text: str, heading: str, following: str) -> str:
    """What is printed between two headings, from the table's first row on."""
    between = text.split(heading, 1)[1].split(following, 1)[0]
    return between[between.index(" 1 ") :].strip()

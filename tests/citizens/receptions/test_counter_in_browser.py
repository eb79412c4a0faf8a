"""The counter in a real browser: keys counted, a cut line, a denouncer's name, no script at all."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect
from pytest_django.live_server_helper import LiveServer

from . import desk

pytestmark = [pytest.mark.browser, pytest.mark.urls(desk.__name__)]
NEW = "/tiep-cong-dan/moi/"


@pytest.fixture
def server() -> Iterator[LiveServer]:
    desk.kept.clear()
    live = LiveServer("127.0.0.1")
    yield live
    live.stop()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, server: LiveServer) -> Page:
    opened = context.new_page()
    opened.goto(f"{server.url}{NEW}")
    return opened


def fill(page: Page) -> int:
    """Type a plain visit; return how many keys beside the words themselves."""
    page.keyboard.press("3")
    for text in ("", "Lê Thị Na", "Thôn 2", "Xin sửa đèn đường"):
        page.keyboard.type(text)
        page.keyboard.press("Enter")
    page.keyboard.press("4")
    return 6


def written(page: Page) -> dict[str, str]:
    page.wait_for_url("**/da-ghi/**", timeout=15_000)
    return list(desk.kept.values())[-1]


def test_a_plain_visit_takes_seven_keys_beside_its_words_and_no_mouse(page: Page) -> None:
    began = time.monotonic()
    keys = fill(page)
    page.keyboard.press("Enter")
    row = written(page)
    assert keys + 1 == 7
    assert time.monotonic() - began < 60
    assert (row["kind"], row["outcome"]) == ("petition", "explained")
    assert (row["nguoi1-name"], row["summary"]) == ("Lê Thị Na", "Xin sửa đèn đường")


@pytest.mark.parametrize("end", ["Enter", "Tab"])
def test_a_scanner_fills_the_person_and_leaves_the_hand_at_the_matter(page: Page, end: str) -> None:
    page.keyboard.press("3")
    page.keyboard.type("024199001234||Vi Thị Mận|05021999|Nữ|Thôn Hạ, Lục Nam, Bắc Giang|10082021")
    page.keyboard.press(end)
    expect(page.locator('[name="nguoi1-number"]')).to_have_value("024199001234")
    expect(page.locator('[name="nguoi1-name"]')).to_have_value("Vi Thị Mận")
    expect(page.locator('[name="nguoi1-place"]')).to_have_value("Thôn Hạ, Lục Nam, Bắc Giang")
    expect(page.locator('[name="summary"]')).to_be_focused()
    assert page.url.endswith(NEW)


def test_a_card_one_enter_too_far_is_read_and_companions_cards_follow_each_other(
    page: Page,
) -> None:
    page.keyboard.press("3")
    page.keyboard.press("Enter")
    expect(page.locator('[name="nguoi1-name"]')).to_be_focused()
    page.keyboard.type("024199001234||Vi Thị Mận|05021999|Nữ|Thôn Hạ, Lục Nam, Bắc Giang|10082021")
    page.keyboard.press("Enter")
    expect(page.locator('[name="nguoi1-number"]')).to_have_value("024199001234")
    expect(page.locator('[name="nguoi1-name"]')).to_have_value("Vi Thị Mận")
    page.locator("details.counter-others summary").click()
    page.locator('[name="nguoi2-number"]').focus()
    for place, name in ((2, "Vi Văn Bảy"), (3, "Vi Văn Tám")):
        page.keyboard.type(f"02409900123{place}||{name}|05021999|Nam|Thôn Hạ, Lục Nam|10082021")
        page.keyboard.press("Enter")
        expect(page.locator(f'[name="nguoi{place}-name"]')).to_have_value(name)
        expect(page.locator(f'[name="nguoi{place}-number"]')).to_have_value(f"02409900123{place}")
        expect(page.locator(f'[name="nguoi{place + 1}-number"]')).to_be_focused()


def test_a_code_that_is_no_card_is_said_at_once_and_stays_typed(page: Page) -> None:
    page.keyboard.press("3")
    page.keyboard.type("https://example.com/a|b")
    page.keyboard.press("Enter")
    expect(page.locator("#da-den")).to_contain_text("không phải mã QR trên thẻ căn cước")
    expect(page.locator('[name="nguoi1-number"]')).to_have_value("https://example.com/a|b")


def test_the_screen_does_not_scroll(page: Page) -> None:
    height = "document.documentElement.scrollHeight"
    assert page.evaluate(height) <= 768
    page.keyboard.press("3")
    page.locator('[name="nguoi1-number"]').fill("024079001234")
    page.locator("#id_outcome_3").check()
    expect(page.locator("[data-agency-fields]")).to_be_visible()
    assert page.evaluate(height) <= 768


def test_the_agency_is_asked_only_where_one_is_named(page: Page) -> None:
    fill(page)
    expect(page.locator("[data-agency-fields]")).to_be_hidden()
    page.locator("#id_outcome_3").check()
    expect(page.locator("[data-agency-fields]")).to_be_visible()


def test_who_came_before_is_told_while_typing_and_fills_the_form(page: Page) -> None:
    page.keyboard.press("3")
    page.keyboard.type("024079001234")
    page.get_by_role("button", name="Dùng lại họ tên, địa chỉ").click()
    assert page.locator('[name="nguoi1-name"]').input_value() == "Vi Thị Mận"
    assert "024079001234" not in page.url


PERSON = {
    "nguoi1-number": "024079001234", "nguoi1-name": "Hoàng Thị Thám", "nguoi1-place": "Thôn Hạ",
    "nguoi1-commune": "xã Lục Sơn, tỉnh Bắc Ninh", "nguoi2-name": "Vi Văn Bảy",
}  # fmt: skip


def type_people(page: Page) -> None:
    page.keyboard.press("1")
    page.locator("details.counter-others summary").click()
    for name, text in PERSON.items():
        page.locator(f'[name="{name}"]').fill(text)
    expect(page.locator("#da-den")).to_contain_text("Đã đến trước đây")


def people_in(page: Page) -> dict[str, str]:
    return {name: page.locator(f'[name="{name}"]').input_value() for name in PERSON}


def test_a_wrong_key_on_denunciation_does_not_lose_who_came(page: Page) -> None:
    type_people(page)
    page.locator("#id_kind_2").check()
    expect(page.locator("[data-people]")).to_be_hidden()
    assert set(people_in(page).values()) == {""}
    assert "Vi Thị Mận" not in page.content()
    page.locator("#id_kind_3").check()
    assert people_in(page) == PERSON
    expect(page.locator("#da-den")).to_contain_text("Đã đến trước đây")


def test_who_came_is_there_again_after_a_refused_denunciation(page: Page) -> None:
    type_people(page)
    page.locator("#id_kind_2").check()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".errors")).to_contain_text("Chưa lưu được")
    assert set(people_in(page).values()) == {""}
    page.locator("#id_kind_1").check()
    assert people_in(page) == PERSON


def test_a_saved_denunciation_sends_nobody_and_leaves_nobody_on_the_way_back(page: Page) -> None:
    type_people(page)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("#id_kind_2").check()
    page.locator('[name="summary"]').fill("Thu sai khoản đóng góp")
    page.locator("#id_outcome_5").check()
    page.keyboard.press("Control+Enter")
    row = written(page)
    assert not any(name.startswith("nguoi") for name in row)
    assert not any("nguoi" in body for body in sent)
    page.go_back()
    page.locator("#id_kind_1").check()
    assert not set(people_in(page).values()) & set(PERSON.values())


def test_a_denunciation_is_written_by_keyboard_without_anybody(page: Page) -> None:
    page.keyboard.press("2")
    page.keyboard.type("Thu sai khoản đóng góp")
    page.keyboard.press("Enter")
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    row = written(page)
    assert not any(name.startswith("nguoi") for name in row)


def test_the_fields_of_life_follow_the_kind(page: Page) -> None:
    page.keyboard.press("2")
    enabled = page.locator('select[name="field"] option:not([disabled])')
    assert enabled.all_text_contents() == ["Hành chính", "Tham nhũng", "Tư pháp", "Lĩnh vực khác"]


def test_the_head_receives_periodically_under_the_own_name(page: Page) -> None:
    page.locator('[name="host"]').select_option("head")
    assert page.locator('[name="channel"]').input_value() == "periodic"


def test_a_cut_line_says_so_keeps_trying_and_writes_once(
    page: Page, context: BrowserContext
) -> None:
    fill(page)
    context.set_offline(True)
    page.keyboard.press("Enter")
    expect(page.locator("[data-unsent]")).to_be_visible()
    expect(page.locator("[data-unsent]")).to_contain_text("Chưa gửi")
    assert page.locator('[name="nguoi1-name"]').input_value() == "Lê Thị Na"
    context.set_offline(False)
    written(page)
    assert len(desk.kept) == 1


def test_leaving_with_something_typed_is_asked_about(page: Page) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    fill(page)
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_mistakes_stand_beside_their_fields_and_nothing_is_lost(page: Page) -> None:
    page.keyboard.press("1")
    page.keyboard.type("0240790012345")
    page.keyboard.press("Enter")
    page.keyboard.type("Nguyễn 7")
    page.keyboard.press("Control+Enter")
    wrong = page.locator(".field-errors")
    for text in ("có 13 chữ số", "hãy bỏ ký tự “7”", "Hãy ghi địa chỉ", "Hãy chọn hướng xử lý"):
        expect(wrong.filter(has_text=text)).to_have_count(1)
    assert page.locator('[name="nguoi1-number"]').input_value() == "0240790012345"


def test_without_script_the_form_is_a_plain_form(chromium: Browser, server: LiveServer) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{server.url}{NEW}")
    page.locator("#id_kind_3").check()
    page.locator('[name="nguoi1-name"]').fill("Lê Thị Na")
    page.locator('[name="nguoi1-place"]').fill("Thôn 2")
    page.locator('[name="summary"]').fill("Xin sửa đèn đường")
    page.locator("#id_outcome_4").check()
    page.get_by_role("button", name="Ghi vào sổ").click()
    assert written(page)["summary"] == "Xin sửa đèn đường"
    plain.close()

"""The ballot grid in a real browser: by keyboard alone, undo, a cut line, and without script."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from . import desk

pytestmark = [pytest.mark.browser, pytest.mark.urls(desk.__name__)]
BALLOT = "213111122"  # branches of questions 3, 7 and 8 stay closed


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
    opened.goto(f"{server.url}/khao-sat/1/nhap/1/")
    return opened


def enter(page: Page, ballot: str = BALLOT) -> None:
    page.keyboard.type(ballot)
    page.keyboard.press("Enter")


def saved(page: Page) -> None:
    expect(page.locator("#entry-line")).to_have_text("Đã lưu hết.", timeout=15_000)


def test_thirty_ballots_are_entered_by_keyboard_alone(page: Page) -> None:
    began = time.monotonic()
    for _ in range(30):
        enter(page)
    saved(page)
    assert len(desk.kept) == 30
    assert page.locator("#entry-count").inner_text() == "30"
    assert time.monotonic() - began < 60


KEYS_A_MINUTE = 150  # half of what a practised hand types on the number keys


def test_twenty_answers_take_twenty_one_keys_no_mouse_and_less_than_fifteen_seconds(
    context: BrowserContext, server: LiveServer
) -> None:
    page = context.new_page()
    page.goto(f"{server.url}/khao-sat/3/nhap/1/")
    page.evaluate(
        "window.met = {keydown: 0, mousedown: 0, pointerdown: 0};"
        "Object.keys(window.met).forEach(kind =>"
        " document.addEventListener(kind, () => { window.met[kind] += 1; }, true));"
    )
    began = time.monotonic()
    page.keyboard.type("12311231123112311231", delay=60_000 / KEYS_A_MINUTE)
    page.keyboard.press("Enter")
    saved(page)
    seconds = time.monotonic() - began
    assert page.evaluate("window.met") == {"keydown": 21, "mousedown": 0, "pointerdown": 0}
    (ballot,) = desk.kept.values()
    assert "".join(ballot.values()) == "12311231123112311231"
    print(f"20 câu: 21 phím, {seconds:.1f} giây ở {KEYS_A_MINUTE} phím một phút")  # noqa: T201
    assert seconds < 15


def test_the_next_question_and_its_branch_come_by_themselves(page: Page) -> None:
    page.keyboard.type("2133")
    expect(page.locator("#card-code")).to_have_text("Câu 3.1.")
    page.keyboard.type("2")
    expect(page.locator("#card-code")).to_have_text("Câu 4.")


def test_a_key_that_is_no_option_is_said_at_once(page: Page) -> None:
    page.keyboard.type("9")
    expect(page.locator("#entry-alert")).to_contain_text("không có phương án 9")
    expect(page.locator("#card-code")).to_have_text("Câu 1.1.")


def test_enter_on_a_ballot_that_is_not_complete_goes_to_what_is_missing(page: Page) -> None:
    page.keyboard.type("21")
    page.keyboard.press("Enter")
    expect(page.locator("#entry-alert")).to_contain_text("Câu 2: chưa nhập")
    assert not desk.kept


def test_undo_takes_an_answer_back_and_then_the_last_ballot(page: Page) -> None:
    enter(page)
    saved(page)
    page.keyboard.type("2")
    page.keyboard.press("Control+z")
    assert len(desk.kept) == 1
    page.keyboard.press("Control+z")
    expect(page.locator("#entry-alert")).to_contain_text("Đã rút phiếu 1")
    assert not desk.kept
    page.keyboard.press("Enter")
    saved(page)
    assert len(desk.kept) == 1


def test_the_running_tally_follows_each_ballot(page: Page) -> None:
    enter(page)
    enter(page)
    saved(page)
    assert page.locator('[data-tally="4:1"]').text_content() == "2"
    assert page.locator('[data-tally="3.1"]').text_content() == "0"


def test_what_a_cut_line_held_back_is_sent_once_when_it_is_back(
    page: Page, context: BrowserContext
) -> None:
    context.set_offline(True)
    enter(page)
    enter(page)
    expect(page.locator("#entry-line")).to_contain_text("2 phiếu còn trên trang này")
    context.set_offline(False)
    saved(page)
    assert len(desk.kept) == 2


@pytest.fixture
def mixed(context: BrowserContext, server: LiveServer) -> Page:
    """The grid of a questionnaire that begins with several answers, then a number."""
    opened = context.new_page()
    opened.goto(f"{server.url}/khao-sat/2/nhap/1/")
    return opened


def test_enter_goes_on_from_several_answers_and_from_a_number(mixed: Page) -> None:
    expect(mixed.locator("#card-hint")).to_contain_text("Nhiều lựa chọn: gõ số để đánh dấu")
    mixed.keyboard.type("13")
    mixed.keyboard.press("Enter")
    expect(mixed.locator("#card-hint")).to_have_text("Số: gõ số, Enter sang câu sau.")
    mixed.keyboard.type("12")
    mixed.keyboard.press("Enter")
    assert mixed.locator('[data-code="1"]').input_value() == "1,3"
    assert mixed.locator('[data-code="2"]').input_value() == "12"
    expect(mixed.locator("#card-hint")).to_have_text("")
    expect(mixed.locator("#entry-alert")).to_be_hidden()


def test_enter_stays_at_a_number_out_of_bounds(mixed: Page) -> None:
    mixed.keyboard.type("1")
    mixed.keyboard.press("Enter")
    mixed.keyboard.type("99")
    mixed.keyboard.press("Enter")
    expect(mixed.locator("#entry-alert")).to_have_text("Câu 2: số lớn nhất là 50.")
    expect(mixed.locator("#card-code")).to_have_text("Câu 2.")


def test_a_number_takes_no_letters_and_says_so(mixed: Page) -> None:
    mixed.keyboard.type("1")
    mixed.keyboard.press("Enter")
    mixed.keyboard.type("1a")
    expect(mixed.locator("#entry-alert")).to_have_text("Câu 2: chỉ gõ chữ số.")
    assert mixed.locator('[data-code="2"]').input_value() == "1"
    mixed.keyboard.type("2")
    expect(mixed.locator("#entry-alert")).to_be_hidden()
    assert mixed.locator('[data-code="2"]').input_value() == "12"


def test_without_script_a_ballot_is_a_plain_form(chromium: Browser, server: LiveServer) -> None:
    plain = chromium.new_context(java_script_enabled=False)
    page = plain.new_page()
    page.goto(f"{server.url}/khao-sat/1/nhap/1/")
    for code, given in zip(("1.1", "1.2", "2", "3", "4", "5", "6", "7", "8"), BALLOT, strict=True):
        page.locator(f'[data-code="{code}"]').fill(given)
    page.locator("#entry-save").click()
    assert len(desk.kept) == 1
    assert page.locator("#entry-count").inner_text() == "1"
    plain.close()

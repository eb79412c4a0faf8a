"""A căn cước under the scanner: what its code says, what keyboards make of it, and what is no card."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client

from citizens.receptions.models import Reception, Visitor
from citizens.receptions.rules import NotACardError, card_problem, read_card

NUMBER = "024199001234"
CARD = f"{NUMBER}|121234567|Nguyễn Thị Hoà|05021999|Nữ|Thôn Đông, Lục Nam, Bắc Giang|10082021"
# What Windows' keyboard "Vietnamese" writes for the digits 1 to 9 and 0.
KEYS = dict(zip("1234567890", "ăâêô\u0300\u0309\u0303\u0301\u0323đ", strict=True))
NEW = "/tiep-cong-dan/moi/"


def keyed(text: str) -> str:
    """What arrives when that keyboard is on."""
    return "".join(KEYS.get(char, char) for char in text)


@pytest.mark.parametrize("typed", [CARD, f"{CARD}||||", CARD.replace("|121234567|", "||")])
def test_a_card_says_number_name_and_address(typed: str) -> None:
    card = read_card(typed)
    assert (card.number, card.name) == (NUMBER, "Nguyễn Thị Hoà")
    assert card.address == "Thôn Đông, Lục Nam, Bắc Giang"
    assert card.is_whole


def test_digits_that_a_vietnamese_keyboard_wrote_are_turned_back() -> None:
    number, old, name, born, *rest = CARD.split("|")
    typed = "|".join([keyed(number), keyed(old), name, keyed(born), *rest])
    assert not typed[:5].isascii()
    assert read_card(typed).number == NUMBER


@pytest.mark.parametrize("digit", "1234567890")
def test_each_key_of_that_keyboard_is_known(digit: str) -> None:
    number = f"02419900{digit * 4}"
    typed = CARD.replace(NUMBER, keyed(number)).replace("05021999", keyed("05021999"))
    assert read_card(typed).number == number


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (CARD.replace("05021999", "05021998"), "không khớp"),
        (CARD.replace("05021999", "05022099"), "không khớp"),
        (CARD.replace("05021999", ""), "không khớp"),
        (CARD.replace(NUMBER, NUMBER[:-1]), "11 chữ số"),
        (CARD.replace(NUMBER, "005199001234"), "không phải mã tỉnh"),
        ("P<VNMNGUYEN<<AN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<C1234567<8VNM9902056", "không phải mã QR"),
        ("00020101021238570010A00000072701270006970403011300110123456780208QRIBFTTA", "không phải"),
        ("1101700203451|นาย สมชาย|01012520", "không phải mã QR"),
        ("|||||||", "căn cước đúng"),
    ],
)
def test_what_is_no_card_or_came_broken_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(NotACardError, match=sentence):
        read_card(typed)
    assert sentence in str(card_problem(typed))


@pytest.mark.parametrize("typed", ["", NUMBER, "121234567", "C1234567"])
def test_a_number_typed_by_hand_is_no_scan(typed: str) -> None:
    assert card_problem(typed) is None


def test_a_name_that_lost_letters_is_left_to_the_hand() -> None:
    card = read_card(CARD.replace("Nguyễn Thị Hoà", "Nguy?n Th? Ho?"))
    assert (card.number, card.name, card.is_whole) == (NUMBER, "", False)


# --- at the counter ---


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Any:
    with time_machine.travel("2026-11-22T03:00:00+00:00", tick=False):
        yield client_of("canbo.lucnam")


@pytest.mark.django_db
def test_a_scanned_card_fills_the_boxes(client: Client, typed: dict[str, Any]) -> None:
    asked = client.post(NEW, typed | {"act": "look", "nguoi1-number": CARD})
    page = asked.content.decode()
    assert f'value="{NUMBER}"' in page
    assert 'value="Nguyễn Thị Hoà"' in page
    assert 'value="Thôn Đông, Lục Nam, Bắc Giang"' in page
    assert "Người này chưa từng đến đây." in page


@pytest.mark.django_db
def test_a_part_of_the_page_tells_the_script_what_to_fill(
    client: Client, typed: dict[str, Any]
) -> None:
    scanned = typed | {"act": "look", "nguoi1-number": CARD}
    part = client.post(NEW, scanned, headers={"HX-Request": "true"}).content.decode()
    assert f'data-number="{NUMBER}"' in part
    assert 'data-name="Nguyễn Thị Hoà"' in part


@pytest.mark.django_db
def test_a_scan_that_was_saved_as_it_stands_is_read_first(
    client: Client, typed: dict[str, Any]
) -> None:
    assert client.post(NEW, typed | {"nguoi1-number": CARD}).status_code == 302
    visitor = Visitor.objects.get()
    assert visitor.name == "Nguyễn Thị Hoà"
    assert visitor.address == "Thôn Đông, Lục Nam, Bắc Giang"
    again = client.post(NEW, {"act": "look", "nguoi1-number": NUMBER}).content.decode()
    assert "Đã đến trước đây" in again


@pytest.mark.django_db
def test_another_code_is_refused_beside_the_box_and_stays_there(
    client: Client, typed: dict[str, Any]
) -> None:
    code = "https://example.com/ma-khac|va-mot-vach"
    answer = client.post(NEW, typed | {"nguoi1-number": code})
    assert answer.status_code == 422
    assert "Mã vừa quét không phải mã QR trên thẻ căn cước." in answer.content.decode()
    assert code in answer.content.decode()
    assert not Reception.objects.exists()


@pytest.mark.django_db
def test_a_card_scanned_for_a_denunciation_is_kept_nowhere(
    client: Client, typed: dict[str, Any]
) -> None:
    answer = client.post(NEW, typed | {"kind": "denunciation", "nguoi1-number": CARD}, follow=True)
    assert "đã được bỏ" in answer.content.decode()
    assert not Visitor.objects.exists()
    assert NUMBER not in answer.content.decode()


COMPANION = CARD.replace("Nguyễn Thị Hoà", "Vi Thị Mận")


@pytest.mark.django_db
def test_the_card_of_each_companion_is_read(client: Client, typed: dict[str, Any]) -> None:
    both = typed | {"nguoi1-number": CARD, "nguoi2-number": COMPANION, "head_count": "2"}
    assert client.post(NEW, both).status_code == 302
    assert {one.name for one in Visitor.objects.all()} == {"Nguyễn Thị Hoà", "Vi Thị Mận"}


@pytest.mark.django_db
def test_a_card_scanned_into_the_box_of_the_name_is_read(
    client: Client, typed: dict[str, Any]
) -> None:
    assert client.post(NEW, typed | {"nguoi1-number": "", "nguoi1-name": CARD}).status_code == 302
    visitor = Visitor.objects.get()
    assert (visitor.name, visitor.number) == ("Nguyễn Thị Hoà", NUMBER)


@pytest.mark.django_db
def test_a_broken_card_in_the_box_of_the_name_does_not_stay_there(
    client: Client, typed: dict[str, Any]
) -> None:
    broken = CARD.replace("Nguyễn Thị Hoà", "Nguy?n Th? Ho?")
    page = client.post(NEW, typed | {"nguoi1-number": "", "nguoi1-name": broken})
    first = page.context["form"].people[0]
    assert (first["number"].value(), first["name"].value()) == (NUMBER, "")


@pytest.mark.django_db
def test_asking_who_came_without_a_script_keeps_the_companions(
    client: Client, typed: dict[str, Any]
) -> None:
    asked = typed | {"act": "look", "nguoi2-name": "Vi Văn Bảy", "nguoi2-commune": ""}
    second = client.post(NEW, asked).context["form"].people[1]
    assert (second["name"].value(), second["commune"].value()) == ("Vi Văn Bảy", "")


@pytest.mark.django_db
def test_what_is_no_card_is_said_once_beside_its_box(client: Client, typed: dict[str, Any]) -> None:
    page = client.post(NEW, typed | {"nguoi1-number": "CHN|1|WANG"}).content.decode()
    assert page.count("Mã vừa quét không phải mã QR") == 2  # above the form, and beside the box


@pytest.mark.django_db
def test_the_title_counts_each_wrong_box_of_the_people(
    client: Client, typed: dict[str, Any]
) -> None:
    wrong = typed | {"nguoi1-name": "", "nguoi1-place": "", "summary": "", "nguoi1-number": NUMBER}
    assert "Hãy sửa 3 chỗ dưới đây" in client.post(NEW, wrong).content.decode()

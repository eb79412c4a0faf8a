"""Text in the fonts of before Unicode is told by its syllables and converted."""

from collections.abc import Callable

import pytest

from directives.reading import normalise, read
from directives.reading.legacy import Legacy, converted, letters_lost

TCVN3 = (
    "Céng hßa x· héi chñ nghÜa ViÖt Nam\n§éc lËp - Tù do - H¹nh phóc\n"
    "Thùc hiÖn ChØ thÞ sè 18/2000/CT-TTg ngµy 21/9/2000 cña Thñ t\u00adíng ChÝnh phñ vÒ c«ng t¸c d©n vËn"
)
VNI = (
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam\nÑoäc laäp - Töï do - Haïnh phuùc\n"
    "Thöïc hieän Chæ thò soá 18/2000/CT-TTg ngaøy 21/9/2000 cuûa Thuû töôùng Chính phuû veà coâng taùc daân vaän"
)
UNICODE = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam\nĐộc lập - Tự do - Hạnh phúc\n"
    "Thực hiện Chỉ thị số 18/2000/CT-TTg ngày 21/9/2000 của Thủ tướng Chính phủ về công tác dân vận"
)


@pytest.mark.parametrize(("text", "source"), [(TCVN3, Legacy.TCVN3), (VNI, Legacy.VNI)])
def test_an_old_text_becomes_unicode_and_says_so(text: str, source: Legacy) -> None:
    found = converted(text)
    assert (found.text, found.source) == (UNICODE, source)
    assert found.notice == f"Đã chuyển từ mã {source} sang Unicode."


@pytest.mark.parametrize(
    ("tcvn3", "vni", "word"),
    [
        ("khuyÕn khÝch", "khuyeán khích", "khuyến khích"),
        ("ng\u00adêi d©n", "ngöôøi daân", "người dân"),
        ("gi¶i quyÕt", "giaûi quyeát", "giải quyết"),
        ("®Èy m¹nh", "ñaåy maïnh", "đẩy mạnh"),
        ("ph\u00adêng, thÞ trÊn", "phöôøng, thò traán", "phường, thị trấn"),
        ("n¨m, lÆp, b»ng, ch¼ng, dÉn", "naêm, laëp, baèng, chaúng, daãn", "năm, lặp, bằng, chẳng, dẫn"),
        ("kû luËt, ký, tuý", "kyû luaät, kyù, tuyù", "kỷ luật, ký, tuý"),
    ],
)  # fmt: skip
def test_words_of_the_trade_are_converted_letter_for_letter(
    tcvn3: str, vni: str, word: str
) -> None:
    assert converted(f"{TCVN3}\n{tcvn3}").text == f"{UNICODE}\n{word}"
    assert converted(f"{VNI}\n{vni}").text == f"{UNICODE}\n{word}"


def test_vni_capitals_are_converted() -> None:
    text = "UÛY BAN NHAÂN DAÂN TÆNH LONG AN\nCOÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"
    assert converted(text).text == (
        "ỦY BAN NHÂN DÂN TỈNH LONG AN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    )


@pytest.mark.parametrize(
    "text",
    [
        UNICODE,
        "Hà Nam, cá, lá, há, nhà",
        "Le préfet a décidé, à côté de l’hôtel, où l’élève était resté.",
        "Phí 5 µg; § 12; © 2020; 30 °C",
        "",
    ],
)
def test_what_is_not_old_stays_as_it_is(text: str) -> None:
    assert converted(text) == (text, None)


def test_lines_in_unicode_beside_old_ones_stay() -> None:
    assert converted(f"Trang chủ được mở\n{TCVN3}").text == f"Trang chủ được mở\n{UNICODE}"


@pytest.mark.parametrize("text", [TCVN3, VNI])
def test_an_old_text_is_read_like_a_new_one(text: str) -> None:
    assert read(text).citations == read(UNICODE).citations
    assert normalise(normalise(text)) == normalise(text) == UNICODE


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("Ch? th? s? 33/CT-TTg ngày 26/11/2021", True),
        ("C?ng h?a x? h?i ch? ngh?a Vi?t Nam", True),
        ("Ch\ufffd th\ufffd s\ufffd 33/CT-TTg", True),
        (UNICODE, False),
        ("Ai làm? Làm gì? Bao giờ xong? Sở Nội vụ trả lời.", False),
        ("Xem https://a.vn/?id=1&b=2 và https://a.vn/x?id=3, rồi https://b.vn/y?z=4 " + UNICODE * 2, False),
        ("", False),
    ],
)  # fmt: skip
def test_letters_lost_on_the_way_are_told_from_questions(text: str, is_lost: bool) -> None:
    assert letters_lost(text) is is_lost


def as_windows(text: str) -> str:
    """What a program shows that takes UTF-8 for Windows-1252; bytes it does not know become controls."""
    told = (bytes([byte]) for byte in text.encode())
    return "".join(one.decode("cp1252", "ignore") or one.decode("latin-1") for one in told)


@pytest.mark.parametrize(
    "shown", [as_windows, lambda text: text.encode().decode("latin-1")], ids=["windows", "latin"]
)
def test_utf_8_that_was_read_as_another_code_is_read_again(shown: Callable[[str], str]) -> None:
    words = f"{UNICODE}\nỄ ễ Đ à í “trích” – 5°"
    assert normalise(shown(words)) == words
    assert converted(shown(words.replace("\n", " "))).source is Legacy.MISREAD


def test_a_blank_that_did_not_break_may_have_become_a_plain_one() -> None:
    shown = as_windows("Chỉ thị\nvà làm là\nHà Nam").replace("\u00a0", " ")
    assert normalise(shown) == "Chỉ thị\nvà làm là\nHà Nam"


def test_what_was_misread_is_told_to_the_user() -> None:
    assert converted("Chá»‰ thá»‹").notice == (
        "Đã chuyển từ mã UTF-8 bị đọc thành Windows-1252 sang Unicode."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ã",
        "UBND XÃ TAM ANH",
        "UBND XÃ\u00a0TAM ANH",
        "UBND XÃ…",
        "São Paulo, Ã la carte",
        "Chá»‰ thị đúng",
        "Â§ 5",
        "Ä‘ được",
    ],
)
def test_a_text_that_only_looks_misread_or_is_so_in_part_stays(text: str) -> None:
    assert normalise(text) == text.replace("\u00a0", " ")
    assert "\ufffd" not in normalise(text)

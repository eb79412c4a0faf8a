"""Feet and titles in the many forms that offices type: who signed as what, and what the document is about."""

import json
from pathlib import Path

import pytest

from directives.reading import read

HEAD = """ỦY BAN NHÂN DÂN
XÃ HÀ KHÊ
Số: 12/{symbol}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Khê, ngày 05 tháng 4 năm 2024
"""
BODY = "\n1. Phòng Tổ chức niêm yết lịch tiếp công dân.\n"

FORMS = json.loads(Path(__file__).with_name("heads_and_feet.json").read_text())


@pytest.mark.parametrize(("foot", "capacity", "signer"), FORMS["feet"])
def test_who_signed_and_as_what(foot: str, capacity: str | None, signer: str | None) -> None:
    head = HEAD.format(symbol="KH-UBND") + "KẾ HOẠCH\nVề tiếp công dân"
    masthead = read(head + BODY + foot + "\n").masthead
    assert (masthead.signer_capacity, masthead.signer) == (capacity, signer)


@pytest.mark.parametrize(("title", "subject"), FORMS["subjects"])
def test_what_it_is_about(title: str, subject: str) -> None:
    symbol = "KH-UBND" if title.split()[0].isupper() else "UBND-VP"
    text = HEAD.format(symbol=symbol) + title + BODY + "CHỦ TỊCH\nPhan Văn Nam\n"
    assert read(text).masthead.subject == subject


def test_blank_lines_between_all_lines_part_no_subject() -> None:
    title = "KẾ HOẠCH\nTriển khai mô hình\n“Chính quyền thân thiện”\nnăm 2025\nI. MỤC ĐÍCH"
    text = (HEAD.format(symbol="KH-UBND") + title).replace("\n", "\n\n")
    assert read(text).masthead.subject == "Triển khai mô hình “Chính quyền thân thiện” năm 2025"

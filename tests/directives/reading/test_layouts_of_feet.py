"""One foot in every layout that a copy of it has: lists and signatures side by side, mixed, run together."""

from itertools import zip_longest

import pytest

from directives.reading import read
from tests.directives.reading.plan import HEAD

TOP = f"{HEAD}1. Phòng Tổ chức niêm yết lịch tiếp công dân.\n"
NAME = "Trần Văn Hậu"
CAPACITIES = (
    ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    ("T/M BAN THƯỜNG VỤ", "PHÓ BÍ THƯ"),
    ("CHỦ TỊCH",),
    ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
    ("TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"),
    ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN THƯỜNG TRỰC"),
    ("TUQ. CHỦ TỊCH", "GIÁM ĐỐC SỞ NỘI VỤ"),
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    ("TM. THƯỜNG TRỰC HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH"),
    ("Q. CHỦ TỊCH",),
)
LISTS = (
    (
        ("- Như trên;", "- Thường trực Huyện ủy, Thường trực HĐND", "huyện (báo cáo);", "- Lưu: VT."),
        ("Như trên", "Thường trực Huyện ủy, Thường trực HĐND huyện (báo cáo)"),
    ),
    (("- Như Điều 3;", "- Lưu VT."), ("Như Điều 3",)),
    (("Như trên;", "Các sở, ban, ngành;", "Lưu: VT."), ("Như trên", "Các sở, ban, ngành")),
    (
        ("- Ban Bí thư Trung ương Đảng,", "- Các đồng chí Tỉnh ủy viên,", "- Lưu Văn phòng Tỉnh ủy."),
        ("Ban Bí thư Trung ương Đảng", "Các đồng chí Tỉnh ủy viên"),
    ),
)  # fmt: skip


def side_by_side(left: list[str], right: list[str], between: str, width: int = 0) -> str:
    pairs = zip_longest(left, right, fillvalue="")
    return "\n".join((one.ljust(width) + between + other).rstrip(" ") for one, other in pairs)


def mixed(first: list[str], second: list[str]) -> list[str]:
    return [said for pair in zip_longest(first, second) for said in pair if said is not None]


LAYOUTS = {
    "the list first": lambda who, to: "\n".join([*to, *who, "", NAME]),
    "the signature first": lambda who, to: "\n".join([*who, "", NAME, *to]),
    "the list between": lambda who, to: "\n".join([*who, *to, NAME]),
    "line by line": lambda who, to: "\n".join([*mixed(to, who), "", NAME]),
    "line by line, who first": lambda who, to: "\n".join([*mixed(who, to), "", NAME]),
    "signed": lambda who, to: "\n".join([*to, *who, "(Đã ký)", NAME]),
    "columns": lambda who, to: side_by_side(to, [*who, "", "", NAME], "", 44),
    "a table": lambda who, to: side_by_side(to, [*who, "", "", NAME], " | "),
    "cells of several lines": lambda who, to: "\n".join(to) + " | " + "\n".join([*who, "", NAME]),
    "blank lines": lambda who, to: "\n\n".join([*to, *who, NAME]),
    "run on": lambda who, to: "\n".join([*to[:-1], f"{to[-1]} {who[0]}", *who[1:], NAME]),
    "indented": lambda who, to: "\n".join([*to, *(" " * 40 + said for said in (*who, NAME))]),
    "a star": lambda who, to: "\n".join([*to, *who, "*", NAME]),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_signed_and_to_whom_it_goes_in(layout: str) -> None:
    for who in CAPACITIES:
        for items, recipients in LISTS:
            foot = LAYOUTS[layout](list(who), ["Nơi nhận:", *items])
            masthead = read(f"{TOP}{foot}\n").masthead
            assert (masthead.signer_capacity, masthead.signer) == (" / ".join(who), NAME), foot
            assert masthead.recipients == recipients, foot

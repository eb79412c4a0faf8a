"""Who issues, in every layout of a head, in capitals and in small letters."""

from collections.abc import Callable
from itertools import zip_longest

import pytest

from directives.reading import read

ISSUERS = (
    (("Ủy ban nhân dân tỉnh Bắc Giang",), "12/KH-UBND", "Ủy ban nhân dân tỉnh Bắc Giang", None),
    (("Uỷ ban nhân dân", "tỉnh Bắc Giang"), "12/KH-UBND", "Ủy ban nhân dân tỉnh Bắc Giang", None),
    (("Ủy ban Nhân dân", "Xã Tân Dĩnh"), "12/KH-UBND", "Ủy ban Nhân dân Xã Tân Dĩnh", None),
    (("UBND tỉnh Quảng Trị",), "12/KH-UBND", "UBND tỉnh Quảng Trị", None),
    (("UBND tỉnh Bắc Giang", "Sở Nội vụ"), "12/KH-SNV", "Sở Nội vụ", "UBND tỉnh Bắc Giang"),
    (
        ("Ủy ban nhân dân tỉnh Kon Tum", "Sở Giáo dục và Đào tạo"),
        "12/KH-SGDĐT",
        "Sở Giáo dục và Đào tạo",
        "Ủy ban nhân dân tỉnh Kon Tum",
    ),
    (
        ("UBND huyện Lạng Giang", "Phòng Nội vụ"),
        "12/KH-PNV",
        "Phòng Nội vụ",
        "UBND huyện Lạng Giang",
    ),
    (
        ("Đảng bộ tỉnh Hà Tĩnh", "Huyện ủy Can Lộc"),
        "12-KH/HU",
        "Huyện ủy Can Lộc",
        "Đảng bộ tỉnh Hà Tĩnh",
    ),
    (("Tỉnh ủy Bắc Giang", "Ban Dân vận"), "12-KH/BDV", "Ban Dân vận", "Tỉnh ủy Bắc Giang"),
    (("Tỉnh ủy Bắc Giang",), "12-KH/TU", "Tỉnh ủy Bắc Giang", None),
    (
        ("Đảng bộ huyện Na Rì", "Đảng ủy xã Kim Lư", "*"),
        "12-KH/ĐU",
        "Đảng ủy xã Kim Lư",
        "Đảng bộ huyện Na Rì",
    ),
    (("Bộ Nội vụ",), "12/KH-BNV", "Bộ Nội vụ", None),
    (("Hội đồng nhân dân", "tỉnh Lai Châu"), "12/KH-HĐND", "Hội đồng nhân dân tỉnh Lai Châu", None),
    (
        ("Ủy ban MTTQ Việt Nam", "tỉnh Sơn La", "Ban Thường trực"),
        "12/KH-MTTQ-BTT",
        "Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh Sơn La",
        "Ủy ban MTTQ Việt Nam tỉnh Sơn La",
    ),
    (
        ("Công an tỉnh Hòa Bình", "Công an huyện Lạc Sơn"),
        "12/KH-CAH",
        "Công an huyện Lạc Sơn",
        "Công an tỉnh Hòa Bình",
    ),
    (("Thành ủy Hải Phòng",), "12-KH/TU", "Thành ủy Hải Phòng", None),
    (
        ("Hội Nông dân Việt Nam", "Ban Chấp hành tỉnh Cà Mau"),
        "12-KH/HNDT",
        "Ban Chấp hành tỉnh Cà Mau",
        "Hội Nông dân Việt Nam",
    ),
    (("Văn phòng Chính phủ",), "12/TB-VPCP", "Văn phòng Chính phủ", None),
)
STATE = ("Cộng hòa xã hội chủ nghĩa Việt Nam", "Độc lập - Tự do - Hạnh phúc")
PARTY = ("Đảng Cộng sản Việt Nam",)
PLACE = "Hà Khê, ngày 05 tháng 4 năm 2024"


def columns(left: list[str], right: list[str]) -> str:
    pairs = zip_longest(left, right, fillvalue="")
    return "\n".join(f"{one:<48}{other}".rstrip() for one, other in pairs)


def line_by_line(first: list[str], second: list[str]) -> str:
    return "\n".join(said for pair in zip_longest(first, second) for said in pair if said)


LAYOUTS: dict[str, Callable[[list[str], str, list[str]], str]] = {
    "issuer, number, motto": lambda who, number, motto: "\n".join([*who, number, *motto, PLACE]),
    "motto, issuer, number": lambda who, number, motto: "\n".join([*motto, *who, number, PLACE]),
    "columns": lambda who, number, motto: f"{columns(who, motto)}\n{number:<48}{PLACE}",
    "one line": lambda who, number, _: "\n".join([*who, f"{number} {PLACE}"]),
    "mixed": lambda who, number, motto: "\n".join([line_by_line(who, motto), number, PLACE]),
}


def folded(name: str | None) -> str:
    return (name or "").lower().replace("uỷ", "ủy")


@pytest.mark.parametrize("shouted", [False, True])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_who_issues_and_who_is_over_them(layout: str, *, shouted: bool) -> None:
    for lines, number, issuer, parent in ISSUERS:
        motto = list(PARTY if "-" in number.partition("/")[0] else STATE)
        who = [line.upper() if shouted else line for line in lines]
        head = LAYOUTS[layout](who, f"Số: {number}", motto)
        masthead = read(f"{head}\nKẾ HOẠCH\nVề tiếp công dân\n1. Niêm yết lịch.\n").masthead
        assert folded(masthead.issuer) == folded(issuer), head
        assert folded(masthead.parent) == folded(parent), head

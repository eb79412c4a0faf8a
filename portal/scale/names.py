"""Vietnamese names as often as people bear them, and where they live."""

import random
from dataclasses import dataclass

from portal.scale.dice import Urn
from portal.text import search_key

# Shares of the population after Lê Trung Hoa, "Họ và tên người Việt Nam" (2005), in percent.
_FAMILIES = {
    "Nguyễn": 38.4, "Trần": 11.0, "Lê": 9.5, "Phạm": 7.1, "Huỳnh": 2.6, "Hoàng": 2.5, "Phan": 4.5,
    "Vũ": 2.0, "Võ": 1.9, "Đặng": 2.1, "Bùi": 2.0, "Đỗ": 1.4, "Hồ": 1.3, "Ngô": 1.3, "Dương": 1.0,
    "Lý": 0.5, "Đinh": 0.9, "Đoàn": 0.8, "Trịnh": 0.8, "Lâm": 0.7, "Mai": 0.7, "Cao": 0.6, "Hà": 0.6,
    "Tạ": 0.4, "Chu": 0.4, "Thân": 0.2, "Giáp": 0.2, "Lò": 0.4, "Nông": 0.4, "Vàng": 0.2,
    "Quách": 0.2, "Thạch": 0.2, "Sơn": 0.1, "Triệu": 0.3, "Lương": 0.6, "Tô": 0.3, "Kiều": 0.2,
}  # fmt: skip
_MEN = (
    ("Văn", "Đức", "Minh", "Quang", "Hữu", "Công", "Xuân", "Quốc", "Đình", "Bá"),
    ("An", "Bình", "Chung", "Cường", "Dũng", "Đạt", "Đông", "Giang", "Hải", "Hòa", "Hùng", "Khánh",
     "Long", "Mạnh", "Nam", "Phúc", "Quân", "Sơn", "Tâm", "Thắng", "Thành", "Tiến", "Toàn", "Trung",
     "Tuấn", "Việt", "Vinh"),
)  # fmt: skip
_WOMEN = (
    ("Thị", "Thu", "Ngọc", "Thanh", "Bích", "Kim", "Thúy", "Hồng", "Thị Minh", "Thị Thanh"),
    ("Ánh", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Huệ", "Hương", "Lan",
     "Linh", "Loan", "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phương", "Quỳnh", "Tâm", "Thảo",
     "Thủy", "Trang", "Tuyết", "Vân", "Yến"),
)  # fmt: skip
_HAMLETS = ("Đông", "Đoài", "Thượng", "Hạ", "Trung", "Chùa", "Đình", "Mới", "Núi", "Tân Lập",
            "Tân Tiến", "Đồng Tâm", "Hòa Bình", "Quyết Thắng", "An Phú", "Phú Mỹ", "Trại Giữa")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """A name and the key that finds it."""

    text: str
    key: str


def _folded(words: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(word, search_key(word)) for word in words]


_FAMILY = Urn({(word, search_key(word)): share for word, share in _FAMILIES.items()})
_SIDES = tuple((_folded(middle), _folded(given)) for middle, given in (_MEN, _WOMEN))


def name(dice: random.Random) -> Name:
    """A man's or a woman's full name."""
    (family, family_key) = _FAMILY.draw(dice)
    middles, givens = _SIDES[dice.random() < 0.5]
    middle, middle_key = middles[int(dice.random() ** 1.5 * len(middles))]
    given, given_key = givens[int(dice.random() * len(givens))]
    return Name(f"{family} {middle} {given}", f"{family_key} {middle_key} {given_key}")


def hamlet(dice: random.Random, *, urban: bool) -> str:
    """Where in a commune somebody lives: "thôn Thượng", in a ward "tổ dân phố số 12"."""
    if urban:
        return f"tổ dân phố số {1 + int(dice.random() * 30)}"
    return f"thôn {_HAMLETS[int(dice.random() * len(_HAMLETS))]}"


def identity_number(dice: random.Random, province_code: str) -> str:
    """Twelve digits as on a card: province, century and sex, year of birth, six more."""
    year = 45 + int(dice.random() * 62)
    century = "01"[dice.random() < 0.5] if year < 100 else "23"[dice.random() < 0.5]
    return f"0{province_code}{century}{year % 100:02}{int(dice.random() * 1_000_000):06}"

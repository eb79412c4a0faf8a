"""What the wording of an issuer holds: which body, of which kind of unit, of which name."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import takewhile

from directives.registry.rules.issuers import issuer_body
from portal.text import search_key

PROVINCE, CITY = "tỉnh", "thành phố"
DISTRICTS = (
    "huyện",
    "quận",
    "thị xã",
)  # a city below a province is told from one beside it by name only
_UNITS = {
    "tỉnh ủy": PROVINCE, "thành ủy": CITY, "huyện ủy": "huyện", "thị ủy": "thị xã",
    "quận ủy": "quận", "tỉnh": PROVINCE, "thành phố": CITY, "tp.": CITY, "tp": CITY,
    "huyện": "huyện", "quận": "quận", "thị xã": "thị xã", "xã": "xã", "phường": "phường",
    "thị trấn": "thị trấn", "đặc khu": "đặc khu",
}  # fmt: skip
_UNIT = re.compile(
    r"(?<!\w)(" + "|".join(re.escape(words) for words in _UNITS) + r")(?!\w)", re.IGNORECASE
)
# What offices shorten in one another's names.
_SHORT = {
    "TW": "Trung ương", "TƯ": "Trung ương", "BTT": "Ban Thường trực", "UBMTTQ": "Ủy ban MTTQ",
    "UBMTTQVN": "Ủy ban MTTQ Việt Nam", "MTTQVN": "MTTQ Việt Nam",
}  # fmt: skip
_SHORTENED = re.compile(rf"(?<!\w)({'|'.join(_SHORT)})(?!\w)")
_LOCAL_HEADS = re.compile(r"^(so |phong |chi cuc |ban dan van$|ban (to chuc|tuyen giao)|van phong)")


@dataclass(frozen=True, slots=True)
class Wording:
    """ "Sở Nội vụ tỉnh Bắc Giang": body "so noi vu", unit "tỉnh", name "bac giang".

    "UBND xã Quỳnh Sơn, huyện Yên Dũng": `over_unit` "huyện", `over` "yen dung".
    """

    body: str = ""
    unit: str = ""
    name: str = ""
    province_named: str = ""
    over_unit: str = ""
    over: str = ""

    @property
    def names_a_province(self) -> bool:
        return bool(self.province_named) and not self.is_below_a_province

    @property
    def is_below_a_province(self) -> bool:
        return self.unit not in ("", PROVINCE, CITY)

    @property
    def could_be_local(self) -> bool:
        return bool(self.unit) or _LOCAL_HEADS.search(self.body) is not None

    def named(self, name: str) -> "Wording":
        return replace(self, name=search_key(name))

    def is_unit(self, other: "Wording") -> bool:
        return bool(self.name) and (self.unit, self.name) == (other.unit, other.name)

    def contradicts(self, other: "Wording") -> bool:
        """Tell whether two wordings cannot be one issuer: another body, unit or name."""
        return (
            _differ(self.unit, other.unit)
            or (self.is_below_a_province and _differ(self.name, other.name))
            or _differ(self.body, other.body)
        )


def spelled_out(issuer: str) -> str:
    """Return a wording with what offices shorten written in full: "Ban Tổ chức TW"."""
    return _SHORTENED.sub(lambda short: _SHORT[short[1]], issuer)


@lru_cache(maxsize=4096)
def worded(issuer: str) -> Wording:
    """Take a wording apart; a city of a province and the province bear one name and are two units."""
    issuer = spelled_out(issuer)
    found = list(_UNIT.finditer(issuer.replace("uỷ", "ủy").replace("Uỷ", "Ủy")))
    kind = issuer_body(issuer)
    if not found:
        return Wording(body=str(kind or search_key(issuer)))
    first, last = found[0], found[-1]
    unit = _UNITS[first[1].casefold()]
    name = _name_after(issuer, first.end())
    over = _name_after(issuer, last.end()) if _UNITS[last[1].casefold()] in (PROVINCE, CITY) else ""
    body = str(kind or search_key(issuer[: first.start()]))
    if len(found) == 1:
        return Wording(body, unit, name, over)
    second = found[1]
    return Wording(
        body, unit, name, over, _UNITS[second[1].casefold()], _name_after(issuer, second.end())
    )


def _name_after(issuer: str, place: int) -> str:
    words = issuer[place:].split()
    named = list(takewhile(lambda word: word[0].isupper() or word[0].isdigit(), words))
    whole = next((i + 1 for i, word in enumerate(named) if word.endswith(",")), len(named))
    return search_key(" ".join(named[:whole]).rstrip(","))


def _differ(one: str, other: str) -> bool:
    return bool(one and other) and one != other

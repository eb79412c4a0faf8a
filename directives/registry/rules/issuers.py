"""What the wording of an issuer tells: at which level it stands, which kind of body it is."""

import re

from directives.registry.kinds import IssuerLevel
from directives.registry.rules.citations import named_place
from portal.units.kinds import OrganisationKind

# Symbols of central bodies at the end of a number: -CP, -TTg, /QH15, -UBTVQH14, -BNV, /TW, -TTCP.
_MINISTRIES = (
    "BCA|BCT|BDTTG|BGDĐT|BGDDT|BGTVT|BKHCN|BKHĐT|BLĐTBXH|BNG|BNNMT|BNNPTNT|BNV|BQP|BTC|BTNMT|BTP"
    "|BTTTT|BVHTTDL|BXD|BYT"
)
_CENTRAL_SYMBOL = re.compile(
    r"[-/](CP|TTG|CTN|TW|TTCP|VPCP|VPTW|VPQH|QH[0-9XVI]*|UBTVQH[0-9XVI]*"
    rf"|({_MINISTRIES})(-.*)?|MTTW.*|TANDTC|VKSNDTC)$"
)
_NUMBERED = re.compile(r"^\d{1,6}[^\W\d_]?\s?([-/]\s?[\w&.,() ]+)*[-/]\s?[^\W\d_][\w&.]*$")
_CENTRAL = re.compile(
    r"^(ban chấp hành trung ương|bộ chính trị|ban bí thư|trung ương|quốc hội|chủ tịch nước|chính phủ"
    r"|thủ tướng|phó thủ tướng|ủy ban thường vụ quốc hội|thanh tra chính phủ|văn phòng chính phủ"
    r"|văn phòng trung ương|ban dân vận trung ương|tòa án nhân dân tối cao"
    r"|viện kiểm sát nhân dân tối cao|ủy ban trung ương|bộ trưởng"
    r"|bộ (?!chỉ huy|tư lệnh|phận))|trung ương$",
)
_DISTRICT = re.compile(r"\b(huyện|quận|thị xã|thị ủy|quận ủy|huyện ủy)\b")
_COMMUNE = re.compile(r"\b(xã|phường|thị trấn|đặc khu)\b")
_LOCAL = re.compile(
    r"\b(ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|tỉnh ủy|thành ủy|quận ủy|huyện ủy|thị ủy)\b"
    r"|^sở |\b(xã|phường|thị trấn|đặc khu|huyện|thị xã)\b"
)

_BODIES = (
    (OrganisationKind.FRONT_COMMITTEE, re.compile(r"\b(mttq|mặt trận tổ quốc)\b")),
    (
        OrganisationKind.PEOPLE_COMMITTEE,
        re.compile(r"^(chủ tịch |phó chủ tịch )?(ubnd|ủy ban nhân dân)\b"),
    ),
    (OrganisationKind.PEOPLE_COUNCIL, re.compile(r"^(thường trực )?(hđnd|hội đồng nhân dân)\b")),
    (
        OrganisationKind.PARTY_COMMITTEE,
        re.compile(
            r"^((ban thường vụ|ban chấp hành|thường trực|ban chấp hành đảng bộ|btv|bch) )?"
            r"(đảng bộ|đảng ủy|tỉnh ủy|thành ủy|quận ủy|huyện ủy|thị ủy)\b"
        ),
    ),
    (OrganisationKind.POLICE, re.compile(r"^công an (tỉnh|thành phố|xã|phường)\b")),
)


def has_symbol(number: str) -> bool:
    """Tell whether a number is made as papers are numbered: digits, then a symbol of letters.

    "03/CT-UBND", "15a/KH-UBND", "01/2021/QH15" (Nghị định 30/2020/NĐ-CP, Phụ lục I), "33-CT/TU" (Party).
    """
    return _NUMBERED.match(number) is not None


def central_number(number: str) -> bool:
    """Tell whether the symbol of a number is that of a central body: "33/CT-TTg", "18-NQ/TW"."""
    return _CENTRAL_SYMBOL.search(number.upper()) is not None


def issuer_level(issuer: str, number: str) -> IssuerLevel:
    """Return the level of an issuer: by its number's symbol first, then by its wording."""
    wording = _plain(issuer)
    if central_number(number) or _CENTRAL.search(wording):
        return IssuerLevel.CENTRAL
    if _DISTRICT.search(wording) or re.search(r"[-/](HU|QU|THU)$", number.upper()):
        return IssuerLevel.DISTRICT
    return IssuerLevel.COMMUNE if _COMMUNE.search(wording) else IssuerLevel.PROVINCE


def issuer_body(issuer: str) -> OrganisationKind | None:
    """Return the kind of body, None for any other: a department, a board, a steering committee."""
    wording = _plain(issuer)
    return next((kind for kind, pattern in _BODIES if pattern.search(wording)), None)


def is_local(issuer: str) -> bool:
    """Tell whether the wording is that of a body below the centre: no number makes it a central one.

    "Đảng ủy Chính phủ", "Ủy ban Trung ương MTTQ Việt Nam" are bodies of the centre.
    """
    wording = _plain(issuer)
    if _CENTRAL.search(wording):
        return False
    return _LOCAL.search(wording) is not None or bool(named_place(issuer))


def _plain(issuer: str) -> str:
    return " ".join(issuer.casefold().replace("uỷ", "ủy").split())

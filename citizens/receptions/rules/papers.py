"""Names and identity numbers: what can be one, and a sentence for what cannot."""

import re
import unicodedata

from citizens.receptions.kinds import IdentityKind
from portal.text import strange_sign

_SEPARATORS = re.compile(r"[\s.\-]+")
_PASSPORT = re.compile(r"^[A-Z]{1,2}\d{6,8}$")
# Digits 1–3 of a căn cước: the province (or country) where the birth was registered. The codes are
# those of the 63 provinces; they stay with the person whatever the province became.
_CODES = (
    "001 002 004 006 008 010 011 012 014 015 017 019 020 022 024 025 026 027 030 031 033 034 035 036"
    " 037 038 040 042 044 045 046 048 049 051 052 054 056 058 060 062 064 066 067 068 070 072 074"
    " 075 077 079 080 082 083 084 086 087 089 091 092 093 094 095 096"
)
_BIRTH_PROVINCES = frozenset(_CODES.split())
_FIRST_COUNTRY_CODE = 100
_NAME_MARKS = " .'’-"


def normal_number(typed: str) -> str:
    """Return an identity number without blanks, dots and dashes, letters capital, none of full width."""
    return _SEPARATORS.sub("", unicodedata.normalize("NFKC", typed)).upper()


def identity_kind_of(number: str) -> IdentityKind | None:
    """Tell the paper from its number: 12 digits, 9 digits, or a letter and digits."""
    if number.isdecimal() and number.isascii():
        return {12: IdentityKind.CITIZEN, 9: IdentityKind.OLD_CARD}.get(len(number))
    return IdentityKind.PASSPORT if _PASSPORT.match(number) else None


def identity_problem(number: str, kind: IdentityKind | None = None) -> str | None:
    """Say what is wrong with an identity number, or None. `kind` OTHER takes any number."""
    if kind is IdentityKind.OTHER:
        return None if 4 <= len(number) <= 30 else "Số giấy tờ khác dài từ 4 đến 30 ký tự."
    found = identity_kind_of(number)
    if found is None:
        return _unknown_number(number)
    if kind is not None and kind is not found:
        return f"Số này là của {found.label}, không phải {kind.label}."
    if found is IdentityKind.CITIZEN:
        return _citizen_problem(number)
    return None


def name_problem(name: str) -> str | None:
    """Say what cannot stand in a person's name, or None. `name` is NFC already."""
    strange = next((char for char in name if not _in_a_name(char)), None)
    if strange is not None:
        return f"Họ tên chỉ gồm chữ cái; hãy bỏ ký tự “{strange}”."
    if not any(char.isalpha() for char in name):
        return "Hãy ghi họ và tên."
    return None


def host_problem(name: str) -> str | None:
    """Say what cannot stand in "Nguyễn Văn A, Chủ tịch UBND (thay mặt)", or None."""
    strange = strange_sign(name)
    if strange is not None:
        return f"Họ tên, chức vụ không có ký tự “{strange}”."
    if not any(char.isalpha() for char in name):
        return "Hãy ghi họ tên, chức vụ người tiếp."
    return None


def _in_a_name(char: str) -> bool:
    return char in _NAME_MARKS or unicodedata.category(char)[0] in "LM"


def _unknown_number(number: str) -> str:
    if number.isdecimal() and number.isascii():
        return (
            f"Số vừa gõ có {len(number)} chữ số; căn cước có 12, CMND có 9. "
            "Kiểm tra lại, hoặc chọn “Giấy tờ khác”."
        )
    return "Không nhận ra số giấy tờ này. Căn cước 12 số, CMND 9 số, hộ chiếu như C1234567."


def _citizen_problem(number: str) -> str | None:
    code = number[:3]
    if int(code) < _FIRST_COUNTRY_CODE and code not in _BIRTH_PROVINCES:
        return f"Ba số đầu “{code}” không phải mã tỉnh nào. Kiểm tra lại số căn cước."
    return None

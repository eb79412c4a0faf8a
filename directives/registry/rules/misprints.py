"""Numbers whose two marks were typed the wrong way round: "33/CT-TU" for 33-CT/TU.

The State writes "03/CT-UBND" (Nghị định 30/2020/NĐ-CP, Phụ lục I), the Party "33-CT/TU" (Hướng dẫn
36-HD/VPTW). Where the symbol names a body of one of them, only one order can be meant. Keys are
`number_key`'s: in capitals.
"""

import re

_OF_THE_PARTY = re.compile(
    r"(\d{1,6}[A-ZĐ]?)/([A-ZĐ]{1,6})-([A-ZĐ]{0,8}(?:TU|TW|HU|QU|THU|ĐU|ĐUK|ĐUCQ))$"
)
_OF_THE_STATE = re.compile(r"(\d{1,6}[A-ZĐ]?)-([A-ZĐ]{1,6})/(UBND|HĐND|CTUBND|CP|TTG)$")


def meant_key(key: str) -> str:
    """Return the key that a misprinted one means; empty when it is no misprint."""
    if party := _OF_THE_PARTY.match(key):
        return f"{party[1]}-{party[2]}/{party[3]}"
    state = _OF_THE_STATE.match(key)
    return f"{state[1]}/{state[2]}-{state[3]}" if state else ""


def misprint_of(key: str) -> str:
    """Return the misprinted key that means this one; empty when none can."""
    turned = re.sub(r"^(\w+)([-/])(\w+)([-/])(\w+)$", r"\1\4\3\2\5", key)
    return turned if turned != key and meant_key(turned) == key else ""

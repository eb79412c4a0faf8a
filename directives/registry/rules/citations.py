"""The province that an issuer's wording names."""

import re
from itertools import takewhile

_PLACE = re.compile(r"(?:tỉnh ủy|thành ủy|tỉnh|thành phố|tp\.?)\s+(.+)", re.IGNORECASE)


def named_place(issuer: str) -> str:
    """Return the province that an issuer's wording names: "UBND tỉnh Bắc Giang" → "Bắc Giang"."""
    found = _PLACE.search(issuer)
    words = found[1].split() if found else []
    return " ".join(takewhile(lambda word: word[0].isupper(), words))

"""How a subject is written in a register."""

import re
from collections.abc import Iterable

# Written with capitals inside a sentence; a later one mends what an earlier one overdid.
_PROPER = (
    "Việt Nam", "Đảng", "Quốc hội", "Chính phủ", "Trung ương", "Nhân dân", "Mặt trận Tổ quốc",
    "Tổ quốc", "Hồ Chí Minh", "Ủy ban nhân dân", "Hội đồng nhân dân", "UBND", "HĐND", "MTTQ",
)  # fmt: skip


def sentence_case(text: str, proper: Iterable[str] = ()) -> str:
    """Return a subject in capitals as a sentence, the `proper` names kept; any other text as it is."""
    if not text.isupper():
        return text
    calm = text.lower()
    for name in (*_PROPER, *filter(None, proper)):
        calm = re.sub(rf"\b{re.escape(name)}\b", name, calm, flags=re.IGNORECASE)
    return calm[:1].upper() + calm[1:]

"""Letters that a scan was misread for digits: "l5 tháng 7", "73O/UBND-NV", "ít nhất 0l ngày"."""

import re

_DIGITS = str.maketrans("lIO", "110")
# A digit beside such a letter, looked for by the digit.
_HINT = re.compile(r"[0-9](?:(?<=[lIO][0-9])|(?=[lIO]))")
# Digits and such letters alone, no chemical sign; or "l" alone where a day must stand.
_MIXED = re.compile(
    r"(?<!\w)(?!O2(?!\w))(?=[lIO]{0,3}[0-9])(?=[0-9]{0,3}[lIO])[0-9lIO]{2,4}(?!\w)"
    r"|(?<=ngày )l(?=[/.-][0-9lIO]|\stháng)"
)


def digits_mended(text: str) -> str:
    """`text` with the digits that were meant; no position moves."""
    if "ngày l" not in text and not _HINT.search(text):
        return text
    return _MIXED.sub(lambda word: word[0].translate(_DIGITS), text)

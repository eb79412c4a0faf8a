"""Letters misread for digits by a scan ("l5 tháng 7", "73O/UBND-NV"), and the marks of bold type in Markdown."""

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


_BOLD = re.compile(r"\*{2,3}")
_SLANTED = re.compile(r"^(\s*)\*(?=[^\s*])([^*\n]*[^\s*])\*(?=\s*$)", re.MULTILINE)


def plain_type(text: str) -> str:
    """`text` with the asterisks of bold and slanted type blanked; no position moves."""
    if text.count("**") < 2:
        return text
    return _SLANTED.sub(r"\1 \2 ", _BOLD.sub(lambda mark: " " * len(mark[0]), text))

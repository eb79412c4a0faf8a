"""The one form of text that spans refer to."""

import re

from directives.reading.legacy import converted, misread
from portal.text import nfc

_BREAKS = re.compile("[\r\u000b\u000c\u0085\u2028\u2029]")
# A row of a table as Word and browsers copy it: three cells or more parted by tabs.
_ROW = re.compile(r"(?m)^[^\t\n]+(?:\t+[^\t\n]+){2,}\t*$")
_COLUMNS = 3
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def normalise(text: str) -> str:
    """Return `text` in NFC, other encodings converted, lines ended by a line feed, other blanks plain spaces.

    Normalising twice changes nothing, so a stored text can be read again and keeps its spans.
    """
    whole = misread(text.replace("\r\n", "\n"))  # one of its bytes looks like a break
    plain = converted(_BREAKS.sub("\n", whole)).text
    if "\t" in plain:
        plain = _ROW.sub(_ruled, plain)
    return nfc(_BLANKS.sub(" ", plain))


def _ruled(row: re.Match[str]) -> str:
    """The cells of a row parted by what can be seen: they are read by their columns."""
    cells = [cell.strip() for cell in row[0].rstrip("\t").split("\t")]
    return " | ".join(cells) if sum(map(bool, cells)) >= _COLUMNS else row[0]

"""The one form of text that spans refer to."""

import re

from directives.reading.legacy import converted
from portal.text import nfc

_BREAKS = re.compile("[\r\u000b\u000c\u0085\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def normalise(text: str) -> str:
    """Return `text` in NFC, old encodings converted, lines ended by a line feed, other blanks plain spaces.

    Normalising twice changes nothing, so a stored text can be read again and keeps its spans.
    """
    plain = converted(_BREAKS.sub("\n", text.replace("\r\n", "\n"))).text
    return nfc(_BLANKS.sub(" ", plain))

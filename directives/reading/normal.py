"""The one form of text that spans refer to."""

import re

from directives.reading.legacy import converted, misread
from portal.text import nfc, only_printable

_BREAKS = re.compile("[\r\u000b\u000c\u0085\u2028\u2029]")
# A row of a table as Word and browsers copy it: three cells or more parted by tabs.
_ROW = re.compile(r"[^\t\n]+(?:\t+[^\t\n]+){2,}\t*")
_COLUMNS = 3
_CELL_LINES = 12  # a row whose cells have lines of their own: no longer than that
_BLANKS = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def normalise(text: str) -> str:
    """Return `text` in NFC, other encodings converted, lines ended by a line feed, other blanks plain spaces.

    Normalising twice changes nothing, so a stored text can be read again and keeps its spans.
    """
    if only_printable(text):
        return nfc(converted(text).text)
    whole = misread(text.replace("\r\n", "\n"))  # one of its bytes looks like a break
    plain = converted(_BREAKS.sub("\n", whole)).text
    if "\t" in plain:
        plain = _rows_ruled(plain)
    return nfc(_BLANKS.sub(" ", plain))


def _rows_ruled(text: str) -> str:
    """Rows of cells, those too whose cells have lines of their own, with the tabs of the headings together."""
    lines = text.split("\n")
    wanted = place = 0
    while place < len(lines):
        tabs = lines[place].count("\t")
        last = _row_end(lines, place, wanted) if 0 < tabs < wanted else None
        for at in range(place, last or place):
            lines[at] = " | ".join(cell.strip() for cell in lines[at].split("\t"))
        if last is None and tabs and (row := _ROW.fullmatch(lines[place])):
            lines[place] = _ruled(row)
            wanted = tabs
        place = last or place + 1
    return "\n".join(lines)


def _row_end(lines: list[str], place: int, wanted: int) -> int | None:
    """The line after the row that begins at `place`, when its lines have just the tabs that are wanted."""
    tabs = 0
    for at in range(place, min(place + _CELL_LINES, len(lines))):
        tabs += lines[at].count("\t")
        if not lines[at].strip() or tabs > wanted:
            return None
        if tabs == wanted:
            return at + 1
    return None


def _ruled(row: re.Match[str]) -> str:
    """The cells of a row parted by what can be seen: they are read by their columns."""
    cells = [cell.strip() for cell in row[0].rstrip("\t").split("\t")]
    return " | ".join(cells) if sum(map(bool, cells)) >= _COLUMNS else row[0]

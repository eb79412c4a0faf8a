"""The layout table of a head or foot, as a page's text keeps it: bars between its cells, words broken in them."""

import re

from directives.reading.issuers import BEGINS_ORGAN
from directives.reading.lines import UPPER
from directives.reading.own_number import STATE_MOTTO
from directives.reading.places import PLACE_DATE

_BAR_LINE = re.compile(r"^[ ]*\|[ ]*$", re.MULTILINE)
_BAR = re.compile(r"\|")
_IMAGE = re.compile(r"!\[[^\]\n]{0,80}\]\([^)\n]{0,200}\)")
_HEAD = 5000  # code points
_MARGIN = 1500  # of a head below its last bar
_OWN_NUMBER = re.compile(r"\s*(?:Số|SỐ)\s?:?\s{0,3}(?:\d|[-/.…])")
# A cell's first word on a line of its own, a motto, a numbering without its heading, a number cut at its dash.
_BROKEN = re.compile(
    rf"^[ ]*(?:(?:[{UPPER}]{{1,7}}(?=\n[{UPPER}][{UPPER}\W\d])|[{UPPER}][^\W\d_{UPPER}]{{1,6}}(?=\n[^\W\d_])"
    r"|TP\.(?=\n[^\W\d_]))"
    rf"|(?:[IVX]{{1,4}}|\d{{1,2}}|[A-E])[.)](?=\n[{UPPER}])"
    rf"|(?:[TK]/[MTL]|TM\.|KT\.|TL\.|TUQ\.)(?=\n[{UPPER}]{{2}})"
    rf"|[{UPPER}][^\W\d_]{{1,6}}(?:\s[{UPPER}][^\W\d_]{{1,6}}){{0,4}},(?=\nngày\s\d)"
    rf"|(?:Số|SỐ)\s?:(?:\s?\d{{1,5}}[a-z]?)?\s?[-/]?(?=\n\s?[-/]?\s?[\d{UPPER}]))(?P<break>\n)",
    re.MULTILINE,
)
_CAPACITY = re.compile(
    rf"^([ ]*(?:[TK]/[MTL]|TM\.|KT\.|TL\.|TUQ\.))\n(?=[{UPPER}]{{2}})", re.MULTILINE
)


def without_bars(text: str) -> str:
    """`text` without the bars of its layout tables, what they broke whole again; no position moves.

    A table of tasks keeps its bars: only a row that holds a motto, the number, an organ alone or place
    and date is one of a head.
    """
    if "|" not in text:
        return text
    head = text.rfind("\n", 0, _HEAD) if len(text) > _HEAD else len(text)
    whole = STATE_MOTTO.sub(lambda motto: motto[0].replace("\n", " "), text[:head])
    cut = _rows_cut(whole)
    bars = [bar.start() for bar in _BAR.finditer(whole) if cut[bar.start()] != "|"]
    first = cut + text[head:]
    bars += [bar.start() for bar in _BAR_LINE.finditer(first)]
    plain = _BAR_LINE.sub(lambda bar: " " * len(bar[0]), first)
    if len(bars) < 2:
        return plain
    near = max((at for at in bars if at < head), default=0) + _MARGIN
    return _mended(plain[:near]) + _CAPACITY.sub(r"\1 ", plain[near:])


def _rows_cut(head: str) -> str:
    """The rows of a head with a line for each cell."""
    lines = _IMAGE.sub(lambda image: " " * len(image[0]), head).split("\n")
    made: list[str] = []
    for line in lines:
        if not _is_of_head(line):
            made.append(line)
            continue
        cut = line.rstrip(" |").ljust(len(line)).replace("|", "\n")
        goes_on = made and made[-1].isupper() and cut.isupper() and not BEGINS_ORGAN.match(cut)
        made = [*made[:-1], f"{made[-1]} {cut}"] if goes_on else [*made, cut]
    return "\n".join(made)


def _is_of_head(line: str) -> bool:
    if "|" not in line:
        return False
    cells = [cell.strip() for cell in line.split("|") if cell.strip()]
    if len(cells) == 1 and cells[0].isupper() and line.rstrip().endswith("|"):
        return True
    return any(
        STATE_MOTTO.search(cell) or _OWN_NUMBER.match(cell) or PLACE_DATE.match(cell)
        for cell in cells
    )


def _mended(head: str) -> str:
    """Lines joined to those that they were broken from."""
    joined = list(head)
    last = -1
    for broken in _BROKEN.finditer(head):
        if broken.start() > last:
            last = head.find("\n", broken.end())
            joined[broken.start("break")] = " "
    return "".join(joined)

"""Long tables as one PDF: laid out portion by portion, so that memory grows with the pages kept, not the rows.

WeasyPrint holds a whole document while it lays it out, some 0.13 MB for each row of a book. Here a portion
is laid out at a time; its last page, which is not full yet, is laid out again with the next portion, so
that no page ends early. Under each page stand the page's own totals and those so far: what a page holds
is known only when it is laid out, so that these lines are drawn after and laid over it.
"""

from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import islice
from typing import Any, Protocol

from portal.papers.pdf import laid_out

PORTION = 150  # rows laid out at once


class Tally(Protocol):
    """Counts the rows in their order."""

    def turn(self, rows: Sequence[Any]) -> list[str]:
        """Count the rows of one page; return the lines that stand under it."""
        ...

    def with_rest(self, rows: Sequence[Any]) -> Any:
        """Return the totals with these last rows, without counting them yet."""
        ...


class Binding:
    """One PDF of several long tables, with running page numbers.

    A template prints its `rows` in a table, each with `id="r{place}"`. It is told whether these are the
    `first` rows of their table, and with the last ones the `totals`. `size` is the paper as CSS names it.
    """

    def __init__(self) -> None:
        from pypdf import PdfWriter  # no start should wait for it

        self.pages = 0
        self._writer = PdfWriter()

    def add(
        self,
        template: str,
        context: dict[str, Any],
        rows: Iterator[Any],
        tally: Tally,
        *,
        size: str,
        told: Callable[[int], None] = lambda _: None,
    ) -> None:
        """Print one table on pages of its own; `told` hears how many of its rows are on paper."""
        waiting: list[Any] = list(islice(rows, PORTION))
        first, printed = True, 0
        while True:
            more = list(islice(rows, PORTION))
            totals = None if more else tally.with_rest(waiting)
            shown = {"rows": waiting, "first": first, "totals": totals, "size": size}
            document = laid_out(template, context | shown)
            rows_on = _rows_on(document)
            kept = _whole_pages(rows_on) if more else len(rows_on)
            if kept:
                held = [[waiting[place] for place in places] for places in _begun(rows_on)[:kept]]
                feet = [tally.turn(one) for one in held]
                self._bind(document.copy(document.pages[:kept]), feet, size)
                done = sum(len(one) for one in held)
                waiting, first, printed = waiting[done:], False, printed + done
                told(printed)
            if not more:
                return
            waiting += more

    def finished(self, *, title: str, author: str) -> bytes:
        self._writer.add_metadata({"/Title": title, "/Author": author})
        made = BytesIO()
        self._writer.write(made)
        return made.getvalue()

    def _bind(self, document: Any, feet: list[list[str]], size: str) -> None:
        from pypdf import PdfReader

        sheets = PdfReader(BytesIO(document.write_pdf())).pages
        lines = [(self.pages + place, foot) for place, foot in enumerate(feet, start=1)]
        over = laid_out("papers/paper/feet.html", {"sheets": lines, "size": size})
        over_sheets = PdfReader(BytesIO(over.write_pdf())).pages
        for sheet, drawn in zip(sheets, over_sheets, strict=True):
            page = self._writer.add_page(sheet)
            page.merge_page(drawn)
            page.compress_content_streams()
        self.pages += len(sheets)


def _rows_on(document: Any) -> list[list[int]]:
    """Return of each page which rows stand on it, by their places; a row may stand on several."""
    return [
        sorted(int(name[1:]) for name in page.anchors if name[0] == "r" and name[1:].isdecimal())
        for page in document.pages
    ]


def _begun(rows_on: list[list[int]]) -> list[list[int]]:
    """Return of each page which rows begin on it."""
    last = [-1, *(max(places, default=-1) for places in rows_on)]
    return [
        [place for place in places if place > max(last[: page + 1])]
        for page, places in enumerate(rows_on)
    ]


def _whole_pages(rows_on: list[list[int]]) -> int:
    """Return how many pages stay when more rows follow: all before the last that begins with a row."""
    for page in range(len(rows_on) - 1, 0, -1):
        if rows_on[page] and rows_on[page][0] not in rows_on[page - 1]:
            return page
    return 0

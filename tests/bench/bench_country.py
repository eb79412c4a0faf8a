"""Every page of every role on the country, beside a bare view of the same server; sheets; memory.

`BENCH_DATABASE_URL` names a country that `manage.py seed_scale` filled; without it one is seeded at
`BENCH_SCALE` (0.05) and thrown away. The last table is kept in `docs/bench.md`, unless `BENCH_PAGES`
names some pages: then only those that hold one of its words are measured, and no sheets.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tests.bench.pages import Page, pages_of
from tests.bench.report import Measured, Report, Sheets, kept
from tests.bench.server import Server, country, serving
from tests.bench.sheets import exports, in_process
from tests.bench.visits import Browser, Times, together

SOME = "BENCH_PAGES"
ONE, MANY = 12, 8
ROUNDS, EACH_OF_MANY = 4, 1  # the page and the bare view take turns, as the machine's pace changes
# A page that takes seconds is asked for less often: it has missed its target already.
LEAST, PATIENCE_SECONDS = 3, 4.0


@dataclass(frozen=True)
class Line:
    text: str

    def line(self) -> str:
        return self.text


def bench_country() -> Iterator[Line]:
    words = os.environ.get(SOME, "").split()
    with country() as which, serving() as server:
        report = Report(which, server.memory())
        for measured in _pages(server, report, words):
            yield Line(measured.line())
        for sheet in _sheets(server, report) if not words else ():
            yield Line(sheet.line())
        report.memory_after = server.memory()
        yield Line(report.summary())
        if not words:
            kept(report)
            yield Line("Bảng đầy đủ: docs/bench.md")


def _pages(server: Server, report: Report, words: Sequence[str]) -> Iterator[Measured]:
    from portal.scale import seats
    from tests.bench.logins import cookie_of

    browsers = [(seat, Browser(server.port, cookie_of(seat.username))) for seat in seats()]
    for (
        _,
        browser,
    ) in browsers:  # the first page of a server that was just started pays for all others
        together(browser, "/", clients=2 * MANY, times=1)
    for seat, browser in browsers:
        for page, answer in pages_of(seat.role, browser):
            if words and not any(word in page.label for word in words):
                continue
            measured = _measured(browser, seat.username, page, answer.queries)
            report.pages.append(measured)
            yield measured


def _measured(browser: Browser, seat: str, page: Page, queries: int) -> Measured:
    """Ask for the page and for the bare view in turn, then with many clients one after the other.

    Before that each connection of the server is made to know what the page asks (portal/plans.py), as
    on a portal that has been in use for some minutes.
    """
    from tests.bench.urls import BARE

    together(browser, page.path, clients=2 * MANY, times=1)
    answer = browser.get(page.path)
    alone: list[float] = []
    bare: list[float] = []
    while len(alone) < LEAST or (len(alone) < ONE and sum(alone) < PATIENCE_SECONDS):
        alone.append(browser.get(page.path).seconds)
        bare.append(browser.get(BARE).seconds)
    among: list[float] = []
    bare_among: list[float] = []
    for _ in range(1 if alone[0] > 1 else ROUNDS):
        among += together(browser, page.path, clients=MANY, times=EACH_OF_MANY).seconds
        bare_among += together(browser, BARE, clients=MANY, times=EACH_OF_MANY).seconds
    return Measured(
        seat, page.label, answer.queries, browser.first_view(answer),
        Times(alone), Times(bare), Times(among), Times(bare_among),
    )  # fmt: skip


def _sheets(server: Server, report: Report) -> Iterator[Sheets]:
    for sheet in (*exports(server), *in_process()):
        report.sheets.append(sheet)
        yield sheet

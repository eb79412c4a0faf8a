"""XLSX out and in, beside openpyxl alone with the same values; and what an export costs in memory."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from scripts.bench import best_of
from tests.bench.report import Sheets
from tests.bench.server import Server
from tests.bench.visits import Browser


def exports(server: Server) -> Iterator[Sheets]:
    """Every address named `…:export` that is open to a seat, over HTTP."""
    from portal.access import POWERS
    from portal.addresses import every_address
    from portal.scale import seats
    from tests.bench.logins import cookie_of

    asked: set[tuple[str, str]] = set()
    for seat in seats():
        browser = Browser(server.port, cookie_of(seat.username))
        for one in every_address():
            if not one.name.endswith("export") or (one.name, seat.role) in asked:
                continue
            if (
                one.kwargs
                or not isinstance(one.access, frozenset)
                or not one.access <= POWERS[seat.role]
            ):
                continue
            asked.add((one.name, seat.role))
            page = browser.get(one.route.removesuffix("xuat/"))
            before = server.memory()
            answer = browser.post_from(page, one.route)
            if answer.status == 405:  # what tells of no citizen is fetched by its address
                answer = browser.get(one.route)
            if not answer.kind.startswith("application/vnd"):
                continue
            rows = sum(1 for _ in rows_of(answer.body)) - 1
            grown = server.memory().highest - before.highest
            yield Sheets(
                f"{one.name} ({seat.username})", rows, answer.seconds, 0.0, f"+{grown} MiB"
            )


def in_process() -> Iterator[Sheets]:
    """The assignments of the largest province, written and read here, and by openpyxl alone."""
    from directives.assignments.models import Assignment
    from directives.assignments.resources import WorkSheet
    from portal.accounts.models import Posting
    from portal.accounts.scopes import scope_of
    from portal.calendar.clock import today
    from portal.scale import seats
    from portal.sheets import Part, read_rows, workbook

    seat = next(one for one in seats() if one.role == "province_staff")
    scope = scope_of(Posting.objects.with_place().get(user__username=seat.username))
    rows = list(Assignment.objects.visible_to(scope).with_state(today()).for_list()[:5000])
    made = workbook(Part("Nhiệm vụ", WorkSheet(), rows))
    values = [[cell.value for cell in line] for line in rows_of(made)]
    heads = [str(value) for value in values[0]]
    yield Sheets(
        "ghi bảng nhiệm vụ", len(rows),
        best_of(lambda: workbook(Part("Nhiệm vụ", WorkSheet(), rows))),
        best_of(lambda: plain_workbook(values)),
    )  # fmt: skip
    yield Sheets(
        "đọc bảng nhiệm vụ", len(rows),
        best_of(lambda: read_rows(made, heads=heads, filled=heads, most=10_000)),
        best_of(lambda: sum(1 for _ in rows_of(made))),
    )  # fmt: skip


def plain_workbook(values: Iterable[list[object]]) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet("Nhiệm vụ")
    for line in values:
        page.append(line)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def rows_of(content: bytes) -> Iterator[tuple[Any, ...]]:
    book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    yield from book.worksheets[0].iter_rows()

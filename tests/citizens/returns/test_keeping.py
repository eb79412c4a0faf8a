"""What is kept of 01/TCD is what the books say, whoever writes in them and however.

The other forms: test_keeping_settled.py.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import QuerySet
from django.utils.timezone import now

from citizens.receptions.actions import (
    CaseEntry,
    VisitEntry,
    add_case,
    correct,
    follow_up,
    hand_over,
    import_book,
    plan_day,
    reclassify,
    settle_day,
    void,
)
from citizens.receptions.kinds import Channel, DayState, Field, Host, MatterKind, Outcome
from citizens.receptions.models import Handling, Matter, Reception, ReceptionDay, Visitor
from citizens.receptions.old_books import read_book
from citizens.returns import keeping
from citizens.returns.books import Book
from citizens.returns.catalogue import form_files
from citizens.returns.figures import filled
from citizens.returns.models import BookMark, KeptFigures
from citizens.returns.rules import Form
from citizens.returns.sources import EACH
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.figures import Period
from portal.retention.classes import CLASSES
from portal.units.models import Organisation
from tests.citizens.receptions.conftest import TUAN
from tests.citizens.receptions.test_old_books import GOOD, book

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
Act = Callable[["Desk"], object]
ON = date(2026, 11, 27)
YEAR = Period(date(2025, 12, 15), date(2026, 12, 14))
FIRST, FOURTH = (
    Period(date(2025, 12, 15), date(2026, 3, 14)), Period(date(2026, 9, 15), date(2026, 12, 14)),
)  # fmt: skip
KEPT = "01/TCD"
TCD = next(Form.of(file.content) for file in form_files())


class Desk:
    """Who writes in the book of Lục Nam, which holds a visit of a matter, and a reception day."""

    def __init__(self, log: Log, by: Scope, paper: Any) -> None:
        self.log, self.by, self.paper = log, by, paper
        self.office = Organisation.objects.get(pk=by.organisation_id)
        self.visit = log(head_count=6)
        self.matter = Matter.objects.get()
        self.day = plan_day(
            day=date(2026, 11, 20), host=Host.HEAD, host_name="Chủ tịch", note="", by=by,
            channel=Channel.PERIODIC, publicised_on=date(2026, 11, 10),
        )  # fmt: skip

    def correct(self, **typed: Any) -> None:
        plain: dict[str, Any] = {"received_on": date(2026, 11, 16), "official_name": "Thủy"}
        entry = VisitEntry(**{**plain, "head_count": 6} | typed)
        correct(reception=self.visit, visit=entry, people=[TUAN], by=self.by, on=ON)

    def follow(self) -> None:
        follow_up(
            handling=Handling.objects.get(), outcome=Outcome.GUIDED, agency="UBND tỉnh",
            document_number="", solved_by="", replied_on=None, reply_kind=None, result="", by=self.by,
            on=ON,
        )  # fmt: skip

    def add_case(self) -> None:
        case = CaseEntry(MatterKind.COMPLAINT, Outcome.PENDING, summary="Đất", field=Field.LAND)
        add_case(reception=self.visit, case=case, by=self.by, on=ON, seen=1)

    def import_old(self) -> None:
        lines = read_book(
            book(GOOD | {"day": date(2025, 12, 20)}, GOOD | {"number": 13, "day": date(2025, 12, 22)}),
            office=self.office, on=ON, names_checked=True,
        )  # fmt: skip
        import_book(
            office=self.office, visits=[one.visit for one in lines if one.visit], by=self.by
        )

    def hand_over(self) -> None:
        hand_over(
            matter=self.matter, to=organisation_at(person("canbo.bacgiang").seat), on=date(2026, 11, 20),
            reason="Thuộc địa bàn", by=self.by, today=ON,
        )  # fmt: skip

    def reclassify(self) -> None:
        reclassify(
            matter=self.matter, kind=MatterKind.COMPLAINT, field=Field.LAND, summary="Đất",
            by=self.by,
        )  # fmt: skip

    def destroy(self) -> None:
        CLASSES["receptions"].destroy([self.visit])


@pytest.fixture
def desk(log: Log, lucnam: Scope, paper: Any) -> Desk:
    return Desk(log, lucnam, paper)


def offices() -> tuple[int, ...]:
    """The two whose people write in these tests, and one that writes nothing."""
    names = ("canbo.lucnam", "canbo.bacgiang")
    written = [organisation_at(person(name).seat).pk for name in names]
    others = Organisation.objects.on(ON).peoples_committees().of_communes().exclude(pk__in=written)
    return (*written, others.earliest("pk").pk)


@pytest.fixture
def kept(desk: "Desk") -> None:
    """What the job has counted of them."""
    keeping.count_marked(ON)
    for period in (YEAR, FIRST, FOURTH):
        keeping.count(KEPT, offices(), period)


def marks() -> QuerySet[BookMark]:
    return BookMark.objects.filter(book=Book.VISITS)


def live(period: Period = YEAR) -> dict[int, Any]:
    return dict(EACH[KEPT](offices(), period))


def read(period: Period = YEAR) -> dict[int, Any]:
    return keeping.of_each(KEPT, offices(), period)


COUNTED: dict[str, Act] = {
    "logged": lambda desk: desk.log(),
    "logged twice of one matter": lambda desk: desk.log(
        host=Host.HEAD, channel=Channel.PERIODIC, case={"matter": desk.matter}
    ),
    "another matter": lambda desk: desk.add_case(),
    "more people": lambda desk: desk.correct(head_count=9),
    "another host": lambda desk: desk.correct(host=Host.DELEGATE, channel=Channel.UNSCHEDULED),
    "voided": lambda desk: void(
        reception=desk.visit, reason="Ghi trùng", by=desk.by, at=now()
    ),
    "a day held": lambda desk: settle_day(
        planned=desk.day, state=DayState.HELD, note="", by=desk.by, on=ON
    ),
    "an old book": lambda desk: desk.import_old(),
    "rows changed": lambda desk: Reception.objects.update(head_count=3),
    "a day changed": lambda desk: ReceptionDay.objects.update(state=DayState.HELD),
    "matters taken away": lambda desk: Handling.objects.all().delete(),
    "visits taken away": lambda desk: (
        Visitor.objects.all().delete(),
        Handling.objects.all().delete(),
        Reception.objects.all().delete(),
    ),
}  # fmt: skip
UNCOUNTED: dict[str, Act] = {
    "followed": lambda desk: desk.follow(),
    "handed over": lambda desk: desk.hand_over(),
    "reclassified": lambda desk: desk.reclassify(),
    "destroyed": lambda desk: desk.destroy(),
    "a paper": lambda desk: desk.paper(received_on=date(2026, 11, 2)),
    "a day noted": lambda desk: ReceptionDay.objects.update(note="Mưa"),
}


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("act", COUNTED.values(), ids=COUNTED)
def test_what_changes_the_figures_is_counted_from_the_books(desk: Desk, act: Act) -> None:
    before = read()
    assert before == live() != {}
    act(desk)
    assert marks().exists()
    assert read() == live() != before
    keeping.count_marked(ON)
    assert not marks().exists()
    assert read() == live()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("act", UNCOUNTED.values(), ids=UNCOUNTED)
def test_what_changes_no_figure_leaves_what_is_kept(desk: Desk, act: Act) -> None:
    before = read()
    act(desk)
    assert read() == live() == before
    assert not marks().exists()


@pytest.mark.usefixtures("kept")
def test_a_visit_that_moves_to_another_period_is_counted_anew_in_both(desk: Desk) -> None:
    desk.correct(received_on=date(2026, 3, 2))
    assert read(FIRST)[desk.office.pk][1] == 1
    for _ in range(2):
        for period in (FIRST, FOURTH, YEAR):
            assert read(period) == live(period)
        keeping.count_marked(ON)


@pytest.mark.usefixtures("kept")
def test_the_books_of_who_wrote_nothing_are_not_read(
    desk: Desk, bacgiang: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.log(by=bacgiang)
    asked: list[Any] = []

    def ask(organisations: Any, _: Period) -> dict[int, Any]:
        asked.append(organisations)
        return {}

    monkeypatch.setattr(keeping, "EACH", {KEPT: ask})
    read()
    assert asked == [(bacgiang.organisation_id,)]


@pytest.mark.usefixtures("kept")
def test_a_province_reads_what_is_kept_and_what_was_written_since(
    desk: Desk, bacgiang: Scope, scopes: Callable[[str], Scope]
) -> None:
    desk.log(by=bacgiang)
    found = filled(TCD, scopes("sonoivu"), YEAR)
    names = {one.pk: one.name for one in Organisation.objects.filter(pk__in=live())}
    assert {line.name: line.values[0] for line in found.units if any(line.values)} == {
        names[pk]: numbers[1] for pk, numbers in live().items()
    }
    assert found.problems == ()


@pytest.mark.usefixtures("kept")
def test_days_of_ones_own_are_counted_as_they_are_read(desk: Desk) -> None:
    period = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert read(period) == live(period) != {}


def test_the_job_counts_every_commune_and_lets_go_of_what_is_long_past(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    long_past = Period(date(2023, 12, 15), date(2024, 12, 14))
    keeping.count(KEPT, offices(), long_past)
    monkeypatch.setattr(keeping, "kept_periods", lambda on: [YEAR])
    keeping.count_again(ON)
    every = Organisation.objects.on(YEAR.ends_on).peoples_committees().of_communes()
    ids = sorted(every.values_list("pk", flat=True))
    for code in EACH:
        kept_of = KeptFigures.objects.of_form(code).values_list("organisation_id", flat=True)
        assert sorted(kept_of) == ids
    assert not KeptFigures.objects.exclude(starts_on=YEAR.starts_on).exists()
    assert read() == live()


def test_the_periods_that_run_and_those_of_the_last_year_are_kept() -> None:
    days = [(one.starts_on, one.ends_on) for one in keeping.kept_periods(ON)]
    assert (YEAR.starts_on, YEAR.ends_on) in days
    assert min(last for _, last in days) == date(2025, 12, 14)
    assert max(last for _, last in days) == date(2026, 12, 14)
    assert len(days) == 9


@pytest.mark.usefixtures("kept")
def test_who_writes_while_the_job_counts_is_counted_the_next_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The job has counted, and not yet written down what it counted."""
    counting = EACH[KEPT]

    def overtaken(organisations: Any, period: Period) -> Any:
        found = counting(organisations, period)
        desk.log(head_count=77)
        return found

    monkeypatch.setattr(keeping, "EACH", {KEPT: overtaken})
    keeping.count(KEPT, [desk.office.pk], YEAR)
    monkeypatch.undo()
    assert marks().exists()
    assert read() == live()


@pytest.mark.services
@pytest.mark.django_db(
    transaction=True,
    available_apps=["citizens.receptions", "citizens.returns", "portal.audit", "portal.notices"],
)
def test_an_act_not_yet_committed_is_marked_when_it_is(
    on_postgresql: None, log: Log, lucnam: Scope
) -> None:
    """A job counts while an act is open on another connection: it waits for nobody, and misses nothing."""
    log()
    keeping.count_marked(ON)
    keeping.count(KEPT, offices(), YEAR)

    def elsewhere() -> int:
        try:
            with connections["default"].cursor() as cursor:
                cursor.execute("SET lock_timeout = '3s'")
            keeping.count_marked(ON)
            return int(read()[lucnam.organisation_id or 0][1])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as hands:
        with transaction.atomic():
            log()
            assert hands.submit(elsewhere).result() == 1
        assert hands.submit(elsewhere).result() == 2
    assert read() == live()
    assert not marks().exists()

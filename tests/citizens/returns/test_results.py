"""03/GQKN, 04/GQTC, 05/KQTH of October 2026: each column counts what it should, and nothing beside it."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citizens.receptions.actions import hand_over
from citizens.receptions.kinds import MatterKind
from citizens.receptions.models import Matter
from citizens.returns.figures import filled
from citizens.returns.models import FormVersion
from citizens.returns.rules import Form
from citizens.submissions.kinds import RemedyKind, SubmissionOutcome, Verdict
from citizens.submissions.models import Submission
from portal.access import Scope
from portal.figures import Period
from portal.units.models import Organisation
from tests.citizens.returns.settling import DECIDED, ON, SECOND, STOPPED, WITHDRAWN, Desk

pytestmark = pytest.mark.django_db
Take = Callable[..., Submission]
OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
SEPTEMBER = Period(date(2026, 9, 1), date(2026, 9, 30))
ASKED = "/bieu-thong-ke/?mau={}&tu=01/10/2026&den=31/10/2026"
# 3, 5, 7 … of each thing that a decision can order; what is counted among another is less than it.
ORDERED = {kind: 3 + 2 * place for place, kind in enumerate(RemedyKind)} | {
    RemedyKind.PUNISH_OFFICIALS: 1, RemedyKind.INVESTIGATE_OFFICIALS: 2,
}  # fmt: skip


def day(month: int, of_month: int) -> date:
    return date(2026, month, of_month)


def form_of(code: str) -> Form:
    return FormVersion.objects.by_code(OCTOBER.ends_on)[code].form


def numbers(code: str, scope: Scope, period: Period = OCTOBER, name: str = "") -> dict[int, Any]:
    """The columns of the scope's own line, or of the line that is called so."""
    found = filled(form_of(code), scope, period)
    line = next(line for line in found.lines if name in line.name)
    assert found.problems == ()
    return {one.place: cell.value for one, cell in zip(found.form.columns, line.cells, strict=True)}


def some(numbers: dict[int, Any]) -> dict[int, Any]:
    return {place: number for place, number in numbers.items() if number}


@pytest.fixture
def complaints(paper: Take, lucnam: Scope) -> Desk:
    return Desk(paper, lucnam, MatterKind.COMPLAINT)


@pytest.fixture
def denunciations(paper: Take, lucnam: Scope) -> Desk:
    return Desk(paper, lucnam, MatterKind.DENUNCIATION)


def cases_of(desk: Desk) -> None:
    """One matter in each state in October, and one of each that October leaves out."""
    desk.begun(day(10, 5), day(10, 8))  # 4: accepted in the period
    desk.begun(day(9, 2), day(9, 5))  # 4: carried over from September
    desk.ended(day(8, 3), day(8, 6), day(10, 20), DECIDED, Verdict.WRONG)  # 4, decided in it
    desk.ended(day(10, 9), day(10, 10), day(11, 5), WITHDRAWN)  # 4: withdrawn after it
    desk.ended(day(10, 7), day(10, 8), day(10, 15), WITHDRAWN)  # 6
    desk.ended(day(8, 7), day(8, 9), day(10, 16), STOPPED)  # 6: begun before it
    desk.ended(day(8, 7), day(8, 9), day(9, 16), WITHDRAWN)  # none: ended before
    desk.ended(day(8, 3), day(8, 6), day(9, 20), DECIDED, Verdict.WRONG)  # none: decided before
    desk.begun(day(11, 2), day(11, 4))  # none: came after
    desk.considered(day(10, 28))  # 3
    desk.decided(day(10, 29), day(11, 3), SubmissionOutcome.REFUSED)  # 3: refused only after
    desk.paper(day(10, 12))  # none: nobody has found it within competence
    desk.decided(day(9, 29), day(10, 2), SubmissionOutcome.REFUSED)  # 5
    desk.decided(day(10, 13), day(10, 14), SubmissionOutcome.FILED)  # 5
    desk.decided(day(9, 10), day(9, 12), SubmissionOutcome.RETURNED)  # none: decided before


@pytest.mark.parametrize("code", ["03/GQKN", "04/GQTC"])
def test_a_matter_stands_in_one_state(code: str, paper: Take, lucnam: Scope) -> None:
    kind = MatterKind.COMPLAINT if code == "03/GQKN" else MatterKind.DENUNCIATION
    cases_of(Desk(paper, lucnam, kind))
    found = numbers(code, lucnam)
    assert [found[place] for place in range(2, 7)] == [10, 2, 4, 2, 2]


def test_each_verdict_of_a_complaint_has_its_column(complaints: Desk, lucnam: Scope) -> None:
    before = (day(9, 2), day(9, 5))
    for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG, Verdict.PARTLY):
        complaints.ended(*before, day(10, 20), DECIDED, verdict)
    for verdict in (Verdict.UPHELD, Verdict.CHANGED, Verdict.CHANGED):
        complaints.ended(*before, day(10, 31), DECIDED, verdict, SECOND)
    for outside in (day(9, 30), day(11, 1)):
        complaints.ended(*before, outside, DECIDED, Verdict.RIGHT)
        complaints.ended(*before, outside, DECIDED, Verdict.UPHELD, SECOND)
    found = numbers("03/GQKN", lucnam)
    assert [found[place] for place in range(7, 13)] == [7, 1, 2, 1, 1, 2]


def test_each_verdict_of_a_denunciation_has_its_column(denunciations: Desk, lucnam: Scope) -> None:
    before = (day(9, 2), day(9, 5))
    for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.WRONG, Verdict.PARTLY):
        denunciations.ended(*before, day(10, 1), DECIDED, verdict)
    for verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.PARTLY, Verdict.PARTLY):
        denunciations.ended(*before, day(10, 20), DECIDED, verdict, SECOND)
    for outside in (day(9, 30), day(11, 1)):
        denunciations.ended(*before, outside, DECIDED, Verdict.RIGHT)
    found = numbers("04/GQTC", lucnam)
    assert [found[place] for place in range(7, 14)] == [8, 1, 2, 1, 1, 1, 2]


def decided_with(desk: Desk, day_: date) -> Any:
    settlement = desk.ended(day(9, 2), day(9, 5), day_, DECIDED, Verdict.RIGHT)
    desk.execute(settlement, {kind: (number, 0) for kind, number in ORDERED.items()}, as_of=day_)
    return settlement


def test_what_decisions_order_is_summed_by_kind_of_thing(
    complaints: Desk, denunciations: Desk, lucnam: Scope
) -> None:
    for desk in (complaints, denunciations):
        for when in (day(9, 30), day(10, 1), day(10, 31), day(11, 1)):  # two of them in October
            decided_with(desk, when)
    twice = {kind: 2 * number for kind, number in ORDERED.items()}
    kinds = [kind for kind in RemedyKind if kind != RemedyKind.PUNISH_ORGANISATIONS]
    assert [numbers("03/GQKN", lucnam)[place] for place in range(13, 24)] == [
        twice[kind] for kind in kinds
    ], "03/GQKN has no column of organisations punished"
    assert [numbers("04/GQTC", lucnam)[place] for place in range(14, 26)] == [
        twice[kind] for kind in RemedyKind
    ]


def test_decisions_are_carried_out_from_one_period_to_the_next(
    complaints: Desk, lucnam: Scope
) -> None:
    def decided(on: date) -> Any:
        return complaints.ended(day(8, 2), day(8, 5), on, DECIDED, Verdict.WRONG)

    for issued, executed in (
        (day(10, 20), None), (day(9, 20), None), (day(9, 21), day(10, 12)),
        (day(9, 22), day(11, 2)), (day(9, 23), day(9, 30)), (day(11, 2), None),
    ):  # fmt: skip
        complaints.execute(decided(issued), {}, as_of=issued, executed_on=executed)
    found = numbers("05/KQTH", lucnam)
    assert (found[1], found[2]) == (4, 1), "the last two are done before, and issued after"
    assert (found[16], found[17]) == (0, 0), "no denunciation was concluded"


def test_what_is_owed_is_less_what_was_done_before(complaints: Desk, lucnam: Scope) -> None:
    """10 million ordered in September: 4 returned then, 5 in October, 1 in November."""
    settlement = complaints.ended(day(8, 2), day(8, 5), day(9, 2), DECIDED, Verdict.RIGHT)
    for done, as_of in ((4, day(9, 15)), (9, day(10, 31)), (10, day(11, 1))):
        complaints.execute(settlement, {RemedyKind.RETURN_MONEY: (10, done)}, as_of=as_of)
    months = (SEPTEMBER, OCTOBER, Period(date(2026, 11, 1), date(2026, 11, 30)))
    found = [numbers("05/KQTH", lucnam, month) for month in months]
    assert [(one[7], one[9]) for one in found] == [(10, 4), (6, 5), (1, 1)]


@pytest.mark.parametrize(
    ("kind", "first"), [(MatterKind.COMPLAINT, 3), (MatterKind.DENUNCIATION, 18)]
)
def test_each_thing_has_its_columns_of_execution(
    kind: MatterKind, first: int, paper: Take, lucnam: Scope
) -> None:
    """Ordered in September, half of it done in September, the rest in October."""
    desk = Desk(paper, lucnam, kind)
    settlement = decided_with(desk, day(9, 6))
    half = {one: (number, number // 2) for one, number in ORDERED.items()}
    desk.execute(settlement, half, as_of=day(9, 20))
    whole = {one: (number, number) for one, number in ORDERED.items()}
    desk.execute(settlement, whole, as_of=day(10, 10))
    rest = {one: number - number // 2 for one, number in ORDERED.items()}
    found = numbers("05/KQTH", lucnam)
    land, money = RemedyKind.RECOVER_LAND, RemedyKind.RECOVER_MONEY
    back = (RemedyKind.RETURN_MONEY, RemedyKind.RETURN_LAND)
    expected = [rest[one] for one in (money, land) * 2 + back * 2]
    done = [
        RemedyKind.PUNISH_ORGANISATIONS, RemedyKind.PUNISH_PERSONS, RemedyKind.PUNISH_OFFICIALS,
        RemedyKind.INVESTIGATE_CASES, RemedyKind.INVESTIGATE_PERSONS,
        RemedyKind.INVESTIGATE_OFFICIALS,
    ]  # fmt: skip
    expected += [rest[one] for one in (done if kind.is_secret else done[1:])]
    assert [found[place] for place in range(first, first + len(expected))] == expected
    others = set(found) - set(range(first - 2, first + len(expected)))
    assert not any(found[place] for place in others), "of the other kind nothing was decided"


@pytest.fixture
def everything(complaints: Desk, denunciations: Desk) -> None:
    for desk in (complaints, denunciations):
        cases_of(desk)
        settlement = decided_with(desk, day(10, 6))
        half = {one: (number, number // 2) for one, number in ORDERED.items()}
        desk.execute(settlement, half, as_of=day(10, 20))


def test_the_forms_are_tied_to_each_other(everything: None, lucnam: Scope) -> None:
    """03 col 1 = 02 col 6, 04 col 1 = 02 col 12, 05 col 1 ≥ 03 col 7, col 16 ≥ 04 col 7."""
    for period in (SEPTEMBER, OCTOBER, Period(date(2026, 8, 1), ON)):
        codes = ("02/XLD", "03/GQKN", "04/GQTC", "05/KQTH")
        xld, gqkn, gqtc, kqth = (numbers(code, lucnam, period) for code in codes)
        assert (gqkn[1], gqtc[1]) == (xld[6], xld[12])
        assert kqth[1] >= gqkn[7] > 0
        assert kqth[16] >= gqtc[7] > 0


@pytest.mark.parametrize("code", ["03-gqkn", "04-gqtc", "05-kqth"])
def test_every_number_opens_exactly_its_rows(
    code: str, everything: None, client_of: Callable[[str], Client]
) -> None:
    client = client_of("canbo.lucnam")
    page = client.get(ASKED.format(code)).content.decode()
    links = re.findall(r'<td class="num"><a href="([^"]+)"[^>]*>([\d.,]+)</a>', page)
    assert len(links) == {"03-gqkn": 23, "04-gqtc": 25, "05-kqth": 31}[code]
    for address, shown in links:
        opened = client.get(unescape(address))
        assert opened.status_code == 200
        given = re.findall(r'class="num">([\d.,]+)</td></tr>', opened.content.decode())
        amounts = [Decimal(one.replace(".", "").replace(",", ".")) for one in given]
        counted = sum(amounts) if amounts else len(opened.context["page"].rows)
        assert int(shown.replace(".", "")) == counted, address


def test_the_province_sees_the_same_line_and_no_rows(
    everything: None, lucnam: Scope, scopes: Callable[[str], Scope]
) -> None:
    for code in ("03/GQKN", "04/GQTC", "05/KQTH"):
        found = filled(form_of(code), scopes("sonoivu"), OCTOBER)
        assert all(cell.href == "" for line in found.lines for cell in line.cells)
        theirs = numbers(code, scopes("sonoivu"), name="Lục Nam")
        assert theirs == numbers(code, lucnam) == numbers(code, scopes("sonoivu"), name="Tổng cộng")
        assert some(theirs)


def test_a_matter_counts_where_it_is_held_at_the_end_of_the_period(
    complaints: Desk, lucnam: Scope, bacgiang: Scope
) -> None:
    settlement = complaints.ended(day(9, 2), day(9, 5), day(10, 6), DECIDED, Verdict.RIGHT)
    to = Organisation.objects.get(pk=bacgiang.organisation_id)
    matter = Matter.objects.get(pk=settlement.matter_id)
    hand_over(matter=matter, to=to, on=day(10, 31), reason="Theo thẩm quyền", by=lucnam, today=ON)
    assert numbers("03/GQKN", lucnam)[7] == 0
    assert numbers("03/GQKN", bacgiang)[7] == 1
    assert numbers("03/GQKN", lucnam, SEPTEMBER)[4] == 1, "September stays as it was reported"


def test_the_province_asks_as_often_for_one_matter_as_for_many(
    complaints: Desk, scopes: Callable[[str], Scope]
) -> None:
    def asked() -> list[int]:
        found = []
        for code in ("03/GQKN", "04/GQTC", "05/KQTH"):
            form = form_of(code)
            with CaptureQueriesContext(connection) as queries:
                filled(form, scopes("sonoivu"), OCTOBER)
            found.append(len(queries))
        return found

    decided_with(complaints, day(10, 6))
    few = asked()
    cases_of(complaints)
    decided_with(complaints, day(10, 7))
    assert asked() == few

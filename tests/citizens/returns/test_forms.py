"""A form on the screen, as a spreadsheet, on paper: every number is exactly its rows."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from openpyxl import load_workbook
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from citizens.receptions.actions import plan_day, settle_day
from citizens.receptions.kinds import Channel, DayState, Field, Host, MatterKind
from citizens.receptions.models import Matter, Reception
from citizens.returns.catalogue import form_files, periods
from citizens.returns.exports import printed
from citizens.returns.figures import Filled, filled
from citizens.returns.filters import slug_of
from citizens.returns.rules import Form
from citizens.submissions.actions import decide
from citizens.submissions.entries import DecisionEntry
from citizens.submissions.kinds import Competence, Condition, Round, SubmissionOutcome
from citizens.submissions.models import Submission
from portal.access import Scope
from portal.exports.actions import ask_for_table
from portal.exports.models import Export
from portal.figures import Period
from portal.jobs.actions import carry_out, take

pytestmark = pytest.mark.django_db
Log = Callable[..., Reception]
Take = Callable[..., Submission]
TCD, XLD = [Form.of(file.content) for file in form_files()][:2]
YEAR = Period(date(2025, 12, 15), date(2026, 12, 14))
PAGE = "/bieu-thong-ke/"
ASKED = f"{PAGE}?mau=01-tcd&ky=nam&nam=2026"


@pytest.fixture
def client(client_of: Callable[[str], Client]) -> Client:
    return client_of("canbo.lucnam")


def numbers(found: Filled, line: int = 0) -> dict[int, Any]:
    cells = found.lines[line].cells
    return {one.place: cell.value for one, cell in zip(found.form.columns, cells, strict=True)}


@pytest.fixture
def year(log: Log, lucnam: Scope) -> None:
    """Visits of all three hosts: one matter came to an official and then to the head."""
    log()
    log(host=Host.HEAD, channel=Channel.PERIODIC, case={"matter": Matter.objects.get()})
    log(head_count=6, kind=MatterKind.COMPLAINT)
    log(kind=MatterKind.DENUNCIATION, people=(), host=Host.DELEGATE, channel=Channel.UNSCHEDULED)
    day = plan_day(
        day=date(2026, 12, 2), host=Host.HEAD, host_name="Chủ tịch", note="",
        channel=Channel.PERIODIC, publicised_on=date(2026, 11, 20), by=lucnam,
    )  # fmt: skip
    settle_day(planned=day, state=DayState.HELD, note="", by=lucnam, on=date(2026, 12, 20))
    plan_day(
        day=date(2026, 12, 10), host=Host.HEAD, host_name="Chủ tịch", note="",
        channel=Channel.PERIODIC, publicised_on=date(2026, 11, 20), by=lucnam,
    )  # fmt: skip


def test_a_commune_s_line_keeps_the_form_s_formulas(year: None, lucnam: Scope) -> None:
    found = filled(TCD, lucnam, YEAR)
    values = numbers(found)
    assert found.problems == ()
    assert [values[place] for place in (1, 2, 3, 4)] == [4, 9, 3, 1]
    assert [values[place] for place in (7, 13, 19)] == [1, 1, 1], "once, under the head"
    assert (values[10], values[11]) == (1, 1), "a day without a visitor counts as a day"


def test_every_number_opens_exactly_its_rows(year: None, client: Client) -> None:
    page = client.get(ASKED).content.decode()
    links = re.findall(r'<td class="num"><a href="([^"]+)"[^>]*>([\d.]+)</a>', page)
    assert len(links) == 21
    for address, shown in links:
        opened = client.get(unescape(address)).context["page"]
        rows = list(opened.rows)
        people = sum(getattr(row, "head_count", 1) for row in rows)
        assert int(shown) in (len(rows), people), address


@pytest.mark.parametrize("file", list(form_files()), ids=lambda file: str(file.content["code"]))
def test_the_page_says_how_many_checks_were_made(client: Client, file: Any) -> None:
    form = Form.of(file.content)
    page = client.get(f"{PAGE}?mau={slug_of(form.code)}&ky=nam&nam=2026").content.decode()
    told = re.search(r">(\d+) phép kiểm tra", page)
    assert told is not None
    assert int(told[1]) == len(form.checks) + len(form.ties) > 0


def test_a_province_sums_its_communes_and_says_who_confirmed_nothing(
    year: None,
    log: Log,
    bacgiang: Scope,
    lucnam: Scope,
    scopes: Callable[[str], Scope],
) -> None:
    log(by=bacgiang, people=(), kind=MatterKind.DENUNCIATION)
    found = filled(TCD, scopes("sonoivu"), YEAR)
    assert found.lines[-1].is_total
    total = numbers(found, -1)
    assert (total[1], total[3]) == (5, 4)
    assert len(found.waiting) == len(found.units) == len(found.lines) - 1
    name = next(line for line in found.lines if "Lục Nam" in line.name)
    assert [cell.value for cell in name.cells] == list(numbers(filled(TCD, lucnam, YEAR)).values())
    assert all(cell.href == "" for line in found.lines for cell in line.cells)


def of_many(client: Client, address: str) -> tuple[str, list[str]]:
    """The page of a province, and the names of its lines."""
    page = client.get(address).content.decode()
    body = page.split("<tbody>")[1].split("</tbody>")[0]
    return page, re.findall(r'<th scope="row">([^<]+)', body)


def test_each_number_of_a_provinces_sum_opens_the_units_that_it_adds_up(
    year: None, log: Log, bacgiang: Scope, client_of: Callable[[str], Client]
) -> None:
    log(by=bacgiang, people=(), kind=MatterKind.DENUNCIATION)
    client = client_of("sonoivu")
    page, names = of_many(client, ASKED)
    assert len(names) == 100
    total = page.split('class="table-total"')[1].split("</tr>")[0]
    links = re.findall(r'<a href="([^"]+)"[^>]*>([\d.,]+)</a>', total)
    assert len(links) > 3
    for address, shown in links:
        opened = client.get(f"{PAGE}{unescape(address)}")
        units = [line for line in opened.context["lines"] if not line.is_total]
        place = opened.context["filters"].column
        assert sum(line.cells[place - 1].value for line in units) == int(shown.replace(".", ""))
        assert all(line.cells[place - 1].value for line in units)


def test_a_province_may_leave_out_the_units_without_a_number(
    year: None, client_of: Callable[[str], Client]
) -> None:
    _, names = of_many(client_of("sonoivu"), f"{ASKED}&co_so=on")
    assert names == ["UBND phường Lục Nam", "Tổng cộng"]
    assert "Chỉ đơn vị có số liệu" not in client_of("canbo.lucnam").get(ASKED).content.decode()


def test_a_column_that_the_form_has_not_is_refused_in_words(
    client_of: Callable[[str], Client],
) -> None:
    page = client_of("sonoivu").get(f"{ASKED}&cot=99").content.decode()
    assert "Biểu 01/TCD không có cột 99." in page


def test_a_province_asks_as_many_queries_for_one_visit_as_for_four(
    log: Log,
    scopes: Callable[[str], Scope],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    scope = scopes("sonoivu")
    for _ in range(4):
        log()
    for form in (TCD, XLD):
        with django_assert_max_num_queries(6):
            filled(form, scope, YEAR)


@pytest.fixture
def papers(paper: Take, lucnam: Scope) -> None:
    """One accepted complaint of land, one sent on, one filed, one left open from before, one denunciation."""

    def decided(one: Submission, *said: str, **more: Any) -> None:
        decision = DecisionEntry(
            Condition(said[0]), Competence(said[1]) if said[1] else None,
            SubmissionOutcome(said[2]), date(2026, 11, 18), **more,
        )  # fmt: skip
        decide(submission=one, decision=decision, by=lucnam, on=date(2026, 11, 22))

    decided(paper(field=Field.LAND), "met", "ours", "accepted")
    decided(paper(), "met", "others", "forwarded", agency="UBND tỉnh")
    decided(paper(kind=MatterKind.PETITION), "unmet", "", "filed", reason="Không ghi tên")
    paper(received_on=date(2025, 12, 10))
    again = paper(kind=MatterKind.DENUNCIATION, people=(), round=Round.SECOND)
    decided(again, "met", "ours", "accepted")


def test_papers_are_counted_as_the_circular_says(papers: None, lucnam: Scope) -> None:
    found = filled(XLD, lucnam, YEAR)
    values = numbers(found)
    assert found.problems == ()
    assert [values[place] for place in (1, 2, 3, 4, 5)] == [5, 4, 3, 2, 2]
    assert [values[place] for place in (6, 7, 8, 9, 10, 11)] == [1, 1, 0, 1, 0, 0]
    assert [values[place] for place in (12, 13, 14, 18)] == [1, 0, 1, 1]
    assert [values[place] for place in (19, 23, 24, 25)] == [0, 1, 0, 1]


def test_every_number_of_papers_opens_its_papers(papers: None, client: Client) -> None:
    page = client.get(f"{PAGE}?mau=02-xld&ky=nam&nam=2026").content.decode()
    links = re.findall(r'<td class="num"><a href="([^"]+)"[^>]*>([\d.]+)</a>', page)
    assert len(links) == 25
    for address, shown in links:
        assert len(list(client.get(unescape(address)).context["page"].rows)) == int(shown), address


def test_a_paper_left_open_is_carried_over_until_it_is_handled(
    paper: Take,
    lucnam: Scope,
) -> None:
    paper(received_on=date(2026, 3, 10))
    first, second = (one.of(2026) for one in periods()[:2])
    assert numbers(filled(XLD, lucnam, first))[1] == 1
    assert numbers(filled(XLD, lucnam, second))[1] == 1
    assert numbers(filled(XLD, lucnam, second))[2] == 0


def test_the_page_says_the_period_and_when_it_is_due(client: Client) -> None:
    with time_machine.travel("2026-11-26T03:00:00+00:00", tick=False):
        page = client.get(PAGE).content.decode()
    assert "Biểu 01/TCD – Quý III năm 2026" in page
    assert 'Gửi tỉnh chậm nhất: <span class="due"><time datetime="2026-09-17">' in page
    wrong = client.get(f"{PAGE}?tu=01/05/2026").content.decode()
    assert "Ghi cả hai ngày" in wrong


def test_the_spreadsheet_holds_the_same_numbers(year: None, client: Client) -> None:
    content = client.post(f"{PAGE}xuat/?mau=01-tcd&ky=nam&nam=2026").content
    rows = list(load_workbook(BytesIO(content))["01-TCD"].iter_rows(values_only=True))
    assert rows[0][0] == "UBND phường Lục Nam"
    assert rows[-1][1:5] == (4, 9, 3, 1)


def test_the_paper_has_the_official_head_and_the_numbers(year: None, lucnam: Scope) -> None:
    export = ask_for_table(kind=printed, query="mau=01-tcd&ky=nam&nam=2026", key=uuid4(), by=lucnam)
    run = take(export.job_id, worker="w")
    assert run is not None
    carry_out(run)
    kept = Export.objects.for_page().get(pk=export.pk)
    assert kept.file, kept.job.error
    with kept.file.file.open("rb") as file:
        (page,) = PdfReader(BytesIO(file.read())).pages
    text = " ".join(page.extract_text().split())
    assert "Biểu số: 01/TCD" in text
    assert "Số liệu tính từ ngày 15/12/2025 đến ngày 14/12/2026" in text
    assert "UBND phường Lục Nam 4 9 3 1" in text


def test_who_reads_no_report_reads_no_form(client_of: Callable[[str], Client]) -> None:
    assert client_of("quantri").get(PAGE).status_code == 403

"""What was reached of a duty's target: told, judged, counted, shown."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from directives.assignments import actions
from directives.assignments.figures import figures
from directives.assignments.models import Assignment
from directives.assignments.resources import code_of
from directives.assignments.rules import Refusal, Step
from directives.registry.kinds import Bound, TargetResult
from directives.registry.models import Duty
from portal.access import Scope
from portal.figures import Period
from portal.units.models import Organisation

from .conftest import DUE, GIVEN_ON, filled

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]
YEAR = Period(date(2025, 11, 16), date(2026, 11, 30))


@pytest.fixture
def two_models(work: Assignment) -> Assignment:
    """Work whose duty asks for at least two models."""
    Duty.objects.filter(pk=work.duty_id).update(
        quantity=2, quantity_unit="mô hình", quantity_bound=Bound.AT_LEAST
    )
    return Assignment.objects.get(pk=work.pk)


def tell(work: Assignment, reached: str | None, by: Scope) -> None:
    actions.report_progress(
        assignment=work, version=work.version, percent=50, note="", evidence=[], key="", by=by,
        reached=None if reached is None else Decimal(reached),
    )  # fmt: skip


@pytest.mark.parametrize("bound", ["", *Bound])
@pytest.mark.parametrize("reached", [None, "0", "1.99", "2", "2.01"])
def test_the_query_and_the_rule_of_targets_agree(
    two_models: Assignment, bound: str, reached: str | None
) -> None:
    Duty.objects.update(quantity_bound=bound)
    Assignment.objects.update(reached=reached)
    work = Assignment.objects.get()
    found = [one for one in TargetResult if Assignment.objects.at_target(one).exists()]
    assert found == [work.target_result]
    tally = Assignment.objects.target_tally()
    assert {one: count for one, count in tally.items() if count} == {work.target_result: 1}


def test_work_without_a_target_has_no_result(work: Assignment) -> None:
    assert work.target_result is None
    assert not any(Assignment.objects.target_tally().values())


def test_what_was_reached_stays_until_it_is_told_anew(
    two_models: Assignment, scopes: ScopeOf
) -> None:
    by = scopes("canbo.lucnam")
    tell(two_models, "1", by)
    tell(two_models, None, by)
    assert two_models.reached == 1
    assert [entry.reached for entry in two_models.entries.all()] == [None, 1]


@pytest.mark.parametrize(
    ("change", "reached", "sentence"),
    [
        ({"quantity": None}, "1", "không có chỉ tiêu bằng số"),
        ({"quantity": 100, "quantity_is_percent": True}, "101", "từ 0 đến 100%"),
        ({}, "-1", "từ 0 trở lên"),
    ],
)
def test_a_result_that_cannot_be_is_refused(
    two_models: Assignment, scopes: ScopeOf, change: dict[str, Any], reached: str, sentence: str
) -> None:
    Duty.objects.update(**change)
    work = Assignment.objects.get()
    with pytest.raises(Refusal, match=sentence):
        tell(work, reached, scopes("canbo.lucnam"))


def test_the_database_refuses_less_than_nothing_and_a_number_without_a_unit(
    two_models: Assignment,
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.update(reached=-1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.update(quantity=1, quantity_unit="")


def test_the_page_asks_in_the_unit_of_the_target_and_shows_the_result(
    two_models: Assignment, client_of: ClientOf
) -> None:
    client = client_of("canbo.lucnam")
    page = client.get(two_models.get_absolute_url()).content.decode()
    assert "Kết quả đạt được (mô hình)" in page
    assert "ít nhất 2 mô hình" in page
    sent = {"version": two_models.version, "key": "k", "percent": "50", "reached": "1,5"}
    client.post(reverse("assignments:progress", args=[two_models.pk]), sent)
    page = client_of("sonoivu").get(two_models.get_absolute_url()).content.decode()
    assert "đã đạt 1,5 mô hình" in page
    assert "Không đạt chỉ tiêu" in page


def test_a_page_without_a_target_asks_for_no_number(work: Assignment, client_of: ClientOf) -> None:
    page = client_of("canbo.lucnam").get(work.get_absolute_url()).content.decode()
    assert "Kết quả đạt được (" not in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("hai", "Nhập một số"), ("-1", "từ 0 trở lên"), ("1,234", "chữ số thập phân")],
)
def test_a_result_that_is_no_number_is_told_beside_its_box(
    two_models: Assignment, client_of: ClientOf, typed: str, sentence: str
) -> None:
    sent = {"version": two_models.version, "key": "k", "note": "Đã xong một", "reached": typed}
    answer = client_of("canbo.lucnam").post(
        reverse("assignments:progress", args=[two_models.pk]), sent
    )
    assert answer.status_code == 422
    assert sentence in answer.context["work_form"].errors["reached"][0]
    assert "Đã xong một" in answer.content.decode()
    assert f'value="{typed}"' in answer.content.decode()


def test_the_list_is_narrowed_to_targets_that_are_not_met(
    two_models: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    client, address = client_of("sonoivu"), reverse("assignments:list")
    tell(two_models, "1", scopes("canbo.lucnam"))
    page = client.get(address, {"chi_tieu": "unmet"})
    assert page.context["page"].rows == [two_models]
    assert "Không đạt chỉ tiêu" in page.content.decode()
    assert client.get(address, {"chi_tieu": "met"}).context["page"].rows == []


def test_the_yearly_report_counts_targets_and_opens_exactly_their_rows(
    two_models: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    tell(two_models, "2", scopes("canbo.lucnam"))
    found = {
        one.key: one
        for one in figures(
            organisations=[two_models.organisation_id], period=YEAR, on=date(2026, 11, 20)
        )
    }
    counts = {result: found[f"assignments_target_{result}"].value for result in TargetResult}
    assert counts == {"met": 1, "unmet": 0, "unreported": 0}
    href = urlsplit(found["assignments_target_met"].href)
    page = client_of("canbo.lucnam").get(href.path, parse_qs(href.query))
    assert page.context["page"].rows == [two_models]


def test_withdrawn_work_has_no_target_to_meet(two_models: Assignment, scopes: ScopeOf) -> None:
    actions.withdraw(
        assignment=two_models, version=two_models.version, note="Nhầm", by=scopes("sonoivu"),
        on=date(2026, 11, 20),
    )  # fmt: skip
    assert not any(Assignment.objects.target_tally().values())


# --- a share of the units ---


@pytest.fixture
def every_commune(work: Assignment, bac_giang: Organisation, scopes: ScopeOf) -> Duty:
    """A duty that asks for 100 % of the communes, given to two."""
    Duty.objects.filter(pk=work.duty_id).update(
        quantity=100, quantity_unit="xã, phường", quantity_is_percent=True, quantity_of_units=True
    )
    duty = Duty.objects.get(pk=work.duty_id)
    actions.assign(
        duty=duty, organisations=[bac_giang], due_on=DUE, period="Năm 2026",
        by=scopes("sonoivu"), on=GIVEN_ON,
    )  # fmt: skip
    return duty


def note_of(client: Client) -> str:
    page = client.get(reverse("assignments:roll_up"), {"theo": "nhiem-vu"}).content.decode()
    found = re.search(r'<div class="table-sub">([^<]*100%[^<]*)</div>', page)
    return found[1] if found else ""


def test_a_share_of_the_units_follows_from_how_many_are_done(
    every_commune: Duty, client_of: ClientOf
) -> None:
    client = client_of("sonoivu")
    assert "0 / 2 đã hoàn thành, 0%, chưa đạt" in note_of(client)
    works = Assignment.objects.order_by("pk")
    works.filter(pk=works[0].pk).update(step=Step.ACCEPTED, submitted_on=GIVEN_ON)
    assert "Chỉ tiêu 100% xã, phường: 1 / 2 đã hoàn thành, 50%, chưa đạt" in note_of(client)
    works.update(step=Step.ACCEPTED, submitted_on=GIVEN_ON)
    assert "2 / 2 đã hoàn thành, 100%, đạt" in note_of(client)


def test_no_single_unit_is_asked_for_a_share_of_the_units(
    every_commune: Duty, client_of: ClientOf
) -> None:
    work = Assignment.objects.order_by("pk")[0]
    page = client_of("canbo.lucnam").get(work.get_absolute_url()).content.decode()
    assert "Chỉ tiêu chung</dt><dd>100% xã, phường" in page
    assert "Kết quả đạt được (" not in page
    assert not any(Assignment.objects.target_tally().values())


def test_the_database_refuses_a_share_of_units_that_is_no_percentage(every_commune: Duty) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Duty.objects.update(quantity_is_percent=False)


# --- the spreadsheet ---


def test_the_sheet_takes_away_the_target_and_its_result(
    two_models: Assignment, client_of: ClientOf, scopes: ScopeOf
) -> None:
    tell(two_models, "1", scopes("canbo.lucnam"))
    response = client_of("canbo.lucnam").get(reverse("assignments:export"))
    heads, row = load_workbook(BytesIO(response.content))["Nhiệm vụ"].iter_rows(values_only=True)
    line = dict(zip(heads, row, strict=True))
    assert line["Chỉ tiêu"] == "ít nhất 2 mô hình"
    assert (line["Kết quả đạt được"], line["Đạt chỉ tiêu"]) == (1, "Không đạt")


def send_back(client: Client, work: Assignment, reached: object) -> Any:
    row = (code_of(work.pk), work.version, None, None, reached)
    return client.post(reverse("assignments:fill_in"), {"sheet": filled(row)})


@pytest.mark.parametrize("typed", [1.5, "1,5"])
def test_a_result_comes_back_in_the_sheet_and_twice_changes_nothing(
    two_models: Assignment, client_of: ClientOf, typed: object
) -> None:
    client = client_of("canbo.lucnam")
    for _ in range(2):
        shown = send_back(client, two_models, typed)
        if sealed := shown.context["new"] and shown.context["sealed"]:
            assert "đạt 1,5 mô hình" in shown.content.decode()
            client.post(reverse("assignments:take_in"), {"sealed": sealed})
    work = Assignment.objects.get()
    assert (work.reached, work.entries.count()) == (Decimal("1.5"), 1)


@pytest.mark.parametrize(("typed", "sentence"), [("hai", "Nhập một số"), (-2, "từ 0 trở lên")])
def test_a_line_whose_result_is_no_number_says_so(
    two_models: Assignment, client_of: ClientOf, typed: object, sentence: str
) -> None:
    (line,) = send_back(client_of("canbo.lucnam"), two_models, typed).context["lines"]
    assert sentence in " ".join(line.problems)


def test_a_line_with_a_result_where_nothing_is_asked_by_number_says_so(
    work: Assignment, client_of: ClientOf
) -> None:
    (line,) = send_back(client_of("canbo.lucnam"), work, 3).context["lines"]
    assert "không có chỉ tiêu bằng số" in line.problems[0]

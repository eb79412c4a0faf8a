"""The whole way of a real directive, where its text is at hand; see `test_review` for the suite's own."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directives.registry.actions import enter
from directives.registry.models import Directive
from portal.access import Scope
from tests.conftest import SHARED, needs_shared

TODAY = dt.date(2026, 11, 23)

pytestmark = needs_shared


@pytest.fixture
def pasted(staff: Scope) -> Directive:
    text = (SHARED / "bac-giang-chi-thi-03-2022.txt").read_text(encoding="utf-8")
    return enter(text=text, entry_key="real", by=staff)


def test_it_is_the_former_provinces_and_bac_ninh_reads_it(
    pasted: Directive,
    finish: Callable[..., Directive],
    staff: Scope,
    client_of: Callable[[str], Client],
) -> None:
    finish(pasted, staff)
    assert pasted.title == "Chỉ thị 03/CT-UBND"
    assert pasted.province is not None
    assert pasted.province.name == "Bắc Giang"
    page = client_of("canbo.lucnam").get(pasted.get_absolute_url()).content.decode()
    assert "nay là" in page
    assert "Bắc Ninh" in page
    assert client_of("canbo.trian").get(pasted.get_absolute_url()).status_code == 404


def test_its_yearly_report_falls_due_before_30_november_of_this_year(pasted: Directive) -> None:
    reports = pasted.duties.filter(due_kind="yearly", due_month=11)
    assert {duty.next_due(TODAY) for duty in reports} == {dt.date(2026, 11, 29)}


def test_its_reader_opens_the_review_in_a_fixed_number_of_queries(
    pasted: Directive,
    client_of: Callable[[str], Client],
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = client_of("sonoivu")
    with django_assert_max_num_queries(20):
        assert client.get(f"/van-ban/{pasted.pk}/ra-soat/").status_code == 200


@pytest.mark.parametrize("name", sorted(path.stem for path in SHARED.glob("*.txt")))
def test_every_real_text_can_be_entered(staff: Scope, name: str) -> None:
    text = (SHARED / f"{name}.txt").read_text(encoding="utf-8")
    draft = enter(text=text, entry_key=name, by=staff)
    for row in draft.references.all():
        assert row.start is not None
        assert any(char.isdigit() for char in draft.text[row.start : row.end])

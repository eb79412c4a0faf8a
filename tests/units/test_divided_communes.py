"""Communes whose code nobody kept: the province reads their records until it gives them away."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client

from portal.access import Scope
from portal.audit.models import Entry
from portal.units.actions import entrust_records, loading
from portal.units.models import AdministrativeUnit, Organisation, UnitReach, UnitSuccession
from tests.matrix.askers import every_asker
from tests.shown import shown

pytestmark = pytest.mark.django_db
BEFORE = date(2025, 6, 30)
Find = Callable[..., AdministrativeUnit]
ScopeAt = Callable[..., Scope]
BASIS = "Quyết định 12/QĐ-UBND ngày 05/01/2026"


@pytest.fixture
def divided(unit: Find) -> AdministrativeUnit:
    """Xuân Tâm in Đồng Nai, divided between Xuân Đông and Xuân Hòa."""
    return unit("26449", BEFORE)


def reads(scope: Scope, unit: AdministrativeUnit) -> bool:
    return AdministrativeUnit.objects.visible_to(scope).contains(unit)


def followers(unit: AdministrativeUnit) -> list[AdministrativeUnit]:
    return list(AdministrativeUnit.objects.successors_of([unit.pk]).in_order())


def test_302_communes_are_divided_and_every_one_is_read_by_its_province() -> None:
    units = AdministrativeUnit.objects.divided()
    assert units.count() == 302
    provinces = AdministrativeUnit.objects.provinces().on(date(2026, 11, 23))
    read = UnitReach.objects.filter(holder_unit__in=provinces, unit__in=units)
    assert read.values("unit").distinct().count() == 302


def test_until_it_is_given_no_commune_reads_it(
    divided: AdministrativeUnit, scope_at: ScopeAt
) -> None:
    assert reads(scope_at("75"), divided)
    assert [reads(scope_at(each.code), divided) for each in followers(divided)] == [False, False]


def test_who_was_given_the_records_reads_them_and_the_other_does_not(
    divided: AdministrativeUnit, scope_at: ScopeAt
) -> None:
    first, second = followers(divided)
    entrust_records(unit=divided, to=[first], basis=BASIS, by=scope_at("75"))
    assert reads(scope_at(first.code), divided)
    assert not reads(scope_at(second.code), divided)
    assert BASIS in Entry.objects.about(divided).latest("pk").says


def test_a_later_decision_replaces_an_earlier_one(
    divided: AdministrativeUnit, scope_at: ScopeAt
) -> None:
    first, second = followers(divided)
    for keeper in (first, second):
        entrust_records(unit=divided, to=[keeper], basis=BASIS, by=scope_at("75"))
    assert not reads(scope_at(first.code), divided)
    assert reads(scope_at(second.code), divided)


def test_loading_the_map_anew_leaves_the_decision_alone(
    divided: AdministrativeUnit, scope_at: ScopeAt
) -> None:
    (first, _), by = followers(divided), scope_at("75")
    entrust_records(unit=divided, to=[first], basis=BASIS, by=by)
    before = set(UnitReach.objects.values_list("holder_unit", "holder_area", "unit"))
    loading.refresh_reach_of_units()
    assert set(UnitReach.objects.values_list("holder_unit", "holder_area", "unit")) == before
    loading._load("again")
    assert reads(scope_at(first.code), divided)


@pytest.mark.parametrize(("basis", "whom"), [("", "own"), (BASIS, "none"), (BASIS, "stranger")])
def test_a_decision_without_basis_keeper_or_right_is_refused(
    divided: AdministrativeUnit, unit: Find, scope_at: ScopeAt, basis: str, whom: str
) -> None:
    to = {"own": followers(divided), "none": [], "stranger": [unit("07444")]}[whom]
    with pytest.raises(ValidationError):
        entrust_records(unit=divided, to=to, basis=basis, by=scope_at("75"))


def test_the_database_gives_no_records_of_what_went_whole_or_without_a_decision(
    divided: AdministrativeUnit,
) -> None:
    whole = UnitSuccession.objects.whole().filter(predecessor__level="commune").earliest("pk")
    for edge, basis in ((whole, BASIS), (divided.successions.earliest("pk"), "")):
        with pytest.raises(IntegrityError), transaction.atomic():
            UnitSuccession.objects.filter(pk=edge.pk).update(
                keeps_records=True, records_basis=basis
            )


def test_the_provinces_administrator_gives_them_on_the_page(
    divided: AdministrativeUnit, client_of: Callable[[str], Client]
) -> None:
    every_asker()
    staff = client_of("ngoai.quantri")
    page = staff.get("/don-vi/ho-so-cu/").content.decode()
    assert f'href="/don-vi/ho-so-cu/{divided.pk}/"' in page
    first, _ = followers(divided)
    address = f"/don-vi/ho-so-cu/{divided.pk}/"
    seen = shown(staff, address)
    refused = staff.post(address, seen | {"to": [first.pk], "basis": " "})
    assert refused.status_code == 422
    assert "checked" in refused.content.decode()
    given = staff.post(address, seen | {"to": [first.pk], "basis": BASIS})
    assert given.status_code == 302
    assert BASIS in staff.get("/don-vi/ho-so-cu/").content.decode()


def test_a_province_without_divided_communes_says_so(client_of: Callable[[str], Client]) -> None:
    page = client_of("quantri").get("/don-vi/ho-so-cu/").content.decode()
    assert "Không có đơn vị nào" in page


def organisations(unit: AdministrativeUnit) -> list[Organisation]:
    return list(Organisation.objects.in_units([unit.pk]).order_by("kind"))


def test_the_work_of_a_whole_commune_is_counted_under_its_successor_body_by_body(
    unit: Find,
) -> None:
    whole = UnitSuccession.objects.whole().filter(predecessor__level="commune").earliest("pk")
    heirs = [one.heir for one in organisations(whole.predecessor)]
    assert heirs == organisations(whole.successor)
    assert {one.heir for one in organisations(whole.successor)} == {None}


def test_the_work_of_a_divided_commune_is_counted_under_the_one_that_was_given_its_records(
    divided: AdministrativeUnit, scope_at: ScopeAt
) -> None:
    first, second = followers(divided)
    assert {one.heir for one in organisations(divided)} == {None}
    entrust_records(unit=divided, to=[first], basis=BASIS, by=scope_at("75"))
    assert [one.heir for one in organisations(divided)] == organisations(first)
    entrust_records(unit=divided, to=[first, second], basis=BASIS, by=scope_at("75"))
    assert {one.heir for one in organisations(divided)} == {None}

"""Giving a duty: whom the text names, for which period, by when, and what each row remembers of it."""

import re
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from directives.assignments import actions
from directives.assignments.models import Assignment
from directives.registry.kinds import DueKind
from directives.registry.models import Duty
from portal.access import Scope
from portal.demo.cast import organisation_at, person
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation

ClientOf = Callable[[str], Client]
ScopeOf = Callable[[str], Scope]


def _page(client_of: ClientOf, duty: Duty) -> Any:
    return client_of("sonoivu").get(reverse("assignments:assign", args=[duty.pk]))


def _press(client: Client, duty: Duty, act: str, *, htmx: bool = False, **typed: Any) -> Any:
    headers = {"HX-Request": "true"} if htmx else {}
    address = reverse("assignments:assign", args=[duty.pk])
    return client.post(address, {"act": act} | typed, headers=headers)


def _speaks_to(duty: Duty, *wordings: str) -> None:
    duty.actors = [{"kind": "", "wording": wording} for wording in wordings]
    duty.save(update_fields=["actors"])


@pytest.mark.parametrize(
    ("wordings", "said"),
    [
        (
            ("Sở Nội vụ", "Công an tỉnh"),
            "<strong>Sở Nội vụ</strong>; <strong>Công an tỉnh</strong>",
        ),
        ((), "không nêu rõ giao cho ai"),
    ],
)
def test_a_duty_of_others_says_whose_it_is_and_ticks_no_commune(
    duty: Duty, client_of: ClientOf, wordings: tuple[str, ...], said: str
) -> None:
    _speaks_to(duty, *wordings)
    page = _page(client_of, duty)
    assert said in page.content.decode()
    assert "note-soon" in page.content.decode()
    assert not any(row["checked"] for row in page.context["rows"])
    assert 'value="choose_all"' in page.content.decode()
    asked = _press(client_of("sonoivu"), duty, "choose_all")
    assert all(row["checked"] for row in asked.context["rows"])


@pytest.mark.parametrize("wording", ["UBND các xã, phường", "UBND cấp xã", "Các cơ quan, đơn vị"])
def test_a_duty_of_the_communes_ticks_them_all(
    duty: Duty, client_of: ClientOf, wording: str
) -> None:
    _speaks_to(duty, "Sở Nội vụ", wording)
    page = _page(client_of, duty)
    assert all(row["checked"] for row in page.context["rows"])
    assert "note-soon" not in page.content.decode()


def test_a_deadline_that_has_passed_is_told_beside_the_empty_field(
    duty: Duty, client_of: ClientOf
) -> None:
    passed = {"due_kind": DueKind.ONCE, "due_month": None, "due_day": None}
    Duty.objects.filter(pk=duty.pk).update(due_on=date(2026, 6, 30), **passed)
    field = _page(client_of, duty).context["form"]["due_on"]
    assert "30/06/2026" in field.help_text
    assert "đã qua" in field.help_text
    assert field.initial is None


@pytest.mark.parametrize("period", ["🎉🎉", "Năm 2026 <b>", "kỳ $1", "n" * 41, "---"])
def test_a_period_that_is_no_name_is_refused_beside_its_field(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, period: str
) -> None:
    sent = client_of("sonoivu").post(
        reverse("assignments:assign", args=[duty.pk]),
        {"organisations": [luc_nam.pk], "period": period},
    )
    assert sent.status_code == 422
    assert sent.context["form"].errors.keys() == {"period"}
    assert 'id="id_period_error"' in sent.content.decode()


@pytest.mark.parametrize(
    "period", ["Năm 2026", "Quý IV/2026", "6 tháng đầu năm 2026", "Đợt 2 (1/10-15/11)", ""]
)
def test_the_periods_that_offices_name_are_taken(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf, period: str
) -> None:
    client_of("sonoivu").post(
        reverse("assignments:assign", args=[duty.pk]),
        {"organisations": [luc_nam.pk], "period": period},
    )
    assert Assignment.objects.get(duty=duty).period == period


def test_the_history_of_an_assignment_begins_with_its_giving(
    work: Assignment, client_of: ClientOf
) -> None:
    page = client_of("canbo.lucnam").get(reverse("assignments:history", args=[work.pk]))
    assert "Giao nhiệm vụ" in page.content.decode()
    assert "hạn 29/11/2026" in page.content.decode()


# --- the list is chosen and filtered; what was typed stays ---

TYPED = {
    "due_on": "15/12/2026",
    "period": "Đợt 2",
    "rolling": "forward",
    "rolling_basis": "Công văn 12",
    "needs_evidence": "on",
}


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize("act", ["choose_all", "filter", "unfilter"])
def test_changing_the_list_keeps_what_was_typed_and_gives_nothing(
    duty: Duty, client_of: ClientOf, act: str, htmx: bool
) -> None:
    page = _press(client_of("sonoivu"), duty, act, htmx=htmx, loai="ward", **TYPED)
    html = page.content.decode()
    assert page.status_code == 200
    assert ("<html" in html) is not htmx
    for typed in ("15/12/2026", "Đợt 2", "Công văn 12"):
        assert f'value="{typed}"' in html
    assert '<option value="forward" selected>' in html
    assert re.search(r'name="needs_evidence"[^>]* checked', html)
    assert not Assignment.objects.of_duty(duty.pk).exists()


def test_a_half_typed_date_comes_back_from_the_filter_without_a_word(
    duty: Duty, client_of: ClientOf
) -> None:
    page = _press(client_of("sonoivu"), duty, "filter", due_on="31/2")
    assert 'value="31/2"' in page.content.decode()
    assert "field-errors" not in page.content.decode()


def test_a_filter_forgets_no_tick_of_the_lists_before_it(duty: Duty, client_of: ClientOf) -> None:
    _speaks_to(duty, "Sở Nội vụ")
    client = client_of("sonoivu")
    wards = _press(client, duty, "filter", loai="ward")
    ward, other = (row["organisation"].pk for row in wards.context["rows"][:2])
    communes = _press(
        client, duty, "filter", loai="commune", organisations=[ward], **wards.context["brought"]
    )
    assert communes.context["in_count"] == 0
    everybody = _press(client, duty, "unfilter", **communes.context["brought"])
    ticked = [row["organisation"].pk for row in everybody.context["rows"] if row["checked"]]
    assert ticked == [ward]
    assert len(everybody.context["rows"]) == 99
    assert other not in ticked


def test_an_exempt_unit_stays_exempt_when_the_filter_is_taken_off(
    duty: Duty, client_of: ClientOf
) -> None:
    _speaks_to(duty, "UBND cấp xã")
    client = client_of("sonoivu")
    first = client.get(reverse("assignments:assign", args=[duty.pk]))
    exempt, *rest = (row["organisation"].pk for row in first.context["rows"])
    wards = _press(
        client, duty, "filter", loai="ward", organisations=rest, **first.context["brought"]
    )
    shown = [row["organisation"].pk for row in wards.context["rows"] if row["checked"]]
    page = _press(client, duty, "unfilter", organisations=shown, **wards.context["brought"])
    unticked = [row["organisation"].pk for row in page.context["rows"] if not row["checked"]]
    assert unticked == [exempt]


def test_the_bar_with_the_button_says_how_many_will_get_it(duty: Duty, client_of: ClientOf) -> None:
    said = '<strong data-ticked="organisations">{}</strong> đơn vị được giao'
    _speaks_to(duty, "UBND cấp xã")
    assert said.format(99) in _page(client_of, duty).content.decode()
    _speaks_to(duty, "Sở Nội vụ")
    assert said.format(0) in _page(client_of, duty).content.decode()


# --- to whom ---


def _rows(client_of: ClientOf, duty: Duty, **who: str) -> list[Organisation]:
    page = client_of("sonoivu").get(reverse("assignments:assign", args=[duty.pk]), who)
    return [row["organisation"] for row in page.context["rows"]]


@pytest.mark.parametrize("body", ["", "front_committee", "party_committee", "police"])
def test_a_duty_is_offered_to_all_of_a_kind_or_to_the_wards_or_the_communes_proper(
    duty: Duty, client_of: ClientOf, body: str
) -> None:
    everybody = {one.unit_id for one in _rows(client_of, duty, co_quan=body)}
    wards = _rows(client_of, duty, co_quan=body, loai="ward")
    communes = _rows(client_of, duty, co_quan=body, loai="commune")
    assert len(everybody) == 99
    assert {one.unit.kind for one in wards} == {"ward"}
    assert everybody == {one.unit_id for one in [*wards, *communes]}
    assert len(wards) + len(communes) == 99


def test_only_the_places_with_a_front_committee_are_offered(
    duty: Duty, luc_nam: Organisation, client_of: ClientOf
) -> None:
    front = Organisation.objects.of_kind(OrganisationKind.FRONT_COMMITTEE)
    front.filter(unit=luc_nam.unit_id).update(valid_to=date(2026, 1, 31))
    offered = _rows(client_of, duty, noi_co="front_committee")
    assert len(offered) == 98
    assert luc_nam not in offered


def test_the_departments_of_the_province_are_given_work(duty: Duty, client_of: ClientOf) -> None:
    names = [one.name for one in _rows(client_of, duty, co_quan="department")]
    assert any(name.startswith("Sở Tư pháp") for name in names)
    assert all("Bắc Ninh" in name for name in names)


def test_a_front_committee_is_given_work_and_does_it(duty: Duty, client_of: ClientOf) -> None:
    front = organisation_at(person("mttq.lucnam").seat)
    address = f"{reverse('assignments:assign', args=[duty.pk])}?co_quan=front_committee"
    sent = client_of("sonoivu").post(address, {"organisations": [front.pk], "period": "Năm 2026"})
    assert sent.status_code == 302
    work = Assignment.objects.get(organisation=front)
    client = client_of("mttq.lucnam")
    assert front.name in client.get(reverse("assignments:list")).content.decode()
    client.post(reverse("assignments:acknowledge", args=[work.pk]))
    work.refresh_from_db()
    assert work.step == "acknowledged"
    assert client_of("canbo.lucnam").get(work.get_absolute_url()).status_code == 404


def test_a_unit_that_has_ended_is_refused_by_name(duty: Duty, client_of: ClientOf) -> None:
    ended = Organisation.objects.peoples_committees().get(name="UBND huyện Lục Nam")
    sent = client_of("sonoivu").post(
        reverse("assignments:assign", args=[duty.pk]),
        {"organisations": [ended.pk], "period": "Đợt 1"},
    )
    assert sent.status_code == 422
    assert "UBND huyện Lục Nam đã kết thúc ngày 30/6/2025" in sent.content.decode()
    assert "Đợt 1" in sent.content.decode()


def test_giving_to_many_costs_as_many_queries_as_giving_to_two(
    duty: Duty, client_of: ClientOf, scopes: ScopeOf, today: date
) -> None:
    here = Organisation.objects.peoples_committees().of_communes().visible_to(scopes("sonoivu"))
    communes = list(here.on(today)[:42])

    def cost_of(some: list[Organisation]) -> int:
        with CaptureQueriesContext(connection) as queries:
            actions.assign(
                duty=duty,
                organisations=some,
                due_on=None,
                period="",
                by=scopes("sonoivu"),
                on=today,
            )
        return len(queries)

    assert cost_of(communes[:2]) == cost_of(communes[2:])
    verified = StringIO()
    call_command("verify_audit", stdout=verified)
    assert "nguyên vẹn" in verified.getvalue()

"""Whose rows: the commune's own. For everyone else they do not exist, or the act is not theirs."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from citizens.receptions.actions import hand_over, plan_day
from citizens.receptions.kinds import Channel, Host
from citizens.receptions.models import Handling, Matter, Reception, ReceptionDay, Visitor
from portal.access import Scope
from portal.demo.cast import CAST
from portal.notices.models import Notice
from portal.units.models import Organisation

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 22)
Log = Callable[..., Reception]
ScopeOf = Callable[[str], Scope]
MAY_SEE = {"canbo.lucnam", "lanhdao.lucnam"}


@pytest.fixture
def addresses(log: Log, lucnam: Scope) -> list[str]:
    """Every page about one row of phường Lục Nam."""
    visit = log()
    planned = plan_day(
        day=date(2026, 12, 7), host=Host.HEAD, host_name="Chủ tịch", channel=Channel.PERIODIC,
        publicised_on=None, note="", by=lucnam,
    )  # fmt: skip
    matter, handling, person = Matter.objects.get(), Handling.objects.get(), Visitor.objects.get()
    rows = [
        f"{visit.pk}/", f"{visit.pk}/sua/", f"{visit.pk}/huy/", f"xu-ly/{handling.pk}/",
        f"nguoi/{person.pk}/so-giay-to/", f"vu-viec/{matter.pk}/", f"vu-viec/{matter.pk}/sua/",
        f"vu-viec/{matter.pk}/phan-loai/", f"vu-viec/{matter.pk}/chuyen/", f"lich/{planned.pk}/",
    ]  # fmt: skip
    return [f"/tiep-cong-dan/{row}" for row in rows]


def test_the_commune_opens_every_page_of_its_own(
    client_of: Callable[[str], Client], addresses: list[str]
) -> None:
    client = client_of("lanhdao.lucnam")
    assert {one: client.get(one).status_code for one in addresses} == dict.fromkeys(addresses, 200)


@pytest.mark.parametrize("username", ["lanhdao.bacgiang", "canbo.bacgiang", "canbo.trian"])
def test_another_commune_finds_nothing_by_get_or_post(
    client_of: Callable[[str], Client], addresses: list[str], username: str
) -> None:
    client = client_of(username)
    allowed = {404} if username == "lanhdao.bacgiang" else {404, 403}
    codes = {one: {client.get(one).status_code, client.post(one).status_code} for one in addresses}
    assert all(found <= allowed | {405} for found in codes.values()), codes
    assert 404 in codes[addresses[0]]


@pytest.mark.parametrize(
    "username",
    sorted(
        one.username
        for one in CAST
        if "canbo" not in one.username and "lanhdao" not in one.username
    ),
)
def test_who_watches_over_communes_is_refused_the_book(
    client_of: Callable[[str], Client], addresses: list[str], username: str
) -> None:
    client = client_of(username)
    pages = [*addresses, "/tiep-cong-dan/", "/tiep-cong-dan/vu-viec/", "/tiep-cong-dan/moi/"]
    assert {client.get(one).status_code for one in pages} == {403}


@pytest.mark.parametrize("one", CAST, ids=lambda one: one.username)
def test_rows_are_visible_to_their_own_commune_only(one, scopes: ScopeOf, log: Log) -> None:  # type: ignore[no-untyped-def]
    log()
    scope = scopes(one.username)
    found = [
        model.objects.visible_to(scope).exists() for model in (Reception, Matter, Handling, Visitor)
    ]
    assert found == [one.username in MAY_SEE] * 4


def test_a_list_a_search_and_an_export_leave_out_other_communes(
    client_of: Callable[[str], Client], log: Log, bacgiang: Scope
) -> None:
    log(by=bacgiang, case={"summary": "Việc của phường khác"})
    client = client_of("canbo.lucnam")
    pages = ["/tiep-cong-dan/", "/tiep-cong-dan/?q=phuong+khac", "/tiep-cong-dan/vu-viec/"]
    assert not any("Việc của phường khác" in client.get(one).content.decode() for one in pages)
    found = client.post("/tiep-cong-dan/tim-nguoi/", {"number": "024079001234"}).content.decode()
    assert "Chưa từng đến" in found


def test_a_matter_handed_over_is_worked_on_there_and_read_on_here(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log()
    matter = Matter.objects.get()
    there = Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(
        matter=matter, to=there, on=date(2026, 11, 20), reason="Thẩm quyền", by=lucnam, today=ON
    )
    assert Matter.objects.editable_by(bacgiang).contains(matter)
    assert not Matter.objects.editable_by(lucnam).exists()
    assert Matter.objects.visible_to(lucnam).contains(matter)
    assert not Reception.objects.visible_to(bacgiang).exists()
    assert [one.ends_on for one in matter.owners.all()] == [date(2026, 11, 20), None]


def test_who_gets_a_matter_is_told_without_a_word_of_the_citizen(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log()
    matter, there = Matter.objects.get(), Organisation.objects.get(pk=bacgiang.organisation_id)
    hand_over(matter=matter, to=there, on=ON, reason="Thẩm quyền", by=lucnam, today=ON)
    notice = Notice.objects.get(posting=bacgiang.posting_id)
    assert notice.text.startswith("UBND phường Lục Nam chuyển cho đơn vị một vụ việc")
    assert notice.href == matter.get_absolute_url()
    assert matter.summary not in notice.text


def test_a_matter_cannot_be_handed_over_from_a_day_to_come(
    log: Log, lucnam: Scope, bacgiang: Scope
) -> None:
    log()
    matter, there = Matter.objects.get(), Organisation.objects.get(pk=bacgiang.organisation_id)
    with pytest.raises(ValidationError, match="ở sau hôm nay"):
        hand_over(
            matter=matter, to=there, on=date(2099, 11, 26), reason="Nhầm", by=lucnam, today=ON
        )
    assert Matter.objects.editable_by(lucnam).contains(matter)


def test_days_of_another_commune_cannot_be_changed(
    client_of: Callable[[str], Client], addresses: list[str]
) -> None:
    client_of("canbo.bacgiang").post(addresses[-1], {"state": "held"})
    assert ReceptionDay.objects.get().state == "planned"

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from directives.registry.actions import enter
from directives.registry.kinds import ReferenceState
from directives.registry.models import CrossReference, Directive, Duty
from portal.access import Scope

Save = Callable[..., Directive]
Scopes = Callable[[str], Scope]
ClientOf = Callable[[str], Client]
PAGES = ("", "lien-quan/", "nhiem-vu/", "lich-su/")
CENTRAL = {
    "number": "33/CT-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": dt.date(2021, 11, 26),
}


def test_a_directive_of_a_former_province_is_read_in_the_whole_new_one(
    saved: Save, scopes: Scopes
) -> None:
    directive = saved()
    for username in ("canbo.lucnam", "diaban.lucnam", "sonoivu", "mttq.lucnam", "canbo.bacgiang"):
        assert directive in Directive.objects.visible_to(scopes(username)), username


@pytest.mark.parametrize("page", PAGES)
def test_someone_of_another_province_gets_404(saved: Save, client_of: ClientOf, page: str) -> None:
    address = f"{saved().get_absolute_url()}{page}"
    assert client_of("canbo.trian").get(address).status_code == 404
    assert client_of("canbo.lucnam").get(address).status_code == 200


def test_duties_are_seen_with_their_directive(saved: Save, scopes: Scopes) -> None:
    saved()
    assert Duty.objects.visible_to(scopes("canbo.lucnam")).count() == 2
    assert not Duty.objects.visible_to(scopes("canbo.trian")).exists()


def test_a_draft_is_its_own_organisations(
    draft: Directive, client_of: ClientOf, scopes: Scopes
) -> None:
    assert draft in Directive.objects.visible_to(scopes("sonoivu"))
    for username in ("canbo.lucnam", "mttq.tinh", "quantri", "canbo.trian"):
        assert client_of(username).get(draft.get_absolute_url()).status_code == 404, username


def test_review_is_refused_inside_and_not_found_outside(saved: Save, client_of: ClientOf) -> None:
    address = f"{saved().get_absolute_url()}ra-soat/"
    assert client_of("canbo.lucnam").get(address).status_code == 403
    assert client_of("sonoivu").get(address).status_code == 200


def test_a_central_directive_is_everyones(saved: Save, client_of: ClientOf) -> None:
    directive = saved(**CENTRAL)
    assert directive.province is None
    assert client_of("canbo.trian").get(directive.get_absolute_url()).status_code == 200


def test_a_named_recipient_of_another_province_reads_it(saved: Save, client_of: ClientOf) -> None:
    directive = saved(on=dt.date(2026, 3, 2), recipients=["UBND phường Trị An (b/c);", "Lưu: VT"])
    address = directive.get_absolute_url()
    assert client_of("canbo.trian").get(address).status_code == 200
    directive.recipients.all().delete()
    assert client_of("canbo.trian").get(address).status_code == 404


def test_a_citation_betrays_no_directive_of_another_province(
    saved: Save, client_of: ClientOf
) -> None:
    hidden = saved("39-KL/TU", dt.date(2021, 4, 5), system="party", issuer="Tỉnh ủy Bắc Giang")
    central = saved(**CENTRAL)
    reference = CrossReference.objects.get(source=central, number="39-KL/TU")
    assert reference.target is None  # the centre names no province: only a person can tell
    told = {"target": hidden, "state": ReferenceState.RESOLVED, "stub": None}
    CrossReference.objects.filter(pk=reference.pk).update(**told)
    for page in ("", "lien-quan/"):
        inside = client_of("canbo.lucnam").get(f"{central.get_absolute_url()}{page}")
        outside = client_of("canbo.trian").get(f"{central.get_absolute_url()}{page}")
        assert hidden.get_absolute_url() in inside.content.decode()
        assert hidden.get_absolute_url() not in outside.content.decode()
        assert "chưa có trong hệ thống" in outside.content.decode()


def test_incoming_relations_and_their_count_leave_out_what_is_hidden(
    saved: Save, client_of: ClientOf
) -> None:
    central = saved(**CENTRAL)
    citing = saved()
    address = f"{central.get_absolute_url()}lien-quan/"
    inside, outside = client_of("canbo.lucnam").get(address), client_of("canbo.trian").get(address)
    assert citing.get_absolute_url() in inside.content.decode()
    assert citing.get_absolute_url() not in outside.content.decode()
    assert inside.context["tabs"][1]["count"] == outside.context["tabs"][1]["count"] + 1


def test_the_list_shows_only_what_one_may_read(
    saved: Save, draft: Directive, client_of: ClientOf
) -> None:
    directive = saved()
    assert list(client_of("canbo.lucnam").get("/van-ban/").context["page"]) == [directive]
    assert not client_of("canbo.trian").get("/van-ban/").context["page"].rows


def test_another_provinces_draft_is_no_candidate(staff: Scope, saved: Save) -> None:
    enter(text="Số: 33/CT-TTg\n", entry_key="draft of the same number", by=staff)
    reference = saved().references.get(number="33/CT-TTg")
    assert reference.target is None

"""Whose directives a person may save: their province's and the centre's, never another province's."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from directives.registry.actions import enter
from directives.registry.kinds import Status
from directives.registry.models import Directive
from portal.access import Scope
from tests.matrix.askers import every_asker

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]
CENTRAL = {
    "number": "33/CT-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": dt.date(2021, 11, 26),
}
TYPED = {
    "number": "05/CT-UBND", "kind": "CT", "system": "state", "issuer": "UBND tỉnh Đồng Nai",
    "issuer_level": "province", "issued_on": "20/06/2022", "subject": "Về một cửa", "act": "final",
}  # fmt: skip
OTHERS = [
    "UBND tỉnh Đồng Nai",
    "Tỉnh ủy Đồng Nai",
    "Sở Nội vụ tỉnh Đồng Nai",
    "UBND tỉnh Vĩnh Long",
]


@pytest.mark.parametrize("issuer", OTHERS)
def test_another_provinces_directive_is_not_saved(
    draft: Directive, finish: Save, staff: Scope, issuer: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        finish(draft, staff, issuer=issuer)
    assert "Chỉ nhập văn bản của trung ương" in refused.value.message_dict["issuer"][0]
    draft.refresh_from_db()
    assert (draft.status, draft.issuer) == (Status.DRAFT, "Ủy ban nhân dân tỉnh Bắc Giang")


def test_the_page_says_so_beside_the_issuer_and_keeps_what_was_typed(
    draft: Directive, client_of: ClientOf
) -> None:
    page = client_of("sonoivu").post(f"/van-ban/{draft.pk}/ra-soat/", TYPED)
    assert page.status_code == 422
    assert "thuộc tỉnh Đồng Nai" in page.context["forms"].masthead.errors["issuer"][0]
    assert 'value="UBND tỉnh Đồng Nai"' in page.content.decode()


@pytest.mark.parametrize(
    ("issuer", "on"),
    [
        ("UBND tỉnh Bắc Giang", dt.date(2022, 6, 20)),
        ("UBND tỉnh", dt.date(2026, 3, 2)),
        ("Thành ủy Bắc Ninh", dt.date(2026, 10, 1)),
        ("UBND huyện Lục Nam, tỉnh Bắc Giang", dt.date(2023, 3, 2)),
        ("UBND phường Lục Nam", dt.date(2026, 10, 1)),
    ],
)
def test_the_organs_of_ones_province_as_it_is_and_was_are_ones_own(
    draft: Directive, finish: Save, staff: Scope, issuer: str, on: dt.date
) -> None:
    assert finish(draft, staff, issuer=issuer, issued_on=on).status == Status.FINAL


def test_a_local_body_is_not_made_central_by_its_number(
    draft: Directive, finish: Save, staff: Scope
) -> None:
    with pytest.raises(ValidationError, match="không phải của trung ương"):
        finish(draft, staff, number="05/CT-TTg", issuer="UBND tỉnh")


def test_a_local_body_is_not_made_central_by_saying_so(
    draft: Directive, client_of: ClientOf
) -> None:
    typed = TYPED | {"issuer_level": "central"}
    page = client_of("sonoivu").post(f"/van-ban/{draft.pk}/ra-soat/", typed)
    told = page.context["forms"].masthead.errors["issuer_level"][0]
    assert "không phải của trung ương" in told


def test_one_central_number_comes_once_for_all_provinces_however_it_is_worded(
    saved: Save, text: Callable[..., str], finish: Save, scopes: Callable[[str], Scope]
) -> None:
    saved(**CENTRAL)
    every_asker()
    theirs = scopes("ngoai.sonoivu")
    second = enter(text=text(), entry_key="theirs", by=theirs)
    with pytest.raises(ValidationError, match="đã có trong hệ thống"):
        finish(second, theirs, **CENTRAL | {"issuer": "Thủ tướng"})


def test_a_central_directive_is_corrected_by_who_entered_it_and_read_by_all(
    saved: Save, client_of: ClientOf
) -> None:
    every_asker()
    page = saved(**CENTRAL).get_absolute_url()
    assert client_of("ngoai.sonoivu").get(page).status_code == 200
    assert client_of("ngoai.sonoivu").get(f"{page}ra-soat/").status_code == 404
    assert client_of("sonoivu").get(f"{page}ra-soat/").status_code == 200


def test_a_saved_central_directive_is_not_taken_back_into_one_province(
    saved: Save, finish: Save, staff: Scope
) -> None:
    central = saved(**CENTRAL)
    with pytest.raises(ValidationError, match="là của mọi tỉnh"):
        finish(central, staff, number="33/CT-UBND", issuer="UBND tỉnh Bắc Giang")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("number", "😀", "không phải là số, ký hiệu"),
        ("number", "1111111111", "không phải là số, ký hiệu"),
        ("number", "05/CT-UBND<b>", "không phải là số, ký hiệu"),
        ("issuer", "Ủy ban nhân dân tỉnh Không Có", "chưa từng có tỉnh nào tên “Không Có”"),
    ],
)
def test_a_masthead_that_no_paper_carries_is_refused_beside_its_field(
    draft: Directive, client_of: ClientOf, field: str, typed: str, told: str
) -> None:
    sent = TYPED | {"issuer": "UBND tỉnh Bắc Giang", field: typed}
    page = client_of("sonoivu").post(f"/van-ban/{draft.pk}/ra-soat/", sent)
    assert page.status_code == 422
    assert told in page.context["forms"].masthead.errors[field][0]
    draft.refresh_from_db()
    assert draft.status == Status.DRAFT

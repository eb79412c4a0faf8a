import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from directives.registry.actions import enter
from directives.registry.models import CrossReference, Directive, Duty
from portal.access import Scope
from portal.files.actions import keep_upload
from portal.files.rules import DOCUMENTS

Save = Callable[..., Directive]
ClientOf = Callable[[str], Client]
CENTRAL = {
    "number": "33/CT-TTg",
    "issuer": "Thủ tướng Chính phủ",
    "issued_on": dt.date(2021, 11, 26),
}


def test_citations_in_the_text_are_links_and_unknown_ones_are_marked(
    saved: Save, client_of: ClientOf
) -> None:
    cited, directive = saved(**CENTRAL), saved()
    page = client_of("canbo.lucnam").get(directive.get_absolute_url()).content.decode()
    assert f'<a class="cite" href="{cited.get_absolute_url()}"' in page
    assert '<span class="cite-unknown"' in page


def test_relations_are_shown_from_both_sides_with_their_labels(
    saved: Save, client_of: ClientOf
) -> None:
    cited, directive = saved(**CENTRAL), saved()
    client = client_of("canbo.lucnam")
    forward = client.get(f"{directive.get_absolute_url()}lien-quan/").content.decode()
    backward = client.get(f"{cited.get_absolute_url()}lien-quan/").content.decode()
    assert "Triển khai" in forward
    assert "Được triển khai bởi" in backward
    assert directive.get_absolute_url() in backward


def test_duties_show_the_day_they_next_fall_due(saved: Save, client_of: ClientOf) -> None:
    page = client_of("canbo.lucnam").get(f"{saved().get_absolute_url()}nhiem-vu/").content.decode()
    assert "29/11/" in page  # "trước ngày 30/11", each year
    assert "29/06/2027" in page  # "trước ngày 30/6/2027"


def test_history_is_its_own_organisations(saved: Save, client_of: ClientOf) -> None:
    address = f"{saved().get_absolute_url()}lich-su/"
    inside, outside = client_of("sonoivu").get(address), client_of("canbo.lucnam").get(address)
    assert [line.says.split()[0] for line in inside.context["lines"]] == ["Lưu", "Nhập"]
    assert outside.context["lines"] == []


@pytest.mark.parametrize("page", ["", "lien-quan/", "nhiem-vu/", "ra-soat/"])
def test_a_page_asks_as_often_for_20_rows_as_for_2(
    saved: Save,
    client_of: ClientOf,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    page: str,
) -> None:
    directive, client = saved(), client_of("sonoivu")
    address = f"{directive.get_absolute_url()}{page}"
    with django_assert_max_num_queries(25) as few:
        client.get(address)
    for place in range(18):
        key = f"{place}/QĐ-UBND"
        CrossReference.objects.create(source=directive, number=key, number_key=key)
        Duty.objects.create(directive=directive, text=f"Việc {place}", state="accepted")
    with django_assert_num_queries(len(few)):
        client.get(address)


def test_a_directive_without_file_or_text_has_no_download(saved: Save, client_of: ClientOf) -> None:
    assert client_of("sonoivu").get(f"{saved().get_absolute_url()}tep/").status_code == 404


def test_a_file_is_served_through_the_scope_of_its_directive(
    staff: Scope, client_of: ClientOf, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    kept = keep_upload(SimpleUploadedFile("a.txt", b"x"), by=staff, allowed=DOCUMENTS)
    draft = enter(text="x", entry_key="x", by=staff, source=kept)
    served = client_of("sonoivu").get(f"{draft.get_absolute_url()}tep/")
    assert served.getvalue() == b"x"
    assert client_of("canbo.lucnam").get(f"{draft.get_absolute_url()}tep/").status_code == 404

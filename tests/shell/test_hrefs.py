"""An address worked out by `href` is the one that Django gives."""

import pytest
from django.template import engines
from django.test import override_settings
from django.urls import NoReverseMatch, reverse, set_script_prefix

from portal.hrefs import href


def test_a_row_has_the_address_that_reverse_gives() -> None:
    for pk in (0, 1, 20, 2**63 - 1):
        assert href("registry:directive", pk) == reverse("registry:directive", args=[pk])


def test_two_ids_stand_in_their_order() -> None:
    assert href("surveys:entry", 12, 345) == reverse("surveys:entry", args=[12, 345])


def test_an_id_that_is_text_is_taken_as_it_is() -> None:
    assert href("accounts:session_end", "a-b") == reverse("accounts:session_end", args=["a-b"])


def test_a_name_that_nobody_has_is_refused() -> None:
    with pytest.raises(NoReverseMatch):
        href("registry:nothing", 1)


def test_a_portal_served_under_a_folder_links_into_it() -> None:
    plain = href("registry:directive", 7)
    set_script_prefix("/cong/")
    try:
        assert href("registry:directive", 7) == f"/cong{plain}"
    finally:
        set_script_prefix("/")


@override_settings(ROOT_URLCONF="tests.shell.gallery")
def test_another_urlconf_has_its_own_addresses() -> None:
    with pytest.raises(NoReverseMatch):
        href("registry:directive", 7)


def test_the_tag_of_templates_gives_the_same() -> None:
    drawn = engines["django"].from_string('{% url "registry:directive" pk %}').render({"pk": 1234})
    assert drawn == reverse("registry:directive", args=[1234])


def test_the_tag_keeps_an_address_under_a_name_and_nothing_where_there_is_none() -> None:
    page = '{% url "registry:directive" pk as here %}{% url "registry:nothing" as there %}{{ here }}|{{ there }}'
    drawn = engines["django"].from_string(page).render({"pk": 1234})
    assert drawn == f"{reverse('registry:directive', args=[1234])}|"

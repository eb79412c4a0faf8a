"""Parts of a page that are drawn once for each set of their values."""

from django.template import engines
from django.test import override_settings

from portal.context import NAVIGATION
from portal.templatetags import kept

NAVIGATION_PART = (
    '{% kept "components/navigation.html" entries=entries section=section may_receive=False %}'
)


def page_with(part: str, **context: object) -> str:
    return engines["django"].from_string(part).render(context)


def test_a_part_is_drawn_once_for_the_same_values_and_anew_for_others() -> None:
    kept._drawn.cache_clear()
    entries = NAVIGATION[:2]
    first = page_with(NAVIGATION_PART, entries=entries, section="/")
    assert page_with(NAVIGATION_PART, entries=tuple(entries), section="/") == first
    assert kept._drawn.cache_info().misses == 1
    other = page_with(NAVIGATION_PART, entries=entries, section="/van-ban/")
    assert 'href="/" aria-current' in first
    assert 'href="/van-ban/" aria-current' in other


def test_a_part_sees_nothing_of_the_page_but_its_values() -> None:
    """Whatever the page holds beside them could be another person's."""
    page = page_with(NAVIGATION_PART, entries=(), section="/", may_receive=True)
    assert "/tiep-cong-dan/moi/" not in page


@override_settings(DEBUG=True)
def test_where_templates_are_written_each_look_is_drawn_anew() -> None:
    kept._drawn.cache_clear()
    page_with(NAVIGATION_PART, entries=NAVIGATION[:1], section="/")
    assert kept._drawn.cache_info().currsize == 0


def test_every_page_has_its_styles_and_programs() -> None:
    page = engines["django"].get_template("document.html").render({})
    assert page.count('<link rel="stylesheet"') >= 15
    assert "js/shell" in page

"""Long tables of people's pages, drawn in Python: a template takes ten times what joining strings takes."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from portal.hrefs import href
from portal.templatetags.show import number

_CURRENT = ' aria-current="true"'


def organisation_lines(counts: Iterable[Mapping[str, Any]], *, chosen: int | None) -> SafeString:
    """Draw how many people of each organisation never logged in; each opens exactly them."""
    page = href("accounts:never_logged_in")
    lines = (
        f'<tr><th scope="row"><a href="{page}?co_quan={one["organisation_id"]}"'
        f"{_CURRENT if one['organisation_id'] == chosen else ''}>{escape(one['organisation__name'])}</a></th>"
        f'<td class="num">{number(one["people"])}</td></tr>\n'
        for one in counts
    )
    return mark_safe("".join(lines))  # noqa: S308  # all that is put in is escaped

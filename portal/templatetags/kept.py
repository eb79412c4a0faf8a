"""Parts of a page that say the same for the same values: drawn once for each set of them.

    {% kept "components/navigation.html" entries=shell.navigation section=shell.section %}

The part is drawn from these values and from nothing else of the page: no request, no person, no
token. So whoever gets it from here reads what he would have read anyway. Values are compared by
`==`, and must be hashable. What bears a person's name has no place here: it would stay in memory.
"""

from functools import lru_cache

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()
_MOST = 256  # of a few kilobytes each; the navigation has one for each role and section


@register.simple_tag
def kept(part: str, **values: object) -> SafeString:
    """Draw the template `part` from `values` alone; where templates are being written, each time."""
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(part, tuple(values.items()))


@lru_cache(maxsize=_MOST, typed=True)
def _drawn(part: str, values: tuple[tuple[str, object], ...]) -> SafeString:
    return render_to_string(part, dict(values))

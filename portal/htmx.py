"""Answer a page or the named part of the same page.

One URL – one view – one template: a browser gets the whole page, htmx gets one `{% partialdef %}`
of it. Without JavaScript nothing changes but the amount of bytes.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as render_whole


def render(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    partial: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render `template`, or only its `partial` when htmx asks for a part.

    Give `status=422` for a form with errors: browsers show it, htmx swaps it, tests can tell.
    """
    name = f"{template}#{partial}" if partial and wants_part(request) else template
    return render_whole(request, name, context, status=status)


def wants_part(request: HttpRequest) -> bool:
    """Return whether htmx asks for a part: not for a whole page back from its history."""
    htmx = getattr(request, "htmx", None)
    return htmx is not None and bool(htmx) and not (htmx.boosted or htmx.history_restore_request)

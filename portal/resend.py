"""What was typed and could not be taken comes back in the page that says why, to be sent again.

Pages are stored in no cache, so the browser's own "back" would show an empty form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  # the name of the field
NOWHERE = "no-store, private"
_ACCOUNT, _PASSWORD = "/tai-khoan/", "password"


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form brought: its fields, and the boxes (one file or several) to choose again from."""

    address: str
    is_post: bool
    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[tuple[str, bool], ...] = ()


def typed_in(request: HttpRequest) -> Typed:
    """Return what was typed; nothing where a password or a code may be among it."""
    address = request.get_full_path()
    if request.method != "POST":
        return Typed(address, is_post=False)
    fields = tuple(_fields(request))
    if request.path.startswith(_ACCOUNT) or any(_PASSWORD in name for name, _ in fields):
        return Typed(address, is_post=True)
    sent = request.FILES.lists() if fields else ()
    return Typed(address, True, fields, tuple((name, len(files) > 1) for name, files in sent))


def with_new_token(request: HttpRequest, typed: Typed) -> Typed:
    """Return it with the token of today's session in place of the one that the page brought along."""
    kept = [(TOKEN, get_token(request)), *(one for one in typed.fields if one[0] != TOKEN)]
    return Typed(typed.address, typed.is_post, tuple(kept), typed.files)


def logged_out(request: HttpRequest) -> HttpResponseBase:
    """Lead a stranger to the login; who typed something keeps it until then.

    Under htmx the page stays with what was typed in it (`static/js/shell.js`).
    """
    typed = typed_in(request)
    if any(name != TOKEN for name, _ in typed.fields) and "HX-Request" not in request.headers:
        page = render(request, "401.html", {"typed": with_new_token(request, typed)}, status=401)
        page["Cache-Control"] = NOWHERE
        return page
    wanted = {"next": typed.address} if not typed.is_post else {}
    return redirect(f"{reverse('accounts:login')}?{urlencode(wanted)}".rstrip("?"))


def is_from_here(request: HttpRequest) -> bool:
    """Return whether a page of this site sent it: what another site sent is not offered again."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.netloc == request.get_host() and origin.scheme == request.scheme


def _fields(request: HttpRequest) -> Iterator[tuple[str, str]]:
    try:
        lists = list(request.POST.lists())
    except Exception:  # what was sent cannot be read any more; then there is nothing to keep
        return
    yield from ((name, str(value)) for name, values in lists for value in values)

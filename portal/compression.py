"""Pages go out packed, as fast as they are drawn.

Django's GZipMiddleware packs at level 6 with no way to say otherwise: of a page of 180 kB that was
2.3 ms, of the frame of any page more than a query. ISA-L (`isal`) takes 0.15 for a fifth more bytes.
Files are left as they are: workbooks, documents and pictures are packed already.
"""

import secrets
from collections.abc import Callable
from gzip import FNAME

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from isal import igzip

LEAST = 200  # bytes: what is shorter fits one packet anyway
LEVEL = 2  # of 0 to 3
HEAD = 10  # bytes of a gzip file before its optional fields
LONGEST_NAME = 100  # bytes


class PackingMiddleware:
    """Pack what a view has drawn for a browser that takes gzip."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if _is_worth_it(response):
            patch_vary_headers(response, ("Accept-Encoding",))
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                _pack(response)
        return response


def _is_worth_it(response: HttpResponse) -> bool:
    if response.streaming or response.has_header("Content-Encoding"):
        return False
    is_text = response.headers.get("Content-Type", "").startswith(("text/", "application/json"))
    return is_text and len(response.content) >= LEAST


def _pack(response: HttpResponse) -> None:
    response.content = packed(response.content)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Content-Encoding"] = "gzip"


def packed(content: bytes) -> bytes:
    """Return a gzip file of the content, under a file name of random length.

    So who can have words of their own drawn beside a secret learns nothing from the length of the
    page (BREACH; the means is Django's, "Heal the Breach", IEEE 2022).
    """
    whole = igzip.compress(content, LEVEL, mtime=0)
    head = bytearray(whole[:HEAD])
    head[3] |= FNAME
    return b"".join([head, b"a" * secrets.randbelow(LONGEST_NAME), b"\0", whole[HEAD:]])

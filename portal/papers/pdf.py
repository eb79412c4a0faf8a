"""The PDF, by WeasyPrint. The library is imported where it is used: it needs pango, a system package."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.template.loader import render_to_string

from portal.jobs.run import JobFailure

FONTS = settings.BASE_DIR / "static" / "vendor" / "fonts"
_WITHOUT_PANGO = (
    "Máy chủ thiếu thư viện pango nên chưa tạo được PDF. "
    "Quản trị viên cài bằng: apt-get install libpango-1.0-0 libpangoft2-1.0-0"
)
_WITHOUT_FONTS = (
    "Máy chủ thiếu phông chữ của văn bản. Quản trị viên chạy: python scripts/build_assets.py"
)


def make_pdf(template: str, context: dict[str, Any]) -> bytes:
    """Render a paper template to PDF bytes; the same input gives the same bytes.

    Raises `JobFailure` with the command to run when pango is missing.
    """
    pdf: bytes = laid_out(template, context).write_pdf()
    return pdf


def laid_out(template: str, context: dict[str, Any]) -> Any:
    """Return a paper template laid out on its pages, as WeasyPrint's `Document`, not drawn yet.

    Raises `JobFailure` as `make_pdf` does.
    """
    try:
        import weasyprint
    except OSError as error:
        raise JobFailure(_WITHOUT_PANGO) from error
    html = render_to_string(template, context | {"fonts": FONTS.as_uri()})
    fetcher = _fonts_only()
    document = weasyprint.HTML(string=html, base_url=FONTS.as_uri(), url_fetcher=fetcher)
    try:
        with _no_collection():
            return document.render()
    except weasyprint.urls.FatalURLFetchingError as error:
        raise JobFailure(_WITHOUT_FONTS) from error


def _fonts_only() -> Any:
    """Return a fetcher that loads our own fonts and nothing else: text of officials reaches no file.

    What it refuses or does not find stops the rendering: a report is never set in another face.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class FontsOnly(URLFetcher):  # type: ignore[misc]  # the library has no types
        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            path = Path(unquote(url.removeprefix("file://"))).resolve()
            if not url.startswith("file://") or FONTS.resolve() not in path.parents:
                raise ValueError("only the portal's own fonts may be loaded")
            return super().fetch(url, headers)

    return FontsOnly(fail_on_errors=True)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Rendering makes millions of short-lived objects; collecting meanwhile costs a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()

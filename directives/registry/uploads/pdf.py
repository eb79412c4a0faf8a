"""The text that a PDF carries, read page by page up to a bound; which of its pages are pictures."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError

from directives.registry.uploads.ruled import Ruled, text_of

MAX_PAGES = 300
_LARGEST_PAGE, _LARGEST_TEXT = 4_000_000, 3_000_000  # a page of dense type is 50 kB
_FEW_LETTERS = 100  # a scan signed with a certificate carries a stamp's words as text
TOO_HEAVY = "Tệp PDF này chứa quá nhiều dữ liệu nên hệ thống không đọc."
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    shows_picture: bool

    @property
    def is_scanned(self) -> bool:
        return len(self.text.strip()) < _FEW_LETTERS and self.shows_picture


def pdf_pages(content: bytes) -> list[Page]:
    """Raises `ValidationError`."""
    with _opened(content) as pages:
        return list(_bounded(enumerate(pages), Ruled(content)))


def pdf_page(content: bytes, number: int) -> Page:
    """Return the page of this number, counted from one. Raises `ValidationError`."""
    with _opened(content) as pages:
        return next(_bounded([(number - 1, pages[number - 1])], Ruled(content)))


def is_scan(pages: list[Page]) -> bool:
    """Whether most of it has to be looked at: no letter anywhere, or half of the pages are pictures."""
    if not any(page.text.strip() for page in pages):
        return True
    return 2 * sum(page.is_scanned for page in pages) >= len(pages)


@contextmanager
def _opened(content: bytes) -> Iterator[Any]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError("Tệp PDF đặt mật khẩu, hệ thống không mở được.")
        if len(reader.pages) > MAX_PAGES:
            raise ValidationError(f"Tệp PDF dài quá {MAX_PAGES} trang.")
        yield reader.pages
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.info("Unreadable PDF: %s", error)
        raise ValidationError("Không đọc được tệp PDF này; tệp có thể bị hỏng.") from error


def _bounded(pages: Iterable[tuple[int, Any]], ruled: Ruled) -> Iterator[Page]:
    """Yield each page, before the drawing of a page or the text of all grows beyond measure."""
    total = 0
    for number, page in pages:
        contents = page.get_contents()
        drawn = contents.get_data() if contents is not None else b""
        if len(drawn) > _LARGEST_PAGE:
            raise ValidationError(TOO_HEAVY)
        text = text_of(page, ruled.tables(number, drawn))
        total += len(text)
        if total > _LARGEST_TEXT:
            raise ValidationError(TOO_HEAVY)
        yield Page(text, _shows_picture(page))


def _shows_picture(page: Any) -> bool:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    if drawn is None:
        return False
    kinds = (each.get_object().get("/Subtype") for each in drawn.get_object().values())
    return any(kind in ("/Image", "/Form") for kind in kinds)

"""The text that a PDF carries, read page by page up to a bound."""

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError

MAX_PAGES = 300
_LARGEST_PAGE, _LARGEST_TEXT = 4_000_000, 3_000_000  # a page of dense type is 50 kB
TOO_HEAVY = "Tệp PDF này chứa quá nhiều dữ liệu nên hệ thống không đọc."
log = logging.getLogger(__name__)


def pdf_text(content: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValidationError("Tệp PDF đặt mật khẩu, hệ thống không mở được.")
        if len(reader.pages) > MAX_PAGES:
            raise ValidationError(f"Tệp PDF dài quá {MAX_PAGES} trang.")
        return "\n".join(_pages_text(reader.pages))
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        log.info("Unreadable PDF: %s", error)
        raise ValidationError("Không đọc được tệp PDF này; tệp có thể bị hỏng.") from error


def _pages_text(pages: Iterable[Any]) -> Iterator[str]:
    """Yield each page's text, before the drawing of a page or all of them grow beyond measure."""
    total = 0
    for page in pages:
        drawn = page.get_contents()
        if drawn is not None and len(drawn.get_data()) > _LARGEST_PAGE:
            raise ValidationError(TOO_HEAVY)
        text = page.extract_text()
        total += len(text)
        if total > _LARGEST_TEXT:
            raise ValidationError(TOO_HEAVY)
        yield text

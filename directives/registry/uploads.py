"""The text of an uploaded document: .txt, .docx, a PDF that carries its text.

The readers of Word and PDF are imported where they read: with the URLs, every start would wait for them.
"""

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import ValidationError

from directives.reading.legacy import Converted, converted
from portal.files.rules import FileKind
from portal.text import nfc

MAX_PAGES = 300
_LARGEST_PAGE, _LARGEST_TEXT = 4_000_000, 3_000_000  # a page of dense type is 50 kB
TOO_HEAVY = "Tệp PDF này chứa quá nhiều dữ liệu nên hệ thống không đọc."
UNKNOWN_LETTERS = "Tệp không ở mã Unicode (UTF-8, UTF-16), TCVN3 hay VNI. Hãy lưu lại ở mã UTF-8."
SCANNED = "Tệp PDF này là bản quét, không có lớp chữ để đọc. Hãy tải bản Word, hoặc dán phần chữ vào ô bên."
log = logging.getLogger(__name__)


def text_of(kind: FileKind, content: bytes) -> Converted:
    """Return the text of a checked upload, from TCVN3 or VNI too. Raises `ValidationError` in Vietnamese."""
    match kind:
        case FileKind.TXT:
            text = _decoded(content)
        case FileKind.DOCX:
            text = _docx_text(content)
        case FileKind.PDF:
            text = _pdf_text(content)
        case _:
            raise ValidationError("Chỉ đọc được chữ từ tệp .txt, .docx hoặc .pdf.")
    text, source = converted(text)
    text = nfc(text)
    if not text.strip():
        raise ValidationError(SCANNED if kind is FileKind.PDF else "Tệp không có chữ nào để đọc.")
    return Converted(text, source)


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        old = content.decode("latin-1")  # files of before Unicode: one byte a letter
        if converted(old).source is None:
            raise ValidationError(UNKNOWN_LETTERS) from None
        return old


def _docx_text(content: bytes) -> str:
    from docx import Document

    try:
        document = Document(BytesIO(content))
        return "\n".join(_lines(document.iter_inner_content()))
    except Exception as error:  # python-docx lets errors of zip, XML and its own parts through
        log.info("Unreadable docx: %s", error)
        raise ValidationError("Không mở được tệp Word này; tệp có thể bị hỏng.") from error


def _lines(blocks: Iterator[object]) -> Iterator[str]:
    """Paragraphs and table cells in reading order; a merged cell once."""
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            yield str(getattr(block, "text", ""))
            continue
        for row in block.rows:
            seen: set[int] = set()
            for cell in row.cells:
                if id(cell._tc) not in seen:
                    seen.add(id(cell._tc))
                    yield from _lines(cell.iter_inner_content())
        yield ""


def _pdf_text(content: bytes) -> str:
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

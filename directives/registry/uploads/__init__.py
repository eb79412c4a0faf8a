"""The text of an uploaded document: .txt, .doc, .docx, a PDF that carries its text; scans are told apart.

The readers of Word and PDF are imported where they read: with the URLs, every start would wait for them.
"""

from django.core.exceptions import ValidationError

from directives.reading.legacy import Converted, converted
from directives.registry.uploads.pdf import is_scan, pdf_pages
from directives.registry.uploads.ruled import joined
from directives.registry.uploads.word import doc_text, docx_text
from portal.files.rules import FileKind
from portal.text import nfc

UNKNOWN_LETTERS = "Tệp không ở mã Unicode (UTF-8, UTF-16), TCVN3 hay VNI. Hãy lưu lại ở mã UTF-8."


class Scanned(Exception):
    """The upload is pictures of so many pages: its letters have to be read in the background."""

    def __init__(self, pages: int) -> None:
        super().__init__(f"{pages} pages")
        self.pages = pages


def text_of(kind: FileKind, content: bytes) -> Converted:
    """Return the text of a checked upload, from TCVN3 or VNI too.

    Raises `ValidationError` in Vietnamese, and `Scanned` for one without text to take.
    """
    match kind:
        case FileKind.TXT:
            text = _decoded(content)
        case FileKind.DOC:
            text = doc_text(content)
        case FileKind.DOCX:
            text = docx_text(content)
        case FileKind.PDF:
            text = _pdf_text(content)
        case FileKind.PNG | FileKind.JPEG:
            raise Scanned(1)
        case _:
            raise ValidationError("Chỉ đọc được chữ từ tệp Word, PDF, ảnh hoặc văn bản thuần.")
    text, source = converted(text)
    text = nfc(text)
    if not text.strip():
        raise ValidationError("Tệp không có chữ nào để đọc.")
    return Converted(text, source)


def _pdf_text(content: bytes) -> str:
    pages = pdf_pages(content)
    if is_scan(pages):
        raise Scanned(len(pages))
    return joined([page.text for page in pages])


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

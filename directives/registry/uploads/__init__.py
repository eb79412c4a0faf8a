"""The text of an uploaded document: .txt, .doc, .docx, a PDF that carries its text.

The readers of Word and PDF are imported where they read: with the URLs, every start would wait for them.
"""

from django.core.exceptions import ValidationError

from directives.reading.legacy import Converted, converted
from directives.registry.uploads.pdf import pdf_text
from directives.registry.uploads.word import doc_text, docx_text
from portal.files.rules import FileKind
from portal.text import nfc

UNKNOWN_LETTERS = "Tệp không ở mã Unicode (UTF-8, UTF-16), TCVN3 hay VNI. Hãy lưu lại ở mã UTF-8."
SCANNED = "Tệp PDF này là bản quét, không có lớp chữ để đọc. Hãy tải bản Word, hoặc dán phần chữ vào ô bên."


def text_of(kind: FileKind, content: bytes) -> Converted:
    """Return the text of a checked upload, from TCVN3 or VNI too. Raises `ValidationError` in Vietnamese."""
    match kind:
        case FileKind.TXT:
            text = _decoded(content)
        case FileKind.DOC:
            text = doc_text(content)
        case FileKind.DOCX:
            text = docx_text(content)
        case FileKind.PDF:
            text = pdf_text(content)
        case _:
            raise ValidationError("Chỉ đọc được chữ từ tệp .txt, .doc, .docx hoặc .pdf.")
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

"""What a file may be: its content must say the same as its name."""

import re
from enum import Enum

from portal.files.contents import Refusal, is_image, is_office, is_old_word, is_pdf, is_text
from portal.text import one_line

__all__ = ["DOCUMENTS", "EVIDENCE", "FileKind", "Refusal", "kept_name", "kind_of"]

_LONGEST_NAME = 150
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f/\\]')


class FileKind(Enum):
    """Suffix, media type and the sentence-name of what people may upload."""

    TXT = ("txt", "text/plain", "văn bản thuần")
    DOC = ("doc", "application/msword", "Word 97–2003")
    DOCX = (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    )
    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
    ZIP = ("zip", "application/zip", "ZIP")
    PDF = ("pdf", "application/pdf", "PDF")
    PNG = ("png", "image/png", "ảnh PNG")
    JPEG = ("jpg", "image/jpeg", "ảnh JPEG")

    def __init__(self, suffix: str, media_type: str, label: str) -> None:
        self.suffix, self.media_type, self.label = suffix, media_type, label


DOCUMENTS = frozenset(
    {FileKind.TXT, FileKind.DOC, FileKind.DOCX, FileKind.PDF, FileKind.PNG, FileKind.JPEG}
)
EVIDENCE = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.PNG, FileKind.JPEG})

_OFFICE_PART = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}


def kind_of(name: str, content: bytes, *, allowed: frozenset[FileKind]) -> FileKind:
    """Return the kind that both the name and the content show. Raises `Refusal`."""
    if not content:
        raise Refusal("Tệp rỗng, không có nội dung.")
    suffix = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    named = next((kind for kind in allowed if kind.suffix == suffix), None)
    if named is None:
        labels = ", ".join(sorted(f".{kind.suffix}" for kind in allowed))
        raise Refusal(f"Không nhận tệp “.{suffix[:20]}”. Các loại được nhận: {labels}.")
    if not _looks_like(named, content):
        raise Refusal(f"Nội dung tệp không phải là {named.label} như tên “{name[:80]}” cho biết.")
    return named


def kept_name(name: str, kind: FileKind) -> str:
    """Return the name a file is kept and given back under: one that cannot mislead or climb.

    No folder, no letter that turns the line around or cannot be seen, no sign that a file system
    reads as its own; the suffix is that of the kind and is never cut off.
    """
    stem = _FORBIDDEN.sub("-", one_line(name).rpartition(".")[0]).strip(" .-")
    return f"{stem[:_LONGEST_NAME] or 'tep'}.{kind.suffix}"


def _looks_like(kind: FileKind, content: bytes) -> bool:
    match kind:
        case FileKind.PDF:
            return is_pdf(content)
        case FileKind.PNG | FileKind.JPEG:
            return is_image(content, format_name=kind.name)
        case FileKind.TXT:
            return is_text(content)
        case FileKind.DOC:
            return is_old_word(content)
        case _:
            return is_office(content, part=_OFFICE_PART[kind])

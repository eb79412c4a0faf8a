"""What a file may be: its content must say the same as its name."""

import zipfile
from dataclasses import dataclass
from enum import Enum
from io import BytesIO

_ZIP_LIMIT_RATIO = 200
_ZIP_LIMIT_BYTES = 300 * 1024 * 1024


class FileKind(Enum):
    """Suffix, media type and the sentence-name of what people may upload."""

    TXT = ("txt", "text/plain", "văn bản thuần")
    DOCX = (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "Word",
    )
    XLSX = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
    PDF = ("pdf", "application/pdf", "PDF")
    PNG = ("png", "image/png", "ảnh PNG")
    JPEG = ("jpg", "image/jpeg", "ảnh JPEG")

    def __init__(self, suffix: str, media_type: str, label: str) -> None:
        self.suffix, self.media_type, self.label = suffix, media_type, label


DOCUMENTS = frozenset({FileKind.TXT, FileKind.DOCX, FileKind.PDF})
EVIDENCE = frozenset({FileKind.PDF, FileKind.DOCX, FileKind.XLSX, FileKind.PNG, FileKind.JPEG})

_OFFICE_PART = {FileKind.DOCX: "word/document.xml", FileKind.XLSX: "xl/workbook.xml"}


@dataclass(frozen=True, slots=True)
class Refusal(Exception):
    """Why a file is not taken, as a sentence for the person who chose it."""

    sentence: str


def kind_of(name: str, content: bytes, *, allowed: frozenset[FileKind]) -> FileKind:
    """Return the kind that both the name and the content show. Raises `Refusal`."""
    if not content:
        raise Refusal("Tệp rỗng, không có nội dung.")
    suffix = name.rpartition(".")[2].lower().replace("jpeg", "jpg")
    named = next((kind for kind in allowed if kind.suffix == suffix), None)
    if named is None:
        labels = ", ".join(sorted(f".{kind.suffix}" for kind in allowed))
        raise Refusal(f"Không nhận tệp “.{suffix}”. Các loại được nhận: {labels}.")
    if not _looks_like(named, content):
        raise Refusal(f"Nội dung tệp không phải là {named.label} như tên “{name[:80]}” cho biết.")
    return named


def _looks_like(kind: FileKind, content: bytes) -> bool:
    match kind:
        case FileKind.PDF:
            return content.startswith(b"%PDF-")
        case FileKind.PNG:
            return content.startswith(b"\x89PNG\r\n\x1a\n")
        case FileKind.JPEG:
            return content.startswith(b"\xff\xd8\xff")
        case FileKind.TXT:
            return _is_text(content)
        case _:
            return _is_office(content, part=_OFFICE_PART[kind])


def _is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _is_office(content: bytes, *, part: str) -> bool:
    """True for a package that holds its main part and does not unpack beyond all measure."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    unpacked = sum(info.file_size for info in infos)
    if unpacked > max(_ZIP_LIMIT_RATIO * len(content), 1_000_000) or unpacked > _ZIP_LIMIT_BYTES:
        raise Refusal("Tệp nén bất thường, hệ thống không mở.")
    return any(info.filename == part for info in infos)

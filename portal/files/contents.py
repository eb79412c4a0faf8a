"""Looking into a file without trusting it: what it unpacks to, what would run, what others would fetch.

Everything here reads bounded amounts: a package is refused by its own list of contents before
anything of it is unpacked, an image by the size its head announces.
"""

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

_RATIO, _MOST_BYTES, _MOST_PARTS = 200, 300 * 1024 * 1024, 5_000
_SMALL = 1_000_000  # what unpacks to less is no bomb, whatever its ratio
_MOST_PIXELS, _LONGEST_SIDE = 60_000_000, 20_000
_MACROS = re.compile(r"vbaProject|vbaData|activeX|/macro", re.IGNORECASE)
_RUNS = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|js|jse|wsf|hta|lnk|jar|reg)$", re.IGNORECASE
)
_PACKED = re.compile(r"\.(zip|7z|rar|gz|bz2|xz|tar|cab|iso)$", re.IGNORECASE)
_XML = re.compile(r"\.(xml|rels|vml)$", re.IGNORECASE)
_DECLARES = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_PLAIN = {b"utf-8", b"us-ascii", b"ascii"}
_FETCHES = re.compile(
    rb"<Relationship\b(?=[^>]*/(?:attachedTemplate|oleObject|frame|subDocument)\")"
    rb"(?=[^>]*TargetMode\s*=\s*[\"']External)",
    re.IGNORECASE,
)

# How zipfile says that a package cannot be read: no package, a name or place that makes no sense, a
# way of packing that it does not know, cut short, locked by a password, packed bytes that are damaged.
_BROKEN = (
    zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, RuntimeError, zlib.error,
)  # fmt: skip

MACROS = "Tệp có macro. Hãy lưu lại thành bản không có macro rồi gửi."
PACKED = "Trong tệp có nhúng chương trình hoặc tệp nén, hệ thống không nhận."


class Refusal(Exception):
    """Why a file is not taken, as a sentence for the person who chose it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def is_office(content: bytes, *, part: str) -> bool:
    """Return whether it is a package with its main part. Raises `Refusal` for one that would harm."""
    if not content.startswith(b"PK\x03\x04"):  # a package behind something else is two files in one
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            entries = package.infolist()
            _refuse_bomb(entries, packed=len(content))
            if part not in {entry.filename for entry in entries}:
                return False
            _refuse_harm(package, entries)
    except _BROKEN:
        return False
    return True


_COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
_MACRO_PARTS = ("Macros", "_VBA_PROJECT", "_VBA_PROJECT_CUR")


def is_old_word(content: bytes) -> bool:
    """Return whether it is a Word 97–2003 document. Raises `Refusal` for one with macros or a package."""
    if not content.startswith(_COMPOUND) or not _names_part(content, "WordDocument"):
        return False
    if any(_names_part(content, name) for name in _MACRO_PARTS):
        raise Refusal(MACROS)
    if _names_part(content, "\x01Ole10Native"):  # a file of any kind, wrapped up
        raise Refusal(PACKED)
    return True


def _names_part(content: bytes, name: str) -> bool:
    """Whether the folder of a compound file names a part: entries of 128 bytes, the name first."""
    entry = name.encode("utf-16-le").ljust(64, b"\0") + (2 * len(name) + 2).to_bytes(2, "little")
    found = re.finditer(re.escape(entry), content)
    return any(place.start() % 128 == 0 for place in found)


def is_image(content: bytes, *, format_name: str) -> bool:
    """Return whether it is a whole PNG or JPEG. Raises `Refusal` for one too large to be opened."""
    from PIL import Image  # its plug-ins are loaded where an image is looked at

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=[format_name]) as image:
                width, height = image.size
                if max(width, height) > _LONGEST_SIDE or width * height > _MOST_PIXELS:
                    raise Refusal("Ảnh có kích thước quá lớn. Hãy thu nhỏ rồi gửi lại.")
                image.verify()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Refusal("Ảnh có kích thước quá lớn. Hãy thu nhỏ rồi gửi lại.") from None
    except (OSError, SyntaxError, ValueError):  # what Pillow says of a broken file
        return False
    return not zipfile.is_zipfile(BytesIO(content))


def is_pdf(content: bytes) -> bool:
    """Return whether it begins as a PDF and is not a package besides."""
    return content.startswith(b"%PDF-") and not zipfile.is_zipfile(BytesIO(content))


# What no text of before Unicode (one byte a letter) holds; 0x85 and 0x91-0x97 are Windows' marks.
_NO_LETTER = re.compile(rb"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x90\x98-\x9f]")


def is_text(content: bytes) -> bool:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        return "\x00" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return _NO_LETTER.search(content) is None


def _refuse_bomb(entries: list[zipfile.ZipInfo], *, packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    too_many = len(entries) > _MOST_PARTS
    if too_many or unpacked > max(_RATIO * packed, _SMALL) or unpacked > _MOST_BYTES:
        raise Refusal("Tệp nén bất thường, hệ thống không mở.")


def _refuse_harm(package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for name in (entry.filename for entry in entries):
        if _MACROS.search(name):
            raise Refusal(MACROS)
        if _RUNS.search(name) or _PACKED.search(name):
            raise Refusal(PACKED)
    for name, xml in _xml_parts(package, entries):
        if name == "[Content_Types].xml" and b"macroEnabled" in xml:
            raise Refusal(MACROS)
        if _declares_entities(xml):
            raise Refusal("Tệp có khai báo XML không được phép, hệ thống không mở.")
        if name.endswith(".rels") and _FETCHES.search(xml):
            raise Refusal("Tệp tự tải nội dung từ nơi khác, hệ thống không nhận.")


def _xml_parts(
    package: zipfile.ZipFile, entries: list[zipfile.ZipInfo]
) -> Iterator[tuple[str, bytes]]:
    for entry in entries:
        if _XML.search(entry.filename):
            yield entry.filename, package.read(entry)


def _declares_entities(xml: bytes) -> bool:
    """Return whether XML brings a document type, or hides in an encoding where none could be seen."""
    if xml.startswith((b"\xff\xfe", b"\xfe\xff")):
        xml = xml.decode("utf-16", errors="replace").encode()
    elif b"\x00" in xml[:64]:
        return True
    else:
        declared = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
        if declared and declared[1].lower() not in _PLAIN:
            return True
    return bool(_DECLARES.search(xml))

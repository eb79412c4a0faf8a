"""Files made to harm: bombs, macros, entities, two files in one, names that mislead. Each is tried."""

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject
from pytest_django import Settings

from directives.registry.uploads import text_of
from portal.access import Scope
from portal.files.actions import keep_upload
from portal.files.contents import is_office
from portal.files.rules import DOCUMENTS, EVIDENCE, FileKind, Refusal, kept_name, kind_of

MAIN = b'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="x"/>'
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;">]>'
    b"<lolz>&lol2;</lolz>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY xxe SYSTEM "file:///etc/passwd">]><x>&xxe;</x>'
TEMPLATE = (
    b'<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument'
    b'/2006/relationships/attachedTemplate" Target="http://203.0.113.5/x.dotm"'
    b' TargetMode="External"/></Relationships>'
)
MACROS = (
    b'<Types><Override PartName="/word/document.xml"'
    b' ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
)


def office(main: str = "word/document.xml", /, **parts: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(main, MAIN)
        for name, content in parts.items():
            package.writestr(name, content)
    return made.getvalue()


def png(width: int, height: int, pixels: bytes = b"") -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    drawn = zlib.compress(pixels or b"\0" * (width + 1) * height)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", head) + chunk(b"IDAT", drawn) + chunk(b"IEND", b"")


def jpeg(width: int, height: int) -> bytes:
    from PIL import Image

    made = BytesIO()
    Image.new("L", (8, 8)).save(made, "JPEG")
    whole = made.getvalue()
    place = whole.index(b"\xff\xc0") + 5
    return whole[:place] + struct.pack(">HH", height, width) + whole[place + 4 :]


def refused(name: str, content: bytes) -> str:
    with pytest.raises(Refusal) as refusal:
        kind_of(name, content, allowed=EVIDENCE | DOCUMENTS)
    return refusal.value.sentence


# --- packages ---


@pytest.mark.parametrize(
    ("part", "content", "sentence"),
    [
        ("word/vbaProject.bin", b"x", "macro"),
        ("word/activeX/activeX1.bin", b"x", "macro"),
        ("[Content_Types].xml", MACROS, "macro"),
        ("word/embeddings/setup.exe", b"MZ", "chương trình"),
        ("word/media/run.JS", b"x", "chương trình"),
        ("word/embeddings/more.zip", b"PK", "tệp nén"),
        ("word/settings.xml", LAUGHS, "khai báo XML"),
        ("word/styles.xml", OUTSIDE, "khai báo XML"),
        ("word/styles.xml", LAUGHS.decode().encode("utf-16"), "khai báo XML"),
        ("word/styles.xml", LAUGHS.decode().encode("utf-16-be"), "khai báo XML"),
        ("word/styles.xml", b'<?xml version="1.0" encoding="UTF-7"?><x/>', "khai báo XML"),
        ("word/styles.xml", b"<!--" + b"x" * 90_000 + b"-->" + OUTSIDE, "khai báo XML"),
        ("word/_rels/settings.xml.rels", TEMPLATE, "từ nơi khác"),
    ],
)
def test_a_word_file_that_would_harm_is_refused(part: str, content: bytes, sentence: str) -> None:
    assert sentence in refused("a.docx", office(**{part: content}))


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_a_sheet_with_macros_is_refused_whatever_its_name(part: str) -> None:
    book = office("xl/workbook.xml", **{part: b"<x/>"})
    assert "macro" in refused("a.xlsx", book)


@pytest.mark.parametrize(
    "name", ["a.docm", "a.xlsm", "a.svg", "a.zip", "a.html", "a.exe", "a.docx.exe"]
)
def test_other_kinds_are_refused_by_name(name: str) -> None:
    assert "Không nhận tệp" in refused(name, office())


def test_a_package_of_zeros_is_refused_before_it_is_unpacked() -> None:
    assert "nén bất thường" in refused("a.docx", office(zeros=b"\0" * 40_000_000))


def test_a_package_in_a_package_in_a_package_is_refused() -> None:
    inner = office(zeros=b"\0" * 20_000_000)
    for depth in range(3):
        inner = office(**{f"word/embeddings/{depth}.zip": inner})
    assert "nén" in refused("a.docx", inner)


def test_a_package_of_very_many_parts_is_refused() -> None:
    parts = {f"word/{number}.bin": b"" for number in range(5_001)}
    assert "nén bất thường" in refused("a.docx", office(**parts))


def test_overlapping_parts_are_counted_each() -> None:
    """A bomb whose list names the same bytes a thousand times (Fifield, 2019)."""
    whole = office(kernel=b"\0" * 900_000)
    entry_at = whole.index(b"PK\x01\x02")
    ends_at = whole.index(b"PK\x05\x06")
    listed = whole[entry_at:ends_at] * 500
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1000, 1000, len(listed), entry_at, 0)
    assert "nén bất thường" in refused("a.docx", whole[:entry_at] + listed + end)


@pytest.mark.parametrize("lead", [b"%PDF-1.7\n", b"MZ\x90\0", b"\x89PNG\r\n\x1a\n"])
def test_a_package_behind_something_else_is_no_word_file(lead: bytes) -> None:
    assert "không phải là Word" in refused("a.docx", lead + office())


# --- images and PDFs ---


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.png", png(30_000, 2, b"\0")),
        ("a.png", png(15_000, 15_000, b"\0")),
        ("a.jpg", jpeg(30_000, 30_000)),
    ],
)
def test_an_image_that_unpacks_beyond_measure_is_refused(name: str, content: bytes) -> None:
    assert "kích thước quá lớn" in refused(name, content)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.png", png(4, 4) + office(), "không phải là ảnh PNG"),
        ("a.jpg", jpeg(8, 8) + office(), "không phải là ảnh JPEG"),
        ("a.pdf", b"%PDF-1.7\n" + office(), "không phải là PDF"),
        ("a.pdf", b"<html>%PDF-1.7", "không phải là PDF"),
        ("a.png", png(4, 4)[:40], "không phải là ảnh PNG"),
        ("a.png", jpeg(8, 8), "không phải là ảnh PNG"),
        ("a.jpg", b"\xff\xd8\xff\xe0<script>alert(1)</script>", "không phải là ảnh JPEG"),
    ],
)
def test_two_files_in_one_and_broken_images_are_refused(
    name: str, content: bytes, sentence: str
) -> None:
    assert sentence in refused(name, content)


def test_whole_images_are_taken() -> None:
    assert kind_of("a.png", png(4, 4), allowed=EVIDENCE) is FileKind.PNG
    assert kind_of("a.JPEG", jpeg(8, 8), allowed=EVIDENCE) is FileKind.JPEG


def pdf(*, pages: int = 1, drawn: bytes = b"") -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(100, 100)
        if drawn:
            stream = DecodedStreamObject()
            stream.set_data(drawn)
            page[NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (pdf(pages=301), "dài quá 300 trang"),
        (pdf(drawn=b" " * 5_000_000), "quá nhiều dữ liệu"),
        (pdf(drawn=b" " * 100_000_000), "không|Không"),
        (b"%PDF-1.7\n" + b"1 0 obj<</Length 99999999>>stream\n" * 20, "Không đọc được"),
    ],
)
def test_a_pdf_that_would_keep_the_server_busy_is_not_read(content: bytes, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        text_of(FileKind.PDF, content)


# --- names ---


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.pdf", "etc-passwd.pdf"),
        ("C:\\Users\\x\\bao cao.PDF", "C--Users-x-bao cao.pdf"),
        ("bao\u202efdp.exe\u202c.pdf", "baofdp.exe.pdf"),
        ("báo cáo\r\nSet-Cookie: x.pdf", "báo cáo Set-Cookie- x.pdf"),
        ("a\x00.pdf", "a.pdf"),
        (".pdf", "tep.pdf"),
        ("....pdf", "tep.pdf"),
        ('"><script>.pdf', "script.pdf"),
        ("x" * 500 + ".pdf", "x" * 150 + ".pdf"),
        ("Kế hoạch số 12.docx.pdf", "Kế hoạch số 12.docx.pdf"),
    ],
)
def test_a_name_cannot_mislead_or_climb(name: str, kept: str) -> None:
    assert kept_name(name, FileKind.PDF) == kept


def test_a_name_from_outside_is_kept_tidy_and_never_reaches_the_disk(
    scopes: Callable[[str], Scope],
) -> None:
    upload = SimpleUploadedFile("..\\..\\tro\u202eoj.png", png(4, 4))
    attachment = keep_upload(upload, by=scopes("canbo.lucnam"))
    assert attachment.name == "trooj.png"
    assert attachment.file.name == f"{attachment.sha256[:2]}/{attachment.sha256}"
    attachment.file.delete(save=False)


def test_a_file_larger_than_allowed_is_told_before_it_is_looked_at(
    scopes: Callable[[str], Scope], settings: Settings
) -> None:
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7" + b"\0" * 1024 * 1024)
    with pytest.raises(ValidationError, match="lớn hơn 1 MB"):
        keep_upload(upload, by=scopes("canbo.lucnam"))


# --- Word 97–2003 ---


def compound(*parts: str) -> bytes:
    """The signature of a compound file and a folder with these parts."""
    entries = [
        part.encode("utf-16-le").ljust(64, b"\0") + (2 * len(part) + 2).to_bytes(2, "little")
        for part in parts
    ]
    signature = bytes.fromhex("d0cf11e0a1b11ae1")
    return signature.ljust(512, b"\0") + b"".join(one.ljust(128, b"\0") for one in entries)


def test_an_old_word_file_is_told_by_its_parts() -> None:
    whole = compound("Root Entry", "WordDocument")
    assert kind_of("a.doc", whole, allowed=DOCUMENTS) is FileKind.DOC


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (compound("Root Entry", "Workbook"), "không phải là Word 97–2003"),
        (b"MZ" + compound("WordDocument"), "không phải là Word 97–2003"),
        (compound("Root Entry") + b"x" + compound("WordDocument"), "không phải là Word 97–2003"),
        (compound("WordDocument", "Macros", "VBA"), "macro"),
        (compound("WordDocument", "_VBA_PROJECT"), "macro"),
        (compound("WordDocument", "ObjectPool", "\x01Ole10Native"), "nhúng chương trình"),
    ],
)
def test_an_old_word_file_that_is_none_or_would_harm_is_refused(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        kind_of("a.doc", content, allowed=DOCUMENTS)


def test_a_package_whose_packed_bytes_are_damaged_is_no_package() -> None:
    made, part = BytesIO(), "word/document.xml"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(part, "<a>" + "chữ " * 500 + "</a>")
    damaged, begins = bytearray(made.getvalue()), 30 + len(part)
    damaged[begins : begins + 6] = b"\xff" * 6
    assert not is_office(bytes(damaged), part=part)

import zipfile
from io import BytesIO

import pytest

from portal.files.rules import DOCUMENTS, EVIDENCE, FileKind, Refusal, kind_of


def package(*names: str, size: int = 10) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b" " * size)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", b"%PDF-1.7", FileKind.PDF),
        ("A.PDF", b"%PDF-1.4", FileKind.PDF),
        ("a.docx", package("word/document.xml"), FileKind.DOCX),
        ("a.xlsx", package("xl/workbook.xml"), FileKind.XLSX),
    ],
)
def test_a_file_is_what_its_name_and_content_both_say(
    name: str, content: bytes, kind: FileKind
) -> None:
    assert kind_of(name, content, allowed=EVIDENCE) is kind


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"", "Tệp rỗng"),
        ("a.exe", b"MZ", "Không nhận tệp"),
        ("a.pdf.exe", b"%PDF-1.7", "Không nhận tệp"),
        ("noname", b"%PDF-1.7", "Không nhận tệp"),
        ("a.pdf", b"MZ\x90", "không phải là PDF"),
        ("a.docx", b"%PDF-1.7", "không phải là Word"),
        ("a.docx", package("xl/workbook.xml"), "không phải là Word"),
        ("a.txt", b"\xff\x00\xba", "không phải là văn bản"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        kind_of(name, content, allowed=EVIDENCE | DOCUMENTS)


def test_a_package_that_unpacks_beyond_measure_is_refused() -> None:
    bomb = package("word/document.xml", size=30_000_000)
    with pytest.raises(Refusal, match="nén bất thường"):
        kind_of("a.docx", bomb, allowed=DOCUMENTS)

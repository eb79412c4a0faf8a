"""The text of Word files: .docx by python-docx, .doc (Word 97–2003) by LibreOffice, a program of the system."""

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from portal.files.programs import ProgramAbsent, ProgramFailed, require, run, workroom

_LARGEST_TEXT = 12_000_000  # bytes of UTF-8
_COLUMNS = 3  # filled cells of a row that make it one of a table of tasks
UNREADABLE = "Không mở được tệp Word này; tệp có thể bị hỏng hoặc đặt mật khẩu."
TOO_LONG = "Tệp Word này chứa quá nhiều chữ nên hệ thống không đọc."
NO_LIBREOFFICE = (
    "Máy chủ chưa cài LibreOffice (gói libreoffice-writer-nogui) nên chưa đọc được tệp .doc. Hãy lưu lại"
    " thành .docx rồi gửi, hoặc dán phần chữ vào ô bên."
)
log = logging.getLogger(__name__)


def doc_text(content: bytes) -> str:
    """Return the text of a .doc in reading order, numbers of lists too. Raises `ValidationError`."""
    try:
        require("soffice", package="libreoffice-writer-nogui")
    except ProgramAbsent:
        raise ValidationError(NO_LIBREOFFICE) from None
    with workroom() as folder:
        try:
            return _converted(content, folder)
        except (ProgramFailed, OSError) as error:
            log.info("Unreadable doc: %s", error)
            raise ValidationError(UNREADABLE) from error


def _converted(content: bytes, folder: Path) -> str:
    """LibreOffice is told what it reads: guessing, it takes anything for some text."""
    source, made = folder / "source.doc", folder / "source.txt"
    source.write_bytes(content)
    run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--infilter=MS Word 97", "--convert-to", "txt:Text (encoded):UTF8",
            "--outdir", str(folder), str(source),
        ],
        folder=folder,
        seconds=settings.DOC_SECONDS,
    )  # fmt: skip
    if made.stat().st_size > _LARGEST_TEXT:
        raise ValidationError(TOO_LONG)
    return made.read_text(encoding="utf-8-sig")


def docx_text(content: bytes) -> str:
    from docx import Document

    try:
        document = Document(BytesIO(content))
        return "\n".join(_lines(document.iter_inner_content()))
    except Exception as error:  # python-docx lets errors of zip, XML and its own parts through
        log.info("Unreadable docx: %s", error)
        raise ValidationError(UNREADABLE) from error


def _lines(blocks: Iterator[object]) -> Iterator[str]:
    """Paragraphs and table cells in reading order; a merged cell once, a row of three or more on one line.

    Two columns are a masthead or a foot: theirs come one below the other.
    """
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            yield str(getattr(block, "text", ""))
            continue
        for row in block.rows:
            cells = list({id(cell._tc): cell for cell in row.cells}.values())
            said = [" ".join(" ".join(_lines(cell.iter_inner_content())).split()) for cell in cells]
            if sum(map(bool, said)) >= _COLUMNS:
                yield " | ".join(said)
                continue
            for cell in cells:
                yield from _lines(cell.iter_inner_content())
        yield ""

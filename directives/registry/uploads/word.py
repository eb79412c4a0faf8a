"""The text of Word files: .docx by python-docx, .doc (Word 97–2003) made .docx by LibreOffice."""

import logging
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

from directives.registry.uploads.lists import WORD, Lists
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
    source, made = folder / "source.doc", folder / "source.docx"
    source.write_bytes(content)
    run(
        [
            "soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--norestore", "--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML",
            "--outdir", str(folder), str(source),
        ],
        folder=folder,
        seconds=settings.DOC_SECONDS,
    )  # fmt: skip
    text = docx_text(made.read_bytes())
    if len(text) > _LARGEST_TEXT:
        raise ValidationError(TOO_LONG)
    return text


def docx_text(content: bytes) -> str:
    from docx import Document

    try:
        document = Document(BytesIO(content))
        _spell_soft_hyphens(document)
        return "\n".join(_lines(document.iter_inner_content(), Lists(document)))
    except Exception as error:  # python-docx lets errors of zip, XML and its own parts through
        log.info("Unreadable docx: %s", error)
        raise ValidationError(UNREADABLE) from error


def _spell_soft_hyphens(document: Any) -> None:
    """Put a letter for Word's optional hyphen, which python-docx leaves out: in TCVN3 it is the "ư"."""
    from docx.oxml import OxmlElement

    for mark in list(document.element.body.iter(f"{WORD}softHyphen")):
        letter = OxmlElement("w:t")
        letter.text = "\u00ad"
        mark.getparent().replace(mark, letter)


def _lines(blocks: Iterator[object], lists: Lists) -> Iterator[str]:
    """Paragraphs and table cells in reading order; a merged cell once, a row of three or more on one line.

    Two columns are a masthead or a foot: theirs come one below the other.
    """
    from docx.table import Table

    for block in blocks:
        if not isinstance(block, Table):
            text = str(getattr(block, "text", ""))
            yield f"{lists.label(block)}{text}" if text.strip() else text
            continue
        for row in block.rows:
            cells = list({id(cell._tc): cell for cell in row.cells}.values())
            told = [list(_lines(cell.iter_inner_content(), lists)) for cell in cells]
            said = [" ".join(" ".join(lines).split()) for lines in told]
            if sum(map(bool, said)) >= _COLUMNS:
                yield " | ".join(said)
                continue
            for lines in told:
                yield from lines
        yield ""

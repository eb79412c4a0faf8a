"""`manage.py read_document FILE…`: what the reading proposes, one JSON object a line."""

import codecs
import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from directives.reading import read
from directives.reading.legacy import converted
from directives.reading.records import as_record
from directives.registry.uploads import Scanned, text_of
from portal.files.rules import FileKind, Refusal, kind_of

_PROGRAMS = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0")  # how .docx, .pdf and .doc begin
_TAKEN = frozenset({FileKind.DOCX, FileKind.DOC, FileKind.PDF})


class Command(BaseCommand):
    """Print masthead, citations, named laws and duties of documents."""

    help = (
        "Đọc văn bản (.txt ở mã UTF-8, UTF-16, TCVN3 hoặc VNI, .docx, .doc, .pdf có chữ; “-” là đầu vào chuẩn),"
        " in mỗi văn bản một dòng JSON."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the files."""
        parser.add_argument("files", nargs="+", metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read one after another; those that cannot be read are named at the end, after the others."""
        refused: list[str] = []
        for name in options["files"]:
            try:
                record = as_record(read(_text_of(name)), Path(name).stem)
            except CommandError as error:
                refused.append(str(error))
                continue
            self.stdout.write(json.dumps(record, ensure_ascii=False))
        if refused:
            raise CommandError("\n".join(refused))


def _text_of(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        return _of_program(name, raw) if raw.startswith(_PROGRAMS) else _decoded(raw)
    except OSError as error:
        raise CommandError(f"Không đọc được {name}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name} không phải văn bản UTF-8, UTF-16, TCVN3 hay VNI.") from error


def _of_program(name: str, raw: bytes) -> str:
    """The text of a Word file or a PDF, by the rules of an upload."""
    try:
        return text_of(kind_of(Path(name).name, raw, allowed=_TAKEN), raw).text
    except Refusal as error:
        raise CommandError(f"Không đọc được {name}: {error}") from error
    except ValidationError as error:
        raise CommandError(f"Không đọc được {name}: {' '.join(error.messages)}") from error
    except Scanned as error:
        raise CommandError(
            f"{name} là bản quét, không có chữ: hãy tải lên để đọc bằng OCR."
        ) from error


def _decoded(raw: bytes) -> str:
    """The text of a file; one byte a letter when that makes TCVN3 or VNI of what is no Unicode."""
    try:
        return raw.decode(_encoding(raw))
    except UnicodeDecodeError:
        old = raw.decode("latin-1")
        if converted(old).source is None:
            raise
        return old


def _encoding(raw: bytes) -> str:
    """UTF-16 says so by its mark, or by the zero bytes of its blanks and digits; else it is UTF-8."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\x00" in raw[:200]:
        high_first = raw[:200:2].count(0) > raw[1:200:2].count(0)
        return "utf-16-be" if high_first else "utf-16-le"
    return "utf-8-sig"

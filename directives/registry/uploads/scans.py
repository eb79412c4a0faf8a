"""The letters of a picture of a page, read by tesseract, a program of the system.

Each page is a run of its own, in bounds of time and memory. A word that tesseract is not sure of keeps
its place, so that the review can mark it.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

from directives.registry.uploads.pdf import pdf_page
from portal.files.programs import ProgramAbsent, ProgramFailed, require, run, workroom
from portal.files.rules import FileKind
from portal.text import nfc

Span = tuple[int, int]

SURE = 90  # of 100; measured: docs/reading.md, “Scans”
# Words that ran together, however sure it is: "ngày.05", "08tháng"; not "KT.CHỦ", no number, no address.
_RAN_TOGETHER = re.compile(r"[^\W\d_]{3,}\.(?:\d|[^\W\d_]{2,})|(?<![\w/.\-])\d+(?!h)[^\W\d_]{3,}")
_NO_WORD = re.compile(r"[/@]|\w-\w|www|\.(?:vn|com|org|net)\b")
# One letter that is neither a word of its own nor a Roman number.
_LONE = re.compile(r"(?i:(?![àạáýôởơồừyđivx])[^\W\d_])$")
_DOTS_AN_INCH, _LONGEST_SIDE = 300, 5000
_MOST_LETTERS = 100_000
_LANGUAGE = "vie"
_WORD = "5"  # the level of a line of tesseract's table that holds a word
_CANNOT_READ = (
    "Máy chủ chưa cài {} nên chưa đọc được bản quét. Hãy tải bản Word, hoặc dán phần chữ vào ô bên."
)


@dataclass(frozen=True, slots=True)
class Letters:
    """The text of a page, and the spans of its words that are not sure."""

    text: str
    unsure: list[Span]


def check_readable(pages: int) -> None:
    """Raises `ValidationError` when the scan is too long, or the host cannot read pictures."""
    if pages > settings.OCR_PAGES:
        raise ValidationError(
            f"Bản quét dài {pages} trang; hệ thống đọc nhiều nhất {settings.OCR_PAGES} trang một lần. Hãy"
            " tách tệp, hoặc tải bản Word."
        )
    if lacking := what_lacks():
        raise ValidationError(_CANNOT_READ.format(lacking))


def what_lacks() -> str:
    """Name what the host lacks to read a scan; empty when it lacks nothing."""
    try:
        require("tesseract", package="tesseract-ocr")
        require("pdftoppm", package="poppler-utils")
        with workroom() as folder:
            known = run(["tesseract", "--list-langs"], folder=folder, seconds=settings.OCR_SECONDS)
    except (ProgramAbsent, ProgramFailed) as absent:
        return str(absent)
    has_vietnamese = _LANGUAGE in known.decode(errors="replace").split()
    return "" if has_vietnamese else "tiếng Việt cho tesseract (gói tesseract-ocr-vie)"


def read_page(kind: FileKind, content: bytes, number: int) -> Letters:
    """Read one page of a scan, counted from one; a PDF's page that carries its text is taken from it.

    Raises `ProgramFailed` when the picture cannot be read in time and memory.
    """
    if kind is FileKind.PDF:
        page = pdf_page(content, number)
        if page.text.strip() and not page.is_scanned:
            return Letters(nfc(page.text), [])
    with workroom() as folder:
        picture = _drawn(kind, content, number, folder)
        table = run(
            ["tesseract", str(picture), "stdout", "-l", _LANGUAGE, "--psm", "4", "tsv"],
            folder=folder, seconds=settings.OCR_SECONDS,
        )  # fmt: skip
    return letters_of(table.decode(errors="replace"))


def _drawn(kind: FileKind, content: bytes, number: int, folder: Path) -> Path:
    """The page as a grey picture: of a PDF by poppler, of an image by Pillow, upright as it was taken."""
    picture = folder / "page.png"
    if kind is FileKind.PDF:
        (folder / "source.pdf").write_bytes(content)
        place, page = str(picture.with_suffix("")), str(number)
        draw = ["pdftoppm", "-r", str(_DOTS_AN_INCH), "-gray", "-png", "-singlefile"]
        run(
            [*draw, "-f", page, "-l", page, str(folder / "source.pdf"), place],
            folder=folder, seconds=settings.OCR_SECONDS,
        )  # fmt: skip
        return picture
    from PIL import Image, ImageOps

    with Image.open(BytesIO(content), formats=[kind.name]) as image:
        upright = ImageOps.exif_transpose(image).convert("L")
        upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
        upright.save(picture)
    return picture


def letters_of(table: str) -> Letters:
    """Put tesseract's words together: lines as they stand, an empty one between paragraphs."""
    pieces: list[str] = []
    unsure: list[Span] = []
    place, paragraph = 0, ""
    for (block, inside, _), words in groupby(_words(table), key=lambda word: word[0]):
        here = f"{block}.{inside}"
        lead = "" if not pieces else "\n" if here == paragraph else "\n\n"
        paragraph = here
        for _, sure, text in words:
            pieces.append(lead + text)
            start = place + len(lead)
            place = start + len(text)
            if not sure:
                unsure.append((start, place))
            lead = " "
    return Letters("".join(pieces), unsure)


def looks_misread(word: str) -> bool:
    """Whether the form of a word alone says that two ran together, or that a piece of one is left."""
    together = _RAN_TOGETHER.search(word) and not _NO_WORD.search(word)
    return bool(together) or bool(_LONE.match(word))


def _words(table: str) -> Iterator[tuple[tuple[str, str, str], bool, str]]:
    """Yield line, sureness and letters of each word. Guesses at rules, stamps and dirt are left out."""
    letters = 0
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = nfc(row["text"] or "").strip() if row["level"] == _WORD else ""
        sure = bool(text) and float(row["conf"]) >= SURE and not looks_misread(text)
        if not text or not (sure or any(map(str.isalnum, text))):
            continue
        letters += len(text)
        if letters > _MOST_LETTERS:
            return
        yield (row["block_num"], row["par_num"], row["line_num"]), sure, text

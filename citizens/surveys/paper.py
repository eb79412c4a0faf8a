"""The paper ballot as PDF: one questionnaire set once, each copy with its own running number.

The pages are laid out and kept in the file once; each copy draws them under a nearly empty layer that
holds its number. So a copy costs a few milliseconds and some hundred bytes, and memory holds the layout
of `AT_ONCE` numbers however many are printed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast

import segno

from citizens.surveys.models import CodeIssue, QuestionnaireVersion
from citizens.surveys.rules.ballots import Choice, Item, ways_on
from citizens.surveys.rules.codes import printed
from portal.papers.pdf import make_pdf

if TYPE_CHECKING:
    from pypdf import PageObject, PdfWriter
    from pypdf.generic import IndirectObject

MOST_COPIES = 200
AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class PaperSize:
    """The measures of one size of paper."""

    name: str
    margin: str
    body: str
    small: str
    tiny: str
    title: str
    qr: str
    column: str


SIZES = {
    "A4": PaperSize("A4", "17mm 15mm 14mm 18mm", "11.5pt", "10pt", "8.5pt", "14pt", "18mm", "17mm"),
    "A5": PaperSize("A5", "12mm 9mm 10mm 11mm", "8.6pt", "7.6pt", "6.5pt", "10pt", "13mm", "12mm"),
}


@dataclass(frozen=True, slots=True)
class PaperSection:
    """A part of the questionnaire; `scale` where all its questions share one set of options."""

    title: str
    items: tuple[Item, ...]
    scale: tuple[Choice, ...] = ()
    ways_on: tuple[str, ...] = ()

    @property
    def asked(self) -> list[tuple[Item, str]]:
        """Each question with where some of its answers lead, "" where all lead to the next."""
        return list(zip(self.items, self.ways_on, strict=True))


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands around the questions: who asks, of whom, which batch, where on the web."""

    organiser: str
    unit: str = ""
    batch: str = ""
    address: str = ""


def ballot_pdf(
    version: QuestionnaireVersion, *, size: str, heading: Heading, first: int = 1, copies: int = 1
) -> bytes:
    """Return `copies` ballots numbered from `first`. Raises `JobFailure` without pango or fonts."""
    from pypdf import PdfReader, PdfWriter  # a library of the paper, imported where it is used

    measures = SIZES[size]
    laid_out = make_pdf("surveys/paper/ballot.html", _context(version, measures, heading))
    out = PdfWriter()
    forms = [_as_form(out, page) for page in PdfReader(BytesIO(laid_out)).pages]
    for ordinals in _chunks(range(first, first + copies)):
        marks = [
            _mark(ordinal, page, len(forms))
            for ordinal in ordinals
            for page in range(1, len(forms) + 1)
        ]
        layer = make_pdf("surveys/paper/number.html", {"size": measures, "marks": marks})
        for place, number in enumerate(PdfReader(BytesIO(layer)).pages):
            _put_under(out, out.add_page(number), forms[place % len(forms)])
    out.add_metadata({"/Title": version.title})
    made = BytesIO()
    out.write(made)
    return made.getvalue()


def _as_form(out: PdfWriter, page: PageObject) -> IndirectObject:
    """Keep a page once in the file, to be drawn on many."""
    from pypdf.generic import DecodedStreamObject, NameObject

    contents, drawn = page.get_contents(), DecodedStreamObject()
    drawn.set_data(b"" if contents is None else contents.get_data())
    form = drawn.flate_encode()
    form[NameObject("/Type")] = NameObject("/XObject")
    form[NameObject("/Subtype")] = NameObject("/Form")
    form[NameObject("/BBox")] = page.mediabox.clone(out)
    form[NameObject("/Resources")] = page["/Resources"].clone(out)
    return out._add_object(form)


def _put_under(out: PdfWriter, page: PageObject, form: IndirectObject) -> None:
    """Draw the kept page below what stands on `page`."""
    from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject

    drawn = DecodedStreamObject()
    drawn.set_data(b"q /Ballot Do Q\n")
    own = page.raw_get("/Contents")
    page[NameObject("/Contents")] = ArrayObject([out._add_object(drawn), own])
    resources, objects = DictionaryObject(), DictionaryObject()
    resources.update(cast("DictionaryObject", page["/Resources"].get_object()))
    if "/XObject" in resources:
        objects.update(cast("DictionaryObject", resources["/XObject"].get_object()))
    objects[NameObject("/Ballot")] = form
    resources[NameObject("/XObject")] = objects
    page[NameObject("/Resources")] = resources


def slips_pdf(issue: CodeIssue, codes: Sequence[str], *, address: str) -> bytes:
    """Return the slips of codes that were issued, ten on a page to be cut."""
    unit = issue.campaign_unit
    context = {
        "size": SIZES["A4"],
        "issue": issue,
        "title": unit.campaign.title,
        "unit": unit.unit.full_name,
        "organiser": issue.organisation.name,
        "codes": [printed(code) for code in codes],
        "address": _short(address),
        "qr": _qr(address),
    }
    return make_pdf("surveys/paper/slips.html", context)


def sections_of_paper(sheet: tuple[Item, ...]) -> list[PaperSection]:
    """Return the sections as they are set: a shared scale becomes one table."""
    sections, on = [], ways_on(sheet)
    for title, grouped in groupby(sheet, key=lambda item: item.section):
        items = tuple(grouped)
        texts = {tuple(choice.text for choice in item.choices) for item in items}
        is_scale = len(items) > 1 and len(texts) == 1 and items[0].kind == "single"
        led = tuple(on.get(item.code, "") for item in items)
        shared = is_scale and not any(item.shown_if for item in items) and not any(led)
        sections.append(PaperSection(title, items, items[0].choices if shared else (), led))
    return sections


def _context(
    version: QuestionnaireVersion, measures: PaperSize, heading: Heading
) -> dict[str, Any]:
    return {
        "version": version,
        "size": measures,
        "sections": sections_of_paper(version.sheet),
        "organiser": heading.organiser,
        "unit": heading.unit,
        "address": _short(heading.address),
        "batch_line": f"Tập phiếu: {heading.batch or '…………'}",
        "qr": _qr(heading.address),
    }


def _short(address: str) -> str:
    return address.removeprefix("https://").removeprefix("http://")


def _qr(address: str) -> str:
    drawn: str = segno.make(address, error="m").svg_inline(border=0, omitsize=True)
    return drawn


def _mark(ordinal: int, page: int, pages: int) -> str:
    return f"Phiếu số {ordinal}" + (f" – trang {page}/{pages}" if pages > 1 else "")


def _chunks(ordinals: range) -> Iterator[range]:
    for start in range(0, len(ordinals), AT_ONCE):
        yield ordinals[start : start + AT_ONCE]

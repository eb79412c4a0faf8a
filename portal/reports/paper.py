"""A frozen report as the parts of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I).

The same parts become the PDF and the DOCX, so that both say the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from portal.reports.outline import Outline
from portal.templatetags.show import number, percent
from portal.units.kinds import OrganisationKind
from portal.units.models import Organisation

UNSIGNED_LINES = ("(Chưa ký)",)
# More rows than this belong in the XLSX annex: a PDF table grows by 9 ms and 0.13 MB a row.
PDF_TABLE_ROWS = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of figures."""

    label: str
    unit: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the paragraphs and the figures under it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    is_chapter: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document; `issuer` is (the body above, the issuing body), upper case."""

    issuer: tuple[str, ...]
    symbol: str
    place: str
    issued_on: date
    title: str
    period: str
    parts: tuple[Part, ...]
    signer_lines: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    digest: str
    communes: tuple[dict[str, Any], ...] = field(default=())

    @property
    def number_line(self) -> str:
        return f"Số: {self.symbol}"

    @property
    def date_line(self) -> str:
        """Days under 10 and months 1 and 2 take a leading 0."""
        day, month = self.issued_on.day, self.issued_on.month
        shown = f"{month:02}" if month < 3 else str(month)
        return f"{self.place}, ngày {day:02} tháng {shown} năm {self.issued_on.year}"


def compose(
    frozen: Mapping[str, Any], *, outline: Outline, organisation: Organisation, digest: str
) -> Paper:
    """Lay out a frozen report; `digest` is empty for a preview, which then says it is not signed."""
    starts_on, ends_on = (date.fromisoformat(day) for day in frozen["period"])
    typed_number = str(frozen["number"] or "").strip()
    return Paper(
        issuer=_issuer(organisation),
        symbol=typed_number
        if "/" in typed_number
        else f"{typed_number or '        '}/{outline.symbol}",
        place=organisation.unit.name,
        issued_on=date.fromisoformat(frozen["issued_on"]),
        title=frozen["title"],
        period=f"(Số liệu từ ngày {starts_on:%d/%m/%Y} đến hết ngày {ends_on:%d/%m/%Y})",
        parts=_parts(frozen, outline),
        signer_lines=tuple(frozen["signed_as"].split("|")) if digest else UNSIGNED_LINES,
        signer=frozen["signed_by"] if digest else "",
        recipients=outline.recipients,
        digest=digest,
        communes=tuple(frozen["communes"]),
    )


def shown(figure: Mapping[str, Any], value: Any) -> str:
    """Write a figure's value as a Vietnamese office does; what is not known says so."""
    if value is None:
        return "chưa xác định"
    exact = Decimal(str(value))
    return percent(exact) if figure["unit"] == "%" else number(exact)


def _parts(frozen: Mapping[str, Any], outline: Outline) -> tuple[Part, ...]:
    year = frozen["year"]
    return tuple(
        Part(
            heading=outline.heading(section, year),
            paragraphs=_paragraphs(frozen["narrative"].get(section.key, "")),
            rows=tuple(_row(figure) for figure in frozen["figures"].get(section.figures, ())),
            is_chapter=section.title[0] in "IVX",
        )
        for section in outline.sections
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _row(figure: Mapping[str, Any]) -> Row:
    """The computed value stands; a typed one that differs is printed beside it, never instead."""
    value = shown(figure, figure["value"])
    typed = figure.get("typed")
    note = figure.get("note", "")
    if typed is not None and shown(figure, typed) != value:
        note = f"Đơn vị ghi {shown(figure, typed)}. {note}".strip()
    unit = "" if figure["unit"] == "%" else figure["unit"]
    return Row(figure["label"], unit or "%", value, note)


def _issuer(organisation: Organisation) -> tuple[str, ...]:
    unit = organisation.unit
    if organisation.kind == OrganisationKind.PEOPLE_COMMITTEE:
        return ("ỦY BAN NHÂN DÂN", unit.full_name.upper())
    name = organisation.name.removesuffix(unit.full_name_inside).strip()
    return (f"UBND {unit.full_name.upper()}", name.upper())

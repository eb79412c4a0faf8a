"""A frozen report as the parts of an official document (Nghị định 30/2020/NĐ-CP, Phụ lục I).

The same parts become the PDF and the DOCX, so that both say the same. Nothing is read but what was
frozen and the form: what is signed today prints alike in ten years.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from portal.charts import Bar, Chart, bars
from portal.papers.masthead import date_line
from portal.reports.outline import Annex, Outline, Section
from portal.templatetags.show import number, percent

UNSIGNED_LINES = ("(Chưa ký)",)
_FOUR_STATES = (
    ("assignments_on_time", "done"),
    ("assignments_late", "done-late"),
    ("assignments_open", "open"),
    ("assignments_overdue", "late"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of figures; `mark` leads to the table's note of that number."""

    label: str
    unit: str
    value: str
    note: str = ""
    href: str = ""
    mark: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with the paragraphs, the figures and the drawing under it."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    empty: str = ""
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = ()
    chart: Chart | None = None
    is_chapter: bool = False


@dataclass(frozen=True, slots=True)
class WideTable:
    """A statistical form of one line: groups of columns, their heads, and the line itself."""

    title: str
    source: str
    groups: tuple[tuple[str, int], ...]
    heads: tuple[str, ...]
    values: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CommuneLine:
    """Where one commune's own report stands, and two of the numbers it sent."""

    name: str
    state: str
    day: str
    visits: str
    assignments: str


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole document. `over` is the body above the issuer; both are upper case, line by line."""

    over: tuple[str, ...]
    issuer: tuple[str, ...]
    symbol: str
    place: str
    issued_on: date
    title: str
    period: str
    parts: tuple[Part, ...]
    annexes: tuple[WideTable, ...]
    signer_lines: tuple[str, ...]
    signer: str
    recipients: tuple[str, ...]
    digest: str
    whose: str
    communes: tuple[CommuneLine, ...] = field(default=())

    @property
    def number_line(self) -> str:
        return f"Số: {self.symbol}"

    @property
    def date_line(self) -> str:
        return date_line(self.place, self.issued_on)

    @property
    def attached_to(self) -> str:
        """What an annex says of the paper that it belongs to."""
        day = self.issued_on
        return (
            f"(Kèm theo Báo cáo số {self.symbol} ngày {day.day:02} tháng {day.month:02} "
            f"năm {day.year} của {self.whose})"
        )

    @property
    def closing_line(self) -> str:
        return f"Trên đây là báo cáo {self.title[:1].lower()}{self.title[1:]}./."


def compose(frozen: Mapping[str, Any], *, outline: Outline, digest: str) -> Paper:
    """Lay out a frozen report; `digest` is empty for a preview, which then says it is not signed."""
    starts_on, ends_on = (date.fromisoformat(day) for day in frozen["period"])
    masthead = frozen["masthead"]
    return Paper(
        over=tuple(masthead["over"]),
        issuer=tuple(masthead["issuer"]),
        symbol=_symbol(str(frozen["number"]).strip(), outline),
        place=masthead["place"],
        issued_on=date.fromisoformat(frozen["issued_on"]),
        title=frozen["title"],
        period=f"(Số liệu từ ngày {starts_on:%d/%m/%Y} đến hết ngày {ends_on:%d/%m/%Y})",
        parts=tuple(_part(section, frozen, outline) for section in outline.sections),
        annexes=tuple(_wide(annex, frozen) for annex in outline.annexes),
        signer_lines=tuple(frozen["signed_as"].split("|")) if digest else UNSIGNED_LINES,
        signer=frozen["signed_by"] if digest else "",
        recipients=tuple(masthead["recipients"]),
        digest=digest,
        whose=frozen["organisation"]["name"],
        communes=tuple(_commune(row) for row in frozen["communes"]),
    )


def shown(figure: Mapping[str, Any], value: Any) -> str:
    """Write a figure's value as a Vietnamese office does; what is not known says so."""
    if value is None:
        return "chưa xác định"
    exact = Decimal(str(value))
    return percent(exact) if figure["unit"] == "%" else number(exact)


def _symbol(typed: str, outline: Outline) -> str:
    """Return number and sign; dots hold the place of a number that is not given yet."""
    return typed if "/" in typed else f"{typed or '……'}/{outline.symbol}"


def _part(section: Section, frozen: Mapping[str, Any], outline: Outline) -> Part:
    figures = frozen["figures"].get(section.figures, ())
    rows, notes = _marked(_row(figure) for figure in figures if section.holds(figure["key"]))
    paragraphs = _paragraphs(frozen["narrative"].get(section.key, ""))
    return Part(
        heading=outline.heading(section, frozen["year"]),
        paragraphs=paragraphs,
        empty="" if paragraphs or rows or section.heading_only else section.unwritten,
        rows=rows,
        notes=notes,
        chart=_four_states(figures) if section.chart == "four_states" else None,
        is_chapter=section.title[0] in "IVX",
    )


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _row(figure: Mapping[str, Any]) -> Row:
    """The computed value stands; a typed one that differs is noted beside it, never put instead.

    The column of units says "%", so that the value beside it does not say it again.
    """
    note = " ".join(filter(None, (_difference(figure), figure.get("note", ""))))
    return Row(
        figure["label"], figure["unit"], shown(figure, figure["value"]).removesuffix("%"),
        note, figure["href"],
    )  # fmt: skip


def _difference(figure: Mapping[str, Any]) -> str:
    typed = figure.get("typed")
    if typed is None or shown(figure, typed) == shown(figure, figure["value"]):
        return ""
    return f"Đơn vị ghi {shown(figure, typed)}, hệ thống tính {shown(figure, figure['value'])}."


def _marked(rows: Iterable[Row]) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Number the notes of a table: the same words once."""
    found = list(rows)
    notes = tuple(dict.fromkeys(row.note for row in found if row.note))
    marked = (replace(row, mark=notes.index(row.note) + 1) if row.note else row for row in found)
    return tuple(marked), notes


def _four_states(figures: Iterable[Mapping[str, Any]]) -> Chart | None:
    """Draw how many assignments stand in each state; of none there is nothing to draw."""
    counted = {figure["key"]: figure for figure in figures}
    rows = [
        Bar(counted[key]["label"], counted[key]["value"] or 0, tone)
        for key, tone in _FOUR_STATES
        if key in counted
    ]
    if not any(row.value for row in rows):
        return None
    return bars("Nhiệm vụ được giao theo tình trạng", rows)


def _commune(row: Mapping[str, Any]) -> CommuneLine:
    visits, assignments = (
        "" if row[key] is None else number(row[key]) for key in ("visits", "assignments")
    )
    return CommuneLine(row["name"], row["state"], row["day"], visits, assignments)


def _wide(annex: Annex, frozen: Mapping[str, Any]) -> WideTable:
    counted = {figure["key"]: figure for figure in frozen["figures"].get(annex.figures, ())}
    line = [counted.get(key) for group in annex.groups for key in group.keys]
    return WideTable(
        title=annex.title,
        source=annex.source,
        groups=tuple((group.title, len(group.keys)) for group in annex.groups),
        heads=tuple(head for group in annex.groups for head in group.heads),
        values=tuple(shown(figure, figure["value"]) if figure else "" for figure in line),
        notes=tuple(
            f"Cột {place}: {_difference(figure)}"
            for place, figure in enumerate(line, start=1)
            if figure and _difference(figure)
        ),
    )

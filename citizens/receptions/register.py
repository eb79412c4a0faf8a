"""The book as people read it: visits laid into the columns of the form in force on their day."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from django.utils.safestring import SafeString, mark_safe

from citizens.receptions import questions
from citizens.receptions.kinds import Outcome
from citizens.receptions.models import Handling, Reception, Visitor
from citizens.receptions.rules.register import Column, RegisterForm, form_on
from portal.units.models import give_names_before

SECRET = "Theo sổ riêng"  # noqa: S105  # what the book prints for a denouncer
_FORMS = Path(__file__).with_name("register_forms.toml")


@lru_cache(maxsize=1)
def register_forms() -> tuple[RegisterForm, ...]:
    """Return the forms of the book, from the reviewed file beside this module."""
    rows = tomllib.loads(_FORMS.read_text(encoding="utf-8"))["form"]
    return tuple(
        RegisterForm(
            **{name: row[name] for name in ("code", "title", "name", "valid_from", "source")},
            valid_to=row.get("valid_to"),
            verified=row["verified"],
            paper=row["paper"],
            columns=tuple(Column(**column) for column in row["columns"]),
        )
        for row in rows
    )


class Cell(NamedTuple):
    """What stands in one column of one line; several matters give several lines of text."""

    column: Column
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def drawn(self) -> str:
        """Return the cell as HTML, all that was written in it escaped."""
        text = "".join(f"<div>{escape(line)}</div>" for line in self.lines if line)
        return f"{_opening(self.column.key, self.column.label)}{text}</td>"


@cache
def _opening(key: str, label: str) -> str:
    """Return the tag that begins a column's cells; columns stand in the reviewed file."""
    return f'<td class="book-{escape(key)}" data-label="{escape(label)}">'


@dataclass(frozen=True, slots=True)
class Line:
    """One visit in the book."""

    reception: Reception
    cells: tuple[Cell, ...]

    def drawn(self) -> SafeString:
        """Return the cells as HTML: a page has hundreds, and a template's loop takes ten times as long."""
        href = self.reception.get_absolute_url()
        opens = f'<th scope="row" class="book-number" data-label="STT"><a href="{escape(href)}">'
        cells = [
            f"{opens}{escape(one.text)}</a></th>" if one.column.key == "number" else one.drawn()
            for one in self.cells
        ]
        return mark_safe("".join(cells))  # noqa: S308  # each cell escapes what it holds


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive visits of one form."""

    form: RegisterForm
    lines: tuple[Line, ...]


def sections(receptions: Iterable[Reception]) -> list[Section]:
    """Lay visits, in the order given, into the forms of their days."""
    forms = register_forms()
    return [
        Section(form, tuple(line(visit, form) for visit in run))
        for form, run in groupby(
            _visits(receptions), key=lambda one: form_on(forms, one.reception.received_on)
        )
    ]


def _visits(receptions: Iterable[Reception]) -> list["Visit"]:
    """Return what fills the lines of a page: asked of all its visits at once, in questions put into SQL once."""
    rows = {one.pk: one for one in receptions}
    ids, offices = tuple(rows), tuple(dict.fromkeys(one.organisation_id for one in rows.values()))
    if not ids:
        return []
    named = {one.pk: one for one in questions.offices(offices)}
    give_names_before(named.values())
    people: dict[int, list[Visitor]] = {pk: [] for pk in ids}
    handled: dict[int, list[Handling]] = {pk: [] for pk in ids}
    for one in rows.values():
        one.organisation = named[one.organisation_id]
    for person in questions.people_at(ids):
        person.reception = rows[person.reception_id]
        people[person.reception_id].append(person)
    for handling in questions.handled_at(ids):
        handling.reception = rows[handling.reception_id]
        handled[handling.reception_id].append(handling)
    return [Visit(one, tuple(people[pk]), tuple(handled[pk])) for pk, one in rows.items()]


@dataclass(frozen=True, slots=True)
class Visit:
    """What fills a line: the visit, who came, what was done. Each is asked for once, not per column."""

    reception: Reception
    people: tuple[Visitor, ...]
    handlings: tuple[Handling, ...]

    @classmethod
    def of(cls, reception: Reception) -> "Visit":
        """Fetch the reception `with_book()`."""
        return cls(reception, tuple(reception.visitors.all()), tuple(reception.handlings.all()))


def line(visit: Visit, form: RegisterForm) -> Line:
    return Line(visit.reception, tuple(cell(visit, column) for column in form.columns))


def cell(visit: Visit, column: Column) -> Cell:
    return Cell(column, tuple(FILLS[column.key](visit)))


def _person(visit: Visit) -> list[str]:
    if visit.reception.is_secret:
        return [SECRET]
    return [f"{one.name} – {one.address}" for one in visit.people]


def _identity(visit: Visit) -> list[str]:
    return [one.masked_number for one in visit.people]


def _each(fill: Callable[[Handling], str]) -> Callable[[Visit], list[str]]:
    def lines(visit: Visit) -> list[str]:
        return [fill(one) for one in visit.handlings]

    return lines


def _only(*outcomes: Outcome, fill: Callable[[Handling], str]) -> Callable[[Visit], list[str]]:
    return _each(lambda one: fill(one) if one.outcome in outcomes else "")


def _sent_to(handling: Handling) -> str:
    number = f", số {handling.document_number}" if handling.document_number else ""
    return f"{handling.agency}{number}"


def _tick(_: Handling) -> str:
    return "x"


def _kind(visit: Visit) -> list[str]:
    return [one.matter.get_kind_display() for one in visit.handlings]


def _handled_by(handling: Handling) -> str:
    if handling.outcome == Outcome.FORWARDED:
        return f"Chuyển: {_sent_to(handling)}"
    if handling.outcome == Outcome.ACCEPTED:
        return handling.reception.organisation.name_on(handling.reception.received_on)
    return ""


def _result(handling: Handling) -> str:
    told = ""
    if handling.replied_on:
        told = f"{handling.get_reply_kind_display()} {handling.replied_on:%d/%m/%Y}"
    return ". ".join(part for part in (told, handling.result) if part)


def _note(visit: Visit) -> list[str]:
    reception = visit.reception
    if reception.is_void:
        return [f"ĐÃ HỦY: {reception.void_reason}"]
    others = [
        one.get_outcome_display()
        for one in visit.handlings
        if one.outcome in (Outcome.EXPLAINED, Outcome.PENDING, Outcome.REFUSED)
    ]
    corrected = f"Đã sửa {reception.corrections} lần" if reception.corrections else ""
    return [part for part in (*others, reception.note, corrected) if part]


FILLS: dict[str, Callable[[Visit], list[str]]] = {
    "number": lambda visit: [str(visit.reception.number)],
    "day": lambda visit: [f"{visit.reception.received_on:%d/%m/%Y}"],
    "person": _person,
    "identity": _identity,
    "content": _each(lambda one: one.matter.summary),
    "kind": _kind,
    "count": lambda visit: [str(visit.reception.head_count)],
    "kind_and_count": lambda visit: [*_kind(visit), f"{visit.reception.head_count} người"],
    "solved_by": _each(lambda one: one.solved_by),
    "accepted": _only(Outcome.ACCEPTED, fill=_tick),
    "competent": _only(Outcome.ACCEPTED, Outcome.PENDING, Outcome.EXPLAINED, fill=_tick),
    "guided": _only(Outcome.GUIDED, fill=_sent_to),
    "forwarded": _only(Outcome.FORWARDED, fill=_sent_to),
    "handled_by": _each(_handled_by),
    "result": _each(_result),
    "note": _note,
}

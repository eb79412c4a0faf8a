"""The book as people read it: visits laid into the columns of the form in force on their day."""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path

from citizens.receptions.actions.people import masked_number_of
from citizens.receptions.kinds import Outcome
from citizens.receptions.models import Handling, Reception
from citizens.receptions.rules.register import Column, RegisterForm, form_on

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
            columns=tuple(Column(**column) for column in row["columns"]),
        )
        for row in rows
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column of one line; several matters give several lines of text."""

    column: Column
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


@dataclass(frozen=True, slots=True)
class Line:
    """One visit in the book."""

    reception: Reception
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Consecutive visits of one form."""

    form: RegisterForm
    lines: tuple[Line, ...]


def sections(receptions: Iterable[Reception]) -> list[Section]:
    """Lay visits, in the order given, into the forms of their days. Fetch them `with_book()`."""
    forms = register_forms()
    return [
        Section(form, tuple(line(reception, form) for reception in run))
        for form, run in groupby(receptions, key=lambda one: form_on(forms, one.received_on))
    ]


def line(reception: Reception, form: RegisterForm) -> Line:
    return Line(reception, tuple(cell(reception, column) for column in form.columns))


def cell(reception: Reception, column: Column) -> Cell:
    return Cell(column, tuple(FILLS[column.key](reception)))


def _person(reception: Reception) -> list[str]:
    if reception.is_secret:
        return [SECRET]
    return [f"{one.name} – {one.address}" for one in reception.visitors.all()]


def _identity(reception: Reception) -> list[str]:
    return [masked_number_of(one) for one in reception.visitors.all()]


def _handlings(reception: Reception) -> list[Handling]:
    return list(reception.handlings.all())


def _each(fill: Callable[[Handling], str]) -> Callable[[Reception], list[str]]:
    def lines(reception: Reception) -> list[str]:
        return [fill(one) for one in _handlings(reception)]

    return lines


def _only(*outcomes: Outcome, fill: Callable[[Handling], str]) -> Callable[[Reception], list[str]]:
    return _each(lambda one: fill(one) if one.outcome in outcomes else "")


def _sent_to(handling: Handling) -> str:
    number = f", số {handling.document_number}" if handling.document_number else ""
    return f"{handling.agency}{number}"


def _tick(_: Handling) -> str:
    return "x"


def _kind(reception: Reception) -> list[str]:
    return [one.matter.get_kind_display() for one in _handlings(reception)]


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


def _note(reception: Reception) -> list[str]:
    if reception.is_void:
        return [f"ĐÃ HỦY: {reception.void_reason}"]
    others = [
        one.get_outcome_display()
        for one in _handlings(reception)
        if one.outcome in (Outcome.EXPLAINED, Outcome.PENDING, Outcome.REFUSED)
    ]
    corrected = f"Đã sửa {reception.corrections} lần" if reception.corrections else ""
    return [part for part in (*others, reception.note, corrected) if part]


FILLS: dict[str, Callable[[Reception], list[str]]] = {
    "number": lambda reception: [str(reception.number)],
    "day": lambda reception: [f"{reception.received_on:%d/%m/%Y}"],
    "person": _person,
    "identity": _identity,
    "content": _each(lambda one: one.matter.summary),
    "kind": _kind,
    "count": lambda reception: [str(reception.head_count)],
    "kind_and_count": lambda reception: [*_kind(reception), f"{reception.head_count} người"],
    "solved_by": _each(lambda one: one.solved_by),
    "accepted": _only(Outcome.ACCEPTED, fill=_tick),
    "competent": _only(Outcome.ACCEPTED, Outcome.PENDING, Outcome.EXPLAINED, fill=_tick),
    "guided": _only(Outcome.GUIDED, fill=_sent_to),
    "forwarded": _only(Outcome.FORWARDED, fill=_sent_to),
    "handled_by": _each(_handled_by),
    "result": _each(_result),
    "note": _note,
}

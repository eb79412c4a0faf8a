"""The book as a spreadsheet: one sheet per form, with the form's own columns and heads."""

from collections.abc import Callable, Iterable, Iterator

from citizens.receptions.models import Reception
from citizens.receptions.querysets import ReceptionQuerySet
from citizens.receptions.register import Visit, cell, register_forms
from citizens.receptions.rules import register as rules
from citizens.receptions.rules.register import RegisterForm, spans_of
from portal.sheets import Column, Part, Sheet


class BookSheet(Sheet):
    """The columns of one form of the book; its rows are receptions fetched `with_book()`."""

    def __init__(self, form: RegisterForm) -> None:
        super().__init__()
        self.fields = {
            one.key: Column(one.label, fill=_fill(one), width=one.width, group=one.group)
            for one in form.columns
        }

    def iter_queryset(self, queryset: Iterable[Reception]) -> Iterator[Visit]:
        return map(Visit.of, super().iter_queryset(queryset))


def _fill(column: rules.Column) -> Callable[[Visit], str]:
    return lambda visit: cell(visit, column).text


def book_of(receptions: ReceptionQuerySet, *, office: str, period: str) -> list[Part]:
    """Return the book of `receptions`, a sheet per form in force on their days. Fetch them `with_book()`."""
    forms = register_forms()
    spans = spans_of(forms)
    sheets = [(form, receptions.between(*spans[form])) for form in forms]
    filled = [(form, rows) for form, rows in sheets if rows.order_by().exists()]
    return [
        Part(form.code, BookSheet(form), rows, _above(form, office, period))
        for form, rows in filled or sheets[-1:]
    ]


def _above(form: RegisterForm, office: str, period: str) -> tuple[str, ...]:
    return office, form.title, f"({form.name}) – {period}", ""


def blank_book() -> Part:
    """Return the newest form of the book without a line, to be filled in and taken in."""
    form = register_forms()[-1]
    return Part(form.code, BookSheet(form), Reception.objects.none())

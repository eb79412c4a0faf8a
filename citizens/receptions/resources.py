"""The book as a spreadsheet: one sheet per form, with the form's own columns and heads."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from citizens.receptions.models import Reception
from citizens.receptions.register import Visit, cell, register_forms
from citizens.receptions.rules import register as rules
from citizens.receptions.rules.register import RegisterForm, form_on
from portal.sheets import Column, Part, Sheet, workbook


class BookSheet(Sheet):
    """The columns of one form of the book."""

    def __init__(self, form: RegisterForm) -> None:
        super().__init__()
        self.fields = {
            one.key: Column(one.label, fill=_fill(one), width=one.width, group=one.group)
            for one in form.columns
        }


def _fill(column: rules.Column) -> Callable[[Visit], str]:
    return lambda visit: cell(visit, column).text


def book_of(receptions: Iterable[Reception], *, office: str, period: str) -> bytes:
    """Return the book of `receptions` as XLSX. Fetch them `with_book()`, oldest first."""
    forms = register_forms()
    by_form: dict[RegisterForm, list[Visit]] = defaultdict(list)
    for reception in receptions:
        by_form[form_on(forms, reception.received_on)].append(Visit.of(reception))
    return workbook(
        *(
            Part(form.code, BookSheet(form), rows, _above(form, office, period))
            for form, rows in (by_form or {forms[-1]: []}).items()
        )
    )


def _above(form: RegisterForm, office: str, period: str) -> tuple[str, ...]:
    return office, form.title, f"({form.name}) – {period}", ""

"""The book on paper: each form in force on pages of its own, with the totals of the page and so far."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from citizens.receptions.querysets import ReceptionQuerySet
from citizens.receptions.register import Line, Visit, line, register_forms
from citizens.receptions.rules.register import RegisterForm, spans_of
from portal.exports.kinds import Made, Told
from portal.papers.binding import Binding
from portal.papers.masthead import issuer_lines
from portal.units.models import Organisation

AS_WRITTEN = ("series__year", "number", "id")
_CHUNK = 250


@dataclass(frozen=True, slots=True)
class BookPart:
    """The visits of one office that one form of the book holds."""

    office: Organisation
    form: RegisterForm
    rows: ReceptionQuerySet


@dataclass(slots=True)
class Totals:
    """Visits and people as they happened, each matter once; void visits count for nothing."""

    visits: int = 0
    people: int = 0
    void: int = 0
    matters: set[int] = field(default_factory=set)

    def count(self, lines: Sequence[Line]) -> "Totals":
        for one in lines:
            if one.reception.is_void:
                self.void += 1
                continue
            self.visits += 1
            self.people += one.reception.head_count
            self.matters |= {handling.matter_id for handling in one.reception.handlings.all()}
        return self

    def turn(self, lines: Sequence[Line]) -> list[str]:
        page = Totals().count(lines)
        self.count(lines)
        return [f"Cộng trang: {page}", f"Lũy kế: {self}"]

    def with_rest(self, lines: Sequence[Line]) -> "Totals":
        held = Totals(self.visits, self.people, self.void, set(self.matters))
        return held.count(lines)

    def __str__(self) -> str:
        return (
            f"{_dotted(self.visits)} lượt; {_dotted(self.people)} người; "
            f"{_dotted(len(self.matters))} vụ việc"
        )

    @property
    def closing(self) -> str:
        void = f" Đã hủy {_dotted(self.void)} lượt." if self.void else ""
        return f"Tổng cộng: {self}.{void}"


def parts_of(
    offices: Sequence[Organisation], rows: ReceptionQuerySet, first: date, last: date
) -> list[BookPart]:
    """Return what is printed of these offices' books, from a day to a day; with no visit, an empty book."""
    forms = register_forms()
    found = [
        BookPart(office, form, held)
        for office in offices
        for form, (starts_on, ends_on) in spans_of(forms).items()
        if (held := rows.of([office.pk]).between(first, last).between(starts_on, ends_on)).exists()
    ]
    if found:
        return found
    form = next(one for one, span in spans_of(forms).items() if span[1] is None or last <= span[1])
    return [BookPart(offices[0], form, rows.none())]


def print_book(parts: Sequence[BookPart], first: date, last: date, told: Told) -> Made:
    """Return the PDF of a book, and how many visits stand in it."""
    total = sum(part.rows.count() for part in parts)
    binding = Binding()
    before = 0
    so_far: dict[int, Totals] = {}  # of each office, over all its forms
    for part in parts:
        _, issuer = issuer_lines(part.office, part.office.unit.full_name_on(last), on=last)
        context = {
            "form": part.form,
            "issuer": issuer,
            "period": f"Từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}",
        }
        binding.add(
            "receptions/paper/book.html", context, _lines(part),
            so_far.setdefault(part.office.pk, Totals()), size=part.form.paper,
            told=lambda done, before=before: told(before + done, total),  # type: ignore[misc]
        )  # fmt: skip
        before += part.rows.count()
    title = f"Sổ tiếp công dân {first:%d/%m/%Y}–{last:%d/%m/%Y}"
    return Made(binding.finished(title=title, author=parts[0].office.name), total)


def _lines(part: BookPart) -> Iterator[Line]:
    """Yield the lines of the book in the order in which they were written, a portion at a time."""
    rows = part.rows.with_book().order_by(*AS_WRITTEN)
    for reception in rows.iterator(chunk_size=_CHUNK):
        yield line(Visit.of(reception), part.form)


def _dotted(number: int) -> str:
    return f"{number:,}".replace(",", ".")

"""Lists that grow: read by key, not by offset, so that page 400 costs what page 1 costs.

    page = keyset_page(request, rows, order=("-visited_on", "-id"))

The order must end in something unique and hold no null. The page keeps the filters in its links,
costs one query, and never more rows than `size`.
"""

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

AFTER, BEFORE, NUMBER = "sau", "truoc", "trang"
# Two screens of a desktop, eight of a phone: who looks further filters, and each row is paid for.
USUAL, LARGEST = 25, 200

M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows of a list, with the links to the ones before and after."""

    rows: list[T]
    previous_href: str = ""
    next_href: str = ""

    def __iter__(self) -> Iterator[T]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class Bounded(Generic[M]):
    """The first rows of a list that is not paged, and whether there are more."""

    rows: list[M]
    more: bool

    def __iter__(self) -> Iterator[M]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def first_rows(queryset: QuerySet[M], limit: int) -> Bounded[M]:
    """Return at most `limit` rows, in one query that also tells whether some were left out."""
    return first_of(list(narrow(queryset, limit + 1)), limit)


def first_of(rows: list[M], limit: int) -> Bounded[M]:
    """Return at most `limit` of rows that were fetched with one more than that."""
    return Bounded(rows[:limit], more=len(rows) > limit)


def narrow(queryset: QuerySet[M], limit: int) -> QuerySet[M]:
    """Keep the first `limit` rows, found before anything is fetched along with them.

    With all that `select_related` joins, PostgreSQL joins every row of a list to sort it, and gives
    up looking for the best order of the joins. What the rows must meet is asked where they are found,
    once; a list that counts what it joins (GROUP BY) counts what its conditions kept, and stays whole.
    At most six tables may be joined: these, the rows and those found first make PostgreSQL's eight.
    """
    if queryset.query.group_by is not None:
        return queryset[:limit]
    shown = queryset.all()
    shown.query.clear_where()
    return shown.filter(pk__in=queryset.values("pk")[:limit])


def in_batches(queryset: QuerySet[M], size: int = 500) -> Iterator[M]:
    """Yield every row by rising primary key, a batch a query: rows may be changed in between."""
    ordered, last = queryset.order_by("pk"), 0
    while rows := list(ordered.filter(pk__gt=last)[:size]):
        yield from rows
        last = rows[-1].pk


def keyset_page(
    request: HttpRequest,
    rows: QuerySet[M] | Callable[[], QuerySet[M]],
    *,
    order: Sequence[str],
    size: int = USUAL,
    first: Callable[[], list[M]] | None = None,
) -> Page[M]:
    """Return the page that the cursor in the request points to; a bad cursor is page one.

    `first` asks for the rows of page one, and one more, where that is a prepared question: what builds
    `rows` is not called then.
    """
    size, start = min(size, LARGEST), None
    if first and not (request.GET.get(BEFORE) or request.GET.get(AFTER)):
        found = first()
    else:
        queryset = rows() if callable(rows) else rows
        if (end := _cursor(request.GET.get(BEFORE), queryset, order)) is not None:
            return _page_before(request, queryset, order, size, end)
        ordered = queryset.order_by(*order)
        if (start := _cursor(request.GET.get(AFTER), queryset, order)) is not None:
            ordered = ordered.filter(_beyond(order, start))
        found = list(narrow(ordered, size + 1))
    return Page(
        found[:size],
        previous_href=_link(request, BEFORE, found[0], order) if start and found else "",
        next_href=_link(request, AFTER, found[size - 1], order) if len(found) > size else "",
    )


def sliced_page(request: HttpRequest, rows: Sequence[T], *, size: int = USUAL) -> Page[T]:
    """Return a page of rows that are at hand anyway: sorted by what no database knows.

    A number that is none, or beyond the end, is page one.
    """
    typed = request.GET.get(NUMBER, "")
    number = int(typed) if typed.isdecimal() and len(typed) < 7 else 1
    start = (number - 1) * size
    if not 0 <= start < len(rows):
        number, start = 1, 0
    return Page(
        list(rows[start : start + size]),
        previous_href=_numbered(request, number - 1) if number > 1 else "",
        next_href=_numbered(request, number + 1) if start + size < len(rows) else "",
    )


def _numbered(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query[NUMBER] = str(number)
    return f"{request.path}?{query.urlencode()}"


def _page_before(
    request: HttpRequest, queryset: QuerySet[M], order: Sequence[str], size: int, end: list[Any]
) -> Page[M]:
    turned = [_turned(name) for name in order]
    before = queryset.order_by(*turned).filter(_beyond(turned, end))
    rows = list(narrow(before, size + 1))
    kept = rows[:size][::-1]
    return Page(
        kept,
        previous_href=_link(request, BEFORE, kept[0], order) if len(rows) > size else "",
        next_href=_link(request, AFTER, kept[-1], order) if kept else "",
    )


def _turned(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return "strictly after `values` in this order": a < x, or a = x and b < y, and so on.

    The first column's plain bound is added so that an index on it is walked, not scanned.
    """
    steps = [
        Q(**{_path(name): value for name, value in zip(order[:place], values, strict=False)})
        & Q(**{f"{_path(name)}__{_way(name)}": values[place]})
        for place, name in enumerate(order)
    ]
    first = Q(**{f"{_path(order[0])}__{_way(order[0])}e": values[0]})
    return first & reduce(Q.__or__, steps)


def _path(name: str) -> str:
    return name.removeprefix("-")


def _way(name: str) -> str:
    return "lt" if name.startswith("-") else "gt"


def _link(request: HttpRequest, key: str, row: Model, order: Sequence[str]) -> str:
    query = request.GET.copy()
    query.pop(AFTER, None)
    query.pop(BEFORE, None)
    values = [reduce(getattr, _path(name).split("__"), row) for name in order]
    packed = json.dumps(values, default=_exact).encode()
    query[key] = base64.urlsafe_b64encode(packed).decode().rstrip("=")
    return f"{request.path}?{query.urlencode()}"


def _exact(value: Any) -> str:
    """Return dates with all their microseconds: a cut one would skip or repeat rows."""
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def _cursor(typed: str | None, queryset: QuerySet[M], order: Sequence[str]) -> list[Any] | None:
    """Return the values a cursor holds, each of its type; None when it is not one of ours."""
    if not typed:
        return None
    try:
        values = json.loads(base64.urlsafe_b64decode(typed + "=" * (-len(typed) % 4)))
        if not isinstance(values, list) or len(values) != len(order):
            return None
        return [
            _value(queryset.model, name, value) for name, value in zip(order, values, strict=True)
        ]
    except (TypeError, ValueError, ValidationError):
        return None


def _value(model: type[Model], name: str, value: Any) -> Any:
    if isinstance(value, str):
        value.encode()  # half a letter is a ValueError
        if "\0" in value:
            raise ValueError("no database takes this letter")
    *steps, last = _path(name).split("__")
    try:
        for step in steps:
            model = model._meta.get_field(step).related_model  # type: ignore[assignment]
        column = model._meta.pk if last == "pk" else model._meta.get_field(last)
    except FieldDoesNotExist:  # an annotation: its value is the text or number that JSON gave
        if isinstance(value, str | int | float):
            return value
        raise ValueError("not a plain value") from None
    found = column.to_python(value)  # type: ignore[union-attr]
    if found is None:
        raise ValueError("a cursor holds no null")
    return found

"""The history of one row, the same page for every kind of record: who, when, from where, what changed.

A room gives its record a history with one line in its `urls.py`:

    path("<int:pk>/lich-su/", history_of(Matter, Power.RECEPTION_READ), name="matter_history")

Who may not see the row gets 404, because it is asked for through the row's own `visible_to`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any, ParamSpec

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from portal.access import PlainView, Power, Scope, requires
from portal.audit.models import Entry
from portal.htmx import render
from portal.http import Request
from portal.lists import Page, keyset_page

P = ParamSpec("P")


class Openness(Enum):
    """What those who see a row read of what another organisation did with it."""

    NOTHING = 0
    SENTENCES = 1
    VALUES = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as its reader may see it. `note` says why values are not shown."""

    at: datetime
    by: str
    origin: str
    says: str
    changes: Mapping[str, tuple[str, str]]
    note: str


@dataclass(frozen=True, slots=True)
class Rules:
    """How open the history of one kind of record is.

    `guarded` names the acts whose values need a power of their own, inside the organisation too.
    """

    openness: Openness
    guarded: Mapping[str, Power]

    def line(self, entry: Entry, scope: Scope) -> Line:
        own = entry.chain_id == scope.organisation_id
        shown, note = self._values(entry, scope, own=own)
        sees_origin = own or scope.may(Power.AUDIT_READ)
        origin = entry.origin if sees_origin else ""
        return Line(entry.at, entry.actor_name, origin, entry.says, shown, note)

    def _values(
        self, entry: Entry, scope: Scope, *, own: bool
    ) -> tuple[Mapping[str, tuple[str, str]], str]:
        values = getattr(entry, "values", None)
        if values is None:
            return {}, "Giá trị đã được xóa theo quyết định." if entry.commitment else ""
        needed = self.guarded.get(entry.act)
        if needed is not None and not scope.may(needed):
            return {}, f"Giá trị chỉ hiện với người có quyền {needed.label}."
        if not own and self.openness is not Openness.VALUES:
            return {}, "Giá trị do cơ quan đã ghi giữ."
        return {label: (pair[0], pair[1]) for label, pair in values.changes.items()}, ""


def history_of(
    model: type[models.Model],
    *powers: Power,
    openness: Openness = Openness.SENTENCES,
    guarded: Mapping[str, Power] | None = None,
    kind: str = "",
) -> PlainView[...]:
    """Return the view of the history of rows of `model`, for those with `powers` who see the row.

    `kind` is what the heading calls such a row, its model's own name when none is given.
    """
    rules = Rules(openness, guarded or {})

    @require_GET
    def history(request: Request, pk: int) -> HttpResponseBase:
        manager: Any = model._default_manager
        shown = get_object_or_404(manager.visible_to(request.scope), pk=pk)
        return _page(request, shown, rules, kind)

    return shows_history(model)(requires(*powers)(history))


def shows_history(model: type[models.Model]) -> Callable[[PlainView[P]], PlainView[P]]:
    """Say whose history a view shows; the guard of histories reads it."""

    def mark(view: PlainView[P]) -> PlainView[P]:
        view.history_of = model  # type: ignore[attr-defined]
        return view

    return mark


def _page(request: Request, row: models.Model, rules: Rules, kind: str) -> HttpResponse:
    context = lines_of(request, row, rules) | {
        "row": row,
        "kind": kind or row._meta.verbose_name,
        "href": row.get_absolute_url() if hasattr(row, "get_absolute_url") else "",
    }
    return render(request, "audit/history.html", context, partial="rows")


def lines_of(request: HttpRequest, row: models.Model, rules: Rules) -> dict[str, Any]:
    """Return `page` and `lines` for `audit/history_rows.html`, for a row that passed its scope."""
    scope: Scope = request.scope  # type: ignore[attr-defined]  # see portal.http.Request
    entries = Entry.objects.about(row).select_related("values")
    if rules.openness is Openness.NOTHING:
        entries = entries.visible_to(scope)
    page: Page[Entry] = keyset_page(request, entries, order=("-id",))
    return {"page": page, "lines": [rules.line(entry, scope) for entry in page]}

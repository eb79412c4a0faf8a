"""What the pages of statistical forms ask, always the same: each question is put into SQL once."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import QuerySet

from citizens.receptions.querysets import own_books
from citizens.returns.models import BookMark, Confirmation, FormVersion, KeptFigures
from portal.access import Scope
from portal.prepared import prepared
from portal.units.models import Organisation


def _books(scope: Scope) -> QuerySet[Any, Any]:
    return own_books(scope).values_list("pk")


def _communes(scope: Scope, on: date) -> QuerySet[Any, Any]:
    rows = Organisation.objects.on(on).peoples_committees().of_communes()
    return rows.visible_to(scope).in_order().values_list("pk", "name")


def _codes(scope: Scope, first: date, last: date) -> QuerySet[Any, Any]:
    return Confirmation.objects.editable_by(scope).of_days(first, last).values_list("code")


def _kept(ids: Collection[int], form: str, first: date, last: date, marked: Collection[int]) -> Any:
    rows = KeptFigures.objects.of(ids).of_form(form).of_days(first, last)
    rows = rows.unmarked(BookMark.objects.on_period(marked, last))
    return rows.values_list("organisation_id", "figures")


def _uncounted(form: str, first: date, last: date) -> QuerySet[Any, Any]:
    kept = KeptFigures.objects.of_form(form).of_days(first, last)
    offices = Organisation.objects.on(last).peoples_committees().of_communes()
    return offices.exclude(pk__in=kept.values("organisation_id")).order_by("pk").values_list("pk")


forms_known = prepared(lambda: FormVersion.objects.known())
books_read = prepared(_books)
communes_watched = prepared(_communes)
confirmed = prepared(
    lambda ids, form, first, last: (
        Confirmation.objects.standing().of(ids).of_days(first, last).of_form(form)
    )
)
codes_confirmed = prepared(_codes)

# What is kept of the books of offices that nobody wrote in since; marks and figures of one moment.
kept: prepared[Any] = prepared(_kept)
kept_of_holders: prepared[Any] = prepared(
    lambda ids, form, first, last, marked: _kept(ids, form, first, last, marked).unmarked_held(
        BookMark.objects.on_period(marked, last)
    )
)
uncounted: prepared[Any] = prepared(_uncounted)

"""Who has an account and never came in: by organisation, on paper and as a sheet."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.accounts import questions
from portal.accounts.drawing import newcomer_lines, organisation_lines
from portal.accounts.forms import NewcomersFilter
from portal.accounts.models import User
from portal.accounts.querysets import UserQuerySet
from portal.accounts.resources import NewcomersSheet
from portal.calendar.clock import today
from portal.htmx import render, wants_part
from portal.http import Request
from portal.likeness import anywhere
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page
from portal.sheets import MOST_ROWS, TOO_MANY, Part, has_more_than, workbook, xlsx_response


@requires(Power.USER_MANAGE)
@require_GET
def never_logged_in(request: Request) -> HttpResponse:
    filters, on = NewcomersFilter(request.GET), today()
    asked = (request.scope, anywhere(filters.words), filters.organisation_id, on)
    page = keyset_page(
        request,
        lambda: _rows(request, filters),
        order=questions.IN_ORDER,
        first=partial(questions.newcomers, *asked),
    )
    lines = newcomer_lines(page, questions.held_by(page, request.scope, on))
    context: dict[str, Any] = {"page": page, "lines": lines, "filters": filters}
    if not wants_part(request):
        counts = questions.newcomers_by_organisation(request.scope, on)
        drawn = organisation_lines(counts, chosen=filters.organisation_id)
        context |= {"counts": counts, "organisations": drawn}
    return render(request, "accounts/never_logged_in.html", context, partial="rows")


@requires(Power.USER_MANAGE)
@limited(EXPORT)
@require_GET
def export(request: Request) -> HttpResponse:
    rows = _rows(request, NewcomersFilter(request.GET)).in_order()
    rows = rows.with_postings(request.scope, on=today())
    part = Part("Chưa đăng nhập", NewcomersSheet(), rows)
    if has_more_than(MOST_ROWS, [part]):
        messages.error(request, TOO_MANY)
        return redirect("accounts:never_logged_in")
    return xlsx_response(workbook(part), name=f"chua-dang-nhap-{today():%Y%m%d}")


def _rows(request: Request, filters: NewcomersFilter) -> UserQuerySet:
    people = User.objects.visible_to(request.scope).never_logged_in()
    found = people.search(filters.words).posted_to(filters.organisation_id, on=today())
    rows: UserQuerySet = found.with_slips()
    return rows

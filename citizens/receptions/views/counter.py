"""The counter: one screen, kind first, saved once."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from citizens.receptions import actions
from citizens.receptions.forms import CounterForm, commune_words, rows_of_people, scanned
from citizens.receptions.joined import rooms
from citizens.receptions.kinds import Channel, Field, Host, MatterKind, Mode
from citizens.receptions.models import Matter, Visitor
from citizens.receptions.reading import leader_of
from citizens.receptions.rules import Card, card_problem, normal_number
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import Bounded, first_rows

_PEOPLE_FIELDS = ("number", "other_paper", "name", "place", "kept")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    posted, cards = scanned(request.POST)
    if posted.get("act") == "look":
        return _page(request, _form(request, initial=posted.dict()), cards=cards, partial="before")
    form = _form(request, data=_without_denouncer(request, posted), came=posted)
    if request.method == "POST" and form.is_valid():
        try:
            reception = actions.log_reception(
                key=form.cleaned_data["key"], visit=form.visit(), people=form.people_entries(),
                case=form.case(), by=request.scope, on=today(),
            )  # fmt: skip
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, f"Đã ghi lượt tiếp số {reception}.")
            return redirect(reception)
    return _page(request, form, status=422 if form.is_bound else 200, partial="counter")


def _page(
    request: Request,
    form: CounterForm,
    *,
    partial: str,
    status: int = 200,
    cards: dict[int, Card] | None = None,
) -> HttpResponse:
    typed = "" if form.is_secret else form.people[0]["number"].value() or ""
    context = {
        "form": form,
        "cards": cards,
        "scan_problem": None if form.is_bound else card_problem(typed),
        "before": _before(request, typed),
        "head_name": leader_of(request.scope.organisation_id, on=today()),
    }
    return render(request, "receptions/counter.html", context, partial=partial, status=status)


def _form(
    request: Request, *, data: Any = None, initial: dict[str, Any] | None = None,
    came: QueryDict | None = None,
) -> CounterForm:  # fmt: skip
    office = request.posting.organisation
    return CounterForm(
        data,
        initial=_defaults(request) | (initial or {}),
        on=today(),
        office=office,
        people=_people_typed(initial or {}, {"commune": commune_words(office)}),
        came=came,
        matters=Matter.objects.editable_by(request.scope),
    )


def _defaults(request: Request) -> dict[str, Any]:
    return {
        "key": uuid4(),
        "received_on": today(),
        "channel": Channel.REGULAR,
        "host": Host.OFFICIAL,
        "mode": Mode.IN_PERSON,
        "official_name": request.scope.name,
        "head_count": 1,
        "field": Field.OTHER,
    }


def _people_typed(typed: dict[str, Any], empty: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the first values of each row of people: what was typed there, else `empty`."""
    names = ("number", "other_paper", "name", "place", "commune")
    rows = rows_of_people(typed, 1)
    return [
        empty | {name: typed[box] for name in names if (box := f"nguoi{row}-{name}") in typed}
        for row in rows
    ]


def _without_denouncer(request: Request, posted: QueryDict) -> Any:
    """Return what was posted; of a denunciation, without anything about who came."""
    if request.method != "POST":
        return None
    matter = posted.get("matter", "")
    secret = posted.get("kind") == MatterKind.DENUNCIATION or (
        matter and Matter.objects.editable_by(request.scope).with_pk(matter).secret().exists()
    )
    if not secret:
        return posted
    kept = posted.copy()
    dropped = [
        name for name in kept if name.startswith("nguoi") and name.split("-")[-1] in _PEOPLE_FIELDS
    ]
    typed = any(str(kept[name]).strip() for name in dropped)
    for name in dropped:
        del kept[name]
    if typed:
        messages.info(request, "Tố cáo: thông tin người đến đã được bỏ, không lưu ở đâu cả.")
    return kept


def _before(request: Request, typed: str) -> tuple[Bounded[Visitor], Bounded[Matter]] | None:
    """Return earlier visits of who showed this number, and their matters; None for no number."""
    number = normal_number(typed)
    if not number:
        return None
    people = Visitor.objects.visible_to(request.scope).with_number(number)
    elsewhere = [room.matters_with(number) for room in rooms()]
    held = Matter.objects.editable_by(request.scope)
    matters = held.brought_by(people, *elsewhere).latest_first()
    return first_rows(people.latest_first(), 3), first_rows(matters, 4)

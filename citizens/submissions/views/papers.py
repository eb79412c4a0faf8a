"""One submission: taken in, read, corrected, decided on, struck out."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from citizens.receptions.forms import scanned
from citizens.receptions.kinds import Field, MatterKind
from citizens.receptions.models import Matter
from citizens.receptions.rules import Card, card_problem, normal_number
from citizens.submissions import actions, questions
from citizens.submissions.forms import (
    CorrectionForm,
    DecisionForm,
    SubmissionForm,
    VoidForm,
    people_of,
)
from citizens.submissions.kinds import Round, Source
from citizens.submissions.official import kinds_of
from citizens.submissions.reading import (
    decision_values,
    first_values,
    handed_on,
    matters_like,
    settlement_of,
    signatories,
    terms_of_paper,
)
from portal.access import Power, requires
from portal.calendar.clock import now, today
from portal.htmx import render
from portal.http import Request

_PEOPLE_FIELDS = ("number", "other_paper", "name", "address")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: Request) -> HttpResponse:
    """A paper that came without a visit, or after one; a repeat joins the matter that is there."""
    posted, cards = scanned(_without_denouncer(request, request.POST), address="address")
    if posted.get("act") == "look":
        form = _form(request, initial=posted.dict())
        return _new_page(request, form, looked=True, cards=cards)
    form = _form(request, data=posted if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            submission = actions.log_submission(
                key=form.cleaned_data["key"], paper=form.paper(), people=form.people_entries(),
                subject=form.subject(), by=request.scope, on=today(),
            )  # fmt: skip
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, f"Đã ghi đơn số {submission}.")
            return redirect(submission)
    return _new_page(request, form, status=422 if form.is_bound else 200)


@requires(Power.RECEPTION_READ)
@require_GET
def submission(request: Request, pk: int) -> HttpResponse:
    found = questions.paper(request.scope, pk=pk)
    held, own = found.is_decidable, found.is_correctable
    settlement = settlement_of(found, request.scope)
    context = {
        "submission": found,
        "settlement": settlement,
        "officials": kinds_of(found, settlement),
        "people": signatories(found),
        "terms": terms_of_paper(found),
        "may_write": held and request.scope.may(Power.RECEPTION_WRITE),
        "is_own": own,
        "may_correct": own and request.scope.may(Power.RECEPTION_WRITE),
        "corrects_decision": own and not held and bool(found.outcome),
        "may_unmask": own and request.scope.may(Power.IDENTITY_UNMASK),
        "may_void": found.is_voidable,
        "sees_matter": found.shows_matter,
    }
    return render(request, "submissions/submission.html", context)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def correct(request: Request, pk: int) -> HttpResponse:
    found = questions.paper_to_correct(request.scope, pk=pk)
    signed = people_of(found)
    form = CorrectionForm(
        scanned(request.POST, address="address")[0] or None, submission=found, on=today(),
        office=found.organisation,
        people=signed, initial=first_values(found), is_secret=found.is_secret,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_submission(
                submission=found, paper=form.paper(), people=form.people_entries(),
                by=request.scope, on=today(), seen=[one["kept"] for one in signed],
            )  # fmt: skip
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, "Đã sửa. Nội dung cũ còn trong phần lịch sử.")
            return redirect(found)
    context = {"form": form, "submission": found}
    status = 422 if form.is_bound else 200
    return render(request, "submissions/correct.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def decide(request: Request, pk: int) -> HttpResponse:
    """Decide on a paper; once its matter was given away, correct what the decision says."""
    found = questions.paper_to_decide(request.scope, pk=pk)
    held = questions.decides(request.scope, row=found)
    form = DecisionForm(
        request.POST or None, submission=found, on=today(), held=held,
        initial=decision_values(found),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        act = actions.decide if held else actions.correct_sent_on
        try:
            act(submission=found, decision=form.decision(), by=request.scope, on=today())
        except ValidationError as error:
            form.show_errors(error)
        else:
            messages.success(request, f"Đã ghi kết quả xử lý đơn số {found}.")
            return redirect(found)
    context = {"form": form, "submission": found, "held": held}
    status = 422 if form.is_bound else 200
    return render(request, "submissions/decide.html", context, status=status)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def void(request: Request, pk: int) -> HttpResponse:
    found = questions.paper_to_void(request.scope, pk=pk)
    form = VoidForm(request.POST or None, is_secret=found.is_secret)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            actions.void_submission(submission=found, reason=reason, by=request.scope, at=now())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Đã hủy đơn số {found}; số này vẫn giữ trong sổ.")
            return redirect(found)
    context = {"form": form, "submission": found}
    status = 422 if form.is_bound else 200
    return render(request, "submissions/void.html", context, partial="confirm", status=status)


def _new_page(
    request: Request, form: SubmissionForm, *, status: int = 200, looked: bool = False,
    cards: dict[int, Card] | None = None,
) -> HttpResponse:  # fmt: skip
    offered = None
    people = [] if form.is_secret else form.people
    if looked:
        offered = matters_like(
            request.scope, kind=form["kind"].value() or "",
            names=[one["name"].value() or "" for one in people],
            numbers=[normal_number(one["number"].value() or "") for one in people],
            summary=form["summary"].value() or "",
        )  # fmt: skip
    chosen = form["matter"].value()
    joins = Matter.objects.editable_by(request.scope).with_pk(chosen).first() if chosen else None
    scan_problem = card_problem(people[0]["number"].value() or "") if people else None
    context = {
        "form": form, "offered": offered, "joins": joins, "cards": cards,
        "scan_problem": scan_problem,
    }  # fmt: skip
    return render(request, "submissions/new.html", context, partial="paper", status=status)


def _form(
    request: Request, *, data: Any = None, initial: dict[str, Any] | None = None
) -> SubmissionForm:
    matters = Matter.objects.editable_by(request.scope)
    first = _defaults(request) | (initial or {})
    people = [
        {name: first.get(f"nguoi{place}-{name}", "") for name in _PEOPLE_FIELDS}
        for place in range(1, 6)
    ]
    return SubmissionForm(
        data, initial=first, on=today(), office=request.posting.organisation, matters=matters,
        people=people, came=request.POST,
    )  # fmt: skip


def _defaults(request: Request) -> dict[str, Any]:
    first = {
        "key": uuid4(), "received_on": today(), "source": Source.POST, "round": Round.FIRST,
        "signatories": 1, "field": Field.OTHER,
    }  # fmt: skip
    asked = request.GET.get("vu_viec", "")
    known = Matter.objects.editable_by(request.scope).with_pk(asked).first() if asked else None
    if known is None:
        return first
    handed = handed_on(known, request.scope) if request.GET.get("nhan") else None
    return (
        first | {"matter": known.pk, "kind": known.kind} | (handed.first_values() if handed else {})
    )


def _without_denouncer(request: Request, posted: QueryDict) -> QueryDict:
    """Return what was posted; of a denunciation, without anything about who signed."""
    if posted.get("kind") != MatterKind.DENUNCIATION:
        return posted  # a complaint that would join a denunciation is refused, and loses nobody
    kept = posted.copy()
    dropped = [name for name in kept if name.startswith("nguoi")]
    if any(str(kept[name]).strip() for name in dropped):
        messages.info(request, "Tố cáo: thông tin người đứng đơn đã được bỏ, không lưu ở đâu cả.")
    for name in dropped:
        del kept[name]
    return kept

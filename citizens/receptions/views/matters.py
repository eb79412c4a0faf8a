"""Matters: their list, one of them with its visits and owners, and what may be done with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from citizens.receptions import actions, questions
from citizens.receptions.deadlines import with_deadlines
from citizens.receptions.filters import MatterFilters
from citizens.receptions.forms import ClassifyForm, HandlingForm, HandOverForm, MatterForm
from citizens.receptions.models import Handling, Matter
from citizens.receptions.reading import handling_values, panels_of_matter, visits_of
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page
from portal.prepared import fetched_along


@requires(Power.RECEPTION_READ)
@require_GET
def matters(request: Request) -> HttpResponse:
    filters = MatterFilters(request.GET)
    books = questions.books_of(request.scope)
    first = (lambda: questions.newest_matters(books)) if filters.is_blank else None
    order = ("-opened_on", "-id")
    page = keyset_page(request, lambda: filters.applied(books), order=order, first=first)
    context = {"page": page, "filters": filters}
    return render(request, "receptions/matters.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@require_GET
def matter(request: Request, pk: int) -> HttpResponse:
    found = questions.matter(request.scope, pk=pk)
    held = questions.holds(request.scope, row=found)
    may_write = request.scope.may(Power.RECEPTION_WRITE)
    owners = questions.owners_of(pk)
    fetched_along(found, "owners", owners)
    context = {
        "matter": found,
        "visits": visits_of(found, request.scope),
        "panels": panels_of_matter(found, request.scope, held=held),
        "owners": owners,
        "may_write": held and may_write,
        "may_take_over": may_write
        and not held
        and questions.may_take_over(request.scope, row=found),
    }
    return render(request, "receptions/matter.html", context)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def rewrite(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Matter.objects.editable_by(request.scope), pk=pk)
    form = MatterForm(
        request.POST or None, initial={"field": found.field, "summary": found.summary},
        is_secret=found.is_secret,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            actions.rewrite_matter(matter=found, by=request.scope, **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã sửa vụ việc.")
            return redirect(found)
    return _form_page(request, form, found, title="Sửa nội dung vụ việc", action="Lưu")


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def classify(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Matter.objects.editable_by(request.scope), pk=pk)
    initial = {"kind": found.kind, "field": found.field, "summary": found.summary}
    # Who came is known here and cut out by the act itself; this form has no rows of people.
    form = ClassifyForm(request.POST or None, initial=initial, is_secret=found.is_secret, came={})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reclassify(matter=found, by=request.scope, **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã phân loại lại vụ việc.")
            return redirect(found)
    warning = (
        "Chuyển thành tố cáo sẽ xóa hẳn họ tên, địa chỉ, số giấy tờ của mọi người đã đến vì vụ "
        "việc này, cả trong nhật ký. Không thể lấy lại."
    )
    return _form_page(
        request, form, found, title="Phân loại lại vụ việc", action="Phân loại lại",
        warning="" if found.is_secret else warning,
    )  # fmt: skip


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(Matter.objects.editable_by(request.scope), pk=pk)
    form = HandOverForm(request.POST or None, initial={"on": today()}, is_secret=found.is_secret)
    if request.method == "POST" and form.is_valid():
        try:
            actions.hand_over(
                matter=found, by=request.scope, today=today(), **form.values()
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã chuyển vụ việc; lịch sử giữ lại ở cả hai nơi.")
            return redirect(found)
    warning = (
        "Cơ quan nhận sẽ đọc và xử lý vụ việc; bạn chỉ còn xem. Đơn và lượt tiếp chưa xử lý của đơn vị "
        "được ghi là không thuộc thẩm quyền, chuyển đơn."
    )
    return _form_page(
        request, form, found, title="Chuyển vụ việc cho UBND khác", action="Chuyển", warning=warning
    )


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_POST
def take_over(request: Request, pk: int) -> HttpResponse:
    """What a predecessor left behind on 30/6/2025 is worked on here from the next day."""
    found = get_object_or_404(Matter.objects.visible_to(request.scope), pk=pk)
    try:
        actions.take_over(matter=found, by=request.scope)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, "Đã nhận kế thừa; lịch sử ở đơn vị cũ giữ nguyên.")
    return redirect(found)


@requires(Power.RECEPTION_WRITE, Power.RECEPTION_READ)
@require_http_methods(["GET", "POST"])
def follow(request: Request, pk: int) -> HttpResponse:
    found = Handling.objects.editable_by(request.scope).for_deadlines().select_related("matter")
    handling = get_object_or_404(found, pk=pk)
    with_deadlines([handling])
    initial, is_secret = handling_values(handling), handling.matter.is_secret
    form = HandlingForm(request.POST or None, initial=initial, is_secret=is_secret)
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow_up(handling=handling, by=request.scope, on=today(), **form.values())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, "Đã cập nhật kết quả xử lý.")
            return redirect(handling.reception)
    context = {"form": form, "handling": handling, "reception": handling.reception}
    status = 422 if form.is_bound else 200
    return render(request, "receptions/follow.html", context, status=status)


def _form_page(
    request: Request, form: MatterForm | HandOverForm, found: Matter, **words: str
) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "matter": found, **words}
    return render(request, "receptions/matter_form.html", context, status=status)

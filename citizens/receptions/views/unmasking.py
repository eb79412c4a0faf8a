"""Seeing an identity number in full: a reason first, then the number, once."""

from collections.abc import Callable

from django.http import HttpResponse

from citizens.receptions.forms import ReasonForm
from citizens.receptions.person import Person
from portal.htmx import render
from portal.http import Request
from portal.identity import UNREADABLE, Unreadable


def unmasking(
    request: Request, person: Person, *, unmask: Callable[[str], str], back: str, back_label: str
) -> HttpResponse:
    """Ask for the reason; `unmask` is given it, records it and returns the number."""
    form = ReasonForm(request.POST or None)
    number = ""
    if request.method == "POST" and form.is_valid():
        try:
            number = unmask(form.cleaned_data["reason"])
        except Unreadable:
            form.add_error(None, f"Số giấy tờ này {UNREADABLE}: khóa mã hóa của nó không còn.")
    context = {
        "form": form, "person": person, "number": number, "back": back, "back_label": back_label,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "receptions/unmask.html", context, partial="confirm", status=status)

"""Notices in the portal, the way from one to what it speaks of, and one's choice of mail."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.access import requires
from portal.calendar.clock import now, today
from portal.errors import FOLLOWED
from portal.htmx import render
from portal.http import Request
from portal.lists import first_rows, keyset_page
from portal.middleware import POSTING_KEY
from portal.notices import actions
from portal.notices.forms import MailChoiceForm
from portal.notices.kinds import DigestChoice
from portal.notices.models import Digest, MailChoice, Notice


@requires()
@require_GET
def notice_list(request: Request) -> HttpResponse:
    mine = Notice.objects.visible_to(request.scope)
    page = keyset_page(request, mine, order=("-id",), size=30)
    context = {"page": page, "unread": mine.unread().count()}
    return render(request, "notices/list.html", context, partial="rows")


@requires()
@require_GET
def follow(request: Request, pk: int) -> HttpResponse:
    """Go to what a notice speaks of, as the posting that it was said to; it is read then.

    That page asks the scope as ever; where it says no, the error page knows who sent the person.
    """
    mine = Notice.objects.of_person(request.scope)
    notice = get_object_or_404(mine.with_posting(), pk=pk)
    if notice.posting_id != request.scope.posting_id:
        held = notice.posting.holds_on(today())
        return render(request, "notices/elsewhere.html", {"notice": notice, "held": held})
    actions.mark_read(notices=mine.numbered([pk]), by=request.scope, at=now())
    request.session[FOLLOWED] = notice.href
    return redirect(notice.href or "notices:list")


@requires()
@require_POST
def change_posting(request: Request, pk: int) -> HttpResponse:
    """Work in the posting that a notice was said to, and go on to what it speaks of."""
    mine = Notice.objects.of_person(request.scope).said_to_postings_on(today())
    request.session[POSTING_KEY] = get_object_or_404(mine, pk=pk).posting_id
    return redirect("notices:follow", pk=pk)


@requires()
@require_POST
def mark_one_read(request: Request, pk: int) -> HttpResponse:
    mine = Notice.objects.visible_to(request.scope)
    notice = get_object_or_404(mine, pk=pk)
    actions.mark_read(notices=mine.numbered([notice.pk]), by=request.scope, at=now())
    return redirect("notices:list")


@requires()
@require_POST
def mark_all_read(request: Request) -> HttpResponse:
    actions.mark_read(notices=Notice.objects.visible_to(request.scope), by=request.scope, at=now())
    return redirect("notices:list")


@requires()
@require_http_methods(["GET", "POST"])
def choice(request: Request) -> HttpResponse:
    """When the unread notices come by mail, where to, and what became of the last mails."""
    chosen = MailChoice.objects.visible_to(request.scope).first() or MailChoice()
    form = MailChoiceForm(request.POST or None, instance=chosen)
    if request.method == "POST" and form.is_valid():
        when, at = DigestChoice(form.cleaned_data["when"]), form.cleaned_data["at"]
        actions.choose_mail(user=request.user, when=when, at=at, by=request.scope)
        messages.success(request, "Đã lưu lựa chọn nhận bản tin.")
        return redirect("notices:choice")
    context = {
        "form": form,
        "mail_goes": settings.DIGESTS,
        "hours": settings.OFFICE_HOURS,
        "digests": first_rows(Digest.objects.visible_to(request.scope), 5),
    }
    status = 422 if form.errors else 200
    return render(request, "notices/choice.html", context, status=status)

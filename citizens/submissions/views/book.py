"""The petition book: read on screen, taken away as a spreadsheet."""

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from citizens.submissions import exports, questions
from citizens.submissions.drawing import paper_rows
from citizens.submissions.filters import BookFilters
from citizens.submissions.models import Submission
from citizens.submissions.reading import with_signatories
from portal.access import Power, requires
from portal.exports.http import table_or_offer
from portal.htmx import render
from portal.http import Request
from portal.limits.http import limited
from portal.limits.policy import EXPORT
from portal.lists import keyset_page


@requires(Power.RECEPTION_READ)
@require_GET
def book(request: Request) -> HttpResponse:
    filters = BookFilters(request.GET)
    page = keyset_page(
        request,
        lambda: filters.applied(Submission.objects.in_books(request.scope)).for_lines(),
        order=questions.LAST_RECEIVED,
        first=filters.first(request.scope),
    )
    with_signatories(page.rows)
    context = {
        "page": page,
        "body": paper_rows(page),
        "filters": filters,
        "may_write": request.scope.may(Power.RECEPTION_WRITE),
    }
    return render(request, "submissions/book.html", context, partial="rows")


@requires(Power.RECEPTION_READ)
@limited(EXPORT)
@require_POST
def export(request: Request) -> HttpResponse:
    """The rows that the petition book shows for the same filters, oldest first."""
    back = f"{reverse('submissions:book')}?{request.GET.urlencode()}"
    return table_or_offer(request, exports.book, name="so-don", back=back)

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from portal.access import Power, requires
from portal.audit.forms import AuditFilter
from portal.audit.models import Entry
from portal.htmx import render
from portal.http import Request
from portal.lists import keyset_page


@requires(Power.AUDIT_READ)
@require_GET
def entry_list(request: Request) -> HttpResponse:
    """Who did what, newest first.

    The changed values of other organisations stay theirs: an administrator reads the sentences,
    which name no citizen, and the values of the own organisation only.
    """
    filters = AuditFilter(request.GET)
    asked = filters.cleaned_data if filters.is_valid() else {}
    entries = Entry.objects.visible_to(request.scope).search(asked.get("q") or "")
    entries = entries.between(asked.get("tu"), asked.get("den")).select_related("values")
    page = keyset_page(request, entries, order=("-id",))
    return render(request, "audit/list.html", {"page": page, "filters": filters}, partial="rows")

"""The page that offers a campaign's ballots without the people, and says by which rule."""

from secrets import token_hex
from urllib.parse import urlencode
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from citizens.surveys.exports import RULES, TABLES, WORKBOOK
from citizens.surveys.models import Campaign
from portal.access import Power, requires
from portal.exports.forms import AskForm
from portal.htmx import render
from portal.http import Request


@requires(Power.CAMPAIGN_MANAGE)
@require_GET
def ballots_out(request: Request, pk: int) -> HttpResponse:
    """Each opening of the page draws a new order: two files are not to be laid side by side."""
    campaign = get_object_or_404(Campaign.objects.editable_by(request.scope), pk=pk)
    query = urlencode({"dot": campaign.pk, "hat": token_hex(8)})
    forms = [
        (label, AskForm(initial={"kind": name, "query": query, "key": uuid4().hex}, auto_id=False))
        for name, label in ((WORKBOOK, "Tạo bảng tính Excel"), (TABLES, "Tạo CSV (tệp ZIP)"))
    ]
    context = {"campaign": campaign, "forms": forms, "rules": RULES}
    return render(request, "surveys/ballots_out.html", context)

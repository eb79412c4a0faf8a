"""The identity number of one who signed, seen in full."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from citizens.receptions.views.unmasking import unmasking
from citizens.submissions import actions
from citizens.submissions.models import Petitioner
from portal.access import Power, requires
from portal.http import Request
from portal.limits.http import SENDING, limited
from portal.limits.policy import UNMASK


@requires(Power.IDENTITY_UNMASK, Power.RECEPTION_READ)
@limited(UNMASK, on=SENDING)
@never_cache
@require_http_methods(["GET", "POST"])
def unmask(request: Request, pk: int) -> HttpResponse:
    found = Petitioner.objects.visible_to(request.scope).select_related("submission__series")
    petitioner = get_object_or_404(found, pk=pk)
    return unmasking(
        request, petitioner, back=petitioner.submission.get_absolute_url(), back_label="Đơn",
        unmask=lambda reason: actions.unmask(
            petitioner=petitioner, reason=reason, by=request.scope
        ),
    )  # fmt: skip

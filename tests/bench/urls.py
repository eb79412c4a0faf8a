"""The portal's addresses and the bare view's."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from portal import urls as portal_urls
from portal.access import requires
from portal.units.models import Organisation

BARE = "/do-tai/tran/"


@requires()
def bare(request: HttpRequest) -> HttpResponse:
    """The least a page for a logged-in person does: one query by an index, and its one value said."""
    scope = request.scope  # type: ignore[attr-defined]
    return HttpResponse(str(Organisation.objects.get(pk=scope.organisation_id)))


urlpatterns = [path(BARE[1:], bare), *portal_urls.urlpatterns]
handler400, handler403 = portal_urls.handler400, portal_urls.handler403
handler404, handler500 = portal_urls.handler404, portal_urls.handler500

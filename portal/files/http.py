from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.template.loader import get_template

from portal.files.models import Attachment


def as_download(attachment: Attachment) -> HttpResponseBase:
    """Serve a file as a download, never inline. Call it only after the owning row passed its scope.

    410 when a decision destroyed its content.
    """
    if attachment.destroyed_at is not None:
        return HttpResponse(get_template("410.html").render(), status=410)
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

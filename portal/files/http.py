from django.http import FileResponse

from portal.files.models import Attachment


def as_download(attachment: Attachment) -> FileResponse:
    """Serve a file as a download, never inline. Call it only after the owning row passed its scope."""
    response = FileResponse(
        attachment.file.open("rb"),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.media_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response

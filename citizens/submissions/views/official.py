"""The papers that follow from a submission, made when they are asked for and kept nowhere."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from citizens.receptions.models import Reception
from citizens.receptions.reading import leader_of
from citizens.submissions.deadlines import owner_of
from citizens.submissions.kinds import PaperKind, VisitPaperKind
from citizens.submissions.models import Submission
from citizens.submissions.of_visits import kinds_of_visit, official_of_visit
from citizens.submissions.official import Office, Official, kinds_of, official_of
from citizens.submissions.reading import settlement_of
from portal.access import Power, requires
from portal.calendar.clock import today
from portal.files.rules import FileKind
from portal.http import Request
from portal.jobs.run import JobFailure
from portal.limits.actions import spend
from portal.limits.http import asker
from portal.limits.policy import PAPER
from portal.papers.pdf import make_pdf

KINDS = {kind.suffix: kind for kind in (FileKind.PDF, FileKind.DOCX)}


@requires(Power.RECEPTION_READ)
@require_GET
def download(request: Request, pk: int, kind: str, suffix: str) -> HttpResponse:
    """A paper as PDF or DOCX; its name tells the number in the book and nobody's name."""
    found = get_object_or_404(Submission.objects.visible_to(request.scope).with_book(), pk=pk)
    settlement = settlement_of(found, request.scope)
    if suffix not in KINDS or kind not in kinds_of(found, settlement):
        raise Http404("Đơn này chưa có giấy tờ như vậy.")
    office = owner_of(found.matter).organisation
    by = Office(office, leader_of(office.pk, on=today()))
    paper = official_of(PaperKind(kind), found, settlement, by=by, on=today())
    name = f"{kind.replace('_', '-')}-don-{found.number}-{found.series.year}.{suffix}"
    return _sent(request, paper, name, suffix)


@requires(Power.RECEPTION_READ)
@require_GET
def download_of_visit(request: Request, pk: int, kind: str, suffix: str) -> HttpResponse:
    """A paper of a visit, from the office whose book it stands in."""
    found = get_object_or_404(Reception.objects.visible_to(request.scope).with_book(), pk=pk)
    if suffix not in KINDS or kind not in kinds_of_visit(found):
        raise Http404("Lượt tiếp này chưa có giấy tờ như vậy.")
    by = Office(found.organisation, leader_of(found.organisation_id, on=today()))
    paper = official_of_visit(VisitPaperKind(kind), found, by=by, on=today())
    name = f"{kind.replace('_', '-')}-luot-{found.number}-{found.received_on.year}.{suffix}"
    return _sent(request, paper, name, suffix)


def _sent(request: Request, paper: Official, name: str, suffix: str) -> HttpResponse:
    """Make the paper, and count that: what is not there costs its asker nothing."""
    spend(PAPER, asker(request))
    try:
        content = _drawn(paper, suffix)
    except JobFailure as failure:
        return HttpResponse(str(failure), status=503, content_type="text/plain; charset=utf-8")
    response = HttpResponse(content, content_type=KINDS[suffix].media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _drawn(paper: Official, suffix: str) -> bytes:
    if suffix == FileKind.DOCX.suffix:
        from citizens.submissions.docx import official_docx  # python-docx: no start waits for it

        return official_docx(paper)
    return make_pdf("submissions/paper/official.html", {"paper": paper})

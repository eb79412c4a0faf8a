from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, requires
from portal.htmx import render, wants_part
from portal.http import Request
from portal.jobs import actions
from portal.jobs.models import Job
from portal.lists import keyset_page


@requires(Power.JOB_MANAGE)
@require_GET
def job_list(request: Request) -> HttpResponse:
    jobs = Job.objects.visible_to(request.scope)
    page = keyset_page(request, jobs, order=("-id",))
    return render(
        request, "jobs/list.html", {"page": page, "now_running": jobs.unfinished().count()}
    )


@requires()
@require_GET
def job_detail(request: Request, pk: int) -> HttpResponse:
    """The progress of one job; the page asks again for its part while the job runs.

    Once it is over, the page that asked is drawn anew: what the job made is on it then.
    """
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    response = render(request, "jobs/detail.html", {"job": job}, partial="progress")
    if job.is_over and wants_part(request):
        response["HX-Refresh"] = "true"
    return response


@requires()
@require_POST
def job_cancel(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    if actions.cancel(job=job, by=request.scope):
        messages.success(request, "Đã hủy công việc.")
    else:
        messages.info(request, "Công việc đã kết thúc từ trước.")
    return redirect("jobs:detail", pk=job.pk)


@requires()
@require_POST
def job_retry(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    actions.try_again(job=job, by=request.scope)
    messages.success(request, "Công việc đã được xếp hàng chạy lại.")
    return redirect("jobs:detail", pk=job.pk)

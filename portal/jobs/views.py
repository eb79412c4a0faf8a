from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_POST

from portal.access import Power, requires
from portal.htmx import render, wants_part
from portal.http import Request
from portal.jobs import actions
from portal.jobs.forms import ItemFilter, JobFilter
from portal.jobs.models import Job
from portal.jobs.reading import schedule, standing
from portal.lists import first_rows, keyset_page

EVENTS_SHOWN = 50


@requires(Power.JOB_MANAGE)
@require_GET
def job_list(request: Request) -> HttpResponse:
    """How background work stands, and every job, newest first."""
    filters = JobFilter(request.GET)
    jobs = Job.objects.visible_to(request.scope)
    page = keyset_page(request, filters.narrow(jobs), order=("-id",))
    context = {"page": page, "filters": filters, "counts": filters.of_kind(jobs).state_counts()}
    if not wants_part(request):
        context |= {"standing": standing(), "schedule": schedule()}
    return render(request, "jobs/list.html", context, partial="rows")


@requires()
@require_GET
def job_detail(request: Request, pk: int) -> HttpResponse:
    """The progress of one job, its items and what befell it.

    The page asks again for its part while the job runs; once it is over, the page that asked is drawn
    anew: what the job made is on it then.
    """
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    if wants_part(request):
        response = render(request, "jobs/detail.html", {"job": job}, partial="progress")
        if job.is_over:
            response["HX-Refresh"] = "true"
        return response
    filters = ItemFilter(request.GET)
    context = {
        "job": job,
        "filters": filters,
        "items": keyset_page(request, filters.narrow(job), order=("id",)),
        "events": first_rows(job.events.latest_first(), EVENTS_SHOWN),
    }
    return render(request, "jobs/detail.html", context)


@requires()
@require_POST
def job_cancel(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    if actions.cancel(job=job, by=request.scope):
        messages.success(request, "Đã hủy công việc. Những mục đã xong được giữ nguyên.")
    else:
        messages.info(request, "Công việc đã kết thúc từ trước.")
    return redirect("jobs:detail", pk=job.pk)


@requires()
@require_POST
def job_retry(request: Request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.scope), pk=pk)
    if not actions.try_again(job=job, by=request.scope):
        messages.info(request, "Công việc này không có gì phải chạy lại.")
    elif job.total:
        messages.success(request, f"Đã xếp hàng chạy lại {job.left} mục chưa xong.")
    else:
        messages.success(request, "Công việc đã được xếp hàng chạy lại.")
    return redirect("jobs:detail", pk=job.pk)

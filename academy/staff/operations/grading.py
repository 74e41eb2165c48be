"""The staff's page of the grader: workers, the line, and what was not graded."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from academy import journey
from academy.people.access import SignedIn, staff_only
from grader import alarms, control, figures
from grader.models import Run, Standstill, Worker

from . import queue

REASON = 200  # characters that a standstill may say


@staff_only
def page(request: HttpRequest) -> HttpResponse:
    related = Run.objects.select_related("submission__attempt__team__project")
    yesterday = timezone.now() - timedelta(days=1)
    context = {
        "queue": queue.now(),
        "lanes": figures.lanes(),
        "causes": figures.causes(),
        "times": figures.times(),
        "disk": shutil.disk_usage(settings.VAR_DIR),
        "standstill": Standstill.objects.filter(over=False).select_related("by").first(),
        "late": alarms.late_runs()
        .select_related("submission__attempt__team__project")
        .order_by("requested_at")[:20],
        "broken": related.filter(state=Run.State.BROKEN, ended_at__gt=yesterday)[:20],
    }
    template = "staff/_grading.html" if request.headers.get("HX-Request") else "staff/grading.html"
    return render(request, template, context)


@staff_only
@require_POST
def wish(request: SignedIn, worker_id: int) -> HttpResponse:
    """Let a worker work, pause or drain."""
    worker = get_object_or_404(Worker, pk=worker_id)
    wanted = request.POST.get("wish", "")
    if wanted in Worker.Wish.values:
        control.wish(worker, Worker.Wish(wanted), by=request.user)
    return redirect("staff:grading")


@staff_only
@require_POST
def line(request: SignedIn) -> HttpResponse:
    """Stop or resume the whole line."""
    if request.POST.get("wish") == "resume":
        control.resume_line(by=request.user)
    else:
        control.stop_line(by=request.user, reason=request.POST.get("reason", "").strip()[:REASON])
    return redirect("staff:grading")


@staff_only
@require_POST
def regrade(request: SignedIn, run_id: int) -> HttpResponse:
    """Judge the pinned work of a run once more, as a rerun that decides nothing."""
    run = get_object_or_404(Run.objects.select_related("submission__attempt__team__project"), pk=run_id)
    rerun = journey.regrade(run.submission, by=request.user)
    messages.success(request, _("It is graded again when nothing live waits."))
    return redirect("trainee:run", rerun.pk)

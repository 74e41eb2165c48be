"""Booking a time for an attempt."""

from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from projects.models import Attempt
from projects.refusals import Refused

from .. import agenda, booking, evaluations, expected, feedback, pledge, quarters, slots, waiting
from ..forms import HoursForm
from ..market_settings import settings_of
from ..models import MarketSettings, Waiting
from ..terms import terms_of
from .access import SignedIn, own_attempt, page_or_part
from .throttle import limited


class TimeForm(forms.Form):
    quarter = forms.IntegerField(min_value=0, max_value=2**31)
    request = forms.CharField(max_length=40, required=False)


@login_required
@limited("book", rule="books_a_minute")
@page_or_part
def book(request: SignedIn, attempt_id: int) -> HttpResponse:
    """The times that can be had; choosing one books it."""
    attempt = own_attempt(request.user, attempt_id)
    if request.method == "POST":
        form = TimeForm(request.POST)
        try:
            if not form.is_valid():
                raise Refused(_("Choose one of the times on the list."))
            starts_at = quarters.start(form.cleaned_data["quarter"])
            key = form.cleaned_data["request"]
            evaluation = booking.book(attempt, starts_at=starts_at, by=request.user, request=key)
            messages.success(request, _("Booked. Both sides learn the names 15 minutes before the start."))
            return redirect(evaluation)
        except Refused as refusal:
            messages.error(request, str(refusal))
    late = feedback.overdue(request.user)
    if late and request.method == "GET" and not request.htmx and "later" not in request.GET:
        return render(request, "peer_review/feedback_first.html", {"attempt": attempt, "late": late})
    template = "peer_review/_times.html" if request.htmx else "peer_review/book.html"
    return render(request, template, _offer(request, attempt))


@login_required
@limited("find", rule="searches_a_minute")
@require_POST
def find(request: SignedIn, attempt_id: int) -> HttpResponse:
    """The other door: the academy chooses the time and the evaluators."""
    attempt = own_attempt(request.user, attempt_id)
    form = HoursForm.asked(request.POST)
    try:
        if not form.is_valid():
            raise Refused(_("Choose two times of the day."))
        booked = waiting.ask(attempt, by=request.user, **form.wish())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("peer_review:book", attempt.pk)
    if booked:
        told = ngettext("%(count)d evaluation is booked.", "%(count)d evaluations are booked.", len(booked))
        messages.success(request, told % {"count": len(booked)})
    return redirect("peer_review:book", attempt.pk)


@login_required
@require_POST
def stop_waiting(request: SignedIn, attempt_id: int) -> HttpResponse:
    attempt = own_attempt(request.user, attempt_id)
    waiting.withdraw(attempt, by=request.user)
    messages.success(request, _("You no longer wait. What is booked stays booked."))
    return redirect("peer_review:book", attempt.pk)


def _offer(request: SignedIn, attempt: Attempt) -> dict[str, Any]:
    waits: Waiting | None = waiting.of_attempt(attempt)
    context: dict[str, Any] = {
        "attempt": attempt,
        "project": attempt.team.project,
        "missing": evaluations.missing(attempt),
        "evaluations": agenda.of_attempt(attempt),
        "terms": terms_of(attempt, request.cohort),
        "rules": settings_of(request.cohort) if request.cohort else MarketSettings(),
        "request_key": uuid4().hex,
        "waits": waits,
        "hours_form": HoursForm.of(waits),
        "expected": expected.wait(request.cohort) if request.cohort else None,
    }
    try:
        cohort = slots.cohort_of_active(request.user)
        booking.check_bookable(attempt, by=request.user, cohort=cohort)
        starts = booking.times(attempt, by=request.user)
    except pledge.Unpledged as refusal:
        proposed = pledge.proposal(attempt, by=request.user, cohort=cohort)
        return context | {
            "refusal": str(refusal),
            "proposed": [_ends(run) for run in proposed],
            "unpledged": True,
        }
    except Refused as refusal:
        return context | {"refusal": str(refusal)}
    pairs = [(timezone.localtime(start), quarters.at(start)) for start in starts]
    context["days"] = [(day, list(of_day)) for day, of_day in groupby(pairs, key=lambda pair: pair[0].date())]
    return context


def _ends(run: range) -> tuple[datetime, datetime]:
    return timezone.localtime(quarters.start(run.start)), timezone.localtime(quarters.start(run.stop))


@login_required
@require_POST
def give_pledge(request: SignedIn, attempt_id: int) -> HttpResponse:
    """One click: offer the proposed times, then book."""
    attempt = own_attempt(request.user, attempt_id)
    try:
        if pledge.give(attempt, by=request.user):
            messages.success(request, _("Your time is open for others. Now choose when you are evaluated."))
        else:
            messages.info(request, _("Nothing fits. Please open the time yourself."))
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("peer_review:book", attempt.pk)

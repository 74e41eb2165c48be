"""What somebody may know about their own marking, and nobody else's."""

from django.contrib.auth.decorators import login_required
from django.db.models import Avg
from django.http import HttpResponse
from django.shortcuts import render

from .. import points
from ..models import Feedback
from ..quality import habits
from .access import SignedIn

FEWEST = 5  # marks before a habit is worth saying


@login_required
def mirror(request: SignedIn) -> HttpResponse:
    account = points.account_of(request.user)
    habit = habits.mirror(request.user, account.cohort) if account else None
    got = Feedback.objects.filter(evaluation__evaluator=request.user)
    grades = got.aggregate(*(Avg(name) for name in ("nice", "rigorous", "interested", "punctual")))
    context = {
        "habit": habit if habit and habit.given >= FEWEST else None,
        "given": habit.given if habit else 0,
        "fewest": FEWEST,
        "above": habit.points if habit and habit.points >= 0 else None,
        "below": -habit.points if habit and habit.points < 0 else None,
        "grades": grades if grades["nice__avg"] is not None else None,
    }
    return render(request, "peer_review/mirror.html", context)

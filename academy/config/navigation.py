"""The main menu and what every page shows about the person."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from academy.notices import inbox
from academy.people.models import Cohort, User
from peer_review import points
from projects import experience


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    icon: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": [], "nav_facts": []}
    trainee = [
        (_("Home"), reverse("home"), "home"),
        (_("Curriculum"), reverse("trainee:graph"), "graph"),
        (_("Slots"), reverse("peer_review:slots"), "calendar"),
        (_("Evaluations"), reverse("peer_review:evaluations"), "evaluation"),
        (_("Points"), reverse("peer_review:points"), "points"),
    ]
    staff = [
        (_("Cohorts"), reverse("staff:cohorts"), "cohort"),
        (_("Curriculum"), reverse("trainee:graph"), "graph"),
        (_("Invitations"), reverse("people:invitations"), "invite"),
        (_("Evaluations"), reverse("peer_review:evaluations"), "evaluation"),
        (_("Grader"), reverse("staff:grading"), "queue"),
        (_("Admin"), reverse("admin:index"), "settings"),
    ]
    mentor = [
        (_("Waiting teams"), reverse("peer_review:asked"), "team"),
        (_("Evaluations"), reverse("peer_review:evaluations"), "evaluation"),
        (_("Curriculum"), reverse("trainee:graph"), "graph"),
    ]
    items = {User.Role.STAFF: staff, User.Role.MENTOR: mentor}.get(user.role, trainee)
    here = max((url for _label, url, _icon in items if _leads_to(request.path, url)), key=len, default="")
    return {
        "nav_items": [NavItem(label, url, icon, url == here) for label, url, icon in items],
        "nav_facts": _facts(user, getattr(request, "cohort", None)) if items is trainee else [],
        "unread_notices": partial(inbox.unread, user),  # asked only by a page that has a head
        "account_items": [
            {"label": _("Profile"), "url": reverse("people:profile", args=[user.login]), "icon": "person"},
            {"label": _("Notifications"), "url": reverse("notices:switches"), "icon": "bell"},
            {"label": _("Access tokens"), "url": reverse("people:tokens"), "icon": "key"},
        ],
    }


def _facts(user: User, cohort: Cohort | None) -> list[dict[str, str]]:
    """The two numbers that a trainee always wants to know."""
    level, balance = experience.level_of(user, cohort), points.balance(user)
    return [
        {"label": _("Level"), "value": str(level), "icon": "level", "url": reverse("trainee:growth")},
        {
            "label": _("Correction points"),
            "value": str(balance),
            "icon": "points",
            "url": reverse("peer_review:points"),
        },
    ]


def _leads_to(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)

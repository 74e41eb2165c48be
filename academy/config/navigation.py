"""The main menu and what every page shows about the person."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NavItem:
    label: str
    url: str
    icon: str
    current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": []}
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
        (_("Admin"), reverse("admin:index"), "settings"),
    ]
    items = staff if user.is_staff else trainee
    return {
        "nav_items": [NavItem(label, url, icon, _is_current(request.path, url)) for label, url, icon in items]
    }


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)

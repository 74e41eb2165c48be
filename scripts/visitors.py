"""Who looks at the pages for pictures: somebody of each role, signed in, and somebody from outside."""

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

HEIGHT, PHONE_HEIGHT, PHONE = 900, 844, 390
ASKED_FOR = "/favicon.ico"
LEFT = "net::ERR_ABORTED"  # a request that was under way when its page was left
NOWHERE = "/nowhere/"  # the page that says so
SIGNED_OUT = ("visitor", "supervisor")
ROLES = (*SIGNED_OUT, "trainee", "evaluator", "mentor", "staff")


@dataclass
class Visitor:
    """Somebody who looks, and what went wrong on their way. Without `user` nobody is signed in."""

    role: str
    page: Any
    user: Any
    address: str  # of the site
    first: list[str]  # where they begin
    troubles: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._console)
        self.page.on("requestfailed", self._lost)
        self.page.on("response", self._answered)

    def _console(self, message: Any) -> None:
        if message.type == "error" and not self.page.url.endswith(NOWHERE):
            self.troubles.append(f"{self.page.url} console: {message.text}")

    def _lost(self, request: Any) -> None:
        if request.failure != LEFT:
            self.troubles.append(f"{request.url}: {request.failure}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 400 and not answer.url.endswith((ASKED_FOR, NOWHERE)):
            self.troubles.append(f"{answer.url}: {answer.status}")

    def show(self, path: str, *, width: int, theme: str) -> None:
        self.look(width=width, theme=theme)
        self.page.goto(path)

    def look(self, *, width: int, theme: str) -> None:
        height = PHONE_HEIGHT if width == PHONE else HEIGHT
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")

    def speak(self, language: str) -> None:
        from django.conf import settings

        if self.user:
            type(self.user).objects.filter(pk=self.user.pk).update(language=language)
        cookie = {"name": settings.LANGUAGE_COOKIE_NAME, "value": language}
        self.page.context.add_cookies([{**cookie, "url": self.address}])


def invite(browser: Any, address: str, role: str) -> Visitor:
    """A session is made for them: nobody knows the passwords any more."""
    context = browser.new_context(base_url=address)
    user = None if role in SIGNED_OUT else somebody(role)
    if user:
        context.add_cookies([_session(user, address)])
    visitor = Visitor(role, context.new_page(), user, address, first_pages(role))
    visitor.watch()
    return visitor


def _session(user: Any, address: str) -> dict[str, str]:
    from django.conf import settings
    from django.test import Client

    client, name = Client(), settings.SESSION_COOKIE_NAME
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return {"name": name, "url": address, "value": client.cookies[name].value}


def somebody(role: str) -> Any:
    """The trainee with the fullest pages, one who is about to evaluate, or the newest of the others."""
    from django.db.models import Count, Q

    from academy.people.models import User

    wanted = "trainee" if role == "evaluator" else role
    people = User.objects.filter(role=wanted, is_active=True)
    if role == "evaluator":
        people = people.filter(evaluations_given__state="booked").order_by("pk").distinct()
    elif role == "trainee":
        booked = Count("evaluations_given", filter=Q(evaluations_given__state="booked"), distinct=True)
        people = people.filter(enrolments__state="active").annotate(many=booked).order_by("-many", "pk")
    else:
        people = people.order_by("-joined_at")
    return people.first() or sys.exit(f"There is no {role}: make the data with manage.py demo --full.")


def first_pages(role: str) -> list[str]:
    """Of several cohorts staff look at the fullest."""
    from django.db.models import Count

    from academy.people.models import Cohort

    if role == "staff":
        cohort = Cohort.objects.annotate(people=Count("enrolments")).order_by("-people").first()
        return [f"/staff/cohorts/{cohort.slug}/"] if cohort else []
    if role == "supervisor":
        return _sheet_link()
    return ["/accounts/login/", "/accounts/password/reset/", NOWHERE] if role == "visitor" else []


def _sheet_link() -> list[str]:
    """A supervisor is asked about one more attempt, and the letter is read here."""
    from django.core import mail
    from django.test import override_settings

    from academy.people.models import User
    from peer_review import supervisors
    from projects.models import Attempt

    staff = User.objects.filter(role="staff", is_active=True).first()
    work = Attempt.objects.filter(closed_at__isnull=False).order_by("team__project__mentor", "pk").last()
    if staff is None or work is None:
        return []
    mail.outbox = []
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        supervisors.invite(work, name="이정훈", email="junghoon@example.com", by=staff)
    words = mail.outbox[-1].body.split()
    return [urlsplit(word).path for word in words if "/supervis" in word][:1]


def folder_of(folder: Path, visitor: Visitor) -> Path:
    own = folder / visitor.role
    own.mkdir(parents=True, exist_ok=True)
    return own

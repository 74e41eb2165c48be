"""The sheet of somebody outside the academy: a signed link by mail, good once and for some days, no account.

The signature lets a made-up link be refused without a look at the database. Of the secret only the digest is
kept, so nobody who reads the database can fill a sheet.
"""

import hashlib
import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from academy.people import acts
from academy.people.models import User
from projects import corrections
from projects.models import Attempt, MarkCorrection
from projects.refusals import Refused

from . import evaluations
from .market_settings import settings_of
from .models import SupervisorSheet
from .sheet_file import BadAnswer, Sheet
from .supervisor_file import SUPERVISOR_SHEET

SHORTEST_COMMENT = 30  # characters
LONGEST = timedelta(days=60)  # that a link can be good for, whatever a cohort says
MOST_TRIES, TRIES_WITHIN = 20, 3600  # wrong links from one address, in seconds

_signer = TimestampSigner(salt="peer_review.supervisors")


@transaction.atomic
def invite(attempt: Attempt, *, name: str, email: str, by: User) -> SupervisorSheet:
    """Send the link after commit. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff ask supervisors."))
    if attempt.closed_at is None:
        raise Refused(_("There is no work to look at yet."))
    evaluation = attempt.evaluations.select_related("cohort").first()
    days = settings_of(evaluation.cohort).supervisor_days if evaluation else 14
    secret = secrets.token_urlsafe(32)
    sheet = SupervisorSheet.objects.create(
        attempt=attempt,
        name=name.strip(),
        email=email,
        by=by,
        digest=_digest(secret),
        content=SUPERVISOR_SHEET.model_dump(mode="json"),
        expires_at=timezone.now() + timedelta(days=days),
    )
    acts.write(acts.Kind.SUPERVISOR, by=by, people=attempt.team.members.all(), what=attempt.title, ref=sheet)
    letter = _letter(sheet, secret)
    transaction.on_commit(lambda: letter.send(), robust=True)
    return sheet


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _letter(sheet: SupervisorSheet, secret: str) -> EmailMessage:
    context = {
        "sheet": sheet,
        "project": sheet.attempt.team.project.title,
        "link": settings.SITE_URL + reverse("peer_review:supervisor", args=[_signer.sign(secret)]),
    }
    subject = render_to_string("peer_review/mail/supervisor_subject.txt", context).strip()
    return EmailMessage(
        subject, render_to_string("peer_review/mail/supervisor.txt", context), to=[sheet.email]
    )


def find(link: str, *, address: str) -> SupervisorSheet | None:
    """The sheet of a link that can still be used. Raises Refused after too many wrong ones."""
    key = f"supervisor-tries-{_digest(address)}"
    if cache.get(key, 0) >= MOST_TRIES:
        raise Refused(_("Too many wrong links. Please try again in an hour."))
    sheet = _usable(link)
    if sheet is None:
        cache.add(key, 0, TRIES_WITHIN)
        cache.incr(key)
    return sheet


def _usable(link: str) -> SupervisorSheet | None:
    try:
        secret = _signer.unsign(link, max_age=LONGEST)
    except BadSignature:
        return None
    rows = SupervisorSheet.objects.filter(filled_at__isnull=True, expires_at__gt=timezone.now())
    return rows.filter(digest=_digest(secret)).select_related("attempt__team__project").first()


def unasked() -> list[Attempt]:
    """Attempts under evaluation whose project asks for a supervisor, and who has not been asked."""
    rows = Attempt.objects.filter(state=Attempt.State.EVALUATION, team__project__mentor=True)
    rows = rows.filter(supervisor_sheets=None).select_related("team__project")
    return list(rows.order_by("closed_at", "pk"))


@transaction.atomic
def fill(sheet: SupervisorSheet, *, answers: Mapping[str, Any], comment: str) -> SupervisorSheet:
    """Hand it in, once. A mark that stands already follows. Raises Refused."""
    if len(comment.strip()) < SHORTEST_COMMENT:
        raise Refused(_("Write a comment of at least 30 characters: it is what the team learns from."))
    asked = Sheet.model_validate(sheet.content)
    try:
        complete = asked.complete(answers)
    except BadAnswer:
        raise Refused(_("These answers do not fit the sheet. Load the page again.")) from None
    usable = SupervisorSheet.objects.filter(
        pk=sheet.pk, filled_at__isnull=True, expires_at__gt=timezone.now()
    )
    filled = usable.update(
        answers=complete,
        comment=comment.strip(),
        mark=asked.mark(complete),
        weight=_weight(sheet.attempt),
        filled_at=timezone.now(),
    )
    if not filled:
        raise Refused(_("This sheet has been handed in already, or its link has expired."))
    sheet.refresh_from_db()
    _recount(sheet)
    return sheet


def _weight(attempt: Attempt) -> int:
    evaluation = attempt.evaluations.select_related("cohort").first()
    return settings_of(evaluation.cohort).supervisor_weight if evaluation else 0


def _recount(sheet: SupervisorSheet) -> None:
    attempt = Attempt.objects.select_related("team__project").get(pk=sheet.attempt_id)
    peer_mark = evaluations.peer_mark(attempt)
    if sheet.weight and attempt.state == Attempt.State.FINISHED and peer_mark is not None:
        reason = _("%(name)s gave %(mark)d.") % {"name": sheet.name, "mark": sheet.mark}
        corrections.recount(
            attempt, peer_mark=peer_mark, cause=MarkCorrection.Cause.SUPERVISOR, reason=reason
        )

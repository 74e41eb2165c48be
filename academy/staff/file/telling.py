"""One thing that happened to a trainee, in words for staff, with a link to its page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from academy.people import act_words
from academy.people.models import Note, StaffAct, User
from academy.templatetags.signs import minus, signed
from grader.models import Run
from peer_review.models import Appeal, Entry, Evaluation, Objection
from projects import experience
from projects.models import Attempt, Sitting, Submission


@dataclass(frozen=True)
class Event:
    """A line of the timeline. `shape` and `tone` as in _timeline_item.html."""

    time: datetime | None
    title: str
    text: str = ""
    url: str = ""
    shape: str = "dot"
    tone: str = ""
    undo: str = ""  # where it can be undone, or why not is said
    by_form: bool = False  # undone at once, without a page of its own


def work_of(attempt: Attempt) -> str:
    """With the project as it is called on every other page."""
    return f"{attempt.team.project.title} #{attempt.number}"


def submission(row: Submission, _person: User) -> Event:
    words = ngettext(
        "%(commit)s by %(login)s, %(files)d file", "%(commit)s by %(login)s, %(files)d files", row.files
    )
    text = words % {
        "commit": row.short_commit,
        "login": row.submitted_by.display_name,
        "files": row.files,
    }
    return Event(row.submitted_at, _("Handed in %(what)s") % {"what": work_of(row.attempt)}, text)


def closed(row: Attempt, _person: User) -> Event:
    url = reverse("trainee:project", args=[row.team.project.slug])
    return Event(row.closed_at, _("Closed %(what)s") % {"what": work_of(row)}, url=url)


def ended(row: Attempt, _person: User) -> Event:
    text = row.get_state_display() if row.mark is None else _("Mark %(mark)s") % {"mark": minus(row.mark)}
    if row.refunded:
        text = f"{text} · {_('given back')}"
    shape, tone = ("lamp", "lit") if row.passed else ("cross", "bad")
    url = reverse("peer_review:mark", args=[row.pk])
    return Event(row.ended_at, _("Ended %(what)s") % {"what": work_of(row)}, text, url, shape, tone)


def run(row: Run, _person: User) -> Event:
    title = f"{row.get_purpose_display()} · {work_of(row.submission.attempt)}"
    text = row.get_verdict_display() or row.get_state_display()
    if row.score is not None:
        text = f"{text} ({row.score})"
    shape, tone = {"passed": ("check", "good"), "failed": ("cross", "bad")}.get(row.verdict, ("dot", ""))
    return Event(row.ended_at, title, text, reverse("trainee:run", args=[row.pk]), shape, tone)


def exam(row: Sitting, _person: User) -> Event:
    url = reverse("staff:window", args=[row.window_id])
    return Event(row.began_at, _("Began the exam %(what)s") % {"what": work_of(row.attempt)}, url=url)


def given(row: Evaluation, _person: User) -> Event:
    return _evaluation(row, _("Evaluator of %(team)s at %(project)s"))


def received(row: Evaluation, _person: User) -> Event:
    return _evaluation(row, _("Evaluated by %(evaluator)s at %(project)s"))


def _evaluation(row: Evaluation, title: str) -> Event:
    facts = {
        "team": row.team.name,
        "project": row.team.project.title,
        "evaluator": row.evaluator.display_name,
    }
    text = row.get_state_display()
    if row.mark is not None:
        text = f"{text} · {minus(row.mark)}"
    return Event(row.starts_at, title % facts, text, row.get_absolute_url(), "two")


def appeal(row: Appeal, _person: User) -> Event:
    url = row.evaluation.get_absolute_url()
    title = _("Appealed against an absence at %(project)s") % {"project": row.evaluation.team.project.title}
    return Event(row.made_at, title, f"{row.reason} · {row.get_state_display()}", url)


def objection(row: Objection, _person: User) -> Event:
    url = reverse("peer_review:mark", args=[row.attempt_id])
    title = f"{row.get_kind_display()} · {work_of(row.attempt)}"
    return Event(row.made_at, title, f"{row.reason} · {row.get_state_display()}", url)


def points(row: Entry, person: User) -> Event:
    change = sum(
        one.amount * ((one.target.user_id == person.pk) - (one.source.user_id == person.pk))
        for one in row.transfers.all()
    )
    title = ngettext("%(change)s point", "%(change)s points", abs(change)) % {"change": signed(change)}
    project = row.evaluation.team.project.title if row.evaluation else ""
    text = " · ".join(filter(None, [row.get_reason_display(), project, row.note]))
    return Event(row.created_at, title, text, row.evaluation.get_absolute_url() if row.evaluation else "")


def xp(row: Any, _person: User) -> Event:
    """An `XpEntry` with `total` and `levels`, as the timeline fetches it."""
    title, text = _("%(change)s XP") % {"change": signed(row.amount)}, row.project.title
    before, after = (experience.level_at(xp, row.levels).number for xp in (row.total - row.amount, row.total))
    if before != after:
        text = f"{text} · {_('Level')} {before} → {after}"
    return Event(row.created_at, title, text, shape="lamp", tone="lit")


def act(row: StaffAct, _person: User) -> Event:
    told = act_words.told(row)
    text = " · ".join([*told.changes, *filter(None, [row.reason]), row.by.display_name])
    return Event(row.at, told.title, text, undo=reverse("staff:undo-act", args=[row.pk]))


def note(row: Note, _person: User) -> Event:
    title = _("Note: %(readers)s") % {"readers": row.get_visibility_display()}
    if row.taken_back_at:
        title = f"{title} · {_('taken back')}"
    url = "" if row.taken_back_at else reverse("staff:take-note-back", args=[row.pk])
    text = f"{row.text} · {row.by.display_name}"
    return Event(row.written_at, title, text, undo=url, by_form=True)

"""What staff do about one trainee from their file: each a form that knows whom it is about and does it."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from academy import journey
from academy.people import doors, notes
from academy.people.models import Enrolment, Note, User
from academy.people.refusals import Refused as PeopleRefused
from peer_review import gifts
from projects import corrections, leniency, tracks
from projects.models import Attempt, Sitting
from projects.models.attempts import BEST_MARK, LOWEST_MARK

from . import telling


class AttemptChoice(forms.ModelChoiceField):
    def label_from_instance(self, attempt: Any) -> str:
        return f"{telling.work_of(attempt)} · {attempt.get_state_display()}"


class Deed(forms.Form):
    """`do` raises Refused."""

    title: Any = ""
    about: Any = ""
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("The person reads it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, person: User, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.person = person
        if "attempt" in self.fields:
            rows = Attempt.objects.filter(team__memberships__user=person).select_related("team__project")
            self.fields["attempt"].queryset = self.choose(rows).order_by("-opened_at")  # type: ignore[attr-defined]
        self.order_fields([*(name for name in self.fields if name != "reason"), "reason"])

    def choose(self, rows: Any) -> Any:
        return rows.filter(ended_at__isnull=False)

    def do(self, by: User) -> None:
        raise NotImplementedError


class MarkDeed(Deed):
    title = _("Set a mark")
    about = _("The old mark stays on the record beside your name and your reason. XP follows.")
    attempt = AttemptChoice(Attempt.objects.none(), label=_("Attempt"), empty_label=_("Choose one"))
    mark = forms.IntegerField(label=_("New mark"), min_value=LOWEST_MARK, max_value=BEST_MARK)

    def choose(self, rows: Any) -> Any:
        return rows.filter(state=Attempt.State.FINISHED)

    def do(self, by: User) -> None:
        given = self.cleaned_data
        corrections.override(given["attempt"], mark=given["mark"], by=by, reason=given["reason"])


class RefundDeed(Deed):
    title = _("Give an attempt back")
    about = _("It costs nothing: the next attempt may begin at once, and the waits do not grow by it.")
    attempt = AttemptChoice(Attempt.objects.none(), label=_("Attempt"), empty_label=_("Choose one"))

    def do(self, by: User) -> None:
        leniency.refund(self.cleaned_data["attempt"], by=by, reason=self.cleaned_data["reason"])


class WaitDeed(Deed):
    title = _("Change a wait")
    about = _("From when on the next attempt may begin. Leave it empty for at once.")
    attempt = AttemptChoice(Attempt.objects.none(), label=_("Attempt"), empty_label=_("Choose one"))
    until = forms.DateTimeField(
        label=_("Until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )

    def do(self, by: User) -> None:
        given = self.cleaned_data
        until = given["until"] or timezone.now()
        leniency.set_wait(given["attempt"], until=until, by=by, reason=given["reason"])


class ExamDeed(Deed):
    title = _("Extend an exam")
    about = _("For this person alone, while the exam is under way.")
    minutes = forms.IntegerField(label=_("Minutes"), help_text=_("Below zero: less time."))

    def do(self, by: User) -> None:
        sitting = Sitting.objects.filter(user=self.person, ended_at=None).first()
        if sitting is None:
            raise PeopleRefused(str(_("No exam is under way.")))
        given = self.cleaned_data
        leniency.move_exam_end(sitting, minutes=given["minutes"], by=by, reason=given["reason"])


class TrackDeed(Deed):
    title = _("Change the track")
    about = _("What was finished on the old track keeps its mark and its XP; its projects close.")
    track = forms.ChoiceField(label=_("Track"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        now = tracks.chosen(self.person)
        others = [(name, title) for name, title in tracks.titles().items() if name != now]
        self.fields["track"].choices = others  # type: ignore[attr-defined]

    def do(self, by: User) -> None:
        given = self.cleaned_data
        tracks.change(self.person, given["track"], by=by, reason=given["reason"])


class RegradeDeed(Deed):
    title = _("Grade once more")
    about = _("The pinned work goes into the line behind everything live. It decides nothing.")
    attempt = AttemptChoice(Attempt.objects.none(), label=_("Attempt"), empty_label=_("Choose one"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["reason"]

    def choose(self, rows: Any) -> Any:
        return rows.filter(submission__isnull=False)

    def do(self, by: User) -> None:
        journey.regrade(self.cleaned_data["attempt"].submission, by=by)


class PointsDeed(Deed):
    title = _("Give or take points")
    about = _("New points for this person, or points out of the market.")
    amount = forms.IntegerField(label=_("Points"), help_text=_("Below zero: points that you take."))
    request = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=lambda: uuid4().hex)

    def do(self, by: User) -> None:
        enrolment = here(self.person)
        gifts.grant(self.person, cohort=enrolment.cohort, by=by, **self.cleaned_data)


class NoteDeed(Deed):
    title = _("Write a note")
    about = _("The log keeps that there is a note and for whom, never what it says.")
    text = forms.CharField(label=_("Note"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}))
    visibility = forms.ChoiceField(
        label=_("Who may read it"), choices=Note.Visibility, widget=forms.RadioSelect, initial="staff"
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["reason"]

    def do(self, by: User) -> None:
        visibility = Note.Visibility(self.cleaned_data["visibility"])
        notes.write(self.person, by=by, text=self.cleaned_data["text"], visibility=visibility)


class FreezeDeed(Deed):
    title = _("Freeze")
    about = _("Nothing is due and nothing is taken in. Booked evaluations are called off without a fine.")

    def do(self, by: User) -> None:
        doors.change(here(self.person), "freeze", by=by, reason=self.cleaned_data["reason"])


class UnfreezeDeed(Deed):
    title = _("End the freeze")
    about = _("From now on everything counts again.")

    def do(self, by: User) -> None:
        doors.change(here(self.person), "unfreeze", by=by, reason=self.cleaned_data["reason"])


def here(person: User) -> Enrolment:
    """Raises Refused when they are in no cohort now."""
    enrolment = person.enrolments.filter(state__in=Enrolment.PRESENT).select_related("cohort").first()
    if enrolment is None:
        raise PeopleRefused(str(_("This person is in no cohort now.")))
    return enrolment


DEEDS: dict[str, type[Deed]] = {
    "note": NoteDeed,
    "mark": MarkDeed,
    "refund": RefundDeed,
    "wait": WaitDeed,
    "exam": ExamDeed,
    "track": TrackDeed,
    "regrade": RegradeDeed,
    "points": PointsDeed,
    "freeze": FreezeDeed,
    "unfreeze": UnfreezeDeed,
}

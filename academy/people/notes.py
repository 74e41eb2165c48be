"""Writing notes about people, and taking them back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import acts
from .models import Note, User
from .refusals import Refused

LONGEST = 4000  # characters


@transaction.atomic
def write(about: User, *, by: User, text: str, visibility: Note.Visibility) -> Note:
    """The log says that there is a note and for whom, never what it says. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff write notes."))
    text = text.strip()[:LONGEST]
    if not text:
        raise Refused(_("Write the note."))
    note = Note.objects.create(about=about, by=by, text=text, visibility=visibility)
    after = {"visibility": visibility}
    acts.write(acts.Kind.NOTE, by=by, people=[about], ref=note, after=after)
    return note


@transaction.atomic
def take_back(note: Note, *, by: User, reason: str = "") -> None:
    """Nobody but staff reads it from now on. Raises Refused."""
    if not by.is_staff:
        raise Refused(_("Only staff write notes."))
    if not Note.objects.filter(pk=note.pk, taken_back_at=None).update(taken_back_at=timezone.now()):
        raise Refused(_("This note has been taken back already."))
    acts.write(acts.Kind.NOTE_BACK, by=by, people=[note.about], ref=note, reason=reason)

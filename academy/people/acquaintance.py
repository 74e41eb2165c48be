"""Who may see whose profile."""

from django.db.models import Q, QuerySet

from .models import Enrolment, User


def seen_by(viewer: User) -> QuerySet[User]:
    """Staff and mentors see everybody; trainees see themselves and the people of their cohorts."""
    if viewer.is_staff:
        return User.objects.all()
    people = User.objects.filter(is_active=True)
    if viewer.role == User.Role.MENTOR:
        return people
    # Graduates keep seeing their cohort; who withdrew neither sees nor is seen.
    members = Enrolment.objects.exclude(state=Enrolment.State.WITHDRAWN)
    cohorts = members.filter(user=viewer).values("cohort")
    return people.filter(Q(pk=viewer.pk) | Q(pk__in=members.filter(cohort__in=cohorts).values("user")))


def latest_enrolment(person: User) -> Enrolment | None:
    return person.enrolments.select_related("cohort", "school_class").order_by("-started_on", "-pk").first()

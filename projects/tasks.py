"""What Celery runs for the repositories."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from academy import journey

from . import doors, news
from .git import janitor


@shared_task
def tidy_repositories() -> None:
    """Clear what killed processes left behind, and join the packs of busy repositories."""
    if settings.REPOSITORIES_DIR.is_dir():
        janitor.tidy(settings.REPOSITORIES_DIR)


@shared_task
def hand_in_untold() -> None:
    """Find pushes that were taken while the site could not hear of them."""
    if settings.REPOSITORIES_DIR.is_dir():
        doors.hand_in_untold(settings.REPOSITORIES_DIR)


@shared_task
def end_exams() -> None:
    """End the exams whose time is over."""
    journey.end_exams()


@shared_task
def close_windows() -> None:
    """Close the attempts at rushes and hackathons whose time is over."""
    journey.close_windows()


@shared_task
def tell_of_windows() -> None:
    """Tell those who wait for an exam, a rush or a hackathon that it is open."""
    news.windows_opened(timezone.now())

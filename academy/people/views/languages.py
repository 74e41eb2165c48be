"""The language switch."""

from django.http import HttpRequest, HttpResponse
from django.views.i18n import LANGUAGE_QUERY_PARAMETER, set_language

from ..models import User
from ..models.users import SPOKEN


def switch(request: HttpRequest) -> HttpResponse:
    """Django's switch for this browser, and the profile for everything else, mails included."""
    language = request.POST.get(LANGUAGE_QUERY_PARAMETER, "")
    if request.user.is_authenticated and language in dict(SPOKEN):
        User.objects.filter(pk=request.user.pk).update(language=language)
    return set_language(request)

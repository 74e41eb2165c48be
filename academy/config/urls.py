"""Every address of the site."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import TemplateView

from academy.api.urls import api
from academy.people.views import languages
from academy.trainee.home import home

from . import health

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home, name="home"),
    path("", include("academy.trainee.urls")),
    path("", include("peer_review.urls")),
    path("", include("academy.people.urls")),
    path("", include("academy.notices.urls")),
    path("", include("academy.certificates.urls")),
    path("staff/", include("academy.staff.urls")),
    path("accounts/", include("allauth.urls")),
    path("language/setlang/", languages.switch, name="set_language"),  # also remembers it in the profile
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
]
if settings.DEBUG:
    urlpatterns.append(
        path("design/", TemplateView.as_view(template_name="components/gallery.html"), name="design")
    )

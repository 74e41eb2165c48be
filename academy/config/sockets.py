"""Every websocket address of the site."""

from django.urls import path

from academy.staff.consumers import CohortConsumer
from grader.consumers import RunConsumer

websocket_urlpatterns = [
    path("ws/runs/<int:run_id>/", RunConsumer.as_asgi()),
    path("ws/cohorts/<slug:slug>/", CohortConsumer.as_asgi()),
]

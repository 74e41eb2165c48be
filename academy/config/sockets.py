"""Every websocket address of the site."""

from django.urls import path

from academy.staff.consumers import StaffConsumer
from academy.trainee.consumers import TeamConsumer

websocket_urlpatterns = [
    path("ws/teams/<int:team_id>/", TeamConsumer.as_asgi()),
    path("ws/staff/", StaffConsumer.as_asgi()),
]

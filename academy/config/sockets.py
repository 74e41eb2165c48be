"""Every websocket address of the site."""

from django.urls import path

from academy.staff.consumers import StaffConsumer
from academy.trainee.consumers import TeamConsumer
from peer_review.consumers import PersonConsumer

websocket_urlpatterns = [
    path("ws/me/", PersonConsumer.as_asgi()),
    path("ws/teams/<int:team_id>/", TeamConsumer.as_asgi()),
    path("ws/staff/", StaffConsumer.as_asgi()),
]

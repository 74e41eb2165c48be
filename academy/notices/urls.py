from django.urls import path

from . import views
from .push import views as push

app_name = "notices"
urlpatterns = [
    path("notices/", views.index, name="index"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/switches/", views.switches, name="switches"),
    path("notices/browsers/", push.add, name="add-browser"),
    path("notices/browsers/<int:browser_id>/remove/", push.remove, name="remove-browser"),
    path("push-worker.js", push.worker, name="worker"),
    path("notices/<int:notice_id>/", views.follow, name="open"),
]

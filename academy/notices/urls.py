from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("notices/", views.index, name="index"),
    path("notices/bell/", views.bell, name="bell"),
    path("notices/read/", views.read_all, name="read-all"),
    path("notices/switches/", views.switches, name="switches"),
    path("notices/<int:notice_id>/", views.follow, name="open"),
]

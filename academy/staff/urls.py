from django.urls import path

from . import views

app_name = "staff"
urlpatterns = [
    path("", views.cohorts, name="cohorts"),
    path("cohorts/<slug:slug>/", views.cohort, name="cohort"),
    path("cohorts/<slug:slug>/live/", views.live, name="live"),
]

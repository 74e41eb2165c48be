from django.urls import path

from . import market, views

app_name = "staff"
urlpatterns = [
    path("", views.cohorts, name="cohorts"),
    path("cohorts/<slug:slug>/", views.cohort, name="cohort"),
    path("cohorts/<slug:slug>/live/", views.live, name="live"),
    path("cohorts/<slug:slug>/rules/", market.rules, name="rules"),
]

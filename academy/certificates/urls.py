from django.urls import path

from . import views

app_name = "certificates"
urlpatterns = [
    path("certificates/check/", views.check, name="check"),
    path("certificates/", views.own, name="own"),
    path("certificates/<int:certificate_id>.pdf", views.paper, name="paper"),
    path("certificates/<int:certificate_id>/revoke/", views.revoke, name="revoke"),
    path("staff/cohorts/<slug:slug>/certificates/", views.cohort, name="cohort"),
    path("staff/cohorts/<slug:slug>/certificates/issue/", views.issue, name="issue"),
]

from django.urls import path

from . import (
    changes,
    data,
    exams,
    graph,
    handing_in,
    home,
    leaderboard,
    peers,
    pictures,
    progress,
    project,
    teamwork,
    tracks,
)

app_name = "trainee"
urlpatterns = [
    path("glance/", home.glance, name="glance"),
    path("curriculum/", graph.graph, name="graph"),
    path("projects/<slug:slug>/", project.page, name="project"),
    path("projects/<slug:slug>/work/", project.work, name="work"),
    path("projects/<slug:slug>/start/", project.start, name="start"),
    path("projects/<slug:slug>/track/", tracks.choose, name="choose-track"),
    path("projects/<slug:slug>/exam/", exams.sit, name="sit"),
    path("projects/<slug:slug>/begin/", project.begin, name="begin"),
    path("projects/<slug:slug>/upload/", handing_in.upload, name="upload"),
    path("projects/<slug:slug>/check/", handing_in.check, name="check"),
    path("projects/<slug:slug>/leaderboard/", leaderboard.page, name="leaderboard"),
    path("projects/<slug:slug>/pictures/<slug:name>.svg", pictures.picture, name="picture"),
    path("projects/<slug:slug>/data/<path:name>", data.data, name="data"),
    path("projects/<slug:slug>/peers/", peers.page, name="peers"),
    path("projects/<slug:slug>/peers/offer/", peers.offer, name="offer-help"),
    path("projects/<slug:slug>/invite/", teamwork.invite, name="invite"),
    path("projects/<slug:slug>/leave/", teamwork.leave, name="leave"),
    path("team-invitations/<int:invitation_id>/answer/", teamwork.answer, name="answer-invitation"),
    path("team-invitations/<int:invitation_id>/withdraw/", teamwork.withdraw, name="withdraw-invitation"),
    path("attempts/<int:attempt_id>/close/", project.close, name="close"),
    path("hand-ins/<int:submission_id>/changes/", changes.page, name="changes"),
    path("runs/<int:run_id>/", progress.page, name="run"),
    path("runs/<int:run_id>/cancel/", progress.cancel, name="cancel-run"),
]

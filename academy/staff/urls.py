from django.urls import path

from . import evaluators, exports, grading, log, market, planted, rehearsals, views, windows, work

app_name = "staff"
urlpatterns = [
    path("", views.cohorts, name="cohorts"),
    path("grader/", grading.page, name="grading"),
    path("grader/line/", grading.line, name="line"),
    path("grader/workers/<int:worker_id>/", grading.wish, name="wish"),
    path("grader/runs/<int:run_id>/again/", grading.regrade, name="regrade"),
    path("cohorts/<slug:slug>/", views.cohort, name="cohort"),
    path("cohorts/<slug:slug>/log/", log.log, name="log"),
    path("cohorts/<slug:slug>/heatmap/", views.heatmap, name="heatmap"),
    path("cohorts/<slug:slug>/trainees/<slug:login>/<slug:project>/", work.page, name="work"),
    path("cohorts/<slug:slug>/planted/", planted.planted, name="planted"),
    path("cohorts/<slug:slug>/evaluators/", evaluators.evaluators, name="evaluators"),
    path("cohorts/<slug:slug>/windows/", windows.page, name="windows"),
    path("windows/<int:window_id>/", windows.window, name="window"),
    path("cohorts/<slug:slug>/live/", views.live, name="live"),
    path("cohorts/<slug:slug>/exports/", exports.index, name="exports"),
    path("cohorts/<slug:slug>/exports/<slug:name>.<slug:form>", exports.export, name="export"),
    path("cohorts/<slug:slug>/rules/", market.rules, name="rules"),
    path("cohorts/<slug:slug>/economy/", market.economy, name="economy"),
    path("cohorts/<slug:slug>/economy/grant/", market.grant, name="grant"),
    path("cohorts/<slug:slug>/economy/undo/<int:entry_id>/", market.undo, name="undo"),
    path("cohorts/<slug:slug>/rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("cohorts/<slug:slug>/rehearsals/live/", rehearsals.live, name="live-rehearsals"),
]

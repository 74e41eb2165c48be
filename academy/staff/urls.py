from django.urls import path

from .attention import views as attention
from .cohort import evaluators, funnel, leaderboard, load, log, planted, progress, windows
from .cohort import views as cohort
from .exports import views as exports
from .file import views as files
from .file import work
from .market import rehearsals
from .market import views as market
from .operations import grading, reruns

app_name = "staff"
urlpatterns = [
    path("", cohort.cohorts, name="cohorts"),
    path("grader/", grading.page, name="grading"),
    path("grader/exports/<slug:name>.<slug:form>", exports.grader, name="export-grader"),
    path("grader/line/", grading.line, name="line"),
    path("grader/workers/<int:worker_id>/", grading.wish, name="wish"),
    path("grader/projects/<slug:slug>/again/", reruns.page, name="reruns"),
    path("grader/runs/<int:run_id>/again/", grading.regrade, name="regrade"),
    path("cohorts/<slug:slug>/", cohort.cohort, name="cohort"),
    path("cohorts/<slug:slug>/attention/", attention.page, name="attention"),
    path("cohorts/<slug:slug>/attention/rules/", attention.rules, name="attention-rules"),
    path("cohorts/<slug:slug>/attention/<int:enrolment_id>/<slug:rule>/", attention.step, name="step"),
    path("people/<slug:login>/", files.file, name="file"),
    path("people/<slug:login>/file.<slug:form>", exports.file, name="export-file"),
    path("people/<slug:login>/<slug:deed>/", files.deed, name="deed"),
    path("acts/<int:act_id>/undo/", files.undo, name="undo-act"),
    path("notes/<int:note_id>/take-back/", files.take_note_back, name="take-note-back"),
    path("cohorts/<slug:slug>/log/", log.log, name="log"),
    path("cohorts/<slug:slug>/heatmap/", cohort.heatmap, name="heatmap"),
    path("cohorts/<slug:slug>/heatmap/rest/", cohort.rest, name="rest"),
    path("cohorts/<slug:slug>/heatmap/changes/", cohort.changes, name="changes"),
    path("cohorts/<slug:slug>/progress/", progress.page, name="progress"),
    path("cohorts/<slug:slug>/projects/", funnel.page, name="funnel"),
    path("cohorts/<slug:slug>/load/", load.page, name="load"),
    path("cohorts/<slug:slug>/trainees/<slug:login>/<slug:project>/", work.page, name="work"),
    path("cohorts/<slug:slug>/planted/", planted.planted, name="planted"),
    path("cohorts/<slug:slug>/evaluators/", evaluators.evaluators, name="evaluators"),
    path("cohorts/<slug:slug>/windows/", windows.page, name="windows"),
    path("windows/<int:window_id>/", windows.window, name="window"),
    path("windows/<int:window_id>/move/", windows.move, name="move-window"),
    path("cohorts/<slug:slug>/live/", cohort.live, name="live"),
    path("cohorts/<slug:slug>/exports/", exports.index, name="exports"),
    path("cohorts/<slug:slug>/exports/<slug:name>.<slug:form>", exports.export, name="export"),
    path("cohorts/<slug:slug>/rules/", market.rules, name="rules"),
    path("cohorts/<slug:slug>/leaderboard/", leaderboard.switch, name="leaderboard"),
    path("cohorts/<slug:slug>/economy/", market.economy, name="economy"),
    path("cohorts/<slug:slug>/economy/grant/", market.grant, name="grant"),
    path("cohorts/<slug:slug>/economy/undo/<int:entry_id>/", market.undo, name="undo"),
    path("cohorts/<slug:slug>/rehearsals/", rehearsals.rehearsals, name="rehearsals"),
    path("cohorts/<slug:slug>/rehearsals/live/", rehearsals.live, name="live-rehearsals"),
]

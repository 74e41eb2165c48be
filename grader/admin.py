"""Runs and workers in Django's admin."""

from django.contrib import admin

from projects.admin import ReadOnly

from .models import Contest, Run, Score, Worker


@admin.register(Run)
class RunAdmin(ReadOnly):
    list_display = [
        "pk",
        "submission",
        "purpose",
        "state",
        "verdict",
        "score",
        "tries",
        "worker",
        "requested_at",
    ]
    list_filter = ["state", "purpose", "verdict"]
    search_fields = ["submission__commit", "submission__attempt__team__name"]


@admin.register(Worker)
class WorkerAdmin(ReadOnly):
    list_display = ["name", "engine_answers", "engine_version", "seen_at", "trouble"]


@admin.register(Contest)
class ContestAdmin(admin.ModelAdmin):
    list_display = ["project", "cohort", "closes_at"]
    list_filter = ["cohort"]


@admin.register(Score)
class ScoreAdmin(ReadOnly):
    list_display = ["team", "scorer", "public", "private", "handed_in_at"]
    list_filter = ["team__project"]

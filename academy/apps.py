from django.apps import AppConfig


class AcademyConfig(AppConfig):
    """Holds the commands that concern the whole site."""

    name = "academy"

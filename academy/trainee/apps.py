from django.apps import AppConfig


class TraineeConfig(AppConfig):
    name = "academy.trainee"
    label = "trainee"

from django.apps import AppConfig

from foi_tracker import celery  # noqa: F401  (shared tasks need the application to exist)


class ProjectConfig(AppConfig):
    name = "foi_tracker"

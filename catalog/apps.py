from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "目录与公开"

    def ready(self):
        from catalog.schemes import checks  # noqa: F401, PLC0415  registers the system checks, which need the models

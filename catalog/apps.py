from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "目录与公开"

    def ready(self):
        """System checks, and what packages add to those below them; these modules need the models."""
        from catalog.archive import hooks as archive  # noqa: PLC0415
        from catalog.directory import hooks as directory  # noqa: PLC0415
        from catalog.items import hooks as items  # noqa: PLC0415
        from catalog.items.progress import hooks as progress  # noqa: PLC0415
        from catalog.items.staff import hooks as staff  # noqa: PLC0415
        from catalog.obligations import hooks as obligations  # noqa: PLC0415
        from catalog.obligations.withholdings import hooks as withholdings  # noqa: PLC0415
        from catalog.public import hooks as public  # noqa: PLC0415
        from catalog.schemes import checks  # noqa: F401, PLC0415

        for package in (directory, items, staff, progress, obligations, withholdings, archive, public):
            package.register()

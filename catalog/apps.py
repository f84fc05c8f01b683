from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "目录与公开"

    def ready(self):
        """System checks, and what higher packages add to items and filings; these modules need the models."""
        from catalog.archive import hooks as archive  # noqa: PLC0415
        from catalog.directory.actions import file_with_filing, keep_receipt  # noqa: PLC0415
        from catalog.filings.actions import filings  # noqa: PLC0415
        from catalog.obligations import hooks as obligations  # noqa: PLC0415
        from catalog.obligations.reports.year_report import meet_report, owe_dropped  # noqa: PLC0415
        from catalog.schemes import checks  # noqa: F401, PLC0415

        obligations.register()
        archive.register()
        filings.after("send")(file_with_filing)
        filings.after("send")(meet_report)
        filings.after("register_receipt")(keep_receipt)
        filings.after("drop")(owe_dropped)

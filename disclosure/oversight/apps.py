from importlib import import_module

from django.apps import AppConfig

from disclosure.oversight import PARTS


class OversightConfig(AppConfig):
    name = "disclosure.oversight"
    verbose_name = "监督"

    def ready(self):
        """The Celery application, to which tasks are bound, the words of the log, what a trial adds to the page of a draft, how those
        below stand on the desk's first page, the pages
        of the parts."""
        from catalog.own_schemes.staff import panels  # noqa: PLC0415
        from disclosure import celery  # noqa: F401, PLC0415
        from disclosure.oversight.board import standing  # noqa: F401, PLC0415
        from disclosure.oversight.first_day import desk, telling  # noqa: F401, PLC0415
        from disclosure.oversight.rollout import actions  # noqa: F401, PLC0415
        from disclosure.oversight.trials import panel, staff  # noqa: F401, PLC0415

        panels.offer(panel.trial_panel)
        for part in PARTS:
            import_module(f"disclosure.oversight.{part}.staff")

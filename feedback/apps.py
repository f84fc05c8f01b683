from importlib import import_module
from pkgutil import walk_packages

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "申请与意见"

    def ready(self):
        """Its registers, its parts of the archive's packages, its words on items' pages, its finds; these modules need the models."""
        from catalog.archive.package.parts import contribute  # noqa: PLC0415
        from catalog.archive.registers.kinds import offer  # noqa: PLC0415
        from catalog.items.actions.table import items  # noqa: PLC0415
        from catalog.items.public.page import offer_facts  # noqa: PLC0415
        from feedback import finds  # noqa: PLC0415
        from feedback.cases.actions.disclosed import meet_topics, owe_topics  # noqa: PLC0415
        from feedback.cases.archive_parts import parts_of  # noqa: PLC0415
        from feedback.cases.public.item_words import facts_about  # noqa: PLC0415
        from feedback.cases.registers import KINDS  # noqa: PLC0415
        from feedback.cases.staff import hooks  # noqa: PLC0415

        # Every module of these packages adds its actions to the table of its procedure.
        for name in ("feedback.cases.actions", "feedback.consultations.actions"):
            for module in walk_packages(import_module(name).__path__, f"{name}."):
                import_module(module.name)
        items.after("publish_inside", "publish_outside", "show_again", "narrow")(meet_topics)
        items.after("confirm_withdrawal", "hide", "end_narrowing")(owe_topics)
        contribute(parts_of)
        for part in (hooks, finds):
            part.register()
        offer_facts(facts_about)
        for kind in KINDS:
            offer(kind)

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "feedback"
    verbose_name = "申请与意见"

    def ready(self):
        """Its registers, its parts of the archive's packages, its words on items' pages; these modules need the models."""
        from catalog.archive.parts import contribute  # noqa: PLC0415
        from catalog.desk import offered, panels  # noqa: PLC0415
        from catalog.pages import prompted  # noqa: PLC0415
        from catalog.registers.kinds import offer  # noqa: PLC0415
        from feedback.desk.cards import letter_cards  # noqa: PLC0415
        from feedback.desk.item_panel import item_panel  # noqa: PLC0415
        from feedback.parts import parts_of  # noqa: PLC0415
        from feedback.prompting import words_about  # noqa: PLC0415
        from feedback.registers import KINDS  # noqa: PLC0415

        contribute(parts_of)
        offered.offer(letter_cards)
        panels.offer(item_panel)
        prompted.offer(words_about)
        for kind in KINDS:
            offer(kind)

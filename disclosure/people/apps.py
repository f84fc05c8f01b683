from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "disclosure.people"
    verbose_name = "组织和人员"

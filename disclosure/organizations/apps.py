from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "disclosure.organizations"
    verbose_name = "组织与人员"

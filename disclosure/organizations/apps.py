from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "disclosure.organizations"
    verbose_name = "组织与人员"

    def ready(self):
        from disclosure.organizations import checks  # noqa: F401, PLC0415  registers the system check

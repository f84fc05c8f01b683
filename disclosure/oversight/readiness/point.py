"""One thing that disclosure needs: whether it is there, what to do, where, and who does it."""

from dataclasses import dataclass

from django.utils.functional import Promise

from disclosure.organizations import roles
from disclosure.organizations.models.people import User
from disclosure.web.components import Badge


@dataclass(frozen=True)
class Point:
    """``missing``: what to do, empty when done. ``url``: where, for whoever holds ``permission`` or is ``administrator``."""

    name: str
    group: str
    label: str
    missing: str = ""
    url: str | Promise = ""
    permission: str = roles.MANAGE_CATALOGUE
    administrator: str = ""
    is_of_catalogue: bool = False

    @property
    def is_done(self) -> bool:
        return not self.missing

    @property
    def who(self) -> str:
        """Whose work it is, in words."""
        if self.administrator:
            return str(User.Administrator(self.administrator).label)
        who = "、".join(roles.ROLES[code].label for code in roles.roles_granting(self.permission))
        return f"{who}（制定目录的组织）" if self.is_of_catalogue else who

    @property
    def badge(self) -> Badge:
        return Badge("done", "有了") if self.is_done else Badge("late", "还没有")

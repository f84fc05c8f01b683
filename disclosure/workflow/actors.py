"""Who acts: a person by their posts, the system, or the sender of a case, who has a query code and no post."""

from dataclasses import dataclass

from disclosure.organizations.models.people import User


@dataclass(frozen=True)
class Actor:
    """``user`` is what rows and the audit name; the system and a sender without an account have none."""

    user: User | None = None
    is_sender: bool = False

    @property
    def is_person(self) -> bool:
        """Whether posts are asked."""
        return self.user is not None and not self.is_sender

    @property
    def is_system(self) -> bool:
        return self.user is None and not self.is_sender


SYSTEM, SENDER = Actor(), Actor(is_sender=True)


def actor_of(by: "User | Actor") -> Actor:
    """Nobody in particular is no actor: who means the system says so."""
    if isinstance(by, Actor):
        return by
    if not isinstance(by, User):
        raise TypeError(f"an action is taken by a person, SYSTEM or SENDER, not by {by!r}")
    return Actor(by)

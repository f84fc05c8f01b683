"""The only place that assigns a state: guard first, assign after."""

from catalog.items.models import Item, Version
from catalog.items.states import TRANSITIONS, VERSION_TRANSITIONS, IllegalMove, ItemState, VersionState


def move_item(item: Item, to: str) -> None:
    """Assign the item's next state; the caller saves. Raises ``IllegalMove``."""
    if to not in TRANSITIONS[item.state]:
        raise IllegalMove(f"“{ItemState(item.state).label}”的事项不能直接变为“{ItemState(to).label}”。")
    item.state = to


def move_version(version: Version, to: str) -> None:
    """Assign the version's next state; the caller saves. Raises ``IllegalMove``."""
    if to not in VERSION_TRANSITIONS[version.state]:
        raise IllegalMove(f"“{VersionState(version.state).label}”的内容不能直接变为“{VersionState(to).label}”。")
    version.state = to


def move_both(item: Item, to: str) -> None:
    """Move what is worked on: the working version, and the item with it until it is first published.

    ``to`` is one of the words that both life-cycles share. A correction moves alone: its item stays published.
    """
    move_version(item.working_version, to)
    if item.published_inside_at is None:
        move_item(item, to)

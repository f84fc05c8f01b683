"""How far the tables of a backup were, against what this code knows."""

from collections.abc import Collection
from dataclasses import dataclass

from django.apps.registry import Apps
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

Name = tuple[str, str]


class TooNew(Exception):
    """The message is for the person."""


@dataclass(frozen=True)
class State:
    """``targets``: where each app stood; empty where the backup stood where this code stands."""

    targets: tuple[tuple[str, str | None], ...] = ()


def known_among(applied: Collection[Name], connection) -> set[Name]:
    """Those that this code has or replaces."""
    return set(applied) & known_to(MigrationLoader(connection))


def known_to(loader: MigrationLoader) -> set[Name]:
    return set(loader.disk_migrations) | {old for each in loader.disk_migrations.values() for old in each.replaces}


def state_of(migrations: Collection[str], connection) -> State:
    """Raises ``TooNew`` for what this code does not know."""
    had = {tuple(name.split(".", 1)) for name in migrations}
    loader = MigrationLoader(connection)
    known = known_to(loader)
    ours = {app for app, _name in known}
    if unknown := sorted(name for app, name in had - known if app in ours) or sorted({app for app, _ in had} - ours):
        raise TooNew(f"这份备份来自更新的版本（有这一版没有的 {unknown[0]}）。请先把门户升级到那一版，再恢复。")
    if all(has(loader, node, had) for node in loader.graph.nodes):
        return State()
    return State(tuple(sorted(targets(loader, had), key=str)))


def has(loader: MigrationLoader, node: Name, had: Collection) -> bool:
    """A squashed one stands for what it replaces; its own name on record says nothing once a step of these was taken back."""
    replaced = loader.disk_migrations[node].replaces
    return all(name in had for name in replaced) if replaced else node in had


def targets(loader: MigrationLoader, had: Collection) -> list[tuple[str, str | None]]:
    """In the graph of single steps, for a squashed one may lie across the backup's state."""
    graph = single_steps(loader.connection).graph
    own = {node for node in graph.nodes if node in had}
    ends = [
        node
        for node in own
        if not any(child.key in own and child.key[0] == node[0] for child in graph.node_map[node].children)
    ]
    none: list[tuple[str, str | None]] = [
        (app, None) for app in {app for app, _ in graph.nodes} - {app for app, _ in own}
    ]
    return [*none, *ends]


def single_steps(connection) -> MigrationLoader:
    return MigrationLoader(connection, replace_migrations=False)


def go_to(state: State, connection) -> Apps:
    """Bring the tables, which hold nothing, to the state, forwards or back; returns its models."""
    executor = MigrationExecutor(connection)
    executor.loader = single_steps(connection)
    executor.migrate(list(state.targets))
    executor.loader.build_graph()
    return executor.loader.project_state([(app, name) for app, name in state.targets if name]).apps

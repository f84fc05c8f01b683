"""What a process remembers of the portal's row. No models: tests hold it still before Django is set up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from time import monotonic

Row = Mapping[str, str]
SECONDS = 60.0


@dataclass
class Memory:
    """The row's columns, and until when they are believed, by the process's own clock."""

    row: Row = field(default_factory=dict)
    until: float = 0.0

    def read(self, load: Callable[[], Row]) -> Row:
        if monotonic() >= self.until:
            self.keep(load())
        return self.row

    def keep(self, row: Row, seconds: float = SECONDS) -> None:
        self.row, self.until = row, monotonic() + seconds

    def forget(self) -> None:
        self.until = 0.0


memory = Memory()

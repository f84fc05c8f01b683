"""A table as rows of cells, whatever file it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from disclosure.files.reading.errors import UnreadableFile

UP = "up"
LEFT = "left"

MOST_ROWS = 5_000
MOST_COLUMNS = 64
MOST_TEXT = 2_000_000  # characters: a book of a thousand pages


@dataclass(frozen=True)
class Cell:
    """The text of one place. `continues` tells that the place belongs to a merged cell that began above or to the left;
    `is_formula`, that the text is what a formula came to when the file was saved, empty where it never was reckoned."""

    text: str = ""
    continues: str = ""
    is_formula: bool = False


BLANK = Cell()


@dataclass(frozen=True)
class Grid:
    """One table: `rows` are cells, `numbers` their row numbers in the source, `name` what a person calls the table, `title` the
    name of a sheet, `hidden` what of it was not read because nobody sees it."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    numbers: tuple[int, ...]
    title: str = ""
    hidden: str = ""

    @cached_property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)

    @cached_property
    def characters(self) -> int:
        return sum(len(cell.text) for row in self.rows for cell in row)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at this place, a blank one beyond the edge."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else BLANK

    @cached_property
    def _owners(self) -> list[list[tuple[int, int]]]:
        owners: list[list[tuple[int, int]]] = []
        for row in range(len(self.rows)):
            owners.append([])
            for column in range(self.width):
                continues = self.cell(row, column).continues
                if continues == UP and row:
                    owners[row].append(owners[row - 1][column])
                elif continues == LEFT and column:
                    owners[row].append(owners[row][column - 1])
                else:
                    owners[row].append((row, column))
        return owners

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The place where the merged cell that covers this place begins."""
        return self._owners[row][column]

    def text(self, row: int, column: int) -> str:
        """The text shown at this place, that of the merged cell where there is one."""
        return self.cell(*self.owner(row, column)).text

    def is_blank(self, row: int) -> bool:
        """No text of its own in this row (what merged cells carry over does not count)."""
        return not any(cell.text.strip() for cell in self.rows[row] if not cell.continues)


def require_readable(characters: int) -> None:
    """Raises UnreadableFile for more text than any table has: reading it would take minutes."""
    if characters > MOST_TEXT:
        raise UnreadableFile(
            f"表格里的文字太多（超过 {MOST_TEXT // 10_000} 万字），请只保留要用的表格，删去别的内容后再上传"
        )


def require_readable_together(grids: Iterable[Grid]) -> None:
    require_readable(sum(grid.characters for grid in grids))


@dataclass(frozen=True)
class Source:
    """What a file holds: its kind, its tables, whether later tables continue the first (docx) or are others (xlsx), and the names
    of those that nobody sees."""

    kind: str
    grids: tuple[Grid, ...]
    joined: bool = False
    hidden: tuple[str, ...] = ()

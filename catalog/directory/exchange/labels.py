"""Category and subcategory of each row, where labels are merged, left out, or repeated after a page break."""

import re
from dataclasses import dataclass

from catalog.directory.exchange.rows import Warning, warn
from disclosure.files.reading.cells import clean, is_nothing

CODE = re.compile(r"\d+(?:[-.]\d+)*")


def parts(code: str) -> tuple[int, ...]:
    """The numbers of a code: `1-2-3` is (1, 2, 3); empty when it is not made of numbers."""
    return tuple(int(part) for part in re.split("[-.]", code)) if CODE.fullmatch(code) and len(code) < 40 else ()


@dataclass(frozen=True)
class LabelCell:
    """The text of a label cell; `merged` when a cell that began above covers the place."""

    text: str = ""
    merged: bool = False


@dataclass
class Labels:
    """Reads the label cells from top to bottom.

    An empty cell goes on with the label above. A repeated label is the same label. A new category has no subcategory
    until one is named. Where the code leaves its group and no label is given (1-2-6, then 1-3-2), there is none.
    """

    category: str = ""
    subcategory: str = ""
    code: tuple[int, ...] = ()

    def next(self, number: int, code: str, category: LabelCell, subcategory: LabelCell) -> tuple[Warning, ...]:
        """Take in one row; afterwards `category` and `subcategory` are those of the row."""
        before, now = self.code, parts(code)
        self.code = now or before
        warnings = []
        if not self._name_category(category) and not category.merged and _left(before, now, 1, depth=2):
            self.category = self.subcategory = ""
            warnings.append(warn("no-category", number, f"{now[0]} 没有一级目录标题", column="category"))
        if not self._name_subcategory(subcategory) and not subcategory.merged and _left(before, now, 2, depth=3):
            self.subcategory = ""
            text = f"{now[0]}-{now[1]} 没有二级目录标题"
            warnings.append(warn("no-subcategory", number, text, column="subcategory"))
        return tuple(warnings)

    def heading(self, text: str, *, level: int) -> None:
        """Take in a row that is nothing but the heading of a category (level 1) or a subcategory (2)."""
        name = self._name_category if level == 1 else self._name_subcategory
        name(LabelCell(text))
        self.code = ()

    def _name_category(self, cell: LabelCell) -> bool:
        name = clean(cell.text)
        if not name or cell.merged:
            return False
        name = "" if is_nothing(name) else name
        if name != self.category:
            self.category, self.subcategory = name, ""
        return True

    def _name_subcategory(self, cell: LabelCell) -> bool:
        name = clean(cell.text)
        if not name or cell.merged:
            return False
        self.subcategory = "" if is_nothing(name) else name
        return True


def _left(before: tuple[int, ...], now: tuple[int, ...], level: int, *, depth: int) -> bool:
    """The code left its group of this level; `depth` is how many numbers a code must have to be in one."""
    return len(now) >= depth and len(before) >= depth and now[:level] != before[:level]

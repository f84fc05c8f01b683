"""How much a test asserts: its own assertions, and those of the functions of the tests that it calls."""

import ast
from dataclasses import dataclass

from disclosure.testing.inventory.suite import Place, Suite

WORDS = ("assert", "expect", "check")
RAISES = {"pytest.raises", "raises"}
TICKS_A_BOX = "check"  # Playwright's


def is_named_so(name: str) -> bool:
    """``expect``, ``_check_page``, ``django_assert_num_queries``; but not Playwright's ``check``, which ticks a box."""
    return name.lstrip("_").startswith(WORDS) or "_assert_" in name


def is_of_portal(place: Place | None) -> bool:
    return place is not None and place[0].partition(".")[0] in {"catalog", "disclosure", "feedback"}


@dataclass(frozen=True)
class Counting:
    """Counts each call of a helper anew, through as many helpers as there are; a circle once."""

    suite: Suite

    def count(self, place: Place, above: tuple[Place, ...] = ()) -> int:
        nodes = ast.walk(self.suite.functions[place])
        return sum(self.weight(node, place, (*above, place)) for node in nodes)

    def weight(self, node: ast.AST, place: Place, above: tuple[Place, ...]) -> int:
        if isinstance(node, ast.Assert):
            return 1
        if not isinstance(node, ast.Call):
            return 0
        if ast.unparse(node.func) in RAISES:
            return 1
        return self.weight_of_call(node.func, place[0], above)

    def weight_of_call(self, called: ast.expr, module: str, above: tuple[Place, ...]) -> int:
        """A call of the portal's own code asserts nothing, whatever it is called."""
        name, found = self.called(called, module)
        if found in above:
            return 0
        if found in self.suite.functions:
            return self.count(found, above) or int(is_named_so(name))
        return int(is_named_so(name) and not is_of_portal(found))

    def called(self, node: ast.expr, module: str) -> tuple[str, Place | None]:
        """The name that is called and, where it can be known, where that is defined."""
        if isinstance(node, ast.Name):
            return node.id, self.suite.resolve(module, node.id)
        if not isinstance(node, ast.Attribute):
            return "", None
        if isinstance(node.value, ast.Name) and (base := self.suite.resolve(module, node.value.id)):
            inside = (".".join(base), node.attr)
            if inside in self.suite.functions:
                return node.attr, inside
        method = self.suite.methods.get(node.attr)
        return "" if node.attr == TICKS_A_BOX else node.attr, method

"""What every kind of rule can do: be read from and written to YAML and JSON, and say itself in words."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

KINDS: dict[str, "type[Rule]"] = {}


class LimitError(ValueError):
    """A rule that cannot be read, or that cannot do what is asked of it. The message is for the person at the desk."""


def require(holds: object, message: str) -> None:
    if not holds:
        raise LimitError(message)


@dataclass(frozen=True)
class Rule:
    key: ClassVar[str]

    def __init_subclass__(cls) -> None:
        if "key" in vars(cls):
            KINDS[cls.key] = cls

    @staticmethod
    def from_mapping(mapping: Mapping) -> "Rule":
        """Read the form kept in YAML and JSON: one key naming the kind of rule, and what that kind needs."""
        try:
            ((key, value),) = mapping.items()
            kind: Any = KINDS[key]
            rule: Rule = kind(**value) if isinstance(value, Mapping) else kind(value)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LimitError(f"看不懂这条时限：{mapping}" + (f"（{error}）" * isinstance(error, LimitError))) from error
        return rule

    def to_mapping(self) -> Mapping:
        values: dict[str, Any] = {
            name: list(value) if isinstance(value, tuple) else value for name, value in asdict(self).items()
        }
        return {self.key: values if len(values) > 1 else next(iter(values.values()))}

    def describe(self) -> str:
        raise NotImplementedError

    @property
    def parts(self) -> "tuple[Rule, ...]":
        """The single rules of which it is made."""
        return (self,)

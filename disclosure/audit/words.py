"""The action words of the audit and how people read them: each package registers its own."""

from collections.abc import Mapping

ACTION_LABELS: dict[str, str] = {"audit.exported": "导出审计记录"}


def register(kind: str, words: Mapping[str, str]) -> None:
    """``register("withholding", {"approved": "本级批准不予公开"})`` names the action ``withholding.approved``."""
    ACTION_LABELS.update({f"{kind}.{word}": label for word, label in words.items()})


def label(action: str) -> str:
    """The Chinese label of an action word; a word not registered shows as it is."""
    return ACTION_LABELS.get(action, action)

"""Questions about single rows and words: what was answered holds, what was not is asked, each once."""

from collections.abc import Mapping
from dataclasses import replace

from disclosure.files.reading.questions import Answers, Options, Question
from disclosure.people.reading.sheets import Line

NEW, SKIP_ROW, TOP = "new", "skip", "top"


class Asking:
    """Collects in the order in which they come up. ``errors`` stop the import, ``notes`` want a look."""

    def __init__(self, answers: Answers):
        self.answers = answers
        self.asked: dict[tuple[str, str], Question] = {}
        self.errors: list[str] = []
        self.notes: list[str] = []

    def ask(
        self,
        column: str,
        word: str,
        message: str,
        options: Options | Mapping[str, str],
        *,
        suggestion: str,
        line: Line | None,
    ) -> str:
        """The answer; empty while there is none, or none that is still offered."""
        choices = tuple(options.items()) if isinstance(options, Mapping) else options
        key = (column, word)
        if self.answers.get(key) in dict(choices):
            return self.answers[key]
        rows = (line.number,) if line else ()
        if key in self.asked:
            self.asked[key] = replace(self.asked[key], rows=self.asked[key].rows + rows)
        else:
            self.asked[key] = Question(column, word, message, suggestion, rows, choices)
        return ""

    def error(self, line: Line, text: str) -> None:
        self.errors.append(f"{line.place}：{text}")

    def note(self, line: Line, text: str) -> None:
        self.notes.append(f"{line.place}：{text}")

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(self.asked.values())

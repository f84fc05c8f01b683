"""Words of the time limit and the scope that a catalogue uses in its own way: asked, never guessed.

A suggestion may stand beside a question; it counts for nothing until a person confirms it, and the answer is kept with
the raw word in the vocabulary's synonyms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

LIMIT_SUGGESTIONS = {
    **dict.fromkeys(("固定", "长期", "常年", "永久"), "fixed"),
    **dict.fromkeys(("定期",), "periodic"),
    **dict.fromkeys(("逐段", "分期", "分段", "分阶段", "阶段性"), "staged"),
    **dict.fromkeys(("即时", "及时", "随时", "实时", "立即"), "immediate"),
}
SCOPE_SUGGESTIONS = {
    **dict.fromkeys(("社会", "全社会", "向社会", "社会公众", "党外", "群众"), "society"),
    **dict.fromkeys(("机关全体人员", "全体职工", "全体干部职工", "干部职工", "机关"), "staff"),
    **dict.fromkeys(("党内", "全体党员", "党员"), "party"),
    **dict.fromkeys(("个人", "本人", "当事人"), "individual"),
    "先党内后党外": "party_then_society",
}
SUGGESTIONS = {"limit": LIMIT_SUGGESTIONS, "scope": SCOPE_SUGGESTIONS}


@dataclass(frozen=True)
class Vocabulary:
    """The words a scheme knows: scopes and limits with their meaning, forms, and the synonyms a person confirmed.

    `synonyms` maps a column ("limit" or "scope") to raw word → meaning.
    """

    scopes: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)
    forms: frozenset[str] = frozenset()
    synonyms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def meaning(self, column: str, word: str) -> str:
        """What the word means in this column; empty when nobody has said so."""
        known = {"scope": self.scopes, "limit": self.limits}[column]
        return known.get(word) or self.synonyms.get(column, {}).get(word, "")

    def known(self) -> Mapping[str, Iterable[str]]:
        """The words for `read_catalogue(known=…)`, which finds truncated ones."""
        return {"scope": self.scopes.keys(), "forms": self.forms}

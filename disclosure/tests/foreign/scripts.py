"""Organisations of other kinds, founded from nothing, each with a document and a table of its own."""

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

DOCUMENTS = Path(__file__).parent / "documents"


@dataclass(frozen=True)
class Foreign:
    code: str
    name: str
    kind: str
    superior: str

    def script(self, until: str, steps: str = "[]") -> str:
        """From 5 January 2026; the scheduler is down in between, which no ledger shows."""
        return dedent(f"""
            base: empty
            from: 2026-01-05
            until: {until}
            skip_sweeps: [2026-01-07..{until[:-2]}{int(until[-2:]) - 1:02}]
            organizations:
            - {{code: over, name: {self.superior}, kind: committee}}
            - {{code: {self.code}, name: {self.name}, kind: {self.kind}, superior: over}}
            people:
            - {{code: over}}
            - {{code: {self.code}}}
            scheme: [{{file: {self.code}.yaml, org: {self.code}, catalogue: {self.code}.csv}}]
            steps: """) + dedent(steps)  # fmt: skip


VILLAGE = Foreign("village", "中共清水湾村总支部委员会", "general_branch", "中共柳林镇委员会")
HOSPITAL = Foreign("hospital", "中共安和医院委员会", "committee", "中共东岭市卫生健康委员会党组")
UNIVERSITY = Foreign("university", "中共云岭师范学院委员会", "committee", "中共南河省委教育工委")

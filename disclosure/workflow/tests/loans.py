"""A small procedure of the tests, on rows of withholdings: asked, granted by another person, given back."""

from catalog.obligations.withholdings.models import Withholding
from disclosure.organizations.roles import APPROVE, DRAFT
from disclosure.workflow.kit import Act, Blocker, Context, Holds, Nobody, Workflow, in_state, stamp_of, when
from disclosure.workflow.table import WORKFLOWS

S = Withholding.State
SENTENCE = "先写明理由。"
WORDS = {"asked": "借用", "granted": "同意", "mentioned": "提及", "lent": "出借"}


def find_missing_ground(context: Context, values):
    if not context.subject.legal_basis and not values.get("ground"):
        yield Blocker("no_ground", SENTENCE)


def loans() -> Workflow:
    """A table of its own for each test; it does not stay among the portal's."""
    table = Workflow(Withholding, code="loan", words=WORDS, reads=("organization",))
    WORKFLOWS.remove(table)

    @table.action(
        "grant", "同意", at=in_state(S.SUBMITTED), to={S.IN_FORCE}, who=Holds(APPROVE), others=("proposed_by",),
        blockers=find_missing_ground, waits=True, audit="loan.granted",
        stamp=lambda context: stamp_of(context.subject.reason),
    )  # fmt: skip
    def grant(act: Act, *, ground: str = "", breaks: bool = False) -> None:
        act.subject.legal_basis = ground or act.subject.legal_basis
        act.subject.approved_by, act.subject.approved_at = act.by, act.now
        act.move(S.IN_FORCE)
        act.details = {"ground": ground}
        act.notify("granted", [act.subject.proposed_by_id, act.by], "可以用了")
        if breaks:
            raise RuntimeError("broken")

    @table.action("return", "归还", at=in_state(S.IN_FORCE), to={S.ENDED}, who=Holds(APPROVE, DRAFT))
    def give_back(act: Act) -> None:
        act.move(S.ENDED)

    @table.action(
        "lapse", "到期", at=in_state(S.IN_FORCE) & when(lambda context: context.subject.is_over(context.on)),
        to={S.ENDED}, who=Nobody(), by_system=True, is_button=False,
    )  # fmt: skip
    def lapse(act: Act) -> None:
        act.move(S.ENDED)

    @table.action("misuse", "越界", at=in_state(S.SUBMITTED), who=Holds(APPROVE))
    def misuse(act: Act) -> None:
        act.move(S.ENDED)

    return table

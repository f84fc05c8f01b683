"""Whose turn it is on a scheme's way: what comes next, the post, and who holds it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.filings.actions import send
from catalog.own_schemes.actions import answer_opinion, issue, register_review, solicit, submit
from catalog.own_schemes.models import SchemeDraft
from catalog.own_schemes.review import SchemeContext
from disclosure.organizations.holders import posts_of
from disclosure.organizations.roles import ROLES, roles_granting
from disclosure.workflow.action import Action

S = SchemeDraft.State
People = Mapping[str, list[tuple[int, str]]]  # role → holders, with their keys


@dataclass(frozen=True)
class Turn:
    """``who``: 书记张三、李四; ``step``: what they do next; ``url``: where, if it is another page."""

    who: str
    step: str
    url: str = ""


def turns_of(context: SchemeContext) -> list[Turn]:
    """One query, none where nothing is left to do."""
    draft, steps = context.subject, list(steps_of(context.subject))
    roles = sorted({role for action, _step in steps for role in roles_of(action)})
    people: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for post in posts_of(roles, context.on).filter(organization=draft.organization_id) if roles else ():
        people[post.role].append((post.person_id, str(post.person)))
    url = draft.filing.get_absolute_url() if draft.state == S.ISSUED and draft.filing else ""
    found = [Turn(who_takes(action, context, people), step, url) for action, step in steps]
    return [Turn(f"起草人{draft.created_by}", "写各部分和正文"), *found] if draft.state == S.DRAFT else found


def steps_of(draft: SchemeDraft) -> Iterator[tuple[Action, str]]:
    if draft.state == S.DRAFT:
        yield solicit, "写好以后征求意见，或者送审"
    elif draft.state == S.SOLICITING:
        yield answer_opinion, "登记和答复意见"
        yield submit, "征求意见结束、都答复以后送审"
    elif draft.state == S.REVIEWING:
        yield register_review, f"{draft.review_body}定下来以后，登记审定结果"
    elif draft.state == S.REVIEWED:
        yield issue, "印发"
    elif draft.state == S.ISSUED and draft.filing and draft.filing.sent_on is None:
        yield send, f"报{draft.filing.to_name}备案"


def roles_of(action: Action) -> list[str]:
    permissions = getattr(action.who, "permissions", ())
    return list(dict.fromkeys(role for permission in permissions for role in roles_granting(permission)))


def who_takes(action: Action, context: SchemeContext, people: People) -> str:
    """Without those who took a step that this one must not follow."""
    barred = action.hands(context) if action.hands else ()
    found, posts = [], [ROLES[role].label for role in roles_of(action)]
    for role in roles_of(action):
        names = [name for pk, name in people.get(role, []) if pk not in barred]
        found += [f"{ROLES[role].label}{'、'.join(names)}"] if names else []
    return "，".join(found) or f"{'或者'.join(posts)}（现在没有人能办，请安全管理员安排一位）"

"""Roles as data: what each post may do, on its own organisation or on everything below it.

A permission is a codename on ``Organization``. ``subtree`` permissions are granted at the post's organisation and
reach every organisation below; they are never expanded into one row per subordinate.
"""

from dataclasses import dataclass

DRAFT = "draft_items"
REVIEW = "review_items"
CHECK_SECRECY = "check_secrecy"
APPROVE = "approve_items"
PUBLISH = "publish_items"
MANAGE_CATALOGUE = "manage_catalogue"
HANDLE_REQUESTS = "handle_requests"
COLLECT_OPINIONS = "collect_opinions"
WATCH = "watch_subtree"
INSPECT = "inspect_subtree"
DECIDE_BELOW = "decide_below"

PERMISSIONS = (
    (DRAFT, "登记和撰写公开事项"),
    (REVIEW, "审核公开事项"),
    (CHECK_SECRECY, "保密审查"),
    (APPROVE, "审批公开事项"),
    (PUBLISH, "公开、撤回公开事项"),
    (MANAGE_CATALOGUE, "维护公开目录"),
    (HANDLE_REQUESTS, "办理申请"),
    (COLLECT_OPINIONS, "收集意见建议"),
    (WATCH, "监督本级和下级"),
    (INSPECT, "检查本级和下级"),
    (DECIDE_BELOW, "审定下级报送的事项"),
)

SUBTREE_PERMISSIONS = frozenset({WATCH, INSPECT, DECIDE_BELOW})
DESK_PERMISSIONS = frozenset({DRAFT, REVIEW, CHECK_SECRECY, APPROVE, PUBLISH, MANAGE_CATALOGUE})


@dataclass(frozen=True)
class Role:
    code: str
    label: str
    permissions: frozenset[str]


ROLES = {
    role.code: role
    for role in (
        Role("clerk", "经办人", frozenset({DRAFT})),
        Role("reviewer", "审核人", frozenset({REVIEW})),
        Role("secrecy", "保密审查员", frozenset({CHECK_SECRECY})),
        Role("approver", "分管领导", frozenset({APPROVE, DECIDE_BELOW, WATCH})),
        Role("secretary", "书记", frozenset({DRAFT, PUBLISH, MANAGE_CATALOGUE, WATCH})),
        Role("handler", "申请受理人", frozenset({HANDLE_REQUESTS})),
        Role("collector", "意见收集人", frozenset({COLLECT_OPINIONS})),
        Role("supervisor", "监督员", frozenset({WATCH})),
        Role("inspector", "检查人", frozenset({WATCH, INSPECT})),
    )
}
# Roles that work at the desk; who only watches works in the oversight pages and needs no desk. Who inspects gives orders there.
DESK_ROLES = frozenset(role.code for role in ROLES.values() if role.permissions - {WATCH})
ROLE_CHOICES = [(role.code, role.label) for role in ROLES.values()]


def roles_granting(permission: str) -> list[str]:
    """Codes of the roles that carry the permission."""
    return [role.code for role in ROLES.values() if permission in role.permissions]

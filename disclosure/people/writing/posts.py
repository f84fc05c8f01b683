"""The posts of a preview: their organisations and accounts exist by then."""

from collections.abc import Mapping
from datetime import datetime

from django.core.exceptions import ValidationError

from disclosure.organizations.many import actions as many
from disclosure.organizations.models.people import Post, User
from disclosure.people.understanding.known import Known
from disclosure.people.understanding.plan import Plan
from disclosure.people.writing.places import departments_of
from disclosure.web.moments import local_day


def write(plan: Plan, known: Known, *, by: User | None, now: datetime) -> Mapping[str, int]:
    for each in plan.posts:
        if each.person.row is None or each.place.row is None:
            who = each.person.full_name if each.person.row is None else each.place.name
            raise ValidationError(f"门户里还没有“{who}”。请系统管理员先导入组织和人员，再写入任职。")
    departments = departments_of(plan)
    many.end_all(
        [each.row for each in plan.chosen_post_endings if isinstance(each.row, Post)],
        "post.ended",
        until_on=local_day(now),
        by=by,
        now=now,
    )
    rows = [
        Post(
            person=each.person.row,
            organization=each.place.row,
            role=each.role,
            title=each.title,
            from_on=each.from_on,
            until_on=each.until_on,
            department=departments.get((each.place.pk, each.department)),
        )
        for each in plan.posts
    ]
    many.appoint_all(rows, by=by, now=now)
    return {"posts": len(rows), "ended": len(plan.chosen_post_endings)}

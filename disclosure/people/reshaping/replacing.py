"""One person takes over all posts of another on a day: those of the one end, those of the other begin, rights with them."""

from datetime import date, datetime

from django.db import transaction

from disclosure.organizations.actions import require_another_person
from disclosure.organizations.many import actions as many
from disclosure.organizations.models.directory import LeadingGroupSeat
from disclosure.organizations.models.people import Post, User
from disclosure.people.reshaping.outcome import Outcome, outcome


def open_posts(person: User) -> list[Post]:
    rows = Post.objects.filter(person=person, until_on__isnull=True)
    return list(
        rows.select_related("person", "organization", "department").order_by("organization__path", "role", "pk")
    )


def held_by(person: User) -> set[tuple[int, str]]:
    return set(Post.objects.filter(person=person, until_on__isnull=True).values_list("organization_id", "role"))


def words(post: Post) -> str:
    return "　".join(filter(None, (post.organization.name, post.get_role_display(), post.title)))


def replacement(old: User, new: User, *, on: date, by: User) -> Outcome:
    posts, held = open_posts(old), held_by(new)
    seats = LeadingGroupSeat.objects.current(on).filter(person=old).select_related("organization").order_by("pk")
    return outcome(
        [
            (f"{old}到期免去（{on:%Y-%m-%d}起不再任）", map(words, posts)),
            (f"{new}从这天起担任", [words(post) for post in posts if (post.organization_id, post.role) not in held]),
            (f"{new}本来就担任的，不变", [words(post) for post in posts if (post.organization_id, post.role) in held]),
        ],
        blockers=[
            "两个人是同一个人。" if old == new else "",
            f"{old}现在没有任职。" if not posts else "",
            "不能给自己任职，请由另一位安全管理员办理。" if new == by else "",
            f"{new}是{new.get_administrator_display()}，管理员不能任职。" if new.administrator else "",
            *(f"{words(post)}：{post.from_on:%Y-%m-%d}才开始，不能在这以前免。" for post in posts if post.from_on > on),
        ],
        notes=[f"领导小组名单里还有{old}：{seat.organization.name}　{seat}。由书记改。" for seat in seats],
    )


@transaction.atomic
def replace(old: User, new: User, *, on: date, by: User, now: datetime) -> int:
    """How many posts changed hands. ValidationError: what the outcome's blockers say."""
    require_another_person(new, by=by)
    replacement(old, new, on=on, by=by).require_possible()
    posts, held = open_posts(old), held_by(new)
    many.end_all(posts, "post.ended", until_on=on, by=by, now=now)
    taken = [
        Post(
            person=new,
            organization=post.organization,
            department=post.department,
            role=post.role,
            title=post.title,
            from_on=on,
        )
        for post in posts
        if (post.organization_id, post.role) not in held
    ]
    many.appoint_all(taken, by=by, now=now)
    return len(posts)

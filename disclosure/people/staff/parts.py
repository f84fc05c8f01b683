"""Which part of an import is whose: three administrators, none of whom gives himself a post."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from disclosure.organizations.models.people import User
from disclosure.people.models import PeopleImport
from disclosure.people.understanding.plan import SAME, Ending, Shown
from disclosure.people.understanding.preview import Preview

POSTS = "任职"
OPEN_ROWS = 50


@dataclass(frozen=True)
class Section:
    title: str
    changed: Sequence[Shown]
    same: int

    @property
    def is_long(self) -> bool:
        """Folded, so that what comes after it is found."""
        return len(self.changed) > OPEN_ROWS


@dataclass(frozen=True)
class Parts:
    """``may_write``: the person's own part is complete and not written yet; ``waits``: why not, or whom it waits for."""

    are_posts: bool
    may_write: bool
    press: str
    done: str
    waits: str
    endings: Sequence[Ending]
    sections: Sequence[Section]


def parts_of(kept: PeopleImport, preview: Preview, person: User) -> Parts:
    are_posts = person.administrator == User.Administrator.SECURITY
    plan = preview.plan
    is_written = (kept.posts_at if are_posts else kept.written_at) is not None
    changes = plan.changes_posts if are_posts else plan.changes_structure
    return Parts(
        are_posts=are_posts,
        may_write=preview.is_ready
        and changes
        and not is_written
        and not (are_posts and plan.changes_structure and not kept.written_at),
        press="确认任职" if are_posts else "确认导入组织和人员",
        done="已写入任职，权限从任职起那天有效。"
        if are_posts
        else "已导入。没有密码的人要有开始码才能登录，请印发纸条。",
        waits=waiting_for(kept, preview, are_posts),
        endings=plan.post_endings if are_posts else plan.endings,
        sections=sections_of(preview),
    )


def waiting_for(kept: PeopleImport, preview: Preview, are_posts: bool) -> str:
    plan = preview.plan
    if are_posts and plan.changes_structure and not kept.written_at:
        return "组织和人员由系统管理员先确认，然后您在这里确认任职。"
    if not are_posts and plan.changes_posts and not kept.posts_at:
        return f"另有 {len(plan.posts)} 项任职，由安全管理员在这里确认。"
    if not plan.changes_structure and not plan.changes_posts and preview.is_ready:
        return "表里的都已经在门户里，没有要写入的。"
    return ""


def sections_of(preview: Preview) -> list[Section]:
    rows = sorted(preview.shown, key=attrgetter("section"))
    found = {title: list(each) for title, each in groupby(rows, key=attrgetter("section"))}
    titles = [title for title in ORDER if title in found]
    return [
        Section(
            title,
            [row for row in found[title] if row.state != SAME],
            sum(row.state == SAME for row in found[title]),
        )
        for title in titles
    ]


ORDER = ("党组织", "科室", "账号", "组织关系", POSTS, "特定对象", "领导小组")

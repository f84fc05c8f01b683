"""Playing the stories: every item goes through the same actions as at the desk, by the people whose turn it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from catalog.directory.models import Entry
from catalog.items.actions.attaching import add_attachment
from catalog.items.actions.table import items
from catalog.items.context import ItemContext
from catalog.items.models import Item
from catalog.obligations.duties.models import Duty
from catalog.obligations.withholdings.actions import approve as approve_withholding
from catalog.obligations.withholdings.actions import propose_narrowing
from disclosure.deadlines.dates import local_day
from disclosure.organizations.access import access_of
from disclosure.organizations.models.people import User
from disclosure.oversight.demo import files
from disclosure.oversight.demo.acts.channels import carry_out
from disclosure.oversight.demo.scene import Scene, paragraphs
from disclosure.oversight.demo.script import CHECKS, Script, moment
from disclosure.workflow.kit import SYSTEM

PLANNED = ("scope", "limit_kind", "work_plan", "channels", "channels_reason", "inside_first", "outside_after_days")
CARRIED_OUT_WITHIN = 2
MORNING = timedelta(hours=5)
RELEASES = ("publish_inside", "publish_outside")
# Acts that are the action of their name: who takes it, and what they say.
PLAIN: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "submit": ("clerk", {}),
    "review": (
        "reviewer",
        {"passed": True, "necessity": "属于目录应公开的内容。", "accuracy": "与会议记录、台账核对一致。"},
    ),
    "check_secrecy": (
        "secrecy",
        {"passed": True, "conclusion": "不涉及国家秘密和工作秘密，可以按确定的范围公开。"},
    ),
    "publish_inside": ("secretary", {}),
    "publish_outside": ("secretary", {}),
    "publish_correction": ("secretary", {}),
    "confirm_withdrawal": ("approver", {}),
    "confirm_hiding": ("approver", {}),
    "archive": ("secretary", {}),
}


@dataclass
class Play:
    """One story as it is played. Every act named in the script is a method, or in ``PLAIN``."""

    scene: Scene
    entry: Entry | None
    story: Mapping
    script: Script
    item: Item | None = None

    @property
    def cast(self) -> Mapping[str, User]:
        return self.scene.cast

    def run(self) -> None:
        for name, at in self.script.acts():
            self.act(name, at)
        for row in self.story.get("progress", []):
            self.follow_up(row)

    def act(self, name: str, at: datetime) -> None:
        if name in PLAIN:
            who, words = PLAIN[name]
            self.take(name, who, at, **words)
        else:
            getattr(self, name)(at)
        if name in RELEASES:
            self.carry_out(at)

    def take(self, name: str, who: str, at: datetime, **values: Any) -> Any:
        return items.actions[name](self.item, by=self.cast[who], now=at, **values)

    @property
    def body(self) -> str:
        return paragraphs(self.story["body"])

    def register(self, at: datetime) -> None:
        if "redisclosure_of" in self.story:
            self.item = self.register_again(at)
            return
        self.item = items.actions["register_item"](
            organization=self.scene.organization,
            entry=self.entry,
            title=self.story["title"],
            event_on=self.script.event_on,
            is_important=self.story.get("is_important", False),
            by=self.cast["clerk"],
            now=at,
            **{name: self.story[name] for name in PLANNED if name in self.story},
            **({"approval_route": self.story["route"]} if "route" in self.story else {}),
            **self.milestone(),
        )

    def register_again(self, at: datetime) -> Item:
        before = self.scene.item(self.story["redisclosure_of"])
        again = {"reason": self.story["reason"], "event_on": self.script.event_on}
        return items.actions["start_redisclosure"](before, by=self.cast["clerk"], now=at, **again)

    def milestone(self) -> Mapping:
        """The duty of the milestone that the item answers."""
        if "milestone" not in self.story:
            return {}
        project, number = self.story["milestone"]
        named = {"milestone__project__name": project, "milestone__number": number}
        return {"duty": Duty.objects.get(organization=self.scene.organization, **named)}

    def plan(self, at: datetime) -> None:
        plan = {"is_truthful": self.story["ends"] != "draft"}
        if "recipients" in self.story:
            plan["recipients"] = [self.cast[identity] for identity in self.story["recipients"]]
        if "display_days" in self.story:
            plan["display_until"] = self.script.display_until
        self.take("change_plan", "clerk", at, **plan)

    def write(self, at: datetime) -> None:
        self.take("save_text", "clerk", at, title=self.story["title"], body=self.body)

    def attach(self, at: datetime) -> None:
        for name in self.story.get("files", []):
            upload = files.upload(name, self.story["title"], self.story["body"])
            add_attachment(self.item, upload=upload, by=self.cast["clerk"], now=at)

    def clear(self, at: datetime) -> None:
        """A waiver for the sensitive data that were found: asked by the clerk, agreed by the secrecy reviewer."""
        if "waiver" not in self.story:
            return
        written = Item.objects.get(pk=self.item.pk)
        for spot in ItemContext(written, access_of(None, local_day(at))).open_spots:
            asked = {"kind": spot.kind, "mask": spot.mask, "reason": self.story["waiver"]}
            waiver = self.take("ask_waiver", "clerk", at, **asked)
            self.take("decide_waiver", "secrecy", at, waiver=waiver, agreed=True)

    def send_back(self, at: datetime) -> None:
        self.take("review", "reviewer", at, passed=False, reason=self.story["reason"])

    def approve(self, at: datetime) -> None:
        route = self.item.approval_route
        approver = "superior" if route == Item.ApprovalRoute.SUPERIOR else "approver"
        on, meeting = self.script.event_on, {}
        if route == Item.ApprovalRoute.COLLECTIVE:
            meeting = {"meeting_on": on, "minutes_number": f"会纪〔{on.year}〕{on.month}号"}
        self.take("approve", approver, at, passed=True, **meeting)

    def start_correction(self, at: datetime) -> None:
        """The correction goes through every check on the same day."""
        self.take("start_correction", "clerk", at, note=self.story["note"])
        body = f"{self.body}<p>更正说明：{self.story['note']}</p>"
        on = local_day(at)
        self.take("save_text", "clerk", moment(on, "write"), title=self.story["title"], body=body)
        for name in CHECKS:
            self.act(name, moment(on, name))

    def follow_up(self, row: Mapping) -> None:
        """How it went on, some working days after its publication, if that is past; every check on the same day."""
        on = self.scene.calendar.add_working_days(self.script.outside_on, row["in"]).on
        if moment(on, "publish_correction") >= self.scene.now:
            return
        self.take("start_progress", "clerk", moment(on, "register"), progress_on=on, text=row["text"])
        for name in row.get("files", []):
            upload = files.upload(name, self.story["title"], [row["text"]])
            add_attachment(self.item, upload=upload, by=self.cast["clerk"], now=moment(on, "attach"))
        for name in ("submit", "check_secrecy", "approve"):
            self.act(name, moment(on, name))
        self.take("publish_progress", "secretary", moment(on, "publish_correction"))

    def hide(self, at: datetime) -> None:
        self.take("hide", "secrecy", at, reason=self.story["reason"])

    def narrow(self, at: datetime) -> None:
        """Asked in the morning, approved in the afternoon."""
        given = {
            "reason": "privacy",
            "explanation": self.story["reason"],
            "legal_basis": self.story["basis"],
            "by": self.cast["clerk"],
        }
        asked = propose_narrowing(self.scene.organization, item=self.item, now=at - MORNING, **given)
        approve_withholding(asked, note="同意。", by=self.cast["approver"], now=at)

    def ask_withdrawal(self, at: datetime) -> None:
        self.take("ask_withdrawal", "clerk", at, reason=self.story["reason"])

    def end_display(self, at: datetime) -> None:
        """By the system, on the day after the last one."""
        items.actions["end_display_when_over"](self.item, by=SYSTEM, now=at)

    def carry_out(self, at: datetime) -> None:
        """What the release owes beside the portal, some working days later, if that is past."""
        on = self.scene.calendar.add_working_days(local_day(at), CARRIED_OUT_WITHIN).on
        then = moment(on, "carry_out")
        if then < self.scene.now and self.story["ends"] != "withdrawn":
            carry_out(self.item, self.story, self.scene, now=then)

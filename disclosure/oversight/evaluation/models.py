"""Evaluation by members (党员评议): a round, its roll, sealed ballots, paper ballots (JG-15, YY-15, QJ-20).

Nothing here joins a voter and a ballot: see ``docs/secrecy-of-the-vote.md`` before adding a column.
"""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from disclosure.deadlines.models import Deadline
from disclosure.organizations.access import Access
from disclosure.organizations.models.columns import PERSON, set_together, unique
from disclosure.organizations.models.directory import Organization, under
from disclosure.organizations.roles import APPROVE, DRAFT, PUBLISH, WATCH

PARTY, SOCIETY = "party", "society"
STAFF_PERMISSIONS = (DRAFT, APPROVE, PUBLISH)


class State(models.TextChoices):
    DRAFT = "draft", "起草"
    SUBMITTED = "submitted", "等另一个人开始"
    OPEN = "open", "正在评议"
    COUNTED = "counted", "已计票，还没有公布"
    PUBLISHED = "published", "结果已公布"
    VOID = "void", "作废"


class EvaluationQuerySet(models.QuerySet):
    def open_on(self, on: date):
        """Codes are handed out and ballots taken."""
        return self.filter(state=State.OPEN, until_on__gte=on)

    def within(self, prefixes: Iterable[str]):
        return self.filter(under(prefixes, "organization__path"))

    def visible_to(self, access: Access):
        """From its opening on: to members of the organisation and of those below it, to who is on the roll, to who works at its
        desk, to who watches it; a published result to everybody where it was published so."""
        out = [State.OPEN, State.COUNTED, State.PUBLISHED, State.VOID]
        found = Q(state=State.PUBLISHED, results_for=SOCIETY)
        if access.is_known:
            near = Q(organization__path__in=access.party_paths)
            near |= Q(pk__in=Voter.objects.filter(person=access.user_id).values("evaluation"))
            near |= Q(organization__in=access.organization_ids(*STAFF_PERMISSIONS))
            near |= under(access.prefixes(WATCH), "organization__path")
            found |= near & Q(state__in=out)
        return self.filter(found)


class Evaluation(models.Model):
    """A round. ``slip_one`` and ``slip_two``: the public keys of the two slips, whose words are stored nowhere; a ballot is
    sealed to both. ``code_key`` proves codes genuine and is destroyed at the count. ``result``: as ``counting.count`` leaves it."""

    State = State

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="evaluations", verbose_name="党组织")
    title = models.CharField("名称", max_length=100)
    questions = models.JSONField("评议内容")
    asks_text = models.BooleanField("可以写意见", default=True)
    includes_below = models.BooleanField("下级党组织的党员也参加", default=False)
    names = models.JSONField("没有账号的党员", default=list, blank=True)
    open_days = models.PositiveSmallIntegerField("开放几天")
    state = models.CharField("状态", max_length=10, choices=State, default=State.DRAFT)
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="起草人", **PERSON)
    prepared_at = models.DateTimeField("起草时间")
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提交人", **PERSON)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="开始人", **PERSON)
    opened_at = models.DateTimeField("开始时间", null=True, blank=True)
    until_on = models.DateField("最后一天", null=True, blank=True)
    slip_one = models.CharField("第一张字条的公钥", max_length=64, blank=True)
    slip_two = models.CharField("第二张字条的公钥", max_length=64, blank=True)
    code_key = models.CharField("验码密钥", max_length=64, blank=True)
    counted_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="计票人", **PERSON)
    counted_at = models.DateTimeField("计票时间", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="公布人", **PERSON)
    published_at = models.DateTimeField("公布时间", null=True, blank=True)
    ended_reason = models.CharField("作废的原因", max_length=300, blank=True)
    results_for = models.CharField(
        "结果给谁看", max_length=10, choices=[(PARTY, "本组织的党员"), (SOCIETY, "社会")], default=PARTY
    )
    result = models.JSONField("结果", null=True, blank=True)
    deadline = models.OneToOneField(
        Deadline, models.PROTECT, null=True, blank=True, related_name="evaluation", verbose_name="公布结果的时限"
    )

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = "党员评议"
        verbose_name_plural = "党员评议"
        constraints = [
            set_together("submitted_at", "submitted_by", name="evaluation_submitted_by_and_at"),
            set_together("opened_at", "opened_by", "until_on", name="evaluation_opened_by_and_at"),
            set_together("counted_at", "counted_by", name="evaluation_counted_by_and_at"),
            set_together("published_at", "published_by", name="evaluation_published_by_and_at"),
            models.CheckConstraint(
                condition=Q(counted_at__isnull=True) | Q(code_key=""), name="evaluation_keys_end_with_the_count"
            ),
        ]
        indexes = [models.Index(fields=["organization", "-id"], name="evaluation_of_organization")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("oversight:evaluation", args=[self.pk])

    def get_staff_url(self) -> str:
        return reverse("admin:oversight_evaluation_change", args=[self.pk])

    def is_open(self, on: date) -> bool:
        return self.state == self.State.OPEN and self.until_on is not None and on <= self.until_on


class Voter(models.Model):
    """A row of the roll, frozen on opening; without an account only a name. ``is_handed``: a code or a paper ballot was
    received, not when, nor which. ``repeat``: the digest of a number that stood on the form alone, so that a page sent twice
    shows the same code twice; wiped at the count."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="voters", verbose_name="党员评议")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="党员", **PERSON)
    name = models.CharField("姓名", max_length=60)
    is_handed = models.BooleanField("已领", default=False)
    repeat = models.CharField("同一张表的摘要", max_length=64, blank=True)

    class Meta:
        verbose_name = "评议名册"
        verbose_name_plural = "评议名册"
        constraints = [
            unique(
                "evaluation",
                "person",
                condition=Q(person__isnull=False),
                name="voter_once",
                message="此人已在名册上。",
            ),
        ]
        indexes = [models.Index(fields=["evaluation", "id"], name="voter_of_evaluation")]

    def __str__(self):
        return self.name


class Ballot(models.Model):
    """Sealed so that only both slips open it, padded so that all are of one length. Its code was used once. Deleted at the
    count."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="ballots", verbose_name="党员评议")
    code = models.CharField("投票码", max_length=40)
    sealed = models.BinaryField("密封的票")

    class Meta:
        verbose_name = "评议票"
        verbose_name_plural = "评议票"
        constraints = [unique("evaluation", "code", name="code_used_once", message="这个码已经用过了。")]

    def __str__(self):
        return f"第{self.evaluation_id}号评议的一张票"


class PaperBallots(models.Model):
    """What the paper ballots say, entered by one and confirmed by another with the sheets in hand. ``counts``: of each
    question, how many of each mark, blanks last; emptied with ``texts`` at the count."""

    evaluation = models.OneToOneField(Evaluation, models.CASCADE, related_name="paper", verbose_name="党员评议")
    sheets = models.PositiveIntegerField("张数")
    counts = models.JSONField("各题的票数")
    texts = models.JSONField("写的意见", default=list, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="录入人", **PERSON)
    entered_at = models.DateTimeField("录入时间")
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="核对人", **PERSON)
    confirmed_at = models.DateTimeField("核对时间", null=True, blank=True)

    class Meta:
        verbose_name = "纸质票"
        verbose_name_plural = "纸质票"
        constraints = [set_together("confirmed_at", "confirmed_by", name="paper_confirmed_by_and_at")]

    def __str__(self):
        return f"{self.evaluation}的纸质票"

"""Workbooks that were handed in, telephones by which people sign in, and who is to join an organisation."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from disclosure.organizations.models.columns import AUTHOR, PERSON, set_together
from disclosure.organizations.models.directory import Department, Organization
from disclosure.organizations.models.people import Membership
from disclosure.people.sealing import WORKBOOK, seal, unseal


class PeopleImport(models.Model):
    """A workbook as it was read, encrypted, and what was answered about it. Two administrators write it, each a part, once."""

    organization = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="党组织"
    )
    filename = models.CharField("文件", max_length=200)
    digest = models.CharField("文件摘要（SHA-256）", max_length=64)
    sealed = models.BinaryField("读到的内容")
    answers = models.JSONField("回答", default=list)
    decided = models.JSONField("哪一行是哪个账号", default=dict)
    uploaded_at = models.DateTimeField("上传")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="上传人", **PERSON)
    written_at = models.DateTimeField("写入组织和人员", null=True, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="写入人", **PERSON)
    posts_waiting = models.PositiveIntegerField("等确认的任职", default=0)
    posts_at = models.DateTimeField("写入任职", null=True, blank=True)
    posts_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="任职写入人", **PERSON)

    class Meta:
        verbose_name = "组织和人员导入"
        verbose_name_plural = "组织和人员导入"

    def __str__(self):
        return self.filename

    def get_absolute_url(self):
        return reverse("admin:people_peopleimport_change", args=[self.pk])

    @property
    def content(self) -> Mapping:
        return json.loads(unseal(bytes(self.sealed), WORKBOOK))

    @staticmethod
    def sealed_from(content: Mapping) -> bytes:
        return seal(json.dumps(content, ensure_ascii=False).encode(), WORKBOOK)

    def answered(self) -> dict[tuple[str, str], str]:
        return {(column, word): meaning for column, word, meaning in self.answers}

    def answer(self, answers: Mapping[tuple[str, str], str]) -> None:
        merged = {**self.answered(), **answers}
        self.answers = [[column, word, meaning] for (column, word), meaning in merged.items()]
        self.save(update_fields=["answers"])


class SignInPhone(models.Model):
    """``sealed``: the mobile number, encrypted so that the same number gives the same text."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="sign_in_phone", verbose_name="人员"
    )
    sealed = models.CharField("手机号（加密）", max_length=200, unique=True)

    class Meta:
        verbose_name = "登录手机号"
        verbose_name_plural = "登录手机号"

    def __str__(self):
        return f"{self.person}的登录手机号"


class EnrolmentQuerySet(models.QuerySet):
    def waiting_for(self, person):
        """For the word of the one who was named."""
        return self.filter(person=person, state=Enrolment.State.ASKED).exclude(asked_by=person)


class Enrolment(models.Model):
    """Somebody is to belong to an organisation, and does not before it is confirmed. ``named``: as the secretary wrote, who is not
    told whether there is such an account; ``person``: the one that fits, or whom the administrator found."""

    class State(models.TextChoices):
        ASKED = "asked", "等确认"
        CONFIRMED = "confirmed", "已登记"
        DECLINED = "declined", "没有确认"
        WITHDRAWN = "withdrawn", "已撤回"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="enrolments", verbose_name="党组织")
    named = models.CharField("姓名", max_length=60)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="本人账号", **PERSON)
    kind = models.CharField("身份", max_length=10, choices=Membership.Kind, default=Membership.Kind.PARTY)
    department = models.ForeignKey(
        Department, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="科室"
    )
    from_on = models.DateField("起")
    state = models.CharField("状态", max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="提出人", **AUTHOR)
    asked_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="确认人", **PERSON)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "组织关系登记"
        verbose_name_plural = "组织关系登记"
        constraints = [
            set_together("decided_by", "decided_at", name="enrolment_decided_by_and_at"),
            models.UniqueConstraint(
                fields=["organization", "named", "kind"],
                condition=Q(state="asked"),
                name="enrolment_asked_once",
                violation_error_message="已经提出过，正等确认。",
            ),
            models.CheckConstraint(
                condition=~Q(state="confirmed") | Q(person__isnull=False, decided_by__isnull=False),
                name="enrolment_confirmed_is_of_a_person",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="enrolment_confirmed_by_another",
            ),
        ]

    def __str__(self):
        return f"{self.named}（{self.get_kind_display()}）"

    def get_absolute_url(self):
        return reverse("admin:people_enrolment_change", args=[self.pk])

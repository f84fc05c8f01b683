"""Workbooks that were handed in, and telephones by which people sign in."""

import json
from collections.abc import Mapping

from django.conf import settings
from django.db import models
from django.urls import reverse

from disclosure.organizations.models.columns import PERSON
from disclosure.organizations.models.directory import Organization
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

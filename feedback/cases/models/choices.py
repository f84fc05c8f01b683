"""What may be chosen in the course of a case, and how long its texts may be."""

from django.db import models

SUBJECT, TEXT = 120, 5000


class NotHandled(models.TextChoices):
    """Why an opinion is screened out."""

    NOT_OURS = "not_ours", "不是本组织的事"
    OTHER_WAY = "other_way", "应当通过信访、举报、诉讼等途径办理"
    REPEATED = "repeated", "同样的意见已经答复过"
    UNCLEAR = "unclear", "看不出要反映什么，又联系不上"
    NO_OPINION = "no_opinion", "没有提出意见或者建议"
    OTHER = "other", "其他原因"


class Outcome(models.TextChoices):
    """What a third party says."""

    AGREES = "agrees", "同意公开"
    REFUSES = "refuses", "不同意公开"
    SILENT = "silent", "到期没有答复"


class How(models.TextChoices):
    """How a person told the sender."""

    PHONE = "phone", "打电话"
    POST = "post", "寄书信"
    VISIT = "visit", "当面"

"""Looking again at an exemption: it goes on to a new day of review, or it ends (see ``ending``)."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from catalog.obligations.withholdings.force import review_deadline
from catalog.obligations.withholdings.guard import S, audit, begin, require_words
from catalog.obligations.withholdings.models import Withholding
from catalog.obligations.withholdings.proposing import require_review_day
from disclosure.deadlines.actions import close
from disclosure.organizations.roles import APPROVE


@transaction.atomic
def confirm(withholding: Withholding, *, review_on: date, reason: str, by, now: datetime) -> Withholding:
    """The ground still holds: say so, and when it is looked at next."""
    on = timezone.localdate(now)
    withholding = begin(withholding, by=by, now=now, permissions=[APPROVE], state=S.IN_FORCE)
    if withholding.kind != Withholding.Kind.EXEMPTION:
        raise ValidationError("只有不予公开才要复查；暂缓到期自动结束。")
    why = require_words(reason, "请写明为什么继续不予公开。")
    old = withholding.review_on
    withholding.review_on = require_review_day(review_on, on)
    if withholding.review_deadline:
        close(withholding.review_deadline, on=on, by=by, now=now)
    withholding.review_deadline = review_deadline(withholding, on, by=by, now=now)
    withholding.save()
    audit(
        "withholding.confirmed", withholding, by=by, now=now, review_on=[old and str(old), str(review_on)], reason=why
    )
    return withholding

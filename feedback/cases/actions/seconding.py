"""我也想知道: somebody else asks the same. Once a person, or once a browser and address; the row itself is the record."""

import hmac

from django.conf import settings
from django.core.exceptions import ValidationError

from disclosure.workflow.kit import Act, Nobody, when
from feedback.cases.models.cases import Case, Second
from feedback.cases.procedure import cases


def key_of(case: Case, whoever: str) -> str:
    """A digest for this one case: two cases do not tell that the same person seconded both."""
    return hmac.new(settings.SECRET_KEY.encode(), f"second:{case.pk}:{whoever}".encode(), "sha256").hexdigest()


@cases.action(
    "second", "我也想知道", at=when(lambda context: context.subject.can_be_seconded), who=Nobody(), by_sender=True,
    is_button=False, not_now="这件事已经有了答复，请看答复。",
)  # fmt: skip
def second(act: Act, *, whoever: str) -> int:
    """``whoever`` names the person, or browser and address. Returns how many ask it; a second press counts nothing."""
    case = act.subject
    _row, is_new = Second.objects.get_or_create(case=case, key=key_of(case, whoever), defaults={"at": act.now})
    if not is_new:
        raise ValidationError("您已经按过“我也想知道”，算过了，不用再按。")
    return case.seconds.count()

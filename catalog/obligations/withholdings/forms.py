"""The questions about a withholding: which, why, until when; and what whoever decides has to say."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone

from catalog.directory.contents import DirectoryTree
from catalog.directory.models import Entry
from catalog.obligations.withholdings.models import Withholding
from disclosure.web.forms import DeskForm, day_field, reason_field

Kind = Withholding.Kind
AGREED = (("yes", "同意"), ("no", "不同意"))
NO_LAST_DAY = "请填暂缓到哪一天。到期以后要公开。"
NO_REVIEW_DAY = "请填哪一天复查。不予公开不能没有期限。"


def in_half_a_year() -> date:
    return timezone.localdate() + timedelta(days=182)


def entries_by_category(tree: DirectoryTree | None) -> list:
    return [("", "请选择"), *(tree.choices if tree else [])]


class ProposalForm(DeskForm):
    """``tree`` is None where it is about an item under way, which the page names."""

    sometimes_required = ("until_on", "review_on")

    entry = forms.ChoiceField(label="哪一项", error_messages={"required": "请选择是哪一项。"})
    kind = forms.ChoiceField(
        label="不予公开，还是暂缓公开",
        choices=[(Kind.DEFERRAL, "暂缓公开：过一段时间再公开"), (Kind.EXEMPTION, "不予公开：按规定不能公开")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选一种。"},
    )
    reason = forms.ChoiceField(
        label="理由",
        choices=[("", "请选择"), *Withholding.Reason.choices],
        error_messages={"required": "请选择理由。"},
        help_text="批准以后，读者在目录里只看到这一条理由，看不到下面的说明。",
    )
    explanation = reason_field("具体说明", "请写明具体说明。")
    legal_basis = forms.ChoiceField(
        label="依据", help_text="从规则库里选，要和理由对得上。", error_messages={"required": "请选依据。"}
    )
    from_on = day_field("从哪天起", "请填从哪天起。", help_text="这一天以前已经到期的，仍算逾期。")
    until_on = day_field("暂缓到哪天", help_text="暂缓公开必填。过了这一天要公开，系统会提醒。")
    review_on = day_field("哪天复查", help_text="不予公开必填，最迟12个月后。到时看理由还在不在。")

    def __init__(self, *args, tree: DirectoryTree | None, is_about_item: bool = False, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from_on"].initial = today
        self.fields["legal_basis"].choices = Withholding.grounds_on(today)
        if is_about_item:
            del self.fields["entry"]
        else:
            self.fields["entry"].choices = entries_by_category(tree)

    def clean(self):
        cleaned = super().clean()
        required = {Kind.DEFERRAL: ("until_on", NO_LAST_DAY), Kind.EXEMPTION: ("review_on", NO_REVIEW_DAY)}
        if cleaned.get("kind") in required:
            name, message = required[cleaned["kind"]]
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, message)
        return cleaned

    def clean_entry(self) -> Entry:
        return Entry.objects.select_related("catalogue").get(pk=int(self.cleaned_data["entry"]))


class NarrowingForm(DeskForm):
    """Of one item, which the page names with the scope that remains. ``needs_ground``: by the scheme it is no matter of the
    approver alone."""

    sometimes_required = ("legal_basis",)

    left_out = forms.CharField(label="对谁不公开", max_length=200, error_messages={"required": "请写对谁不公开。"})
    reason = forms.ChoiceField(
        label="理由",
        choices=[("", "请选择"), *Withholding.Reason.choices],
        error_messages={"required": "请选择理由。"},
    )
    explanation = reason_field("具体说明", "请写明为什么要缩小范围。")
    legal_basis = forms.ChoiceField(label="依据", required=False, help_text="从规则库里选。")

    def __init__(self, *args, needs_ground: bool, today: date, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["legal_basis"].choices = Withholding.grounds_on(today)
        if needs_ground:
            self.fields["legal_basis"].required = True
            self.fields["legal_basis"].error_messages["required"] = "请从规则库里选依据。"


class NoteForm(forms.Form):
    note = reason_field("批准意见", max_length=500)


class RefusalForm(forms.Form):
    note = reason_field(
        "为什么不同意",
        "请写明为什么不同意。",
        max_length=500,
        help_text="提出人会看到。不同意以后，这一项仍要按时公开。",
    )


class OpinionForm(forms.Form):
    """What the superior says; ``agreed`` comes back as a bool."""

    agreed = forms.TypedChoiceField(
        label="审定结果",
        choices=AGREED,
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": "请选同意或者不同意。"},
    )
    opinion = reason_field(
        "审定意见", "请写明意见。", help_text="提出的党组织会看到；公开范围内的党员群众在这一项的页面上也看得到。"
    )


class ReplyForm(OpinionForm):
    """The written reply of a superior outside the portal."""

    reply_on = day_field("批复日期", "请填批复日期。")
    reply_number = forms.CharField(label="批复文号", max_length=60, error_messages={"required": "请写批复文号。"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["agreed"].label, self.fields["opinion"].label = "批复结果", "批复的意见"


class ReviewForm(forms.Form):
    review_on = day_field("下次哪天复查", "请填下次复查日期。", help_text="最迟12个月后。", initial=in_half_a_year)
    reason = reason_field("为什么继续不予公开", "请写明为什么继续不予公开。")


class EndForm(forms.Form):
    reason = reason_field(
        "为什么结束", "请写明结束的原因。", max_length=300, help_text="结束以后，这一项重新计时，要公开。"
    )

"""What is said when somebody is pressed, and what they answer."""

from django import forms

from disclosure.web.forms import day_field, reason_field

USUAL = "请尽快办理，并答复什么时候办好。"


class PressForm(forms.Form):
    words = reason_field("说一句话", "请写一句话。", max_length=300, initial=USUAL)


class AnswerForm(forms.Form):
    reason = reason_field("为什么还没有办好", "请写明为什么还没有办好。", max_length=500)
    promised_on = day_field(
        "哪一天办好", "请填哪一天办好。", help_text="今天或者以后的日子。办没办好，以时限台账为准。"
    )

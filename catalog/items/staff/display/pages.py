"""How long an item is shown, when it goes outside by itself, and disclosing it again: one question each (LK-07, PL-10, YY-06)."""

from django import forms

from catalog.items.actions.display import set_display_until, set_outside_after
from catalog.items.actions.redisclosing import start_redisclosure
from catalog.items.staff.forms import EventForm, display_help, stage_field
from catalog.items.staff.frame import item_page, question
from disclosure.web.forms import day_field, reason_field

NOTE = (
    "会在同一目录事项下登记一件新的，内容、附件和公开安排先照原来的，改好以后照样审核、保密审查和审批。两件互相链接。"
)


class DisplayForm(forms.Form):
    display_until = day_field("展示到哪一天")


class StageForm(forms.Form):
    outside_after_days = stage_field("到那一天自动向社会公开。不填就不自动公开，由人按“向社会公开”。")


class RedisclosureForm(EventForm):
    not_yet = "这一天还没有到。"
    reason = reason_field(
        "为什么再次公开",
        "请写明为什么再次公开。",
        max_length=300,
        help_text="写一句读者看得懂的话，如“根据党员意见整改后再次公开”。再次公开后会显示出来。",
    )
    event_on = day_field(
        "哪一天决定的", "请填是哪一天决定的。", help_text="整改完成或决定再次公开的那一天，期限从次日起算。"
    )


def display_pages(model_admin) -> list:
    return [
        item_page(model_admin, "display/until/", until, "display"),
        item_page(model_admin, "display/stage/", stage, "stage"),
        item_page(model_admin, "redisclose/", redisclose, "redisclose"),
    ]


def until(model_admin, request, item, context):
    form = DisplayForm(request.POST or None, initial={"display_until": item.display_until})
    form.fields["display_until"].help_text = display_help(context.rules, item.limit_kind)
    return answer(model_admin, request, item, form, set_display_until)


def stage(model_admin, request, item, context):
    form = StageForm(request.POST or None, initial={"outside_after_days": item.outside_after_days})
    return answer(model_admin, request, item, form, set_outside_after)


def answer(model_admin, request, item, form, action):
    back = f"{item.staff_url}#display"
    return question(model_admin, request, action, item, form, title=action.label, press="保存", back=back)


def redisclose(model_admin, request, item, context):
    form = RedisclosureForm(request.POST or None, today=context.on, initial={"event_on": context.on})
    return question(
        model_admin, request, start_redisclosure, item, form,
        title="再次公开", press="登记再次公开", back=f"{item.staff_url}#redisclosure", note=NOTE,
    )  # fmt: skip

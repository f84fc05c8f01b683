"""Addresses that are told, and what became of each message: the system administrator's."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.html import format_html

from catalog.public.webhooks.models import Webhook, WebhookDelivery
from disclosure.audit.words import register
from disclosure.organizations.scoped_admin import OfNoOrganization, ScopedAdmin
from disclosure.outgoing.posting import address_of, require_url

register("webhook", {"added": "登记推送", "changed": "修改推送", "deleted": "删除推送"})


class WebhookForm(forms.ModelForm):
    class Meta:
        model = Webhook
        fields = ("name", "url", "is_active")
        help_texts = {
            "name": "例如“政府网站”“县里的大屏”。",
            "url": "对方收消息的网址，以 https:// 开头。发布、更正、撤回社会公开的事项时，各发一条。",
            "is_active": "不用了取消勾选，没有送到的也不再送。",
        }

    def clean_url(self):
        url = self.cleaned_data["url"]
        try:
            address_of(require_url(url), settings.WEBHOOK_NETWORKS)
        except OSError as error:
            raise ValidationError("找不到这个网址的主机，请核对。") from error
        return url


@admin.register(Webhook)
class WebhookAdmin(OfNoOrganization, ScopedAdmin):
    change_administrators = ("system",)
    form = WebhookForm
    list_display = ["name", "url", "in_use"]
    ordering = ["name", "pk"]

    def get_readonly_fields(self, request, obj=None):
        return ["shown_secret"] if obj else []

    def get_fields(self, request, obj=None):
        return ["name", "url", "is_active", *self.get_readonly_fields(request, obj)]

    @admin.display(description="密钥")
    def shown_secret(self, row):
        return format_html("<code>{}</code><br>交给对方，用来核对消息是门户发的、没有改过。", row.secret)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.added_by, obj.added_at = request.user, timezone.now()
        obj.save()


@admin.register(WebhookDelivery)
class DeliveryAdmin(OfNoOrganization, ScopedAdmin):
    view_administrators = ("system",)
    list_display = ["made_at", "webhook", "what", "how_it_stands", "tries", "last_answer"]
    list_select_related = ["webhook"]
    ordering = ["-pk"]

    @admin.display(description="送到没有")
    def how_it_stands(self, row):
        return row.state_words

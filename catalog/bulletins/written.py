"""What every text that is written here and published by another person keeps, and who may read it: notices, consultations, minutes."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from catalog.items.visibility import of_readers
from catalog.schemes.choices import Scope
from disclosure.organizations.access import access_of
from disclosure.organizations.models.columns import PERSON


class WrittenQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def visible_to(self, user, on: date):
        """What the person may read on the day: by the same scopes as items."""
        shown = self.published()
        society = Q(scope=Scope.SOCIETY)
        if not access_of(user, on).is_known:
            return shown.filter(society)
        return shown.filter(society | of_readers(self.model, user, on))


class Written(models.Model):
    """``saved_by`` wrote last, so never publishes it."""

    saved_at = models.DateTimeField("保存时间")
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="保存人", **PERSON)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, verbose_name="发布人", **PERSON)
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_reason = models.CharField("撤下原因", max_length=300, blank=True)

    class Meta:
        abstract = True

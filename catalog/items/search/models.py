"""The search index: one row an item, its words cut into overlapping pairs of characters."""

from django.db import models

from catalog.items.models import Item


class SearchDocument(models.Model):
    """``tokens`` holds the bigrams of title, text and entry name of the published version, with a space around each.

    Readers search by ``catalog.items.search.bigrams``; the migration ``0004_index_search_tokens`` adds what each database needs for it.
    """

    item = models.OneToOneField(Item, models.CASCADE, related_name="search", verbose_name="公开事项")
    tokens = models.TextField("词")

    class Meta:
        verbose_name = "检索索引"
        verbose_name_plural = "检索索引"

    def __str__(self):
        return f"{self.item_id}"

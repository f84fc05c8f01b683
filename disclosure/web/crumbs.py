"""Where trails of crumbs begin."""

from django.urls import reverse_lazy

from disclosure.web.components import Link

HOME = Link("首页", reverse_lazy("catalog:home"))
TODAY = Link("今日", reverse_lazy("admin:index"))
MINE = Link("我的", reverse_lazy("catalog:me"))

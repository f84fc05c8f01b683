"""Who crawls: every kind of account that the demonstration has."""

import re

from django.contrib.auth import get_user_model

ORGANIZATIONS = ("longkou", "jiguan", "pingluo", "yueyang", "qijiang")
SUBORDINATE, SUPERIOR = "qijiang-town", "longkou-superior"
ADMINISTRATORS = ("sysadmin", "secadmin", "auditadmin")
PASSER_BY = "passer-by"


def is_crawled(username: str) -> bool:
    """Everyone of the five organisations, of one subordinate and of one superior, and the administrators."""
    organization = username.rpartition("-")[0]
    return username in ADMINISTRATORS or organization in {*ORGANIZATIONS, SUBORDINATE, SUPERIOR}


def accounts(only: str = "") -> list[str]:
    """The passer-by and the user names in order; ``only`` is a regular expression that a whole name has to match."""
    names = get_user_model().objects.values_list("username", flat=True)
    chosen = [PASSER_BY, *sorted(filter(is_crawled, names))]
    return [name for name in chosen if not only or re.fullmatch(only, name)]

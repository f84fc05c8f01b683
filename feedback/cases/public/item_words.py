"""What an item's page says of the cases that led to it (LK-07, PL-05): that there were some, never whose or which."""

from catalog.items.models import Item
from disclosure.web.components import Fact
from feedback.cases.models.cases import Case
from feedback.cases.states import Kind

WORDS = {
    Kind.TOPIC: "应点题公开",
    Kind.APPLICATION: "由依申请公开转为主动公开",
    Kind.QUESTION: "根据咨询公开",
    Kind.OPINION: "根据党员群众意见公开",
}


def words_about(item: Item) -> list[str]:
    kinds = set(Case.objects.filter(led_to=item).values_list("kind", flat=True))
    words = WORDS | ({Kind.OPINION: "根据党员群众意见再次公开"} if item.redisclosure_of_id else {})
    return [words[kind] for kind in Kind if kind in kinds]


def facts_about(item: Item) -> list[Fact]:
    return [Fact("公开缘由", words) for words in words_about(item)]

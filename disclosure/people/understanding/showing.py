"""The preview line by line: organisations and accounts; what people hold was told on the way."""

from collections.abc import Callable, Iterable, Iterator

from disclosure.organizations.models.directory import Organization
from disclosure.people.reading.sheets import Line
from disclosure.people.understanding.plan import CHANGED, NEW, SAME, Place, Plan, Shown, Someone

Above = Callable[[Place], Place | None]
Listed = Iterable[tuple[Line, Place, Someone]]


def shown_of(plan: Plan, above_of: Above, listed: Listed) -> list[Shown]:
    return [*places_of(plan, above_of), *people_of(plan, listed), *plan.shown]


def places_of(plan: Plan, above_of: Above) -> Iterator[Shown]:
    for place in plan.places:
        above = above_of(place)
        changes = "；".join(f"{old or '（空）'} → {new}" for old, new in place.changes.values())
        moved = f"移到“{above.name}”之下" if place.moves and above else ""
        details = "；".join(filter(None, (changes, moved))) if place.row else in_words(place, above)
        state = SAME if place.row and not details else CHANGED if place.row else NEW
        where, raw = (place.line.place, place.line.raw) if place.line else ("", "")
        yield Shown("党组织", where, place.name, state, details, raw)


def in_words(place: Place, above: Place | None) -> str:
    kind = Organization.Kind(place.values["kind"]).label
    return f"代码 {place.code}　{kind}　" + (f"上级：{above.name}" if above else "最上级")


def people_of(plan: Plan, listed: Listed) -> Iterator[Shown]:
    first: dict[int, Line] = {}
    for line, _, someone in listed:
        first.setdefault(id(someone), line)
    for someone in plan.people:
        changes = [f"{old or '（空）'} → {new}" for old, new in someone.changes.values()]
        details = "；".join((*changes, *(["记下登录手机号"] if someone.phone else [])))
        state = NEW if someone.row is None else CHANGED if details else SAME
        words = f"用户名 {someone.username}；{details}".rstrip("；")
        own = first.get(id(someone))
        where, raw = (own.place, own.raw) if own else ("", "")
        yield Shown("账号", where, someone.full_name, state, words, raw)

"""What a scheme's document still lacks, by the section in which it is put right."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from catalog.own_schemes.sections.parts import Row
from catalog.own_schemes.sections.table import section_at
from catalog.schemes.document.reading import in_words
from disclosure.files.written.faults import Fault

Place = tuple[str | int, ...]


def keys_to(document: Row, place: Place) -> list[str]:
    """time_limits, fixed, rule: the kind of a time limit stands where the place has its number."""
    keys = list(map(str, place))
    if len(place) > 1 and place[0] == "time_limits" and isinstance(place[1], int):
        keys[1] = document["time_limits"][place[1]].get("kind", "")
    return keys


def by_section(document: Row, faults: Iterable[Fault]) -> Mapping[str, list[str]]:
    """Name of a section → what is missing there, in words; the empty name for what stands in none."""
    found: dict[str, list[str]] = defaultdict(list)
    for fault in faults:
        section = section_at(".".join(keys_to(document, fault.place)))
        found[section.name if section else ""].append(in_words(fault))
    return found
